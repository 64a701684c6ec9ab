"""`evaluate`: score an answer outside a session."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from cli.guard import WrongUsage


def run(arguments: argparse.Namespace) -> int:
    """One answer, or every line of a batch."""
    from api import AnswerEvaluator

    evaluator = AnswerEvaluator()
    if arguments.batch:
        for result in evaluator.evaluate_batch(_lines(arguments.batch)):
            print(json.dumps(result), flush=True)
        return 0
    if not arguments.question or arguments.answer is None:
        raise WrongUsage("evaluate needs --question and --answer, or --batch FILE")
    answer = arguments.answer
    if answer == "-":
        answer = sys.stdin.buffer.read().decode("utf-8", "replace")
    result = evaluator.evaluate(
        arguments.question, answer, kind=arguments.kind, expected_answer=arguments.expected
    )
    if arguments.json:
        print(json.dumps(result))
    else:
        from rich.console import Console

        from cli.report import render_working

        Console(highlight=False).print(render_working(result))
    return 0


def _lines(path: str) -> Iterable[str]:
    from domain import BadInput

    if path == "-":
        return (raw.decode("utf-8", "replace") for raw in sys.stdin.buffer)
    try:
        return Path(path).read_text("utf-8", "replace").split("\n")
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}") from None
