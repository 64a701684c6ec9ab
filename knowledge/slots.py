"""What a brief on a company has places for, and the queries that look for it: `slots.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

PATH = Path(__file__).parent / "slots.json"

Group = Literal["company_info", "news", "culture", "industry", "red_flags"]
Topic = Literal["text", "news"]


@dataclass(frozen=True)
class Slot:
    """A place in the brief. Of a slot that holds `one` value, two values contradict each other."""

    id: str
    group: Group
    title: str
    one: bool = False


@dataclass(frozen=True)
class Query:
    """What to search for: with the company's name and the role filled in."""

    text: str
    topic: Topic = "text"


@dataclass(frozen=True)
class Slots:
    """All slots in the order of the brief, and the templates of queries."""

    slots: tuple[Slot, ...]
    templates: tuple[tuple[str, Topic], ...]
    second: dict[str, str]
    advice: dict[str, dict[str, str]]
    """For a slot a `tip` and a `question` to ask, with a place for what was `{said}`."""
    generic: dict[str, tuple[str, ...]]
    """`tips` and `questions` that fit any company."""
    industries: dict[str, tuple[str, ...]]
    """For an industry of the taxonomy what to look up about any company in it."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The slots' ids, in order."""
        return tuple(slot.id for slot in self.slots)

    def get(self, slot_id: str) -> Slot:
        """A slot by its id. Raises KeyError."""
        return _by_id()[slot_id]

    def queries(self, company: str, role: str | None) -> tuple[Query, ...]:
        """What the first round searches for: 8-10 queries."""
        return tuple(Query(_fill(text, company, role), topic) for text, topic in self.templates)

    def more(self, company: str, empty: tuple[str, ...], most: int) -> tuple[Query, ...]:
        """What the second round searches for: at most `most` queries for slots still empty."""
        wanted = [self.second[slot] for slot in empty if slot in self.second]
        return tuple(Query(_fill(text, company, None)) for text in wanted[:most])


@lru_cache(maxsize=1)
def load_slots() -> Slots:
    """The slots, read once."""
    held = json.loads(PATH.read_text("utf-8"))
    return Slots(
        slots=tuple(Slot(**one) for one in held["slots"]),
        templates=tuple((one["query"], one.get("topic", "text")) for one in held["queries"]),
        second=dict(held["second_round"]),
        advice=held["advice"],
        industries={name: tuple(texts) for name, texts in held["industries"].items()},
        generic={kind: tuple(texts) for kind, texts in held["generic"].items()},
    )


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Slot]:
    return {slot.id: slot for slot in load_slots().slots}


def _fill(template: str, company: str, role: str | None) -> str:
    quoted = f'"{company}"' if " " in company.strip() else company.strip()
    filled = template.format(company=quoted, role=(role or "").replace("_", " "))
    return " ".join(filled.split())
