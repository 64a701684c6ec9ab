"""Questions a model makes from the ad and the CV at hand, and what code lets through of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from agents.interviewer.discretion import gives_away
from agents.interviewer.private import asks_what_is_private
from agents.model import Session
from agents.model.grounding import in_english, of_a_model, out_of_role, ungrounded
from agents.model.verbatim import locate
from domain import FROM_THE_AD, Job, Question
from knowledge.bank import Bank
from knowledge.embedder import Embedder
from knowledge.lexicon import bare, content
from knowledge.naming import as_asked, job_phrase
from knowledge.wordmatch import words
from prompts.templates import compose

SAME = 0.8
"""Cosine, small words left out, from which two questions are one in other words: none of the bank's
862 reaches it with another of its role (2.4% reach .75), and of seven put in other words by hand
six do."""

RELATED = 0.4
"""Cosine from which a question concerns a line of the ad it shares no word with: of random pairs of
questions and lines 0.6% reach it; 7% share a word."""

_LONGEST = 45
"""Words of a question; 95 of 100 in the bank have at most 51, their scenarios aside."""

_SHORTEST = 6
_QUOTED = range(3, 41)
"""Words of the ad a question says it comes from."""

_POINTS, _FOLLOW_UPS = range(3, 7), range(2, 4)
_POINT = 4
"""Words of a key point that says something."""

_ECHO = 0.7
"""Share of a key point's words the question may hold: beyond, it answers itself."""

_ASKS_TO_TELL = re.compile(
    r"^(?:please |now |and )*(?:tell|describe|explain|walk|talk|take|give|outline|compare|show"
    r"|share|name|think|imagine)\b|\b(?:tell|describe|explain|walk|talk|take) (?:me|us|to me|how)",
    re.IGNORECASE,
)


