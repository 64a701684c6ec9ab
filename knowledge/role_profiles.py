"""What each role of the taxonomy looks like in words and in meaning, and how near an ad comes.

Five kinds of evidence, each an array with one number per role, higher is nearer; `roles.py`
weighs them against each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from domain import RoleGuess
from knowledge.embedder import Embedder, load_embedder
from knowledge.taxonomy import Taxonomy, load_taxonomy, words_of
from knowledge.term_weights import TermWeights

Scores = NDArray[np.float32]
# The noun that names the job ends the title's first part: "Clinical Nurse | - Surgical Ward".
_PARTS = re.compile(r"\s[-–—|:]+\s|[,(/|;–—]|\b(?:for|in|to|with|at|on|within)\b", re.IGNORECASE)
# Words of rank and terms tell the level, not the trade.
_RANK = frozenset(
    """
    senior junior lead band bank deputy assistant trainee apprentice apprenticeship graduate
    principal chief head part full time permanent temporary fixed term remote hybrid the a
    an of for and in to with at on i ii iii iv 1 2 3 4 5 6 7 8 8a 8b 8c 8d 9 month hour week
    x post role job position vacancy opportunity opening wanted
    """.split()
)
# How much a title word counts away from the head noun; how much outside any whole alias; and what
# a title gains that is an alias and nothing else. Chosen on the 111 development ads (aliases
# written after seeing them left out) and 170 other titles; hit@1 stays within .02 over 0.5-0.8,
# 0.35-0.8 and 0.25-0.8.
_OFF_HEAD = 0.7
_LOOSE = 0.6
_WHOLE = 0.8
_CHUNK_WORDS = 60
_MAX_CHUNKS = 60
# The opening of an ad says what the job is; the end is benefits and small print.
_OPENING_WORDS = 120


@dataclass(frozen=True, eq=False)
class Evidence:
    """How near an ad comes to each role, by what was looked at; arrays of shape (roles,)."""

    title_words: Scores
    title_meaning: Scores
    body_titles: Scores
    body_words: Scores
    body_meaning: Scores


class RoleProfiles:
    """The roles of a taxonomy, indexed by the words and the meaning of their ads."""

    def __init__(self, taxonomy: Taxonomy, embedder: Embedder) -> None:
        self.ids = tuple(taxonomy.roles)
        self._embedder = embedder
        self._aliases: dict[tuple[str, ...], set[int]] = defaultdict(set)
        texts = []
        for index, role in enumerate(taxonomy.roles.values()):
            for title in (role.name, *role.titles):
                self._aliases[words_of(title)].add(index)
            texts.append(" ".join([*role.titles, *role.skills, *role.skills, *role.duties]))
        # The longest alias that begins with each word: nearly every place of an ad begins none.
        self._reach: dict[str, int] = {}
        for alias in self._aliases:
            self._reach[alias[0]] = max(len(alias), self._reach.get(alias[0], 0))
        self._share = self._title_word_shares()
        self._idf = {
            word: float(np.log1p(len(self.ids) / np.count_nonzero(row)) / np.log1p(len(self.ids)))
            for word, row in self._share.items()
        }
        self._terms = TermWeights([Counter(_with_pairs(words_of(text))) for text in texts])
        roles = list(taxonomy.roles.values())
        self._alias_vectors = self._vectors_of_aliases([role.titles for role in roles])
        self._alias_starts = np.cumsum([0, *(len(role.titles) for role in roles)])[:-1]
        self._titles_vectors = embedder.encode([" ".join(role.titles) for role in roles])
        self._profile_vectors = embedder.encode(
            [" ".join([role.name, *role.titles[:12], *role.duties, *role.skills]) for role in roles]
        )

    def evidence(self, title: str, text: str) -> Evidence:
        """The five scores of an ad; an empty title or text gives zeros for its own."""
        words = words_of(text)
        return Evidence(
            title_words=self._title_words(title),
            title_meaning=self._title_meaning(title),
            body_titles=self._body_titles(words),
            body_words=self._body_words(words),
            body_meaning=self._body_meaning(text),
        )

    def guesses(
        self, title: str, text: str, weights: Sequence[float], most: int
    ) -> list[RoleGuess]:
        """The likeliest roles, best first: a softmax over the weighted sum of the evidence.

        `weights` belong to the fields of Evidence, in order. Empty when the ad shares no word
        with any role.
        """
        evidence = self.evidence(title, text)
        if not (evidence.title_words.any() or evidence.body_words.any()):
            return []
        scores = np.zeros(len(self.ids), np.float64)
        for field, weight in zip(fields(evidence), weights, strict=True):
            scores += weight * getattr(evidence, field.name)
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        best = np.argsort(-shares, kind="stable")[:most]
        # Rounded down, that the sum stays at most 1.
        return [
            RoleGuess(id=self.ids[index], confidence=float(np.floor(shares[index] * 1000) / 1000))
            for index in best
        ]

    def _title_word_shares(self) -> dict[str, Scores]:
        """For each word of any alias, how its uses are shared among the roles (sums to 1)."""
        uses = [
            (word, role, 1 / len(alias))
            for alias, roles in self._aliases.items()
            for word in alias
            for role in roles
        ]
        place = {word: i for i, word in enumerate(dict.fromkeys(word for word, _, _ in uses))}
        counts = np.zeros((len(place), len(self.ids)), np.float32)
        np.add.at(
            counts,
            ([place[word] for word, _, _ in uses], [role for _, role, _ in uses]),
            np.array([share for _, _, share in uses], np.float32),
        )
        return dict(zip(place, counts / counts.sum(axis=1, keepdims=True), strict=True))

    def _vectors_of_aliases(self, titles: list[tuple[str, ...]]) -> Scores:
        """A vector per alias, the mean of its words': each of 1,400 words is encoded once, which
        halves the time to load against encoding 3,000 phrases and ranks as well."""
        words = sorted(self._share)
        place = {word: index for index, word in enumerate(words)}
        vectors = self._embedder.encode(words)
        aliases = [words_of(title) for role_titles in titles for title in role_titles]
        said = [place[word] for alias in aliases for word in alias]
        starts = np.cumsum([0, *map(len, aliases)])[:-1]
        return _unit(np.add.reduceat(vectors[said], starts, axis=0))

    def _title_words(self, title: str) -> Scores:
        """The weight of the title's words that stand in a role's aliases, whole phrases first."""
        words, head = _head(title)
        scores = np.zeros(len(self.ids), np.float32)
        cover = np.zeros((len(words), len(self.ids)), np.float32)
        for start in range(len(words)):
            for end in range(start + 1, start + self._reach.get(words[start], 0) + 1):
                for role in self._aliases.get(words[start:end], ()):
                    span = cover[start:end, role]
                    np.maximum(span, 1.0 if start <= head < end else _OFF_HEAD, out=span)
        for place, word in enumerate(words):
            if word in self._share:
                loose = 0.0 if word in _RANK else _LOOSE * self._share[word]
                scores += self._idf[word] * np.maximum(cover[place], loose)
        whole = tuple(word for word in words[: head + 1] if word not in _RANK)
        for role in self._aliases.get(whole, ()):
            scores[role] += _WHOLE * max(self._idf[word] for word in whole)
        return scores

    def _title_meaning(self, title: str) -> Scores:
        """The nearest of a role's aliases, and its aliases taken together, half each."""
        bare = " ".join(word for word in words_of(title) if word not in _RANK)
        vector = self._embedder.encode([bare])[0]
        nearest = np.maximum.reduceat(self._alias_vectors @ vector, self._alias_starts)
        both: Scores = (nearest + self._titles_vectors @ vector) / 2
        return both

    def _body_titles(self, words: tuple[str, ...]) -> Scores:
        """How often the ad calls a role by name, the opening counting double."""
        scores = np.zeros(len(self.ids), np.float32)
        counts: Counter[tuple[str, ...]] = Counter()
        place = 0
        while place < len(words):
            for end in range(place + self._reach.get(words[place], 0), place, -1):
                phrase = words[place:end]
                if phrase in self._aliases:
                    counts[phrase] += 2 if place < _OPENING_WORDS else 1
                    place = end - 1
                    break
            place += 1
        for phrase, count in counts.items():
            idf = sum(self._idf[word] for word in phrase)
            for role in self._aliases[phrase]:
                scores[role] += idf * np.log1p(count)
        return scores / max(1.0, float(np.log1p(len(words))))

    def _body_words(self, words: tuple[str, ...]) -> Scores:
        """TF-IDF cosine of the ad with each role's titles, skills and duties."""
        return self._terms.likeness(Counter(_with_pairs(words)))

    def _body_meaning(self, text: str) -> Scores:
        """The passage nearest to each role."""
        chunks = _chunks(text)
        if not chunks:
            return np.zeros(len(self.ids), np.float32)
        nearest: Scores = (self._embedder.encode(chunks) @ self._profile_vectors.T).max(axis=0)
        return nearest


