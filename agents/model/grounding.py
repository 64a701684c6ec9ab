"""What code can check of a model's words: that each number and name stands in what they are about,
that they are English, and that whoever speaks stays who they are."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from agents.model.quantities import unborne
from knowledge.bank import load_bank
from knowledge.lexicon import load_lexicon
from knowledge.stems import stem

ENGLISH = 0.2
"""Share of small words in a text from which it is English: of the bank's 14,059 sentences 1.0% lie
below, of 1,534 of people's answers 1.2%, and of 48 in 16 other languages all."""

_FEW = 4
"""Words below which the share of small words tells nothing: "Redis, then Kafka"."""

_PLACEHOLDER = re.compile(r"\[[^\[\]\d]{2,60}\]")
"""A gap for the candidate to fill; one with a figure in it has been filled for them."""

_WORD = re.compile(r"[^\W_]+(?:[’'.+#&-]*[^\W_]+)*[+#]*|\.[A-Z]{2,}\b")
_OPENING = re.compile(r"(?:^|[.!?:;…][\"'”’)\]]*\s|[\"“‘(]\s*|[\n•*-]\s*)[\"'“‘(\[]*$")
_MIXED = re.compile(r"[^\W\d_].*\d")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|io|dev|ai|co|uk|de|ru|cn)")
_POSSESSIVE = re.compile(r"[’']s?$")
_CONTRACTION = re.compile(r"[’'].*")
_SOLE = frozenset(("i", "a", "ok"))
_OPENERS = frozenset(
    "additionally afterwards also alongside although altogether arguably besides certainly clearly "
    "consequently conversely curiously eventually evidently furthermore hence hopefully however "
    "importantly indeed initially interestingly lastly likewise meanwhile moreover naturally "
    "nevertheless nonetheless notably obviously okay otherwise particularly perhaps presumably "
    "regardless secondly similarly sometimes somehow specifically subsequently surely thankfully "
    "therefore thirdly thus ultimately unfortunately whenever whereas wherever yes".split()
)
"""Words sentences open with; the rest of the words known to be English are those of the bank."""

_SELF = (
    r"\b(?:as|i am|i'm|i was|being|you are|you're|for|just|only) (?:just |only )?(?:an?|the|your) "
    r"(?:large |artificial )?(?:ai\b|a\.i\.|artificial intelligence|llm\b|gpt|computer program)"
    r"|\b(?:ai|virtual|helpful|digital) (?:assistant|model|system|interviewer|coach|chatbot)s?\b"
    r"|\b(?:language models?|chatgpt|chatbots?|openai|anthropic|knowledge cut-?off)\b"
    r"|\bmy (?:training data|programming|developers)\b"
)
_TOLD = (
    r"\b(?:system|developer|hidden|initial|original) (?:prompt|message|instructions?)\b"
    r"|\b(?:my|these|previous|prior|above|following) (?:instructions?|prompts?|rules|tags)\b"
    r"|\b(?:the|this|your) prompt(?=\W*$|[.,;:!?]| (?:says|said|asks|tells|told|above|i|you)\b)"
    r"|\bbetween the tags\b"
    r"|\bi (?:was|am|have been) (?:instructed|programmed) (?:to|not)\b"
    r"|\bi (?:cannot|can't|can not|won't) (?:comply|assist|help with|fulfil|do that|answer that)"
    r"|\b(?:ignore|disregard|override|reveal|bypass)\b.{0,40}\b(?:instructions?|prompts?|rubric)\b"
)
_SPEAKER = r"^\W*(?:system|assistant|interviewer|candidate|user|coach|human|answer|response)\s*:"
_GRADING = (
    r"\brubrics?\b|\bkey points?\b|\b(?:your|final|overall|full|top) (?:scores?|grades?|marks?"
    r"|ratings?)\b|\b(?:scor|grad|rat)(?:e|ed|es|ing) (?:you\b|(?:your|this|the) (?:answer"
    r"|response|reply)\b)|\b\d+ ?(?:/|out of|of) ?(?:5|10|100)\b|\b(?:evaluation|scoring|grading"
    r"|assessment) (?:criteri(?:a|on)|scale|scheme)\b"
)
_MARKUP = re.compile(
    r"</?[a-z!?]|\*\*|`|^\s*#{1,6}\s|^\s*[*•|-]\s|\]\(|\{\{|\}\}|&(?:\w+|#\d+);|\*\w[^*]*\*"
    r"|https?:|\bwww\.|\b[\w.-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|org|net|io|info)/|\[\d+\]",
    re.IGNORECASE | re.MULTILINE,
)
_OUT = re.compile("|".join((_SELF, _TOLD, _SPEAKER)), re.IGNORECASE)
_OF_GRADING = re.compile(_GRADING, re.IGNORECASE)


