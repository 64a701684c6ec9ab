"""The evaluator that has a model read each answer as well: the levels are the model's, the quotes
are checked, and the number is computed here."""

from __future__ import annotations

import hashlib
import random
import threading
from collections.abc import Sequence
from dataclasses import replace

from agents.evaluator import BuiltIn, Reread, rubric
from agents.evaluator.behavioral import Story
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.hidden import is_suspicious
from agents.evaluator.manner import PLAIN, Manner
from agents.evaluator.offline import Judged, finish
from agents.evaluator.readers import (
    AnswerReading,
    Read,
    Unusable,
    asked_of,
    believed,
    listed,
)
from agents.evaluator.reasoned import Reasoned
from agents.model import Session
from domain import (
    Answer,
    Assessment,
    Coverage,
    Criterion,
    ModelUnavailable,
    Question,
    Reading,
    StoryNotes,
)
from prompts.templates import compose

SCHEMAS = (AnswerReading,)

APART = 25.0
"""Points between two judges from which neither is believed alone: two people who grade the same
answer are seldom farther apart than one of four grades."""

CAUTION = frozenset(
    "to_the_grader question_copied keywords_only term_list scrambled repetition off_topic "
    "labels_only truncated hollow wrongdoing".split()
)
"""Flags of an answer that is not what it seems, of which a model is easily convinced."""

_ZONES: dict[str, tuple[int, int]] = {"not": (0, 0), "partly": (1, 2), "made": (3, 4)}
_COVERED: dict[str, Coverage] = {"not": "missing", "partly": "partly", "made": "covered"}
_WORTH = {"covered": 1.0, "partly": 0.5, "missing": 0.0, "contradicted": -0.5}


class ModelEvaluator:
    """The built-in assessment at once; the model's reading of the same answer beside it."""

    def __init__(self, offline: BuiltIn, session: Session) -> None:
        self._offline = offline
        self._session = session
        self._lock = threading.Lock()
        self._judged: dict[str, Judged | Assessment] = {}
        self._read_before: dict[str, Assessment] = {}

    def assess(self, question: Question, answer: Answer, manner: Manner = PLAIN) -> Assessment:
        """As the built-in evaluator: it waits for nobody. What was found is kept for the model's
        reading, which is prepared while the interviewer's words are awaited."""
        judged = self._offline.judge(question, answer, manner)
        with self._lock:
            self._judged[_key(question, answer)] = judged
        return judged if isinstance(judged, Assessment) else finish(question, judged, manner)

    def notes(self, text: str) -> StoryNotes:
        """As the built-in evaluator."""
        return self._offline.notes(text)

    def reread(
        self,
        question: Question,
        answer: Answer,
        first: Assessment,
        manner: Manner = PLAIN,
        *,
        thorough: bool,
    ) -> Reread:
        """The model's reading stands where the two judges agree within `APART` points and nothing
        about the answer is odd. Else it is read a second time with the criteria in another order,
        and the lowest of the three stands, with all shown."""
        key = _key(question, answer)
        with self._lock:
            found, one = self._judged.pop(key, None), self._read_before.get(key)
        judged = found or self._offline.judge(question, answer, manner)
        if isinstance(judged, Assessment) or first.score is None:
            return Reread(assessment=first)
        if one is None:
            one = self._read(question, answer, judged, manner, order=0)
            with self._lock:
                self._read_before[key] = one
        both = [first, one]
        if not _doubtful(answer, first, one):
            return Reread(assessment=_standing(one, both, ""))
        if not thorough:
            return Reread(assessment=first, again=True)
        try:
            both.append(self._read(question, answer, judged, manner, order=1))
        except ModelUnavailable:
            why = "read once: no second reading was to be had; the lower one stands"
        else:
            why = "the lowest of the readings stands"
        lowest = min(both, key=lambda one: one.score or 0.0)
        return Reread(assessment=_standing(lowest, both, why))

    def _read(
        self, question: Question, answer: Answer, judged: Judged, manner: Manner, *, order: int
    ) -> Assessment:
        """One reading by the model, as an assessment."""
        criteria = judged.found.criteria
        asked = asked_of(criteria)
        if not asked:
            raise ModelUnavailable("there is nothing in this answer to read again")
        prompt = compose(
            "reading",
            question=f"{question.scenario or ''}\n{question.question}".strip(),
            criteria=listed(question, criteria, _ordered(asked, order)),
            answer=_sent(judged),
        )
        reply = self._session.ask(prompt, AnswerReading)
        kept = judged.heard.sentences
        try:
            read = believed(reply, asked, question, criteria, kept, answer.text)
        except Unusable as why:
            self._session.report(str(why))
            raise ModelUnavailable(str(why)) from None
        return _assessment(question, judged, read, manner, self._session.name)


