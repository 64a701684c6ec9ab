"""Questions made from the ad itself: what it names and the bank does not ask of that role."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, Literal

import numpy as np

from domain import FROM_THE_AD, Difficulty, Job, Question, Seniority
from knowledge.ad_requirements import find_requirements
from knowledge.ad_terms import names_skill
from knowledge.bank import QUESTIONS, Bank
from knowledge.embedder import Embedder
from knowledge.taxonomy import load_taxonomy

_SAME_SKILL = 0.75
"""Cosine from which two skills are taken for one: of the taxonomy's 167 pairs of skills from .75 to
.85 most are the same in other words ("stock taking", "stock control"), of the 153 from .7 on fewer
than half."""

_ASKED = 0.5
"""Cosine from which a question of the bank is about a duty of the ad."""

_LONGEST_DUTY, _SHORTEST_DUTY = 24, 5
"""Words of a duty that can be said back in a question: shorter ones say too little to ask about."""

_BEFORE_A_VERB = re.compile(
    r"^(?:(?:you(?: will|'ll)?|to|and|also|responsible for|[a-z]+ly)\s+)+", re.I
)

# "Training to raise your skills" and "Support for carers" are offered, not done.
_NO_DUTY = re.compile(r"training to\b|support (?:for|when)\b", re.I)

_OPENING = re.compile(r"(?:^|(?<=[.!?:] ))\W*\w+")
_FEWEST_POINTS, _MOST_POINTS = 2, 6
_SKILLS_A_DUTY = 2
_PROBES = 3

_Way = Literal["tool", "practice", "duty"]

_HARDNESS: dict[Seniority, Difficulty] = {
    "entry": "easy",
    "mid": "medium",
    "senior": "hard",
    "lead": "hard",
    "executive": "hard",
}


def derive(job: Job, bank: Bank, embedder: Embedder, most: int) -> list[Question]:
    """At most `most` technical questions from the ad, the same ones for the same ad.

    One for each skill the ad names (tools and practices, not credentials) that no question of the
    role is about, in the ad's order of emphasis, and one for each duty that none comes near, the
    strangest first; after every two of the former one of the latter. Each says in `derived_from`
    which words of the ad it comes from. Its key points are those points of the bank's questions
    for roles of the same family that name the same skill; under two of them there are none.
    """
    if not job.text or most <= 0:
        return []
    own = [q for q in bank.questions if job.role in q.roles]
    skills = _from_skills(job, bank, own, embedder)
    duties = _from_duties(job, own, embedder)
    found: list[Question] = []
    while more := [*islice(skills, _SKILLS_A_DUTY), *islice(duties, 1)]:
        found += more
    return found[:most]


def _from_skills(
    job: Job, bank: Bank, own: Sequence[Question], embedder: Embedder
) -> Iterator[Question]:
    asked = find_requirements(job.text, [job.role])
    for turn, skill in enumerate(_unasked(job, own, embedder), _turn(job)):
        source = next((r.text for r in asked if skill in r.skills), skill)
        question = _question(job, _way_of(skill), turn, skill, source)
        points = _points(skill, bank, job.role)
        yield question.model_copy(update={"key_points": points, "skills": (skill,)})


def _way_of(skill: str) -> _Way:
    """Whether a skill is done or used: practices are written small, but for some."""
    practice = skill.islower() or skill in _read()["practices_in_capitals"]
    return "practice" if practice else "tool"


def _unasked(job: Job, own: Sequence[Question], embedder: Embedder) -> list[str]:
    """The skills of the ad that can be asked about and that no question of the role is about."""
    not_asked_about = set(_read()["not_asked_about"])
    named = [
        skill
        for skill in job.skills
        if skill not in not_asked_about and not any(_is_about(q, skill) for q in own)
    ]
    asked = sorted({skill for question in own for skill in question.skills})
    if not named or not asked:
        return named
    near = embedder.encode(named) @ embedder.encode(asked).T
    return [skill for skill, row in zip(named, near, strict=True) if row.max() < _SAME_SKILL]


def _from_duties(job: Job, own: Sequence[Question], embedder: Embedder) -> Iterator[Question]:
    duties = [
        requirement.text
        for requirement in find_requirements(job.text, [job.role])
        if requirement.need == "duty"
        and _SHORTEST_DUTY <= len(requirement.text.split()) <= _LONGEST_DUTY
        and _is_done(requirement.text)
    ]
    if not duties:
        return
    nearest = np.zeros(len(duties))
    if own:
        asked = embedder.encode([f"{q.question} {', '.join(q.skills)}" for q in own])
        nearest = (embedder.encode(duties) @ asked.T).max(axis=1)
    for turn, place in enumerate(np.argsort(nearest, kind="stable"), _turn(job)):
        if nearest[place] >= _ASKED:
            return
        duty = f"{duties[place].rstrip('.;, ')}."
        yield _question(job, "duty", turn, duty, duties[place])


def _is_done(line: str) -> bool:
    """Whether a line among an ad's duties says what one does: it begins with a verb, and not with
    where the post is, what it offers or what it asks for."""
    said = _BEFORE_A_VERB.sub("", line.strip())
    first = re.match(r"[a-z]+", said, re.IGNORECASE)
    return first is not None and first[0].lower() in _doing() and not _NO_DUTY.match(said)


def _points(skill: str, bank: Bank, role: str) -> tuple[str, ...]:
    """What a grader would tick that the bank's questions for roles of this family say of this very
    skill; nothing where a single point does, which may be about another thing of that name."""
    roles = load_taxonomy().roles
    kin = {other.id for other in roles.values() if other.family == roles[role].family}
    about = [q for q in bank.questions if not kin.isdisjoint(q.roles) and _is_about(q, skill)]
    named = [point for q in about for point in q.key_points if _is_named(skill, point)]
    points = tuple(dict.fromkeys(named))[:_MOST_POINTS]
    return points if len(points) >= _FEWEST_POINTS else ()


def _is_named(skill: str, point: str) -> bool:
    """Whether a point names the skill: one that is also a common word only within a sentence,
    where a capital means a name ("Go criteria are fixed" names none)."""
    if skill in load_taxonomy().exact_case_skills:
        point = _OPENING.sub("", point)
    return names_skill(point, skill)


def _is_about(question: Question, skill: str) -> bool:
    return any(names_skill(text, skill) for text in (question.question, *question.skills))


def _question(job: Job, way: _Way, turn: int, named: str, source: str) -> Question:
    """The question about a skill or duty `named`, in the `turn`-th wording of the role's idiom."""
    written = _read()
    wordings = written["families"][load_taxonomy().role(job.role).family][way]
    guidance, probes = written["guidance"][way], written["follow_ups"][way]
    gap = "{duty}" if way == "duty" else "{skill}"
    text = wordings[turn % len(wordings)].replace(gap, named)
    mark = hashlib.sha256(f"{job.role}\n{text}".encode()).hexdigest()[:10]
    return Question(
        id=f"ad-{job.role}-{mark}",
        kind="technical",
        question=text,
        category=FROM_THE_AD,
        difficulty=_HARDNESS[job.seniority],
        roles=(job.role,),
        follow_up_questions=tuple(probes[(turn + n) % len(probes)] for n in range(_PROBES)),
        star_guidance=guidance[turn % len(guidance)].replace(gap, named),
        derived_from=source,
    )


def _turn(job: Job) -> int:
    """Where in the templates an ad begins, so that two ads are not asked in the same words."""
    return hashlib.sha256(job.text.encode("utf-8", "replace")).digest()[0]


@cache
def _doing() -> frozenset[str]:
    """The verbs duties open with, in the forms they open with: run, runs, running."""
    verbs: list[str] = _read()["duty_verbs"]
    ing = [verb.removesuffix("e") + "ing" for verb in verbs]
    doubled = [f"{verb}{verb[-1]}ing" for verb in verbs]
    third = [re.sub(r"(?<=[^aeiou])ye?s$", "ies", f"{verb}s") for verb in verbs]
    return frozenset([*verbs, *ing, *doubled, *third, *(f"{verb}es" for verb in verbs)])


@cache
def _read() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((QUESTIONS / "derived.json").read_text(encoding="utf-8"))
    return content
