"""Rehearse for programs: thin classes over the graphs; dicts out."""

from typing import Any

from api.archive import InterviewArchive
from api.backstage import Backstage
from api.check import Doctor
from api.evaluate import AnswerEvaluator
from api.jobs import JobReader
from api.mock import MockInterview
from api.prepare import InterviewPreparer
from api.track import InterviewTracker

# An event of SPEC.md: a dict with "event" and the keys of its kind.
Event = dict[str, Any]

__all__ = [
    "AnswerEvaluator",
    "Backstage",
    "Doctor",
    "Event",
    "InterviewArchive",
    "InterviewPreparer",
    "InterviewTracker",
    "JobReader",
    "MockInterview",
]