class MadeQuestion(BaseModel):
    """One question as a model makes it."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["technical", "situational", "behavioral"]
    question: str = Field(max_length=600)
    from_ad: str = Field(max_length=600)
    key_points: list[str] = Field(max_length=10)
    follow_ups: list[str] = Field(max_length=6)
    difficulty: Literal["easy", "medium", "hard"]


class MadeQuestions(BaseModel):
    """The questions a model makes."""

    model_config = ConfigDict(extra="forbid")

    questions: list[MadeQuestion] = Field(max_length=20)


SCHEMAS = (MadeQuestions,)


def make_questions(
    session: Session,
    job: Job,
    resume_text: str,
    bank: Bank,
    embedder: Embedder,
    most: int,
    seen_texts: Sequence[str] = (),
) -> list[Question]:
    """At most `most` questions about what the ad names, each with its words in `derived_from`.

    Left out are those that concern nothing of the ad, are near the bank's questions of the role,
    those of `seen_texts` or each other, hold a figure or name of neither ad nor CV, ask for what is
    private, or come without points to judge an answer by. Raises ModelUnavailable.
    """
    if not job.text.strip() or most <= 0:
        return []
    prompt = compose(
        "questions", job=job_phrase(job), number=str(most), ad=job.text, resume=resume_text
    )
    replies = session.ask(prompt, MadeQuestions, keep=True).questions
    asked = [*(as_asked(q, None) for q in bank.questions if _is_near(q, job)), *seen_texts]
    known = _vectors(asked, embedder)
    found: list[Question] = []
    lines: set[str] = set()
    for reply in replies:
        question = _sound(reply, job, resume_text, embedder)
        if question is None or question.derived_from in lines or len(found) == most:
            continue
        vector = _vectors([question.question], embedder)
        if len(known) and float((known @ vector[0]).max()) >= SAME:
            continue
        known = np.vstack((known, vector))
        lines.add(question.derived_from or "")
        found.append(question)
    if replies and not found:
        session.report("the questions it made cannot be asked")
    return found


def _is_near(question: Question, job: Job) -> bool:
    """Whether the role may be asked it."""
    return question.kind != "ask" and (not question.roles or job.role in question.roles)


def _vectors(texts: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
    return embedder.encode([bare(words(text)) for text in texts])


def _sound(reply: MadeQuestion, job: Job, resume: str, embedder: Embedder) -> Question | None:
    """The question where it may be asked, None else."""
    text, line = _evened(reply.question), _line(reply.from_ad, job.text)
    sources = (job.text, resume, job_phrase(job))
    if line is None or not _may_be_asked(text, sources) or not _concerns(text, line, embedder):
        return None
    points = _points(reply.key_points, text)
    if len(points) < _POINTS.start:
        return None
    mark = hashlib.sha256(f"{job.role}\n{text}".encode()).hexdigest()[:10]
    question = Question(
        id=f"made-{job.role}-{mark}",
        kind=reply.kind,
        question=text,
        category=FROM_THE_AD,
        difficulty=reply.difficulty,
        roles=(job.role,),
        derived_from=line,
        **_looked_for(reply.kind, points),
    )
    follow_ups = _follow_ups(reply.follow_ups, question, sources)
    if len(follow_ups) < _FOLLOW_UPS.start:
        return None
    return question.model_copy(update={"follow_up_questions": follow_ups})


def _looked_for(kind: str, points: tuple[str, ...]) -> dict[str, str | tuple[str, ...]]:
    """Where a question of the kind holds what a good answer says.

    A behavioral one has no competency: the nearest by cosine is the right one for 25% of the bank's
    own questions, and a good story judged by a wrong one is called another question's. Judged by
    none, the bank's 224 example answers score as with theirs (0.2 more in the mean).
    """
    told = " ".join(f"{point.rstrip('.')}." for point in points)
    if kind == "technical":
        return {"key_points": points, "expected_approach": told}
    if kind == "situational":
        return {"evaluation_criteria": points}
    return {"star_guidance": told}


def _may_be_asked(text: str, sources: Sequence[str]) -> bool:
    """Whether it is one English question about the work, with nothing in it from elsewhere."""
    marks = text.count("?")
    return (
        _SHORTEST <= len(text.split()) <= _LONGEST
        and (marks == 1 or (marks == 0 and _ASKS_TO_TELL.search(text) is not None))
        and in_english(text)
        and not out_of_role(text)
        and not asks_what_is_private(text)
        and not ungrounded(text, sources)
    )


def _line(quote: str, ad: str) -> str | None:
    """The words of the ad as they stand there."""
    place = locate(quote, ad)
    if place is None:
        return None
    line = _evened(ad[place[0] : place[1]])
    return line if len(line.split()) in _QUOTED and not of_a_model(line) else None


def _concerns(text: str, line: str, embedder: Embedder) -> bool:
    """Whether a question is about a line of the ad: by a word they share, or by meaning."""
    if _stems(text) & _stems(line):
        return True
    asked, named = _vectors([text, line], embedder)
    return float(asked @ named) >= RELATED


def _points(points: Sequence[str], question: str) -> tuple[str, ...]:
    """What a good answer says, each once, without what the question says itself."""
    asked = _stems(question)
    found: dict[frozenset[str], str] = {}
    for point in map(_evened, points):
        stems = frozenset(_stems(point))
        says_more = len(stems - asked) > (1 - _ECHO) * len(stems)
        sound = len(point.split()) >= _POINT and in_english(point) and not out_of_role(point)
        if sound and says_more:
            found.setdefault(stems, point)
    return tuple(found.values())[: _POINTS.stop - 1]


def _follow_ups(
    follow_ups: Sequence[str], question: Question, sources: Sequence[str]
) -> tuple[str, ...]:
    """Those that may be asked after it and give none of its points away."""
    told = (*sources, question.question)
    sound = [
        text
        for text in dict.fromkeys(map(_evened, follow_ups))
        if text.count("?") == 1
        and len(text.split()) <= _LONGEST
        and in_english(text)
        and not out_of_role(text)
        and not asks_what_is_private(text)
        and not ungrounded(text, told)
        and not gives_away(text, question, "")
    ]
    return tuple(sound[: _FOLLOW_UPS.stop - 1])


def _evened(text: str) -> str:
    return " ".join(text.split())


def _stems(text: str) -> set[str]:
    return set(content(tuple(words(text))))
