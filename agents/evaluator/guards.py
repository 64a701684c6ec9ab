"""What is judged before judging: is there an answer at all, and which sentences count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.evaluator import languages
from agents.evaluator.address import is_to_grader
from agents.evaluator.text import Reading, Sentence, fold, reading, words
from agents.evaluator.vocabulary import is_known
from knowledge.lexicon import content, load_lexicon
from knowledge.stems import stem

_NO_ANSWER = re.compile(
    r"^\W*(?:(?:sorry|well|um+|uh+|honestly|hmm+)[ ,.]+)*"
    r"(?:(?:i|we)\s*(?:do not|don'?t|dont|am not|'m not|m not|cannot|can ?not|can't|have no|'ve no|"
    r"haven'?t got|don'?t have)\s*(?:really\s+|even\s+)*"
    r"(?:know|sure|understand|remember|recall|think of|say|answer|an? (?:idea|clue|answer|example)|"
    r"idea|clue|any (?:idea|example))\b.{0,60}"
    r"|not sure\b.{0,25}\b(?:would|will|'d) have to (?:look|check|think|ask)\b.{0,30}"
    r"|no (?:idea|clue|answer|submission|response|comment)\b.{0,30}|idk|not answered|none|n/?a|"
    r"not sure"
    r"|dunno|pass|skip(?: this(?: one)?)?|next(?: question)?(?: please)?|yes|no|ok(?:ay)?|fine|good"
    r"|sure|maybe|yeah|yep|nope|nothing|same as (?:above|before)|see (?:above|resume|my cv)"
    r"|(?:it|that) (?:was|is|went) (?:fine|ok|okay|good|well)|i'?m (?:fine|good|ok|great)"
    r"|can (?:we|you|i) (?:skip|pass|move on|repeat)\b.{0,40}|i (?:pass|skip)|let'?s (?:skip|"
    r"move on).{0,30}"
    r"|test(?:ing)?|hello|hi|thanks?(?: you)?)\W*$",
    re.I | re.S,
)
_KEYBOARD = re.compile(r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert|zxcv|xcvb|uiop|jkl;|(.)\1{3,}")
_VOWEL = re.compile(r"[aeiouy]")
_META = frozenset(
    stem(w)
    for w in (
        "question asked answer speak talk tell say discuss mention topic subject point come comes "
        "back here something anything now matter start begin cover describe sum"
    ).split()
)
"""Words that promise an answer and give none, as stems."""

_TURNED = {
    "i": "you",
    "my": "your",
    "me": "you",
    "am": "are",
    "myself": "yourself",
    "mine": "yours",
}

COPIED_RUN = 4
"""Words in a row that stand in the question in the same order before they count as copied: pieces
of three ("in your last", "the motor will") are everybody's."""

COPIED_SHARE = 0.5
"""Share of a sentence's words in such runs from which it needs content of its own to count."""

ECHOED_SHARE = 0.4
"""The same share for a sentence without any content of its own."""

SAID_SHARE = 0.6
"""Share of a sentence's runs of `COPIED_RUN` words that were said before, none of its words being
new, from which it is a repetition though cut elsewhere, as speech without stops is."""

OWN_WORDS = 2
"""Words of content beside the question's own that make such a sentence an answer."""

UNKNOWN_SHARE = 0.5
"""Share of words no list knows, in any form, above which a text of `UNKNOWN_WORDS` is gibberish."""

UNKNOWN_WORDS = 5

ENGLISH_SHARE = 0.4
"""Share of English small words from which a sentence needs no closer look at its language."""

STUFFED_FUNCTION_SHARE = 0.10
"""Of 8,876 real answers of seven words or more (Mohler, Beetle, SciEntsBank, SAF) two in a
thousand have a smaller share of function words."""


@dataclass(frozen=True)
class Guarded:
    """What is left to judge.

    `kept` are the sentences that count. `verdict` is None, or the flag that already decides the
    answer; it is unscored when `unscored` is set. `flags` holds everything noticed.
    """

    kept: tuple[Sentence, ...]
    flags: tuple[str, ...]
    verdict: str | None = None
    unscored: bool = False


def guard(question: str, answer: Reading, raw: str) -> Guarded:
    """Look for reasons not to judge `answer`, or not to count some of its sentences."""
    if not raw.strip() or not answer.folded.replace("\u200b", "").strip():
        return Guarded((), ("empty",), "empty", unscored=True)
    if not any(c.isalpha() for c in answer.folded):
        return Guarded((), ("no_words",), "no_words", unscored=True)
    if languages.is_foreign(raw, answer.folded):
        return Guarded((), ("other_language",), "other_language", unscored=True)
    flags = ["truncated"] if answer.cut else []
    english = [s for s in answer.sentences if not _is_abroad(s)]
    kept, dropped = _countable(question, english or answer.sentences)
    flags += dropped
    said = [s for s in kept if not _NO_ANSWER.match(s.clean)]
    if not kept:
        return Guarded((), tuple(flags), dropped[0] if dropped else "too_short")
    if not said:
        return Guarded(tuple(kept), (*flags, "not_an_answer"), "not_an_answer")
    left = tuple(w for s in said for w in s.words)
    if is_gibberish(left):
        return Guarded(tuple(said), (*flags, "gibberish"), "gibberish")
    return Guarded(tuple(said), tuple(dict.fromkeys(flags)))