def ungrounded(text: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The numbers and proper names of a text that stand in none of the sources, as written.

    Numbers are compared by value; names whatever their case. Proper names are words with a capital
    inside or all in capitals, words of letters and figures, addresses, and words with a capital in
    front, at the beginning of a sentence only those that are no English word otherwise.
    Placeholders in square brackets claim nothing.
    """
    told = _PLACEHOLDER.sub(" … ", text)
    names = list(_names(told))
    known = _forms(sources) if names else frozenset()
    strange = [name for name in names if not _parts(name) <= known and _form(name) not in known]
    return tuple(dict.fromkeys((*unborne(told, sources), *strange)))


def in_english(text: str) -> bool:
    """Whether a text is English by its letters and by its share of small words; of few words, that
    none is another language's."""
    letters = [c for c in text if c.isalpha()]
    if sum(c.isascii() for c in letters) < 0.9 * len(letters):
        return False
    lexicon = load_lexicon()
    said = [_CONTRACTION.sub("", word.lower()) for word in _WORD.findall(text)]
    english = sum(word in lexicon.function_words for word in said)
    foreign = max(
        sum(word in listed and word not in lexicon.function_words for word in said)
        for listed in lexicon.foreign.values()
    )
    if len(said) < _FEW:
        return foreign == 0
    return english >= ENGLISH * len(said) and foreign < english


def of_a_model(text: str) -> bool:
    """Whether it speaks of a language model, of what that was told, or to it."""
    return _OUT.search(text) is not None


def out_of_role(text: str, *, may_score: bool = False) -> bool:
    """Whether it speaks as no person in the room does: as a model, in markup, with addresses, or of
    scores and grading unless it `may_score`. Of the bank's 14,059 sentences 0.2% do, those on
    language models and with code in them."""
    if of_a_model(text) or _MARKUP.search(text):
        return True
    return not may_score and _OF_GRADING.search(text) is not None


def _names(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        word = found.group()
        plain = _POSSESSIVE.sub("", word)
        if _CONTRACTION.sub("", plain).lower() in _SOLE or plain[0].isdigit():
            continue
        opens = _OPENING.search(text[max(found.start() - 8, 0) : found.start()])
        if (
            any(c.isupper() for c in plain[1:])
            or (plain[0].isupper() and not (opens and _is_english(plain.lower())))
            or _MIXED.match(plain)
            or _DOMAIN.fullmatch(plain)
        ):
            yield plain


def _is_english(word: str) -> bool:
    """Whether a word is one in lower case, too."""
    bare = _CONTRACTION.sub("", word)
    parts = bare.split("-")
    if len(parts) > 1:
        return all(map(_is_english, filter(None, parts)))
    return bare in load_lexicon().function_words or bare in _OPENERS or _is_written(bare)


@lru_cache(maxsize=4096)
def _is_written(word: str) -> bool:
    """Whether the bank has a word, or a form of it, in lower case: it uses some thousand English
    words, without the names of persons and places a tokenizer's vocabulary is full of."""
    root = stem(word)
    return any(
        stem(form[1]) == root for form in re.finditer(rf" ({re.escape(root)}[a-z]*)", _bank())
    )


@lru_cache(maxsize=1)
def _bank() -> str:
    """All that stands in the bank: a word is found in it in 0.1 ms or missed in 20, while listing
    its words takes 600."""
    return "\n".join(question.model_dump_json() for question in load_bank().questions)


def _forms(sources: Iterable[str]) -> frozenset[str]:
    """All words of the sources as they are compared, whole and in parts, and each two in a row:
    "git hub" bears out "GitHub"."""
    found: set[str] = set()
    for source in sources:
        words = _WORD.findall(source)
        found.update(map(_form, words))
        parts = [part for word in words for part in _split(word)]
        found.update(parts)
        found.update(a + b for a, b in itertools.pairwise(parts))
    return frozenset(found)


def _parts(name: str) -> set[str]:
    return set(_split(name))


def _split(word: str) -> list[str]:
    return [_form(part) for part in re.split(r"[-.&’']", word) if part]


def _form(word: str) -> str:
    """A word without case, accents, joints, and the ending of more than one."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word)).casefold()
    bare = "".join(c for c in plain if c.isalnum() or c in "+#")
    return bare[:-1] if len(bare) > 3 and bare.endswith("s") and not bare.endswith("ss") else bare
