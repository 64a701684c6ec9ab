"""Lays a report out for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from api import spoken
from cli.plain import addressed, plain

if TYPE_CHECKING:
    from api import Event

_BAR = 20
_LEVELS = ("not shown", "weak", "fair", "good", "excellent")


def render_report(event: Event, width: int) -> RenderableType:
    """The whole report: score, means, moments, what to do next, transcript."""
    parts: list[RenderableType] = [
        Panel(
            Text.assemble(
                (_score(event["final_score"]), "bold"), "  ", plain(event["detailed_feedback"])
            ),
            title=f"Report · {event['interview_id']}",
            title_align="left",
            width=min(width, 96),
        )
    ]
    for title, key in (("By competency", "by_category"), ("By criterion", "by_criterion")):
        if event.get(key):
            parts.append(_means(title, event[key]))
    for title, key in (("Best moment", "best"), ("Weakest moment", "weakest")):
        if event.get(key):
            parts.append(_moment(title, event[key]))
    for title, key in (
        ("What held up", "strengths"),
        ("What to work on", "improvement_areas"),
        ("What to do next", "recommendations"),
    ):
        if event.get(key):
            parts += [Text(f"\n{title}", style="bold"), *_bullets(event[key])]
    if more := practised(event):
        parts += [Text("\nAgain, and how you rated yourself", style="bold"), *_bullets(more)]
    if advice := stories_told(event):
        parts += [Text("\nYour stories", style="bold"), *_bullets(advice)]
    for better in event.get("stronger", ()):
        title = f"\nA stronger answer to question {better['n']}"
        parts += [Text(title, style="bold"), Text(plain(better["text"]))]
    if event.get("model"):
        parts += [Text(f"\n{account_of(event['model'])}", style="dim")]
    again = "again" if event.get("practice") else "follow-up"
    parts += [Text(), Rule("Transcript", align="left"), *_transcript(event["turns"], again)]
    return Group(*parts)


def practised(event: Event) -> list[str]:
    """What a practice session's report says of answers given again and of self-ratings, a line
    each."""
    lines = [
        f"Question {one['n']} answered again: {one['before']:.0f}, then {one['after']:.0f}."
        for one in event.get("again", ())
    ]
    rated = event.get("self_rating")
    if rated:
        apart = rated["rated"] - rated["scored"]
        how = "as you were scored" if abs(apart) < 1 else f"{abs(apart):.0f} points "
        if abs(apart) >= 1:
            how += "high" if apart > 0 else "low"
        lines.append(f"You rated yourself {how}, over {count_of(rated['answers'], 'answer')}.")
    return lines


def render_feedback(event: Event) -> RenderableType:
    """The feedback on one practice answer: the score, each criterion with its quote, what held up,
    what to do, a stronger version, and beside the answer before where there is one."""
    shown = {**event, "working": ()}
    parts: list[RenderableType] = [Text(), render_working(shown)]
    if event.get("hints"):
        parts.append(Text(f"With {count_of(event['hints'], 'hint')}.", style="dim"))
    rating = event.get("self_rating")
    if rating is not None and event["score"] is not None:
        apart = rating - event["score"]
        how = (
            "close to it"
            if abs(apart) < 5
            else f"{abs(apart):.0f} too " + ("high" if apart > 0 else "low")
        )
        parts.append(Text(f"You gave yourself {rating:.0f}: {how}.", style="dim"))
    if event.get("story"):
        parts += _bullets(stories_told({"event": "", "stories": [event["story"]]}))
    if event.get("before"):
        parts += [Text(), render_comparison(event["before"], event)]
    return Group(*parts)


def account_of(use: dict[str, Any]) -> str:
    """What the language model was asked and what that came to, in a sentence."""
    tokens = use["tokens_sent"] + use["tokens_received"]
    about = "about " if use["estimated"] else ""
    said = (
        f"Model {plain(use['model'])}: {count_of(use['calls'], 'call')}, {about}{tokens:,} tokens, "
        f"{use['seconds']:.0f} s of waiting for replies."
    )
    if use["trouble"]:
        said += f" The built-in agents stepped in: {plain('; '.join(use['trouble']))}."
    return said


def render_working(event: Event) -> RenderableType:
    """How one answer was judged: the score and how it came about, each criterion with its anchor,
    quote, points and next level, how it was said, and what to do. Events of older scores may lack
    "working"."""
    lines: list[RenderableType] = [_headline(event)]
    for criterion in event["criteria"]:
        lines.append(_criterion(criterion))
    if event.get("working"):
        lines += [Text("How the score came about", style="bold"), *_bullets(event["working"])]
    if len(event.get("readings", ())) > 1:
        lines += [Text("Who read it", style="bold"), *_bullets(map(_reading, event["readings"]))]
    if event.get("delivery", {}).get("words"):
        lines.append(_said(event["delivery"]))
    for title, key in (("What held up", "strengths"), ("What to do", "improvements")):
        if event[key]:
            lines += [Text(title, style="bold"), *_bullets(event[key])]
    if event["suggested_answer"]:
        lines += [Text("A stronger version", style="bold"), Text(plain(event["suggested_answer"]))]
    return Group(*lines)


def render_comparison(before: Event, now: Event) -> RenderableType:
    """Two assessments of one question side by side, criterion by criterion."""
    table = Table(title="Before and now", title_justify="left", expand=False, show_lines=True)
    table.add_column("")
    table.add_column("Before", max_width=40)
    table.add_column("Now", max_width=40)
    table.add_row("Score", _headline(before), _headline(now))
    names = dict.fromkeys(
        criterion["criterion"] for event in (before, now) for criterion in event["criteria"]
    )
    for name in names:
        table.add_row(
            Text(plain(spoken(name)), overflow="fold"),
            *(_cell(event["criteria"], name) for event in (before, now)),
        )
    return table


def level_word(level: int | str) -> str:
    """A level as it is shown: "3 of 4, good", or how far a key point is covered."""
    return f"{level} of 4, {_LEVELS[level]}" if isinstance(level, int) else level


def _headline(event: Event) -> Text:
    if event["score"] is None:
        text = Text(plain(event["unscored_reason"] or "Not scored."), style="bold")
    else:
        text = Text(_score(event["score"]), style="bold")
    if event["flags"]:
        text.append("  " + ", ".join(flag.replace("_", " ") for flag in event["flags"]), "dim")
    return text


def _criterion(criterion: dict[str, Any]) -> Text:
    text = Text.assemble(
        "  ",
        (plain(criterion["criterion"].replace("_", " ").rstrip(".")), "bold"),
        f": {level_word(criterion['level'])}",
    )
    # "3 of 4, 16.5 of 22 points: anchor (seen). For more: next step."
    head, _, words = plain(criterion["note"]).partition(": ")
    points = head.partition(", ")[2]
    anchored, _, further = words.partition(" For more: ")
    if points:
        text.append(f", {points}")
    if anchored:
        text.append(f". {anchored[0].upper()}{anchored[1:]}", "dim")
    for quote in criterion["quotes"][:2]:
        text.append(f"\n    “{plain(' '.join(quote.split()))}”", "italic")
    if further:
        text.append(f"\n    For more: {further}", "dim")
    return text


def _reading(reading: dict[str, Any]) -> str:
    """ "built-in: 62. WHAT STANDS OUT" """
    said = f"{reading['by']}: {reading['score']:g}"
    return f"{said}. {reading['note']}" if reading["note"] else said


def _said(delivery: dict[str, Any]) -> Text:
    """How an answer was said, in figures."""
    figures = [
        count_of(delivery["words"], "word"),
        f"the longest sentence {delivery['longest_sentence']}",
        f"{delivery['fillers_per_100']:g} filler words and {delivery['hedges_per_100']:g} hedges "
        "in 100",
    ]
    if delivery["words_per_minute"]:
        figures.append(f"{delivery['words_per_minute']:.0f} words a minute")
    return Text.assemble(("How it was said", "bold"), f": {', '.join(figures)}.")


def _cell(criteria: Iterable[dict[str, Any]], name: str) -> Text:
    for criterion in criteria:
        if criterion["criterion"] == name:
            quote = next(iter(criterion["quotes"]), "")
            text = Text(level_word(criterion["level"]))
            if quote:
                text.append(f"\n“{plain(' '.join(quote.split()))}”", "italic dim")
            return text
    return Text("–")


def _means(title: str, means: Iterable[dict[str, Any]]) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", title_style="bold", box=None)
    table.add_column(no_wrap=False)
    table.add_column(justify="right")
    table.add_column()
    table.add_column(style="dim", justify="right")
    table.show_header = False
    for mean in means:
        filled = round(mean["score"] / 100 * _BAR)
        table.add_row(
            plain(spoken(mean["name"])),
            f"{mean['score']:.0f}",
            Text("█" * filled + "░" * (_BAR - filled)),
            count_of(mean["answers"], "answer"),
        )
    return table


def _moment(title: str, moment: dict[str, Any]) -> Text:
    return Text.assemble(
        (f"\n{title}", "bold"),
        f" (question {moment['n']}, {moment['score']:.0f})\n  ",
        (f"“{plain(moment['quote'])}”", "italic"),
    )


def _bullets(items: Iterable[str]) -> list[RenderableType]:
    rows = Table.grid(padding=(0, 1))
    rows.add_column(width=2)
    rows.add_column()
    for item in items:
        rows.add_row(" •", Text(plain(addressed(item))))
    return [rows]


def _transcript(turns: Iterable[dict[str, Any]], again: str) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for turn in turns:
        label = "Your question" if turn["kind"] == "ask" else f"Question {turn['n']}"
        if turn["part"] and turn["kind"] != "ask":
            label += f", {again}"
        heading = Text(f"\n{label}", style="bold cyan")
        if turn["score"] is not None:
            heading.append(f"  {turn['score']:.0f}", "bold")
        if turn.get("hints"):
            heading.append(f"  {count_of(turn['hints'], 'hint')}", "dim")
        lines += [heading, Text(plain(turn["question"]), style="dim")]
        lines.append(Text("(skipped)" if turn["skipped"] else plain(turn["answer"])))
    return lines


def stories_told(event: Event) -> list[str]:
    """What the report says of the candidate's own stories, a line each."""
    lines = [
        f"For question {hint['n']} you have “{hint['title']}” ({hint['story_id']}): {hint['why']}."
        for hint in event.get("stories", ())
    ]
    if event.get("without_story"):
        names = ", ".join(map(spoken, event["without_story"]))
        lines.append(f"You were asked about {names} and keep no story for it yet.")
    return lines


def count_of(number: int, noun: str) -> str:
    """ "1 hint", "2 hints"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _score(score: float | None) -> str:
    return "No score" if score is None else f"{score:.0f} of 100"
