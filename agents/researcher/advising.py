"""A model's advice, without the sentences that say more than the claims they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from agents.model.grounding import in_english, out_of_role, ungrounded
from agents.researcher.orders import addresses_assistant
from agents.researcher.pointing import SAYS
from agents.researcher.wording import as_told, content, denies, unsaid
from domain import Advice, Brief, Claim
from knowledge.slots import load_slots

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_CLAUSE = re.compile(r"(?<=[:;])\s+|\s+[–—]\s+")
_ASKS_TO = re.compile(
    r"^(?:then |and |so |also |please )*(?:ask|be|bring|check|compare|consider|connect|describe"
    r"|expect|explain|find|have|know|learn|link|look|mention|name|note|pick|practi[sc]e|prepare"
    r"|put|read|rehearse|relate|say|see|show|talk|tell|think|try|use|work|write)\b",
    re.IGNORECASE,
)
_GRAVE = re.compile(
    "|".join(SAYS[slot] for slot in ("layoffs", "litigation", "controversy"))
    + r"|\b(?:unlimited|guarantee|collapse|collapsing|illegal|criminal|closed|closing|closure|shut"
    r"|failing|debts?|loss(?:es)?|secret|corrupt|brib|everyone|nobody|always|never)",
    re.IGNORECASE,
)
_TO_ITS_END = re.compile(r"\S+")
_NEW_IN_A_STATEMENT = 1 / 3
"""Share of the meaning words of a statement that may be others than those of its claims; of what to
do or to ask any may, but for words that accuse or promise."""


class Told(Protocol):
    """A tip or a question as a model wrote it, and the ids of the claims it names."""

    text: str
    claim_ids: list[str]


def grounded(told: Sequence[Told], brief: Brief) -> tuple[Advice, ...]:
    """The advice that rests on claims of the brief, without its sentences that do not, with the
    numbers of their pages."""
    by_id = {claim.id: claim for claim in brief.claims}
    kept = []
    for one in told:
        claims = [by_id[i] for i in dict.fromkeys(one.claim_ids) if i in by_id]
        said = " ".join(_kept(one.text.strip(), claims, brief)) if claims else ""
        if said:
            pages = ", ".join(dict.fromkeys(str(claim.source_id) for claim in claims))
            ids = tuple(claim.id for claim in claims)
            kept.append(Advice(text=f"{said} [{pages}]", claim_ids=ids))
    return tuple(kept)


def _kept(text: str, claims: Sequence[Claim], brief: Brief) -> Iterator[str]:
    """The sentences of an advice that may stand; none where no one of them takes up a claim."""
    sources = [f"{claim.text} {claim.quote}" for claim in claims]
    known = [*sources, brief.company, brief.role or ""]
    sentences = [one for one in _SENTENCE.split(text) if one and _stands(one, known)]
    taken_up = frozenset().union(*map(content, sources))
    if any(content(sentence) & taken_up for sentence in sentences):
        yield from sentences


def _stands(sentence: str, known: Sequence[str]) -> bool:
    if out_of_role(sentence) or addresses_assistant(sentence) or not in_english(sentence):
        return False
    if ungrounded(sentence, known):
        return False
    if sentence.rstrip('"”’) ').endswith("?"):
        return not _is_graver(sentence, known)
    return all(_says_no_more(clause, known) for clause in _CLAUSE.split(sentence))


def _says_no_more(clause: str, known: Sequence[str]) -> bool:
    if _ASKS_TO.match(clause):
        return not _is_graver(clause, known)
    told = as_told(known, denied=denies(clause))
    if _is_graver(clause, told):
        return False
    return len(unsaid(clause, [*told, _advising()])) <= _NEW_IN_A_STATEMENT * len(content(clause))


def _is_graver(clause: str, known: Sequence[str]) -> bool:
    """Whether it accuses or promises in words that are not known."""
    new = unsaid(clause, known)
    return any(content(whole) & new for whole in _grave_words(clause))


def _grave_words(clause: str) -> Iterator[str]:
    for found in _GRAVE.finditer(clause):
        whole = _TO_ITS_END.match(clause, found.start())
        yield whole.group() if whole else ""


@lru_cache(maxsize=1)
def _advising() -> str:
    """The words advice is made of."""
    slots = load_slots()
    built_in = [text for texts in slots.advice.values() for text in texts.values()]
    generic = [text for texts in slots.generic.values() for text in texts]
    return " ".join((*built_in, *generic, "interview example experience answer"))
