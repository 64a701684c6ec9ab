"""Answers scored outside a session."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Any, get_args

from api.backstage import Api
from api.batch import numbered, score_line
from domain import Answer, BadInput, Kind, ModelUnavailable, NotFound, Question

if TYPE_CHECKING:
    from agents.evaluator import Evaluator

KINDS = tuple(kind for kind in get_args(Kind) if kind != "ask")

# What is given as a question and reads as an id of the bank: one of its beginnings, and a number
# or a second part ("tech-debt" alone may be all that somebody asks).
_ID = re.compile(r"(?:ask|beh|com|sit|tec)[a-z]*[-_](?:\S*\d|\S+[-_]\S+)", re.IGNORECASE)


class AnswerEvaluator(Api):
    """Scores single answers and batches with the evaluator alone: the store is not opened."""

    def evaluate(
        self,
        question: str,
        answer: str,
        *,
        kind: str = "behavioral",
        expected_answer: str | None = None,
        key_points: Iterable[str] = (),
        seconds: float | None = None,
        by_model: bool = True,
    ) -> dict[str, Any]:
        """The assessment of an answer, keys as an output line of `evaluate --batch`.

        `question` may be the id of one in the bank: its own kind is then used, and its own key
        points where none are given. `seconds` is the time the answer took. A model reads the
        answer as well where one is set and `by_model`.

        Raises BadInput for an unknown kind, and NotFound, naming the nearest, for what reads as
        an unknown id.
        """
        if kind not in KINDS:
            raise BadInput(f"kind {kind[:40]!r} is not one of {', '.join(KINDS)}")
        if not question.strip():
            raise BadInput("the question is empty; give its text or the id of one in the bank")
        asked = _banked(question)
        if asked is None:
            asked = Question.model_validate(
                {"id": "asked", "kind": kind, "question": question, "category": kind}
            )
        wanted = _wanted(asked.kind, expected_answer, tuple(key_points))
        asked = asked.model_copy(update=wanted) if wanted else asked
        given = Answer(text=answer, seconds=seconds)
        assessment = self._evaluator.assess(asked, given)
        if by_model and self._judge is not None:
            with contextlib.suppress(ModelUnavailable):
                read = self._judge.reread(asked, given, assessment, thorough=True)
                assessment = read.assessment
        return assessment.model_dump(mode="json", exclude={"gaps"})

    def evaluate_batch(
        self, lines: Iterable[str | bytes], processes: int = 1
    ) -> Generator[dict[str, Any], None, None]:
        """One result per line as it comes, in order, by the built-in evaluator; blank lines are
        passed over.

        A bad line gives {"id", "error"} and the rest goes on. With `processes` above 1, a long
        batch is spread over this process and others, started when it turns out to be long; the
        lines are then read ahead a little in a thread. Close the iterator to end them early.
        """
        rows = numbered(lines)
        if processes > 1:
            from api.workers import spread

            return spread(rows, self.score_line, processes)
        return (self.score_line(number, line) for number, line in rows)

    def score_line(self, number: int, line: str | bytes) -> dict[str, Any]:
        """The result of the batch's line `number`, which is said where the line is bad."""
        return score_line(functools.partial(self.evaluate, by_model=False), number, line)

    def load(self) -> None:
        """Reads the evaluator and its word vectors, so that the first answer need not wait."""
        self.evaluate("Tell me about yourself.", "I asked and they answered.")

    @functools.cached_property
    def _evaluator(self) -> Evaluator:
        from agents.evaluator import build

        return build()

    @functools.cached_property
    def _judge(self) -> Evaluator | None:
        """The evaluator that asks a model; None where there is none to ask."""
        from agents import model
        from agents.evaluator import with_model

        door = model.build(self._stage.settings, None, self._stage.provider)
        return with_model(door.session()) if door else None


def _banked(question: str) -> Question | None:
    """The question of the bank with this id; None for what is no id but a question."""
    if len(question.split()) != 1 or not _ID.fullmatch(question.strip()):
        return None
    from knowledge.bank import load_bank
    from knowledge.naming import fill_names

    try:
        return fill_names(load_bank().get(question.strip().lower()), None)
    except NotFound as error:
        raise NotFound(f"{error}; or write the question out") from None


def _wanted(kind: Kind, expected: str | None, points: tuple[str, ...]) -> dict[str, Any]:
    """What an answer must say, in the fields that questions of this kind keep it in."""
    situational = kind == "situational"
    given = {
        "sample_response" if situational else "expected_approach": expected,
        "evaluation_criteria" if situational else "key_points": points,
    }
    if expected and not points:
        # The bank's own points would be looked for instead of the answer that was given.
        given["evaluation_criteria" if situational else "key_points"] = ()
        return given
    return {name: value for name, value in given.items() if value}
