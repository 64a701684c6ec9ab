"""The retrieval tool: which questions of the bank to ask for a job, varied and not lately asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from domain import Difficulty, Kind, Question, Seniority
from knowledge.ad_terms import names_skill
from knowledge.collection import text_of
from knowledge.index import Filters, QuestionIndex
from knowledge.naming import spoken
from knowledge.wordmatch import WordMatch
from tools.loosening import at_levels, loosened, nearest_levels

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.tools import BaseTool
    from numpy.typing import NDArray

    from knowledge.bank import Bank
    from knowledge.embedder import Embedder

    Vector = NDArray[np.float32]

_NEAREST = 200
# The share of meaning against words in a question's relevance, and of relevance against likeness
# to the questions already picked. Chosen on 37 job ads (eight behavioral and eight situational
# questions each) and 30 descriptions of ten roles (six technical questions each, role not given):
# against relevance alone they give up 0.8% of the similarity to the ad and 7% of the questions
# that are the role's own, and cover 5.6 categories instead of 5.2. Fusing ranks instead of scores
# is worse on both, as ranks hide how far apart the scores are.
_MEANING = 0.7
_RELEVANCE = 0.7
# From here on two texts ask the same in other words: rephrasings of one question reach 0.93 to
# 0.98, and of 48,000 pairs of different questions in the bank one reaches 0.9.
_SAME = 0.9
_POOL = 60


@dataclass(frozen=True)
class Found:
    """A question, the cosine of its words and the query's (-1 to 1), and why it was picked."""

    question: Question
    similarity: float
    why: str


@dataclass(frozen=True)
class _Candidate:
    """A question that passes some filters; `relevance` is 0-1 against the query."""

    question: Question
    similarity: float
    relevance: float


class QuestionFinder:
    """Finds questions by meaning, by words and by filters."""

    def __init__(self, bank: Bank, index: QuestionIndex, embedder: Embedder) -> None:
        self._bank = bank
        self.index = index
        self._embedder = embedder
        self._place = {question.id: number for number, question in enumerate(bank.questions)}
        self._words = WordMatch([text_of(question) for question in bank.questions])
        self._vectors: dict[str, Vector] = {}
        self._last: tuple[str, Vector, list[float]] | None = None

    def find(
        self,
        query: str,
        *,
        kind: Kind | None = None,
        role: str | None = None,
        category: str | None = None,
        difficulty: Difficulty | None = None,
        seniority: Seniority | None = None,
        industry: str | None = None,
        count: int = 10,
        seen: Mapping[str, datetime] | None = None,
        exclude: Collection[str] = (),
        related: Sequence[str] = (),
        firm: bool = False,
        spare: int = 0,
    ) -> list[Found]:
        """Up to `count` questions, most fitting first, the same ones for the same arguments.

        The query is what the job is about: title, skills, words of the ad. While fewer than
        `count` unseen questions pass, the filters give way in this order: difficulty, seniority
        (to the nearest level first), industry; then, when even with the seen ones there are too
        few, the role is replaced by each of `related` in turn. Kind and category never give way;
        when `firm` only the level does, and only as long as nothing at all passes. Up to `spare`
        more are given where the filters need not give way for them. Questions in `seen` (id to
        the moment last asked) come after all others, the longest ago first. Those in `exclude`
        are left out.
        """
        filters = Filters(kind, role, category, difficulty, seniority, industry)
        seen = seen or {}
        left_out = frozenset(exclude)
        vector, lexical = self._read(query)
        picked: dict[str, _Candidate] = {}
        asked: dict[str, _Candidate] = {}
        for one_role in dict.fromkeys([role, *related] if role else [None]):
            if len(picked) + len(asked) >= count:
                break
            wanted = replace(filters, role=one_role)
            for looser in at_levels(wanted) if firm else loosened(wanted):
                new = [
                    candidate
                    for candidate in self._candidates(
                        vector, lexical, looser, len(left_out) + len(seen)
                    )
                    if candidate.question.id not in left_out
                    and candidate.question.id not in picked
                    and candidate.question.id not in asked
                ]
                fresh = [one for one in new if one.question.id not in seen]
                room = count - len(picked) + (0 if picked else spare)
                for one in self._varied(fresh, list(picked.values()), room):
                    picked[one.question.id] = one
                asked.update((one.question.id, one) for one in new if one.question.id in seen)
                if len(picked) >= count or (firm and (picked or asked)):
                    break
        repeats = sorted(
            asked.values(),
            key=lambda one: (seen[one.question.id], -one.relevance, one.question.id),
        )
        chosen = [*picked.values(), *repeats][: max(0, count, min(len(picked), count + spare))]
        return [
            Found(one.question, one.similarity, why_asked(one.question, query, role, seniority))
            for one in chosen
        ]

    def _read(self, query: str) -> tuple[Vector, list[float]]:
        """A query's vector and its word scores; the last one's are kept, as a set of questions is
        looked up with many calls for one job."""
        if self._last is None or self._last[0] != query:
            vector = self._embedder.encode([query])[0]
            self._last = (query, vector, self._words.scores(query))
        return self._last[1:]

    def _candidates(
        self, vector: Vector, lexical: list[float], filters: Filters, spare: int
    ) -> list[_Candidate]:
        """Questions that pass the filters, scored by meaning and words together."""
        near = dict(self.index.query(vector, _NEAREST + spare, filters))
        questions = self._bank.questions
        by_words = sorted(
            (questions[i].id for i in self.index.passing(filters) if lexical[i]),
            key=lambda name: (-lexical[self._place[name]], name),
        )[: _NEAREST + spare]
        most = max(lexical, default=0.0) or 1.0
        candidates = []
        for name in dict.fromkeys([*near, *by_words]):
            # Rounded, so that Chroma's arithmetic and ours give one order.
            cosine = round(near[name] if name in near else self._cosine(name, vector), 5)
            overlap = lexical[self._place[name]] / most
            relevance = _MEANING * max(0.0, cosine) + (1 - _MEANING) * overlap
            candidates.append(_Candidate(self._bank.get(name), cosine, relevance))
        return sorted(candidates, key=lambda one: (-one.relevance, one.question.id))

    def _varied(
        self, candidates: list[_Candidate], before: list[_Candidate], count: int
    ) -> list[_Candidate]:
        """Maximal marginal relevance (Carbonell & Goldstein 1998).

        Each next question is the one that is relevant and least like those already picked.
        """
        left = candidates[: max(_POOL, 4 * count)]
        closest = {
            one.question.id: max((self._alike(one, other) for other in before), default=0.0)
            for one in left
        }
        picked: list[_Candidate] = []
        while left and len(picked) < count:
            best = max(left, key=lambda one: _worth(one.relevance, closest[one.question.id]))
            left.remove(best)
            picked.append(best)
            for one in left:
                name = one.question.id
                closest[name] = max(closest[name], self._alike(one, best))
        return picked

    def _alike(self, one: _Candidate, other: _Candidate) -> float:
        return self._cosine(one.question.id, self._vector(other.question.id))

    def _cosine(self, name: str, vector: Vector) -> float:
        return float(self._vector(name) @ vector)

    def _vector(self, name: str) -> Vector:
        if name not in self._vectors:
            self._vectors[name] = self._embedder.encode([text_of(self._bank.get(name))])[0]
        return self._vectors[name]


