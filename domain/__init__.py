"""The nouns of Rehearse: what every floor above speaks of, and the errors it may raise.

Everything here is a frozen value. Scores are 0-100, times are seconds, moments are
timezone-aware UTC datetimes passed in by the caller.
"""

from domain.assessments import (
    STRONG_FROM,
    WEAK_BELOW,
    Answer,
    Assessment,
    Coverage,
    Criterion,
    Delivery,
    Gap,
    GapKind,
)
from domain.errors import (
    BadInput,
    Busy,
    ModelUnavailable,
    NotFound,
    RehearseError,
    StoreDamaged,
    StoreUnavailable,
    WebUnavailable,
)
from domain.interviews import (
    CategoryScore,
    Event,
    Interview,
    InterviewStatus,
    Moment,
    Persona,
    Plan,
    PlannedQuestion,
    Report,
    Turn,
    standing_turns,
)
from domain.jobs import (
    AdPassage,
    Job,
    RoleGuess,
)
from domain.preparation import (
    Match,
    Need,
    Preparation,
    Requirement,
    Resume,
    ResumeLine,
    ResumeSection,
    Shown,
    StoryIdea,
)
from domain.questions import (
    Question,
    Shows,
)
from domain.stories import (
    STORY_PARTS,
    Story,
    StoryHint,
    StoryNotes,
    StoryPart,
    StorySource,
)
from domain.value import (
    Difficulty,
    Kind,
    Seniority,
    Value,
)

__all__ = [
    "STORY_PARTS",
    "STRONG_FROM",
    "WEAK_BELOW",
    "AdPassage",
    "Answer",
    "Assessment",
    "BadInput",
    "Busy",
    "CategoryScore",
    "Coverage",
    "Criterion",
    "Delivery",
    "Difficulty",
    "Event",
    "Gap",
    "GapKind",
    "Interview",
    "InterviewStatus",
    "Job",
    "Kind",
    "Match",
    "ModelUnavailable",
    "Moment",
    "Need",
    "NotFound",
    "Persona",
    "Plan",
    "PlannedQuestion",
    "Preparation",
    "Question",
    "RehearseError",
    "Report",
    "Requirement",
    "Resume",
    "ResumeLine",
    "ResumeSection",
    "RoleGuess",
    "Seniority",
    "Shown",
    "Shows",
    "StoreDamaged",
    "StoreUnavailable",
    "Story",
    "StoryHint",
    "StoryIdea",
    "StoryNotes",
    "StoryPart",
    "StorySource",
    "Turn",
    "Value",
    "WebUnavailable",
    "standing_turns",
]
