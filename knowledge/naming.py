"""The job at hand in words: its names in questions, in speech, and in what is searched for."""

from __future__ import annotations

import re

from domain import Job, Question
from knowledge.taxonomy import load_taxonomy

_TITLE_END = re.compile(r"\s[-–—|:]+\s|\s*[,(\[|;]")
# Of a title all in capitals these words keep theirs, as do those no vowel is in.
_ABBREVIATIONS = frozenset("IT ICT PA QA UX UI AI BI PE SEN SEO ICU A&E".split())
_VOWEL = re.compile("[AEIOUY]")
_SMALL = frozenset("of and the for in to at on with a an or".split())
_ABBREVIATION = 3
# Alone these say nothing: "Director, Finance" is said whole.
_RANKS = frozenset(["associate", "director", "head", "lead", "manager", "officer", "vp"])
# Ids that are no English when their underscores are taken for blanks.
_SPOKEN = {
    "api_and_data": "APIs and data",
    "api_design": "API design",
    "api_documentation": "API documentation",
    "case": "a case to work through",
    "llm_systems": "LLM systems",
    "mistake_discovered": "a mistake discovered",
    "production_ml": "machine learning in production",
    "quality_safety": "quality and safety",
    "safety_risk": "a safety risk",
    "sql": "SQL",
    "team_disagreement": "a disagreement in the team",
}
# Words of the ad that go into the search for questions: its head names the work best.
_AD_WORDS = 220


def job_phrase(job: Job) -> str:
    """The job as it is said in a sentence: "the Staff Nurse role at Northern Care"."""
    title = said_title(job)
    return f"the {title} role at {job.company}" if job.company else f"the {title} role"


def spoken(name: str) -> str:
    """The id of a competency, role, category or criterion as it stands in the middle of a
    sentence."""
    taxonomy = load_taxonomy()
    if name in taxonomy.competencies:
        return taxonomy.competencies[name].name.lower()
    if name in taxonomy.roles:
        return taxonomy.roles[name].short
    return _SPOKEN.get(name) or name.replace("_", " ")


def role_name(job: Job) -> str:
    """The role's name as it stands in the middle of a sentence: "nurse", "QA engineer"."""
    return load_taxonomy().role(job.role).short


def said_title(job: Job) -> str:
    """The job's title as it is said: its first part without terms and places, capitals only where
    words begin; the role's name where there is none.

    "STORE MANAGER - Homeware" gives "Store Manager".
    """
    title = (job.title or "").strip()
    first = _TITLE_END.split(title, maxsplit=1)[0].strip()
    if not first or first.casefold() in _RANKS:
        first = title
    if first.isupper() and len(first) > _ABBREVIATION:
        first = " ".join(map(_capitalized, first.split()))
    return first or role_name(job)


def _capitalized(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    return word if word in _ABBREVIATIONS or not _VOWEL.search(word) else word.capitalize()


_UNNAMED = {f"{{role}} {job}": f"{job} you are applying for" for job in ("role", "job", "post")}
"""Where no job is known a role has no name, and "the {role} role" would say it twice."""


_OURS = "our organization"
_LIKE_OURS = {"like {company}": "like ours"}
"""Where the employer has no name, it is not called an organization twice."""


def fill_names(question: Question, job: Job | None) -> Question:
    """The question with {company}, {role} and {industry} replaced; without a job, or where the
    job does not tell, by words that read as well: the interviewer's "our organization" is "your
    organization" in what the candidate might say."""
    known = job.company if job else None
    names = {
        **({} if known else _LIKE_OURS),
        "{company}": known or _OURS,
        **({} if job else _UNNAMED),
        "{role}": said_title(job) if job else "role you are applying for",
        "{industry}": _industry(job),
    }

    yours = names["{company}"].replace(_OURS, "your organization")

    def fill(text: str | None) -> str | None:
        for placeholder, name in names.items():
            text = text.replace(placeholder, name) if text else text
        return text

    fields = ("question", "research_notes", "scenario")
    texts = [*(getattr(question, field) or "" for field in (*fields, "suggested_answer"))]
    texts += question.follow_up_questions
    if not any("{" in text for text in texts):
        return question
    return question.model_copy(
        update={
            **{field: fill(getattr(question, field)) for field in fields},
            "suggested_answer": fill(
                (question.suggested_answer or "").replace("{company}", yours) or None
            ),
            "follow_up_questions": tuple(fill(text) or "" for text in question.follow_up_questions),
        }
    )


def as_asked(question: Question, job: Job | None) -> str:
    """The question as it is put to the candidate: its scenario first, its names filled in."""
    named = fill_names(question, job)
    return " ".join(filter(None, (named.scenario, named.question)))


def search_words(job: Job) -> str:
    """What to look questions up by: title, role, skills, and the head of the ad."""
    role = load_taxonomy().role(job.role)
    head = " ".join(job.text.split()[:_AD_WORDS])
    return " ".join(filter(None, (job.title or role.name, ", ".join(job.skills), head)))


def _industry(job: Job | None) -> str:
    if job is None or job.industry is None:
        return "this field"
    industry = load_taxonomy().industries.get(job.industry)
    return industry.name.lower() if industry else job.industry.replace("_", " ")
