"""Lays a practice plan out for a terminal, day by day."""

from __future__ import annotations

from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api import spoken
from cli.plain import addressed, plain

_WIDEST = 100
_LONG = 180
_KINDS = {"mock": "Hold a mock interview: run.py mock", "review": "Go over your notes lightly"}


def render_plan(plan: dict[str, Any], width: int) -> RenderableType:
    """The whole plan: for what, the focus, each day with its items ticked or open, and what
    helps."""
    parts: list[RenderableType] = [_heading(plan)]
    if plan["focus_areas"]:
        parts.append(Text("\nFocus", style="bold"))
        parts += [Text(f" • {plain(_capital(one['why']))}") for one in plan["focus_areas"]]
    today = date.fromisoformat(plan["made_at"][:10])
    if plan["days"] and date.fromisoformat(plan["days"][0]["date"]) < today:
        parts.append(Text())
    for day in plan["days"]:
        parts.append(_day(day, today))
    if plan["resources"]:
        parts.append(Text("\nWhat helps", style="bold"))
        parts += [_resource(one) for one in plan["resources"]]
    parts.append(
        Text(
            addressed(
                "\nPractise today's questions with: python run.py practice --type due. What you "
                "have practised is ticked off here by itself."
            ),
            style="dim",
        )
    )
    return Padding(Group(*parts), (0, 0), expand=False) if width <= _WIDEST else _narrowed(parts)


def _narrowed(parts: list[RenderableType]) -> RenderableType:
    table = Table.grid()
    table.add_column(max_width=_WIDEST)
    for part in parts:
        table.add_row(part)
    return table


def _heading(plan: dict[str, Any]) -> Text:
    job = plan["title"] or spoken(plan["role"])
    where = f" at {plan['company']}" if plan["company"] else ""
    text = Text.assemble(("Practice plan", "bold"), f" for {plain(job)}{plain(where)}")
    if plan["until"]:
        text.append(f", interview on {_said(date.fromisoformat(plan['until']))}")
    text.append(f", at most {plan['minutes']} minutes a day.")
    return text


def _day(day: dict[str, Any], today: date) -> RenderableType:
    """A day's heading and items; of one gone by only how much was done."""
    when = date.fromisoformat(day["date"])
    heading = Text(f"\n{_said(when)}", style="bold cyan")
    if when == today:
        heading.append("  today", "bold")
    if day["minutes"]:
        heading.append(f"  {day['minutes']:g} min", "dim")
    if when < today:
        done = sum(item["done"] for item in day["items"])
        return Text.assemble(
            (f"{_said(when)}", "cyan"),
            (f"  {done} of {len(day['items'])} done", "dim"),
            ("; what was left is planned anew" if day["missed"] else "", "dim"),
        )
    rows = Table.grid(padding=(0, 1))
    rows.add_column(width=4)
    rows.add_column()
    for item in day["items"]:
        what = _shortened(item["question"]) or addressed(_KINDS.get(item["kind"], item["kind"]))
        line = Text(plain(what), style="dim" if item["done"] else "")
        line.append(f"  {item['kind']}, {item['minutes']:g} min", "dim")
        if not item["done"]:
            line.append(f"\n{plain(_capital(item['why']))}", "italic dim")
        rows.add_row(Text(" [x]" if item["done"] else " [ ]"), line)
    if day["note"]:
        rows.add_row("", Text(plain(day["note"]), style="dim"))
    return Group(heading, rows)


def _shortened(question: str) -> str:
    """The beginning of a long question, and its last sentence, which asks."""
    if len(question) <= _LONG:
        return question
    begun, _, asked = question.rpartition(". ")
    head = begun[: max(40, _LONG - len(asked))].rsplit(" ", 1)[0]
    return f"{head} … {asked}" if begun else f"{question[:_LONG].rsplit(' ', 1)[0]} …"


def _resource(one: dict[str, Any]) -> Text:
    text = Text(f" • {plain(one['title'])}: {plain(one['why'])}")
    if one["command"]:
        text.append(addressed(f" (run.py {plain(one['command'])})"), "dim")
    if one["url"]:
        text.append(f" {plain(one['url'])}", "dim")
    return text


def _said(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
