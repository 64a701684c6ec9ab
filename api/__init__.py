"""Rehearse for programs: thin classes over the graphs; dicts out."""

from api.archive import InterviewArchive
from api.backstage import Backstage
from api.check import Doctor
from api.evaluate import AnswerEvaluator
from api.mock import MockInterview
from api.prepare import InterviewPreparer
from api.track import InterviewTracker

__all__ = [
    "AnswerEvaluator",
    "Backstage",
    "Doctor",
    "InterviewArchive",
    "InterviewPreparer",
    "InterviewTracker",
    "MockInterview",
]
