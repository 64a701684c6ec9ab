"""The roles, competencies, industries and seniority cues of `questions/taxonomy.json`, typed.

Adding a role, an alias or a skill is an edit of that file alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from domain import BadInput, NotFound, Seniority

PATH = Path(__file__).parent / "questions" / "taxonomy.json"
_WORD = re.compile(r"(?:\.(?:net|NET|Net)\b|[^\W_]+(?:[+#]+|(?:['’.][^\W_]+)*))")
# Ads write "Sales Manager(s)", "Teachers" and "Nurse's" for the same job.
_POSSESSIVE = re.compile(r"['’]s$")
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<!ss)(?<!us)(?<!is)(?<!ics)s$")
_FIRST_PART = re.compile(r"\s[-–—|]\s|[,(/|]|\s(?:for|in|with|at)\s")
# How alike a mistyped role must be to be taken for it, on difflib's 0-1 scale: two letters
# swapped in a five-letter word.
_CLOSE = 0.8
_LONGEST_TITLE = 6
# Nobody's job has a longer title; more was pasted by mistake.
_MOST_TYPED = 200
# An ad has about 300 distinct words, the taxonomy 2,500.
_KEPT_WORDS = 10_000


class Token(NamedTuple):
    """A word as it is compared, and where it stands in the text it was read from."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Role:
    """A job the bank may hold questions for.

    `short` is the role as it is said in the middle of a sentence; `titles` are phrases that stand
    in job titles, `skills` what its ads name, `duties` what the work consists of; `related` the
    roles whose questions come nearest, best first.
    """

    id: str
    name: str
    short: str
    family: str
    titles: tuple[str, ...]
    skills: tuple[str, ...]
    duties: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True)
class Competency:
    """A behavior interviewers ask about; `phrases` are the words of an ad that call for it,
    `deeds` those of a CV's line that tell of it."""

    id: str
    name: str
    group: str
    phrases: tuple[str, ...]
    deeds: tuple[str, ...]


@dataclass(frozen=True)
class Industry:
    """A line of business and the words its ads use."""

    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class SeniorityCues:
    """What tells a level.

    `title` are phrases of the title (a trailing "…" asks for a word after them), `nouns` what the
    job's noun suggests when nothing else tells, `body` phrases of the ad, `years` the least and
    most years of experience.
    """

    level: Seniority
    title: tuple[str, ...]
    nouns: tuple[str, ...]
    body: tuple[str, ...]
    years: tuple[int, int]


@dataclass(frozen=True, eq=False)
class Taxonomy:
    """Everything the bank is ordered by; mappings keep the order of the file.

    `outside_the_bank` are titles, in words, of jobs that no question is about; the role whose
    title each is comes nearest.
    """

    roles: Mapping[str, Role]
    competencies: Mapping[str, Competency]
    industries: Mapping[str, Industry]
    seniority: Mapping[Seniority, SeniorityCues]
    exact_case_skills: frozenset[str]
    outside_the_bank: frozenset[tuple[str, ...]]

    def role(self, role_id: str) -> Role:
        """The role of that id; raises NotFound listing the valid ids, nearest first."""
        try:
            return self.roles[role_id]
        except KeyError:
            raise _unknown("role", role_id, self.roles) from None

    def competency(self, competency_id: str) -> Competency:
        """The competency of that id; raises NotFound listing the valid ids, nearest first."""
        try:
            return self.competencies[competency_id]
        except KeyError:
            raise _unknown("competency", competency_id, self.competencies) from None

    def industry(self, industry_id: str) -> Industry:
        """The industry of that id; raises NotFound listing the valid ids, nearest first."""
        try:
            return self.industries[industry_id]
        except KeyError:
            raise _unknown("industry", industry_id, self.industries) from None

    def related_roles(self, role_id: str, steps: int = 2) -> tuple[str, ...]:
        """Ids of roles within `steps` of this one, nearest first, without itself.

        Two steps reach a neighbour's neighbour; further away the questions no longer fit.
        Raises NotFound for an unknown id.
        """
        found = [role_id]
        edge = [self.role(role_id)]
        for _ in range(steps):
            near = [other for role in edge for other in role.related]
            fresh = [other for other in dict.fromkeys(near) if other not in found]
            found += fresh
            edge = [self.roles[other] for other in fresh]
        return tuple(found[1:])

    def titles_in(self, text: str) -> dict[tuple[str, ...], str]:
        """The titles that stand in a text, in words, the longest at each place, each with the id
        of its role."""
        words = words_of(text)
        aliases, longest = _aliases(self), _LONGEST_TITLE
        named: dict[tuple[str, ...], str] = {}
        place = 0
        while place < len(words):
            sizes = range(min(longest, len(words) - place), 0, -1)
            spans = (words[place : place + size] for size in sizes)
            alias = next((span for span in spans if span in aliases), None)
            if alias:
                named[alias] = aliases[alias]
            place += len(alias) if alias else 1
        return named

    def roles_named(self, text: str) -> frozenset[str]:
        """The ids of the roles whose titles stand in a text, the longest title at each place."""
        return frozenset(self.titles_in(text).values())

    def is_outside(self, title: str) -> bool:
        """Whether a title names a job that no question of the bank is about, by its first part:
        "Bus Driver (nights)" does, "Senior Registered Nurse" does not."""
        named = self.titles_in(_FIRST_PART.split(title, maxsplit=1)[0])
        return bool(named) and self.outside_the_bank.issuperset(named)

    def find_role(self, typed: str) -> str:
        """The id a person means by an id, a name or a job title, small slips forgiven.

        The longest alias standing in what was typed counts ("senior staff nurse on nights" is a
        nurse). Raises NotFound listing the nearest ids when nothing fits.
        """
        words = words_of(typed[:_MOST_TYPED].replace("_", " "))
        aliases = _aliases(self)
        spans = [
            words[start:end]
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
        ]
        for span in sorted(spans, key=len, reverse=True):
            if span in aliases:
                return aliases[span]
        phrases = {" ".join(alias): role_id for alias, role_id in aliases.items()}
        close = get_close_matches(" ".join(words), phrases, n=1, cutoff=_CLOSE)
        if close:
            return phrases[close[0]]
        raise _unknown("role", typed.strip()[:_MOST_TYPED], self.roles)


