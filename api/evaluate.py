"""Answers scored outside a session."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from api.backstage import Api
from domain import Answer, BadInput, Kind, NotFound, Question

_KINDS = tuple(kind for kind in get_args(Kind) if kind != "ask")


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
    ) -> dict[str, Any]:
        """The assessment of an answer, keys as an output line of `evaluate --batch`.

        `question` may be the id of one in the bank; its own key points are then used.
        """
        if kind not in _KINDS:
            raise BadInput(f"kind {kind!r} is not one of {', '.join(_KINDS)}")
        from agents.evaluator import build
        from knowledge.bank import load_bank
        from knowledge.naming import fill_names

        try:
            asked = fill_names(load_bank().get(question), None) if " " not in question else None
        except NotFound:
            asked = None
        if asked is None:
            asked = Question.model_validate(
                {
                    "id": "asked",
                    "kind": kind,
                    "question": question,
                    "category": kind,
                    "expected_approach": expected_answer,
                    "key_points": tuple(key_points),
                }
            )
        assessment = build().assess(asked, Answer(text=answer, seconds=seconds))
        return assessment.model_dump(mode="json", exclude={"gaps"})

    def evaluate_batch(self, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
        """One result per line, in order; a bad line gives {"id", "error"} and the rest goes on."""
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            row: Any = None
            try:
                row = json.loads(line.lstrip("\ufeff"))
                if not isinstance(row, dict):
                    raise ValueError("it is not a JSON object")
                yield {"id": row["id"], **self._evaluate_row(row)}
            except json.JSONDecodeError as error:
                yield {"id": None, "error": f"line {number} is not JSON: {error.msg}"}
            except RecursionError:
                yield {"id": None, "error": f"line {number} is nested too deeply"}
            except (KeyError, TypeError, ValueError, BadInput) as error:
                name = row.get("id") if isinstance(row, dict) else None
                yield {"id": name, "error": f"line {number}: {_said(error)}"}

    def _evaluate_row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        for name in ("question", "answer"):
            if not isinstance(row[name], str):
                raise ValueError(f"{name} is not a text")
        expected = row.get("expected_answer")
        if not isinstance(expected, str | None):
            raise ValueError("expected_answer is not a text")
        kind = row.get("kind", "behavioral")
        points = row.get("key_points") or []
        if not isinstance(points, list) or not all(isinstance(point, str) for point in points):
            raise ValueError("key_points is not a list of texts")
        return self.evaluate(
            row["question"],
            row["answer"],
            kind=kind,
            expected_answer=expected,
            key_points=points,
        )


def _said(error: Exception) -> str:
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