def _is_abroad(sentence: Sentence) -> bool:
    """Whether a sentence of an English answer is in another language (a greeting, a quotation)."""
    if function_share(sentence.words) > ENGLISH_SHARE:
        return False
    return languages.is_foreign(sentence.raw, fold(sentence.raw))


def _countable(question: str, sentences: Sequence[Sentence]) -> tuple[list[Sentence], list[str]]:
    """The sentences that count, and the flags of those that do not."""
    asked = words(question)
    asked_sentences = {s.words for s in reading(question).sentences}
    runs = frozenset(_runs(asked))
    words_asked = frozenset((*asked, *content(asked)))
    kept: list[Sentence] = []
    flags: list[str] = []
    seen: set[tuple[str, ...]] = set()
    said_words: set[str] = set()
    said_runs: set[tuple[str, ...]] = set()
    addressed = False
    repeats = 0
    for s in sentences:
        key = content(s.words) or s.words
        if is_to_grader(s.clean, addressed):
            addressed = True
            flags.append("to_the_grader")
        elif s.words in asked_sentences or _copies(
            runs, words_asked, s.words, "question_copied" in flags
        ):
            flags.append("question_copied")
        elif (key in seen and len(s.words) > 2) or (
            said_words.issuperset(s.words) and _said_before(said_runs, s.words)
        ):
            repeats += 1
        else:
            seen.add(key)
            said_words.update(s.words)
            said_runs.update(_runs(s.words))
            kept.append(s)
    kept, looped = _without_loops(kept)
    if repeats > max(1, len(kept) // 2) or looped:
        flags.append("repetition")
    return kept, list(dict.fromkeys(flags))


def _runs(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each `COPIED_RUN` words in a row, "I" and "you" alike."""
    turned = [_TURNED.get(w, w).replace("i'", "you'") for w in said]
    return (tuple(turned[i : i + COPIED_RUN]) for i in range(len(turned) - COPIED_RUN + 1))


def _said_before(said_runs: set[tuple[str, ...]], said: tuple[str, ...]) -> bool:
    runs = list(_runs(said))
    return bool(runs) and sum(run in said_runs for run in runs) >= SAID_SHARE * len(runs)


def _copies(
    runs: frozenset[tuple[str, ...]], asked: frozenset[str], said: tuple[str, ...], again: bool
) -> bool:
    """A sentence that says the question over in its order and little beside it. One word of its
    own may be the whole answer to a short question, and so may a "not". Where it was said over
    before (`again`), what promises an answer and gives none is part of it."""
    own = [s for s in dict.fromkeys(content(said)) if s not in asked and s not in _META]
    negations = load_lexicon().negations
    if any(w in negations and w not in asked for w in said):
        return False
    copied: set[int] = set()
    for i, run in enumerate(_runs(said)):
        if run in runs:
            copied.update(range(i, i + COPIED_RUN))
    if not own:
        return len(copied) > ECHOED_SHARE * len(said) or (again and len(said) > 3)
    return len(own) < OWN_WORDS and len(said) > 12 and len(copied) >= COPIED_SHARE * len(said)


def _without_loops(sentences: list[Sentence]) -> tuple[list[Sentence], bool]:
    """Drop sentences that are one word or phrase over and over ("blah blah blah")."""
    left = [
        s
        for s in sentences
        if len(s.words) < 6
        or len(set(s.words)) / len(s.words) > (0.34 if len(s.words) < 60 else 0.2)
    ]
    return left, len(left) < len(sentences)


def is_gibberish(said: tuple[str, ...]) -> bool:
    """True when most words cannot be words (keyboard runs, no vowels, letters in a row) or are in
    no list in any form."""
    tried = [w for w in said if len(w) > 2 and w.isalpha()]
    if not tried:
        return len(said) > 3 and not any(len(w) == 1 or w[0].isdigit() for w in said)
    lexicon = load_lexicon()
    odd = sum(bool(_KEYBOARD.search(w)) or (not _VOWEL.search(w) and len(w) > 4) for w in tried)
    plain = sum(w in lexicon.function_words for w in said)
    if odd > 0.4 * len(tried) and plain < 0.2 * len(said):
        return True
    strange = {w for w in tried if not is_known(w)}
    unknown = sum(w in strange for w in tried)
    return (
        len(tried) >= UNKNOWN_WORDS
        and unknown > UNKNOWN_SHARE * len(tried)
        and plain < 0.2 * len(said)
    )


def function_share(said: tuple[str, ...]) -> float:
    """Share of function words, 0-1; running English has .35 to .60."""
    lexicon = load_lexicon()
    return sum(w in lexicon.function_words for w in said) / max(len(said), 1)


def is_stuffed(said: tuple[str, ...]) -> bool:
    """True for terms strung together without grammar."""
    return len(said) >= 7 and function_share(said) < STUFFED_FUNCTION_SHARE
