"""The job at hand in words: its names in questions, in speech, and in what is searched for."""

from __future__ import annotations

from domain import Job, Question
from knowledge.taxonomy import load_taxonomy

# Words of the ad that go into the search for questions: its head names the work best.
_AD_WORDS = 220


def job_phrase(job: Job) -> str:
    """The job as it is said in a sentence: "the Staff Nurse role at Northern Care"."""
    title = job.title or role_name(job)
    return f"the {title} role at {job.company}" if job.company else f"the {title} role"


def spoken(name: str) -> str:
    """The id of a competency, category or criterion as it stands in the middle of a sentence."""
    competency = load_taxonomy().competencies.get(name)
    return competency.name.lower() if competency else name.replace("_", " ")


def role_name(job: Job) -> str:
    """The role's name in lower case, as it stands in the middle of a sentence."""
    name = load_taxonomy().role(job.role).name
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in name.split())


_UNNAMED = {f"{{role}} {job}": f"{job} you are applying for" for job in ("role", "job", "post")}
"""Where no job is known a role has no name, and "the {role} role" would say it twice."""


_OURS = "our organization"


def fill_names(question: Question, job: Job | None) -> Question:
    """The question with {company}, {role} and {industry} replaced; without a job, or where the
    job does not tell, by words that read as well: the interviewer's "our organization" is "your
    organization" in what the candidate might say."""
    names = {
        "{company}": (job.company if job else None) or _OURS,
        **({} if job else _UNNAMED),
        "{role}": (job.title or role_name(job)) if job else "role you are applying for",
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
