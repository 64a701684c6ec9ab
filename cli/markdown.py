"""Writes a report as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cli.plain import plain
from cli.report import account_of, count_of, practised, stories_told

if TYPE_CHECKING:
    from api import Event

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def to_markdown(event: Event) -> str:
    """The report event as a Markdown document; what the candidate said is escaped."""
    score = event["final_score"]
    lines = [
        f"# {'Practice' if event.get('practice') else 'Mock interview'} {event['interview_id']}",
        "",
        f"**{'No score' if score is None else f'{score:.0f} of 100'}.** "
        f"{escape(event['detailed_feedback'])}",
    ]
    for title, key in (("By competency", "by_category"), ("By criterion", "by_criterion")):
        if event.get(key):
            lines += ["", f"## {title}", "", "| | score | answers |", "| --- | ---: | ---: |"]
            lines += [
                f"| {escape(mean['name'].replace('_', ' '))} | {mean['score']:.0f} "
                f"| {mean['answers']} |"
                for mean in event[key]
            ]
    for title, key in (("Best moment", "best"), ("Weakest moment", "weakest")):
        moment = event.get(key)
        if moment:
            lines += ["", f"## {title}", "", f"> {escape(_line(moment['quote']))}", ""]
            lines.append(f"Question {moment['n']}, {moment['score']:.0f} of 100.")
    for title, key in (
        ("What held up", "strengths"),
        ("What to work on", "improvement_areas"),
        ("What to do next", "recommendations"),
    ):
        if event.get(key):
            lines += ["", f"## {title}", "", *(f"- {escape(_line(item))}" for item in event[key])]
    if more := practised(event):
        lines += ["", "## Again, and how you rated yourself", ""]
        lines += [f"- {escape(_line(item))}" for item in more]
    if advice := stories_told(event):
        lines += ["", "## Your stories", "", *(f"- {escape(_line(item))}" for item in advice)]
    for better in event.get("stronger", ()):
        title = f"A stronger answer to question {better['n']}"
        lines += ["", f"## {title}", "", escape(_line(better["text"]))]
    if event.get("model"):
        lines += ["", escape(account_of(event["model"]))]
    lines += ["", "## Transcript"]
    for turn in event["turns"]:
        label = "Your question" if turn["kind"] == "ask" else f"Question {turn['n']}"
        if turn["part"] and turn["kind"] != "ask":
            label += ", again" if event.get("practice") else ", follow-up"
        noted = [] if turn["score"] is None else [f"{turn['score']:.0f}"]
        noted += [count_of(turn["hints"], "hint")] if turn.get("hints") else []
        mark = f" ({', '.join(noted)})" if noted else ""
        lines += ["", f"### {label}{mark}", "", f"**{escape(_line(turn['question']))}**", ""]
        answer = "(skipped)" if turn["skipped"] else plain(turn["answer"])
        lines += [f"> {escape(line)}".rstrip() for line in answer.splitlines() or [""]]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def escape(text: str) -> str:
    """Text with the characters that Markdown reads as its own taken literally."""
    return _SPECIAL.sub(r"\\\1", plain(text))
