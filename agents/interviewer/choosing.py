"""Which questions of a kind to ask for a job: weak areas, what the ad calls for, then others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.interviewer.planning import DIFFICULTIES, share_out
from domain import Difficulty, Job, Kind, PlannedQuestion
from knowledge.ad_terms import find_competencies
from knowledge.bank import Bank
from knowledge.naming import search_words
from knowledge.taxonomy import load_taxonomy
from tools.questions import QuestionFinder

# The share of behavioral questions given to competencies this person scored low in.
_WEAK_SHARE = 0.34
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

        def take(
            wanted: int,
            why: str | None = None,
            category: str | None = None,
            difficulty: Difficulty | None = None,
        ) -> None:
            for hit in self.finder.find(
                self._query,
                kind=self.kind,
                role=self.job.role if self.kind == "technical" else None,
                related=load_taxonomy().related_roles(self.job.role),
                seniority=self.job.seniority,
                industry=self.job.industry,
                count=wanted,
                seen=self.seen,
                exclude=[*self._left_out, *found],
                category=category,
                difficulty=difficulty,
            )[:wanted]:
                chosen = PlannedQuestion(
                    question_id=hit.question.id, kind=self.kind, why=why or hit.why
                )
                found[hit.question.id] = (DIFFICULTIES.index(hit.question.difficulty), chosen)

        known = set(self.bank.categories(self.kind))
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
    def _query(self) -> str:
        return search_words(self.job)

    @property
    def _left_out(self) -> list[str]:
        """Questions that do not fit: already taken, about an employer or a trade not known."""
        left_out = list(self.taken)
        for question in self.bank.questions:
            unnamed = self.kind == "company" and self.job.company is None
            if (unnamed and question.category in _ABOUT_THE_EMPLOYER) or (
                self.job.industry is None and question.industries
            ):
                left_out.append(question.id)
        return left_out


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