def question_tool(finder: QuestionFinder) -> BaseTool:
    """The finder as a LangChain tool that a model can call with typed arguments."""
    from langchain_core.tools import StructuredTool

    def find_questions(
        query: Annotated[str, "What the job is about: its title, skills, words of its ad."],
        kind: Annotated[Kind | None, "Only this kind of question."] = None,
        role: Annotated[str | None, "Only questions for this role id, e.g. nurse."] = None,
        category: Annotated[str | None, "Only this competency or subject."] = None,
        difficulty: Annotated[Difficulty | None, "Preferably this difficulty."] = None,
        seniority: Annotated[Seniority | None, "Preferably for this seniority."] = None,
        industry: Annotated[str | None, "Preferably for this industry id."] = None,
        count: Annotated[int, "How many questions, 1 to 20."] = 5,
    ) -> list[dict[str, Any]]:
        """Finds interview questions that fit a job, each with its id and why it fits.

        They differ from each other. Difficulty, seniority and industry give way, in this order,
        when too few questions match.
        """
        found = finder.find(
            query,
            kind=kind,
            role=role,
            category=category,
            difficulty=difficulty,
            seniority=seniority,
            industry=industry,
            count=max(1, min(20, count)),
        )
        return [
            {
                **hit.question.model_dump(
                    mode="json", include={"id", "kind", "question", "category", "difficulty"}
                ),
                "why": hit.why,
            }
            for hit in found
        ]

    return StructuredTool.from_function(find_questions)


def why_asked(question: Question, query: str, role: str | None, seniority: Seniority | None) -> str:
    """A reason that is true of this question and query, in a few words, and what it was not
    found by."""
    reasons = []
    named = [skill for skill in question.skills if names_skill(query, skill)]
    if named:
        reasons.append(f"the job names {_listed(named[:3])}")
    reasons.append(f"covers {spoken(question.category)}")
    if role is not None and question.roles and role not in question.roles:
        reasons.append(f"asked of a related role, {_listed(question.roles[:1])}")
    if seniority and question.seniority and seniority not in question.seniority:
        nearest = next(level for level in nearest_levels(seniority) if level in question.seniority)
        reasons.append(f"written for {nearest} level, the nearest to {seniority}")
    return "; ".join(reasons)


def _worth(relevance: float, closest: float) -> tuple[bool, float]:
    """What picking a question next brings; one that repeats a picked one comes after all else."""
    return closest < _SAME, _RELEVANCE * relevance - (1 - _RELEVANCE) * closest


def _listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c", ids as they are spoken."""
    shown = list(map(spoken, names))
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