@lru_cache(maxsize=1)
def load_profiles() -> RoleProfiles:
    """The profiles of the shipped taxonomy, built once per process."""
    return RoleProfiles(load_taxonomy(), load_embedder())


def _head(title: str) -> tuple[tuple[str, ...], int]:
    """The title's words, and the place of the noun that names the job."""
    words = words_of(title)
    head = len(words) - 1
    seen = 0
    for part in _PARTS.split(title):
        inside = words_of(part)
        seen += len(inside)
        if not set(inside) <= _RANK:
            head = min(head, seen - 1)
            break
    while head > 0 and words[head] in _RANK:
        head -= 1
    return words, head


def _with_pairs(words: tuple[str, ...]) -> list[str]:
    return [*words, *map(" ".join, pairwise(words))]


def _chunks(text: str) -> list[str]:
    """Passages of about 60 words, cut between lines."""
    chunks: list[str] = []
    lines: list[str] = []
    size = 0
    for line in text.splitlines():
        lines.append(line)
        size += line.count(" ") + 1
        if size >= _CHUNK_WORDS:
            chunks.append(" ".join(lines))
            lines, size = [], 0
    if "".join(lines).strip():
        chunks.append(" ".join(lines))
    return chunks[:_MAX_CHUNKS]


def _unit(rows: Scores) -> Scores:
    """Rows scaled to length 1; rows of zeros stay."""
    unit: Scores = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit
