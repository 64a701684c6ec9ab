"""Ways to write or say the same otherwise: what must not cost.

Pure functions of their arguments; those that draw take the generator to draw from.
"""

from __future__ import annotations

import itertools
import random
import re
import unicodedata

from evals.attack_moves import SMALL_WORDS

_HOMOPHONES = {
    "their": "there",
    "there": "their",
    "too": "to",
    "two": "to",
    "its": "it's",
    "your": "you're",
    "than": "then",
    "by": "buy",
    "hear": "here",
    "new": "knew",
    "wait": "weight",
    "week": "weak",
    "right": "write",
    "would": "wood",
    "whole": "hole",
    "our": "are",
    "no": "know",
    "one": "won",
    "for": "four",
    "piece": "peace",
    "plan": "plane",
    "where": "wear",
    "meet": "meat",
}

_UM = ("um", "uh", "you know", "like", "i mean", "so yeah", "basically")

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_LOOKALIKES = str.maketrans("aceopxyiABEHKMOPCTX", "асеорхуіАВЕНКМОРСТХ")

_BRITISH = {
    american: british
    for pair in (
        "color/colour behavior/behaviour labor/labour favor/favour favorite/favourite "
        "neighbor/neighbour honor/honour harbor/harbour center/centre meter/metre liter/litre "
        "theater/theatre fiber/fibre organize/organise organized/organised organizing/organising "
        "organization/organisation prioritize/prioritise prioritized/prioritised "
        "recognize/recognise recognized/recognised apologize/apologise apologized/apologised "
        "realize/realise realized/realised analyze/analyse analyzed/analysed "
        "summarize/summarise summarized/summarised standardize/standardise minimize/minimise "
        "catalog/catalogue dialog/dialogue program/programme check/cheque gray/grey "
        "canceled/cancelled canceling/cancelling traveled/travelled labeled/labelled "
        "labels/labels labeling/labelling modeling/modelling modeled/modelled defense/defence "
        "license/licence practiced/practised skeptical/sceptical aging/ageing mold/mould "
        "tire/tyre jewelry/jewellery pediatric/paediatric anemia/anaemia hemoglobin/haemoglobin "
        "diarrhea/diarrhoea edema/oedema enrollment/enrolment fulfill/fulfil judgment/judgement "
        "learned/learnt spelled/spelt leveled/levelled totaled/totalled signaled/signalled "
        "categorize/categorise normalize/normalise optimize/optimise optimized/optimised "
        "serialize/serialise authorize/authorise authorized/authorised customize/customise "
        "finalize/finalise emphasize/emphasise neighbors/neighbours colors/colours "
        "centers/centres meters/metres liters/litres"
    ).split()
    for american, british in (pair.split("/"),)
    if american not in ("check", "program")
}

SYNONYMS = {
    "colleague": "coworker",
    "customer": "client",
    "customers": "clients",
    "boss": "manager",
    "asked": "requested",
    "quickly": "fast",
    "big": "large",
    "begin": "start",
    "show": "display",
    "shows": "displays",
    "error": "fault",
    "errors": "faults",
    "purchase": "buy",
    "doctor": "physician",
    "medicine": "drug",
    "medicines": "drugs",
    "children": "kids",
    "pupils": "students",
    "pupil": "student",
    "lesson": "class",
    "lessons": "classes",
    "machine": "device",
    "often": "frequently",
    "whole": "entire",
    "enough": "sufficient",
    "stale": "outdated",
    "expiry": "expiration",
    "fluids": "liquids",
    "quick": "fast",
    "rapidly": "quickly",
    "choose": "pick",
    "list": "array",
    "mistake": "error",
    "mistakes": "errors",
    "job": "task",
    "repair": "fix",
    "repaired": "fixed",
    "delete": "remove",
    "deleted": "removed",
    "call": "phone",
    "called": "phoned",
    "writes": "inserts",
    "rise": "increase",
    "drop": "decline",
    "help": "assist",
    "goal": "target",
    "cause": "reason",
}

"""Words of the answers here and what they may be exchanged for without a change of meaning."""


