"""Rehearse for programs: thin classes over the graphs; dicts out."""

from api.archive import InterviewArchive
from api.backstage import Backstage
from api.check import Doctor
from api.evaluate import AnswerEvaluator
from api.jobs import JobReader
from api.mock import MockInterview
from api.prepare import InterviewPreparer
from api.track import InterviewTracker
from domain import Event

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
