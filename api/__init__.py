"""Rehearse for programs: thin classes over the graphs; dicts out.

A class is imported when it is first asked for: scoring an answer needs neither store nor settings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.archive import InterviewArchive
    from api.backstage import DEFAULT_USER, Backstage, settings_for, user_name
    from api.check import Doctor
    from api.evaluate import AnswerEvaluator
    from api.export import ExportContents, ProgressExporter, export_format
    from api.imports import ReportImporter
    from api.jobs import JobReader
    from api.mock import MockInterview
    from api.plan import PracticePlanner
    from api.practice import InterviewPractice
    from api.prepare import InterviewPreparer, analyze
    from api.privacy import Privacy
    from api.research import CompanyResearcher
    from api.stories import StoryBank
    from api.track import InterviewTracker
    from domain import Event
    from knowledge.naming import spoken

__all__ = [
    "DEFAULT_USER",
    "AnswerEvaluator",
    "Backstage",
    "CompanyResearcher",
    "Doctor",
    "Event",
    "ExportContents",
    "InterviewArchive",
    "InterviewPractice",
    "InterviewPreparer",
    "InterviewTracker",
    "JobReader",
    "MockInterview",
    "PracticePlanner",
    "Privacy",
    "ProgressExporter",
    "ReportImporter",
    "StoryBank",
    "analyze",
    "export_format",
    "settings_for",
    "spoken",
    "user_name",
]

_MODULES = {
    "AnswerEvaluator": "api.evaluate",
    "Backstage": "api.backstage",
    "CompanyResearcher": "api.research",
    "Doctor": "api.check",
    "Event": "domain",
    "ExportContents": "api.export",
    "InterviewArchive": "api.archive",
    "InterviewPractice": "api.practice",
    "InterviewPreparer": "api.prepare",
    "InterviewTracker": "api.track",
    "JobReader": "api.jobs",
    "MockInterview": "api.mock",
    "PracticePlanner": "api.plan",
    "Privacy": "api.privacy",
    "ProgressExporter": "api.export",
    "ReportImporter": "api.imports",
    "StoryBank": "api.stories",
    "analyze": "api.prepare",
    "DEFAULT_USER": "api.backstage",
    "settings_for": "api.backstage",
    "export_format": "api.export",
    "spoken": "knowledge.naming",
    "user_name": "api.backstage",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