def _assessment(
    question: Question, judged: Judged, read: dict[int, Read], manner: Manner, name: str
) -> Assessment:
    """The assessment that follows from the levels read; whatever was found otherwise stays."""
    found = judged.found
    criteria = tuple(
        _revised(question, one, read[place]) if place in read else one
        for place, one in enumerate(found.criteria)
    )
    earned = earned_by(criteria)
    reread: Story | Reasoned
    if isinstance(found, Story):
        reread = replace(found, criteria=criteria)
    else:
        # The points are the first of the criteria; reasoning and delivery come after them.
        points = tuple(_pointed(p, c) for p, c in zip(found.points, criteria, strict=False))
        reread = replace(found, criteria=criteria, points=points)
    steps = (f"As {name} read it, the criteria give {rubric.number(earned)} of 100.",)
    told = finish(question, replace(judged, found=reread, earned=earned, steps=steps), manner)
    noted = tuple(
        one.model_copy(update={"note": f"{one.note} {read[place].reason}".strip()})
        if place in read and read[place].reason
        else one
        for place, one in enumerate(told.criteria)
    )
    return told.model_copy(update={"criteria": noted, "scored_by": name})


def earned_by(criteria: Sequence[Criterion]) -> float:
    """0-100 from levels: the weighted mean of what each is worth, a point contradicted counting
    half against. No curve is laid over it: with the built-in judge's own levels the graded
    behavioral answers come to means of 11, 30, 50, 71 and 88 in the grades 0-20, 20-45, 45-60,
    60-80 and 80 up."""
    shares = (
        one.weight * (one.level / rubric.TOP if isinstance(one.level, int) else _WORTH[one.level])
        for one in criteria
    )
    return max(100 * sum(shares), 0.0)


def _revised(question: Question, criterion: Criterion, read: Read) -> Criterion:
    """A criterion at the level read. On the finer scale the built-in level is kept where it lies
    within what was read, else the nearest one that does."""
    quotes = (read.quote,) if read.quote else ()
    if not isinstance(criterion.level, int):
        return criterion.model_copy(update={"level": _COVERED[read.met], "quotes": quotes})
    low, high = _ZONES[read.met]
    level = min(max(criterion.level, low), high)
    return rubric.criterion(question.kind, criterion.criterion, level, criterion.weight, quotes, "")


def _pointed(point: PointJudgement, criterion: Criterion) -> PointJudgement:
    """A key point as its criterion has it now."""
    assert not isinstance(criterion.level, int)
    extent = max(_WORTH[criterion.level], 0.0)
    quote = next(iter(criterion.quotes), "")
    return replace(point, status=criterion.level, extent=extent, quote=quote)


def _doubtful(answer: Answer, first: Assessment, one: Assessment) -> bool:
    apart = abs((first.score or 0.0) - (one.score or 0.0))
    return apart > APART or bool(CAUTION & set(first.flags)) or is_suspicious(answer.text)


def _standing(stands: Assessment, read: Sequence[Assessment], why: str) -> Assessment:
    """The assessment that stands, with every reading beside it."""
    readings = tuple(
        Reading(by=one.scored_by, score=one.score or 0.0, note=_differs(one, read[0]))
        for one in read
    )
    told = (*stands.working, f"{why[0].upper()}{why[1:]}.") if why else stands.working
    return stands.model_copy(update={"readings": readings, "working": told})


def _differs(one: Assessment, first: Assessment) -> str:
    """What one reading found otherwise than the first, in a sentence."""
    differing = [
        f"{now.criterion.replace('_', ' ')} {_named(now)} instead of {_named(before)}"
        for now, before in zip(one.criteria, first.criteria, strict=False)
        if now.level != before.level
    ]
    return f"{'; '.join(differing[:3])}" if differing else ""


def _named(criterion: Criterion) -> str:
    level = criterion.level
    return f"{level} of {rubric.TOP}" if isinstance(level, int) else level


def _sent(judged: Judged) -> str:
    """The sentences that count, the parts of an answer apart."""
    parts: dict[int, list[str]] = {}
    for sentence in judged.heard.sentences:
        parts.setdefault(sentence.part, []).append(sentence.raw)
    return "\n\n".join(" ".join(sentences) for sentences in parts.values())


def _ordered(places: Sequence[int], turn: int) -> list[int]:
    """The places as they stand at first, then in another order, always the same."""
    order = list(places)
    if turn:
        random.Random(turn).shuffle(order)
        if order == list(places):
            order.reverse()
    return order


def _key(question: Question, answer: Answer) -> str:
    return hashlib.sha256(f"{question.id}\n{question.question}\n{answer.text}".encode()).hexdigest()
