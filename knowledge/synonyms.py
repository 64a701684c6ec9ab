"""Words that say the same, and things that are an instance of others: `synonyms.json`.

Under "everywhere" stand those no trade uses otherwise, under a family of roles those that mean
this there alone ("AP" is accounts payable in finance). `same` holds both ways; `shown_by` one
way: who has run EKS has used AWS, not the other way round.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from knowledge.taxonomy import load_taxonomy

_FILE = Path(__file__).parent / "synonyms.json"
_EVERYWHERE = "everywhere"
_EXACT = "="
"""Opens a phrase that is also a common word and counts in its own capitals only."""

_CAPITALS = 5
"""Letters up to which a phrase in capitals is an abbreviation, which small letters are not."""

_LETTERS = re.compile(r"[^\W\d_]")


class _Entry(TypedDict, total=False):
    thing: str
    same: list[str]
    shown_by: list[str]


@dataclass(frozen=True)
class Named:
    """A thing a text names, and the words it is named in."""

    thing: str
    said: str


@dataclass(frozen=True, eq=False)
class Synonyms:
    """What the words of some trades stand for; `shows` is each thing with all it is an instance
    of, itself among them."""

    exact: re.Pattern[str]
    folded: re.Pattern[str]
    things: Mapping[str, frozenset[str]]
    shows: Mapping[str, frozenset[str]]

    def named_in(self, text: str) -> tuple[Named, ...]:
        """The things a text names, the longest name at each place."""
        found = [
            Named(thing, match[0])
            for pattern in (self.exact, self.folded)
            for match in pattern.finditer(text)
            for thing in self._meant(match[0], is_exact=pattern is self.exact)
        ]
        return tuple(found)

    def shown_in(self, text: str) -> frozenset[str]:
        """The things a text names or names an instance of."""
        return frozenset().union(*(self.shows[one.thing] for one in self.named_in(text)))

    def _meant(self, said: str, *, is_exact: bool) -> frozenset[str]:
        key = _key(said)
        plain = said if is_exact else key
        for form in (plain, plain.removesuffix("s"), plain.removesuffix("es")):
            if found := self.things.get(form):
                return found
        return frozenset()


def load_synonyms(roles: Sequence[str] = ()) -> Synonyms:
    """The synonyms that hold for jobs of these roles. Raises NotFound for an unknown role."""
    taxonomy = load_taxonomy()
    families = {taxonomy.role(role).family for role in roles}
    return _load(frozenset(families))


@lru_cache(maxsize=32)
def _load(families: frozenset[str]) -> Synonyms:
    tables: dict[str, list[_Entry]] = json.loads(_FILE.read_text(encoding="utf-8"))
    entries = [e for name in (_EVERYWHERE, *sorted(families)) for e in tables.get(name, [])]
    things: dict[str, set[str]] = {}
    above: dict[str, set[str]] = {}
    for entry in entries:
        thing = entry["thing"].removeprefix(_EXACT)
        above.setdefault(thing, set())
        for phrase in (entry["thing"], *entry.get("same", ())):
            things.setdefault(_form(phrase), set()).add(thing)
    for entry in entries:
        for phrase in entry.get("shown_by", ()):
            # What has no entry of its own is a thing by that name.
            for one in things.setdefault(_form(phrase), {phrase.removeprefix(_EXACT)}):
                above.setdefault(one, set()).add(entry["thing"].removeprefix(_EXACT))
    return Synonyms(
        exact=_pattern([f for f in things if _is_exact(f)], 0),
        folded=_pattern([f for f in things if not _is_exact(f)], re.IGNORECASE),
        things={form: frozenset(found) for form, found in things.items()},
        shows={thing: _closure(thing, above) for thing in above},
    )


def _closure(thing: str, above: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found, edge = {thing}, [thing]
    while edge:
        edge = [up for one in edge for up in above.get(one, ()) if up not in found]
        found.update(edge)
    return frozenset(found)


def _is_exact(form: str) -> bool:
    """Whether a form counts in its own capitals only: folded forms have none."""
    return form != form.casefold()


def _form(phrase: str) -> str:
    """A phrase as it is looked up: abbreviations and marked words as they stand, others folded."""
    bare = phrase.removeprefix(_EXACT).strip()
    letters = _LETTERS.findall(bare)
    is_short = len(letters) <= _CAPITALS and bare.upper() == bare and " " not in bare
    return bare if bare != phrase or is_short else _key(bare)


def _key(said: str) -> str:
    return re.sub(r"[\s‐-]+", " ", said.casefold().replace("’", "'")).strip()


def _pattern(forms: Sequence[str], flags: int) -> re.Pattern[str]:
    """Finds any of the forms as whole words, in the plural too, the longest first."""
    said = (
        re.escape(form).replace(r"\ ", r"[\s‐-]+").replace("'", "['’]")
        for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(said)})(?:e?s)?(?![A-Za-z0-9+#])", flags)