def tokens_of(text: str) -> list[Token]:
    """The words of a text in lower case and singular, `C++`, `C#` and `.NET` kept whole."""
    return [
        Token(_singular(match[0].casefold()), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def words_of(text: str) -> tuple[str, ...]:
    """The words of `tokens_of` alone."""
    return tuple(map(_singular, _WORD.findall(text.casefold())))


def in_a_sentence(name: str) -> str:
    """A name in lower case but for its abbreviations, as it stands in the middle of a sentence."""
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in name.split())


@lru_cache(maxsize=_KEPT_WORDS)
def _singular(word: str) -> str:
    return _PLURAL.sub("", _POSSESSIVE.sub("", word))


@lru_cache(maxsize=1)
def load_taxonomy() -> Taxonomy:
    """The shipped taxonomy, read once per process."""
    return read_taxonomy(PATH)


def read_taxonomy(path: Path) -> Taxonomy:
    """The taxonomy in a file; raises BadInput when a `related` names a role that is not there."""
    data = json.loads(path.read_text(encoding="utf-8"))
    roles = {
        role_id: Role(
            id=role_id,
            name=item["name"],
            short=item.get("short") or in_a_sentence(item["name"]),
            family=item["family"],
            titles=tuple(item["titles"]),
            skills=tuple(item["skills"]),
            duties=tuple(item["duties"]),
            related=tuple(item["related"]),
        )
        for role_id, item in data["roles"].items()
    }
    for role in roles.values():
        for other in role.related:
            if other not in roles or other == role.id:
                raise BadInput(f"{path.name}: the role {role.id} is related to '{other}', no role")
    return Taxonomy(
        roles=MappingProxyType(roles),
        competencies=MappingProxyType(
            {
                key: Competency(
                    key, item["name"], item["group"], tuple(item["phrases"]), tuple(item["deeds"])
                )
                for key, item in data["competencies"].items()
            }
        ),
        industries=MappingProxyType(
            {
                key: Industry(key, item["name"], tuple(item["words"]))
                for key, item in data["industries"].items()
            }
        ),
        seniority=MappingProxyType(
            {
                level: SeniorityCues(
                    level, tuple(cue["title"]), tuple(cue["nouns"]), tuple(cue["body"]), years
                )
                for level, cue in data["seniority"].items()
                for years in [(cue["years"][0], cue["years"][1])]
            }
        ),
        exact_case_skills=frozenset(data["exact_case_skills"]),
        outside_the_bank=frozenset(map(words_of, data["outside_the_bank"])),
    )


@lru_cache(maxsize=2)
def _aliases(taxonomy: Taxonomy) -> dict[tuple[str, ...], str]:
    """Every id, name and title in words, to its role; an id or name beats another's alias."""
    aliases: dict[tuple[str, ...], str] = {}
    for role in taxonomy.roles.values():
        for title in role.titles:
            aliases.setdefault(words_of(title), role.id)
    for role in taxonomy.roles.values():
        aliases[words_of(role.short)] = role.id
        aliases[words_of(role.name)] = role.id
        aliases[words_of(role.id.replace("_", " "))] = role.id
    return aliases


def _unknown(noun: str, given: str, valid: Iterable[str]) -> NotFound:
    """The error for an unknown id, listing every valid one with the nearest first."""
    wanted = given.casefold()
    nearest = sorted(valid, key=lambda known: -SequenceMatcher(None, wanted, known).ratio())
    return NotFound(f"there is no {noun} '{given[:60]}'; choose one of: {', '.join(nearest)}")
