"""Which questions of a kind to ask for a job: weak areas, what the ad calls for, then others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.interviewer.planning import DIFFICULTIES, share_out
from domain import Difficulty, Job, Kind, PlannedQuestion, Question, Seniority
from knowledge.ad_terms import find_competencies
from knowledge.bank import Bank
from knowledge.naming import search_words
from knowledge.taxonomy import load_taxonomy, words_of
from tools.questions import QuestionFinder

# The share of behavioral questions given to competencies this person scored low in.
_WEAK_SHARE = 0.34
# Questions looked up beyond those wanted, among which the categories are spread.
_SPARE = 12
_OPENINGS = ("why_this_company", "why_this_role")
OPENING = ("why_this_role", "career_fit", "why_this_company")
"""Themes that interviews open with."""

# What only somebody of some standing has.
_OF_STANDING = re.compile(
    r"\b(?:your staff|your (?:own )?team's|your organization|years of experience|team member"
    r"|investors?|board|for several years|promote|union|rollout of yours|someone a task"
    r"|group over)\b",
    re.IGNORECASE,
)
_IN_CHARGE = re.compile(r"\bYou (?:manage|lead|run|head|supervise|chair)\b")
# A scenario of a trade opens with its title; what follows a preposition is where and with whom.
_YOU_ARE = re.compile(
    r"You are (?:an? |the )?(?P<who>.+?)(?:[.:;]| (?:at|by|for|from|in|of|on|to|with)\b)"
)
# Whom any developer is, whatever the branch.
_DEVELOPER = "software_engineer"
# Words of titles that tell a rank or a manner and no trade.
_NO_TRADE = frozenset(
    "a an and assistant chief deputy director executive head junior lead leader manager managing "
    "new of officer operating or part senior supervisor the time trainee worker".split()
)
# What cannot be asked of an employer nobody has named.
_ABOUT_THE_EMPLOYER = ("products_and_customers", "industry_and_competitors", "recent_news")


@dataclass(frozen=True)
class Choice:
    """Questions of one `kind` for a job; those `taken` are left out, those `seen` lately come
    last."""

    bank: Bank
    finder: QuestionFinder
    kind: Kind
    job: Job
    seen: Mapping[str, datetime]
    taken: tuple[str, ...]

    def of(
        self, count: int, mix: Mapping[Difficulty, float], weak: Sequence[str]
    ) -> list[PlannedQuestion]:
        """`count` questions, easier ones first: `weak` categories, then what the ad calls for,
        then by the difficulty `mix` (shares)."""
        found: dict[str, tuple[int, PlannedQuestion]] = {}
        left_out = self._left_out
        held: Counter[str] = Counter()

        def take(
            wanted: int,
            why: str | None = None,
            category: str | None = None,
            difficulty: Difficulty | None = None,
        ) -> None:
            hits = self.finder.find(
                self._query,
                kind=self.kind,
                role=self.job.role if self.kind == "technical" else None,
                related=load_taxonomy().related_roles(self.job.role),
                seniority=self.job.seniority,
                industry=self.job.industry,
                count=wanted,
                spare=0 if category else _SPARE,
                seen=self.seen,
                exclude=[*left_out, *found],
                category=category,
                difficulty=difficulty,
            )
            for _ in range(min(wanted, len(hits))):
                # The least asked about category first, the most fitting question of it.
                hit = min(hits, key=lambda hit: held[hit.question.category])
                hits.remove(hit)
                held[hit.question.category] += 1
                chosen = PlannedQuestion(
                    question_id=hit.question.id, kind=self.kind, why=why or hit.why
                )
                found[hit.question.id] = (DIFFICULTIES.index(hit.question.difficulty), chosen)

        known = set(self.bank.categories(self.kind))
        if self.kind == "company" and not self._has_opened:
            opening = _OPENINGS[0 if self.job.company else 1]
            take(min(1, count), "most interviews begin with it", opening, "easy")
        for category in [c for c in weak if c in known][: round(count * _WEAK_SHARE)]:
            take(1, f"you scored low on {category.replace('_', ' ')} before", category=category)
        called = find_competencies(self.job.text) if self.kind == "behavioral" else {}
        fit = [c for c in called if c in known and c not in weak]
        levels = _in_turn(share_out(count - len(found), mix))
        for category, difficulty in zip(fit, levels, strict=False):
            why = f"the ad asks for “{called[category]}”"
            take(1, why, category=category, difficulty=difficulty)
        for level, wanted in Counter(levels[len(fit) :]).items():
            take(wanted, difficulty=level)
        chosen = list(found.values())[:count]
        return [item for _, item in sorted(chosen, key=lambda one: one[0])]

    @property
    def _has_opened(self) -> bool:
        """Whether one of those taken asks what interviews open with."""
        return any(self.bank.get(name).category in OPENING for name in self.taken)

    @property
    def _query(self) -> str:
        return search_words(self.job)

    @property
    def _left_out(self) -> list[str]:
        """Questions that do not fit: already taken, about an employer or a trade not known, or put
        to somebody of another trade or of higher standing."""
        unnamed = self.kind == "company" and self.job.company is None
        return [
            *self.taken,
            *(
                question.id
                for question in self.bank.questions
                if question.kind == self.kind
                and (
                    (unnamed and question.category in _ABOUT_THE_EMPLOYER)
                    or not is_for(question, self.job)
                    or not suits_level(question, self.job.seniority)
                )
            ),
        ]


def suits_level(question: Question, seniority: Seniority) -> bool:
    """Whether a beginner may be asked it: most behavioral questions and situations of the bank are
    open to all levels, and those about leading others, or about people and years one cannot have
    yet, are not for them. Other levels are told by the question's own `seniority`."""
    if seniority != "entry" or question.kind not in ("behavioral", "situational"):
        return True
    if question.kind == "situational":
        return not _IN_CHARGE.search(question.scenario or "")
    leading = (
        question.category == "strategic_thinking"
        or load_taxonomy().competencies[question.category].group == "leading"
    )
    return not (leading and question.difficulty != "easy") and not _OF_STANDING.search(
        question.question
    )


def is_for(question: Question, job: Job) -> bool:
    """Whether a question may be put to people of this job. A scenario that names a trade is for
    that trade: "You are a paralegal" not for nurses, nor for the solicitors who share a role with
    paralegals. Another is for its industries, and for nobody whose industry is not known."""
    addressed = _YOU_ARE.match(question.scenario or "")
    named = load_taxonomy().roles_named(addressed["who"]) if addressed else frozenset()
    if not addressed or not named:
        if job.industry and not question.scenario:
            return True
        return not question.industries or job.industry in question.industries
    if job.role in named:
        trade = {*words_of(addressed["who"])} - _NO_TRADE
        return not (job.title and trade) or not trade.isdisjoint(words_of(job.title))
    return _DEVELOPER in named and _is_developer(job.role)


def _is_developer(role_id: str) -> bool:
    """Whether the role is a branch of software development."""
    roles = load_taxonomy().roles
    role, whole = roles[role_id], roles[_DEVELOPER]
    return role.family == whole.family and _DEVELOPER in role.related


def _in_turn(shares: Mapping[Difficulty, int]) -> list[Difficulty]:
    """Each difficulty as often as its share says, the levels taking turns."""
    left = dict(shares)
    turns: list[Difficulty] = []
    while any(left.values()):
        for level in DIFFICULTIES:
            if left.get(level):
                left[level] -= 1
                turns.append(level)
    return turns
