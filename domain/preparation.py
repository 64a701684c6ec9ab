"""What a candidate prepares with: the ad's requirements, the CV, and how they meet."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from domain.value import Value

Need = Literal["must", "nice", "duty"]
Shown = Literal["shown", "partly", "none"]
ResumeSection = Literal["experience", "education", "skills", "summary", "projects", "other", ""]


class Requirement(Value):
    """Something a job ad asks for, in its own words: a must, a wish, or a duty of the work.

    `skills` are the ones of the taxonomy it names.
    """

    text: str
    need: Need
    skills: tuple[str, ...] = ()


class ResumeLine(Value):
    """A line of a CV, the section it stands in and the job it belongs to (empty when unknown).

    `achievement` is how much of one it tells, 0-1: something done, with an outcome, in figures.
    `is_title` says that it only names a job: its title, employer, place or dates.
    """

    text: str
    section: ResumeSection = ""
    job: str = ""
    achievement: float = Field(default=0.0, ge=0, le=1)
    is_title: bool = False


class Resume(Value):
    """A CV as it was read. `years` are those its jobs cover, None when it gives no dates."""

    lines: tuple[ResumeLine, ...] = ()
    years: float | None = None


class Match(Value):
    """A requirement beside the CV: whether it is shown, by which line (verbatim), and which of
    the skills it names the CV does not."""

    requirement: Requirement
    shown: Shown
    quote: str = ""
    missing: tuple[str, ...] = ()
    note: str = ""


class StoryIdea(Value):
    """An achievement of the CV worth telling: the competencies it shows, best first, and the
    parts of a STAR story its line does not hold."""

    quote: str
    job: str = ""
    competencies: tuple[str, ...]
    lacks: tuple[str, ...] = ()


class Preparation(Value):
    """What ad and CV come to: the requirements as met, the stories to tell, the competencies the
    ad calls for that no story shows, and what to do about it."""

    matches: tuple[Match, ...] = ()
    stories: tuple[StoryIdea, ...] = ()
    without_story: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