def typed(text: str, draw: random.Random, share: float = 0.05) -> str:
    """The text with `share` of its letters hit wrongly: swapped, dropped, doubled or a neighbor."""
    letters = list(text)
    out: list[str] = []
    at = 0
    while at < len(letters):
        c = letters[at]
        if c.isalpha() and draw.random() < share:
            kind = draw.randrange(4)
            if kind == 0 and at + 1 < len(letters) and letters[at + 1].isalpha():
                out += [letters[at + 1], c]
                at += 1
            elif kind == 1:
                out += [c, c]
            elif kind == 2:
                out.append(_beside(c, draw))
        else:
            out.append(c)
        at += 1
    return "".join(out)


def _beside(letter: str, draw: random.Random) -> str:
    for row in _KEYS:
        at = row.find(letter.lower())
        if at >= 0:
            return row[max(at - 1, 0) if draw.random() < 0.5 else min(at + 1, len(row) - 1)]
    return letter


def transcribed(text: str, draw: random.Random) -> str:
    """The text as a speech recognizer hands it over: no stops or capitals, some words that sound
    alike, small words lost, fillers and words said twice."""
    out: list[str] = []
    for word in re.sub(r"[^\w\s'%.]|\.(?!\d)", " ", text.lower()).split():
        heard = _HOMOPHONES.get(word, word) if draw.random() < 0.3 else word
        chance = draw.random()
        if chance < 0.03 and word in SMALL_WORDS and word not in ("not", "no"):
            continue
        out += [draw.choice(_UM)] if chance > 0.97 else []
        out += [heard, heard] if 0.5 < chance < 0.515 else [heard]
    return " ".join(out)


def unpunctuated(text: str) -> str:
    """The text without any stops, commas or capitals, as in quick messages."""
    return " ".join(re.sub(r"(?<!\d)[^\w\s'%]|[^\w\s'%](?!\d)", " ", text).lower().split())


def exchanged(text: str, table: dict[str, str]) -> str:
    """The text with the words of `table` replaced, capitals kept."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        said = table.get(word.lower(), word)
        return said.capitalize() if word[0].isupper() else said

    return re.sub(r"[A-Za-z]+", other, text)


def british(text: str) -> str:
    """American spellings turned British."""
    return exchanged(text, _BRITISH)


def american(text: str) -> str:
    """British spellings turned American."""
    return exchanged(text, {v: k for k, v in _BRITISH.items()})


def persons_exchanged(text: str) -> str:
    """Men made women and the other way round."""
    table = {
        "he": "she",
        "she": "he",
        "him": "her",
        "his": "her",
        "her": "his",
        "himself": "herself",
    }
    return exchanged(text, table | {"man": "woman", "woman": "man", "son": "daughter"})


def without_articles(text: str) -> str:
    """As many say it whose first language has no articles."""
    return re.sub(r"\b(?:the|an|a) ", "", text)


def contracted(text: str) -> str:
    """Long forms made short ones."""
    text = re.sub(
        r"\b(do|does|did|is|are|was|were|would|could|should|has|had) not\b", r"\1n't", text
    )
    return re.sub(r"\b(I|we|they|you) (?:would)\b", r"\1'd", text)


_NUMERALS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_digits(text: str) -> str:
    """Small numbers written in digits, small digits in words."""
    words = {name: str(n) for n, name in enumerate(_NUMERALS, 2)}
    digits = {n: name for name, n in words.items()}
    return re.sub(
        r"(?<![\w.,:-])(?:[2-9]|10|" + "|".join(_NUMERALS) + r")(?![\w:%-]|[.,]\d)",
        lambda m: words.get(m.group()) or digits[m.group()],
        text,
    )


def lookalikes(text: str) -> str:
    """Some letters replaced by Cyrillic ones that look the same."""
    return text.translate(_LOOKALIKES)


def zero_width(text: str) -> str:
    """An invisible character after every other letter."""
    signs = itertools.cycle("\u200b\u200d\u2060")
    return "".join(c + next(signs) if c.isalpha() and n % 2 else c for n, c in enumerate(text))


def full_width(text: str) -> str:
    """Letters as wide as East Asian ones."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def bold(text: str) -> str:
    """Letters from the mathematical alphabet, as pasted from some web pages."""
    return "".join(
        chr(0x1D400 + ord(c) - 65)
        if "A" <= c <= "Z"
        else chr(0x1D41A + ord(c) - 97)
        if "a" <= c <= "z"
        else c
        for c in text
    )


def decomposed(text: str) -> str:
    """Accented letters as a letter and a mark."""
    return unicodedata.normalize("NFD", text)
