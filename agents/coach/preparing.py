"""Ad and CV laid side by side: what is met, what can be told, what to do."""

from __future__ import annotations

from agents.coach.matching import match
from agents.coach.stories import find_stories, uncovered
from agents.coach.tips import tips
from domain import Job, Preparation, Resume
from knowledge.ad_requirements import find_requirements
from knowledge.ad_terms import find_competencies
from knowledge.embedder import load_embedder


def prepare(job: Job, resume: Resume) -> Preparation:
    """The requirements of the job's ad as the CV meets them, its stories, and tips.

    Without an ad there are no requirements, without a CV neither matches nor stories.
    """
    roles = [job.role, *(guess.id for guess in job.roles[1:2])]
    requirements = find_requirements(job.text, roles)
    called = find_competencies(job.text)
    matches = match(requirements, resume, roles, load_embedder())
    stories = find_stories(resume, called)
    untold = uncovered(tuple(called), resume) if resume.lines else ()
    advice = tips(matches, stories, untold, called, resume) if resume.lines else ()
    return Preparation(matches=matches, stories=stories, without_story=untold, tips=advice)
