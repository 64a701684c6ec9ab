"""What follows from the claims of a brief: culture, market position, what to say and to ask. Each
conclusion names the claims it rests on; without any there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain import Advice, Claim
from knowledge.slots import load_slots

_CULTURES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("led by a mission", r"\b(?:mission|purpose|vision)\b", ("values",)),
    (
        "attentive to inclusion",
        r"\b(?:inclusi\w+|divers\w+|resource groups?|belonging)\b",
        ("values", "team"),
    ),
    (
        "open to flexible or remote work",
        r"\b(?:remote\w*|flexib\w+|hybrid|anywhere|from home)\b",
        ("work_style", "benefits"),
    ),
    (
        "set on being in the office",
        r"\b(?:return\w* to the office|days a week in the office)\b",
        ("work_style",),
    ),
    (
        "investing in learning",
        r"\b(?:learn\w*|training|tuition|mentor\w*|development|skills?)\b",
        ("growth", "values"),
    ),
    ("attentive to safety", r"\bsafety\b", ("values", "team")),
    ("set on collaboration", r"\bcollaborat\w+\b", ("values", "team")),
    (
        "paying for performance",
        r"\b(?:top of market|stock (?:options|ownership)|bonus\w*)\b",
        ("benefits",),
    ),
)
_CLIPPED = 150
"""Characters of a claim repeated in a tip."""

_MOST_TIPS = 6
_MOST_QUESTIONS = 6


def culture_type(claims: Sequence[Claim]) -> Advice | None:
    """What their own words about values, work and people come to."""
    traits: list[str] = []
    rests: list[str] = []
    for trait, words, slots in _CULTURES:
        on = [
            claim.id
            for claim in claims
            if claim.slot in slots and re.search(words, claim.quote, re.IGNORECASE)
        ]
        if on:
            traits.append(trait)
            rests += on
    if not traits:
        return None
    told = traits[0] if len(traits) == 1 else f"{', '.join(traits[:-1])} and {traits[-1]}"
    return Advice(text=f"By its own words: {told}.", claim_ids=tuple(dict.fromkeys(rests)))


def market_position(claims: Sequence[Claim]) -> Advice | None:
    """How it stands in its market, by whose words."""
    told = [claim for claim in claims if claim.slot == "position"]
    if not told:
        return None
    others = [claim for claim in told if claim.tier in ("news", "reference", "other")]
    text = "Others call it a leader." if others else "It calls itself a leader."
    return Advice(text=text, claim_ids=tuple(claim.id for claim in others or told))


def tips(claims: Sequence[Claim]) -> tuple[Advice, ...]:
    """What to prepare, each tip from a claim; where there are few, some that fit any company."""
    return _advice(claims, "tip", "tips", _MOST_TIPS)


def questions(claims: Sequence[Claim]) -> tuple[Advice, ...]:
    """What to ask them, as `tips`."""
    return _advice(claims, "question", "questions", _MOST_QUESTIONS)


def _advice(claims: Sequence[Claim], kind: str, generic: str, most: int) -> tuple[Advice, ...]:
    slots = load_slots()
    made: list[Advice] = []
    for slot, texts in slots.advice.items():
        first = next((claim for claim in claims if claim.slot == slot), None)
        if first is not None and kind in texts and first.support != "snippet":
            said = f"“{clipped(first.text)}” [{first.source_id}]"
            made.append(Advice(text=texts[kind].format(said=said), claim_ids=(first.id,)))
    made = made[:most]
    fill = slots.generic[generic][: max(2, 4 - len(made))]
    return (*made, *(Advice(text=text) for text in fill))


def clipped(text: str) -> str:
    """A claim in one breath: cut at the end of a word, and without its full stop."""
    said = text.strip().lstrip("•·-– ")
    if len(said) > _CLIPPED:
        said = said[:_CLIPPED].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
    return said.rstrip(".;")
