"""Texts to learn word order from: running ones, said and written otherwise, and ruined ones.

All is the project's own: the bank, the rubrics, the personas, the honest texts of the attack suite
and the graded answers that may be used. What draws takes the generator to draw from.
"""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path
from typing import Any

from evals import attack_moves as moves
from evals import attack_writing as writing
from evals.graded import DATA, files, read_graded

ROOT = Path(__file__).parents[1]
SENTENCE = 6
"""Words from which a string of the rubrics and personas counts as text; of the bank, three."""

PLAIN_SMALL = ("a", "and", "for", "in", "is", "of", "that", "the", "to", "with")


def running_texts() -> list[str]:
    """Every text in good order, each once."""
    found = [
        item.text
        for path in files()
        if not path.stem.endswith("_unseen")
        for item in read_graded(path)
    ]
    found += bank_texts()
    found += _strings(ROOT / "knowledge" / "rubrics.json", SENTENCE)
    found += _strings(ROOT / "prompts" / "personas.json", SENTENCE)
    honest = tomllib.loads((DATA / "attack_texts.toml").read_text(encoding="utf-8"))
    found += [answer["good"] for answer in honest["answers"]]
    found += [*honest["off_topic"].values(), *honest["padding"].values()]
    found += [*honest["english"]["texts"], *honest["additions"]["irrelevant"]]
    return list(dict.fromkeys(found))


def bank_texts() -> list[str]:
    """Every text of the question bank."""
    paths = sorted((ROOT / "knowledge" / "questions").glob("*.json"))
    return [t for p in paths if p.stem not in ("schema", "taxonomy") for t in _strings(p, 3)]


def _strings(path: Path, least: int) -> list[str]:
    """The strings of a JSON file with `least` words or more."""
    return list(_under(json.loads(path.read_text(encoding="utf-8")), least))


def _under(node: Any, least: int) -> list[str]:
    if isinstance(node, str):
        return [node] if len(node.split()) >= least else []
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for child in inside for text in _under(child, least)]


def otherwise(text: str, draw: random.Random) -> str:
    """The text as somebody else gives it: without stops, spoken, without articles, mistyped."""
    kind = draw.random()
    if kind < 0.4:
        return text
    if kind < 0.52:
        return writing.unpunctuated(text)
    if kind < 0.7:
        return writing.transcribed(text, draw)
    if kind < 0.88:
        bare = writing.without_articles(text)
        return bare if draw.random() < 0.6 else writing.unpunctuated(bare)
    return writing.typed(text, draw, 0.03)


def ruined(text: str, draw: random.Random) -> str:
    """The text's words in an order that says nothing."""
    kind = draw.random()
    if kind < 0.35:
        return moves.shuffled(text, draw)
    if kind < 0.6:
        return moves.shuffled_within(text, draw)
    if kind < 0.7:
        return moves.reversed_within(text)
    terms = moves.terms(text)
    mixed = draw.sample(terms, len(terms)) if draw.random() < 0.4 else terms
    return _strung(mixed, draw) if kind < 0.9 else " ".join(mixed)


def _strung(terms: list[str], draw: random.Random) -> str:
    """Terms with a small word after each or most of them."""
    small = list(PLAIN_SMALL)
    if draw.random() < 0.6:
        small = draw.sample(sorted(moves.SMALL_WORDS), draw.choice((5, 10, 20)))
    often = draw.choice((1.0, 1.0, 0.8, 0.6))
    said: list[str] = []
    for term in terms:
        said += [term, draw.choice(small)] if draw.random() < often else [term]
    return " ".join(said) + "."
