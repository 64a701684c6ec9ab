"""How a good model reads an answer: criterion by criterion, with the candidate's words for each,
from nothing but what the prompt holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tests.model.model_replies import Reply, Request, json_of

_PART = re.compile(r"^<(?P<name>\w+)>\n(?P<text>.*?)\n?</(?P=name)>$", re.S | re.M)
_LINE = re.compile(r"^(?P<place>\d+)\. (?P<text>.+)$", re.M)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_OMITTED = "[…]"
_STEM = 5
"""Letters by which two forms of a word are taken for one."""
_FULL, _PART_OF_IT = 0.5, 0.25
"""Shares of a point's words in one sentence from which it is made, or partly."""
_DEEDS = (
    r"(?:\bI (?:also )?|, (?:and )?)"
    r"(?!was|were|had|think|am|would|will|could|tried|talked|feel|believe)"
    r"(?:\w+ed|read|wrote|found|told|built|made|set|led|ran|drew|spoke|gave|took|put|chose|met)\b"
)
_SIGNS = {
    "relevance": (_DEEDS + r"|\b(?:we|our|your)\b", 3),
    "situation and task": (
        r"\b(?:in (?:19|20)\d\d|in (?:January|February|March|April|May|June|July|August|September"
        r"|October|November|December)|last (?:year|month|week)|failed|broke|late|problem|deadline"
        r"|trouble|asked to|had to|my task|responsible)\b",
        3,
    ),
    "own action": (_DEEDS, 3),
    "depth": (r"\b(?:because|so that|instead|rather than|although|option|chose|however)\b", 2),
    "result": (
        r"\b(?:since then|as a result|in the end|fell|rose|dropped|saved|grew|from \d\S* to \d"
        r"|no \w+ has failed)\b",
        2,
    ),
    "reflection": (r"\b(?:next time|learn(?:ed|t)|looking back|in hindsight|would add)\b", 1),
    "reasoning": (r"\b(?:first|then|after that|because|would|so that|before)\b", 3),
    "about them": (r"\b(?:your|you)\b|\b\d+\b", 3),
    "own evidence": (_DEEDS, 2),
    "reasons": (r"\b(?:because|your|so that|that is why)\b", 3),
}
"""What shows a criterion, and how often for it to be met in full."""

_REASONS = {
    "made": "The answer says so plainly.",
    "partly": "The answer touches on it and leaves it there.",
    "not": "Nothing in the answer shows it.",
}


def read_answer(request: Request) -> Reply:
    """A reading of every criterion, in the order in which they were put."""
    parts = {part["name"]: part["text"] for part in _PART.finditer(request.told)}
    said = [
        sentence.strip()
        for sentence in _SENTENCE.split(parts["answer"].strip())
        if sentence.strip() and _OMITTED not in sentence
    ]
    return json_of({"points": [_read(line, said) for line in _LINE.finditer(parts["criteria"])]})


def _read(line: re.Match[str], said: Sequence[str]) -> dict[str, str | int]:
    name, is_criterion, _ = line["text"].partition(". Made: ")
    quote, level = _shown(name.partition(" to the question")[0], said)
    if not is_criterion:
        quote, level = _held(line["text"], said)
    if level == "not":
        quote = ""
    place = int(line["place"])
    return {"point": place, "quote": quote, "reason": _REASONS[level], "level": level}


def _shown(name: str, said: Sequence[str]) -> tuple[str, str]:
    pattern, enough = _SIGNS.get(name, (r"(?!)", 1))
    sign = re.compile(pattern, re.I if "I " not in pattern else 0)

    def signs(sentence: str) -> int:
        return len(sign.findall(sentence))

    found = sum(map(signs, said))
    level = "made" if found >= enough else "partly" if found else "not"
    return _best(said, signs), level


def _held(point: str, said: Sequence[str]) -> tuple[str, str]:
    wanted = _stems(point)

    def share(sentence: str) -> float:
        return len(wanted & _stems(sentence)) / max(len(wanted), 1)

    best = _best(said, share)
    found = share(best)
    return best, "made" if found >= _FULL else "partly" if found >= _PART_OF_IT else "not"


def _best(said: Sequence[str], worth: Callable[[str], float]) -> str:
    return max(said, key=worth, default="")


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}|\d+", text.lower())}
