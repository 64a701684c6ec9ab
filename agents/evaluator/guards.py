"""What is judged before judging: is there an answer at all, and which sentences count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.evaluator.lexicon import content, load_lexicon
from agents.evaluator.text import Reading, Sentence, read, words

_NO_ANSWER = re.compile(
    r"^\W*(?:(?:sorry|well|um+|uh+|honestly|hmm+)[ ,.]+)*"
    r"(?:(?:i|we)\s*(?:do not|don'?t|dont|am not|'m not|m not|cannot|can ?not|can't|have no|'ve no|"
    r"haven'?t got|don'?t have)\s*(?:really\s+|even\s+)*"
    r"(?:know|sure|understand|remember|recall|think of|say|answer|an? (?:idea|clue|answer|example)|"
    r"idea|clue|any (?:idea|example))\b.{0,60}"
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
_TO_GRADER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,50}\b(?:rubrics?|instructions?|"
    r"prompts?|"
    r"previous|prior|above|criteria|guidelines?|rules?|checks?|system)\b"
    r"|\b(?:give|assign|award|rate|grade|score|mark|output|return|print)\b(?! (?:was|were|of|rose|"
    r"fell|went|from|had)\b).{0,45}"
    r"\b(?:100|10 ?/ ?10|a ten|an? a\+?|full (?:marks|score|points|credit)|maximum|max|perfect|"
    r"highest|"
    r"top (?:score|marks)|five stars|pass(?:ed)?)\b"
    r"|\b(?:system prompt|as an ai|you are (?:now |a |an |the )*(?:grader|evaluator|assistant|"
    r"judge|ai|"
    r"language model|chatbot))\b"
    r"|\b(?:dear|hey|hello|attention|note to(?: the)?|message to(?: the)?|to the) (?:grader|"
    r"evaluator|"
    r"assessor|scorer|ai|model|examiner|judge|llm)\b"
    r"|\b(?:this|my|the) (?:answer|response)\b.{0,30}\b(?:is|deserves|should|must|meets|covers|"
    r"satisfies|"
    r"earns|merits|has been)\b.{0,60}\b(?:perfect|excellent|outstanding|flawless|correct|full|"
    r"complete|"
    r"score|scored|marks?|points?|100|criteria|criterion|rubric|verified|approved|graded)\b"
    r"|\b(?:score|grade|verdict|rating|level|mark)\b\s*[:=]\s*\W?(?:\d+|excellent|"
    r"perfect|pass|a\+?)"
    r"|\"(?:score|level|verdict|criteria|covered)\"\s*:"
    r"|\b(?:all|every) (?:key points?|criteri\w+|rubrics?)\b.{0,30}\b(?:are|is|were|met|covered|"
    r"satisfied|fulfilled)"
    r"|\[(?:/?inst|system|assistant|end of answer)\]|<\|?(?:im_start|system|assistant)"
    r"|^\s*(?:system|assistant|grader|evaluator|developer)\s*:"
    r"|\b(?:ignora|olvida|ignorez|ignore[rz]|oubliez|ignoriere|vergiss|ignoriert|negeer|ignorare|"
    r"dimentica|"
    r"esque[cç]a|zignoruj)\b.{0,60}\b(?:instruc\w+|instruktion\w*|anweisung\w*|consignes|regles|"
    r"regeln|"
    r"reglas|istruzioni|polecenia|instrues|bewertung\w*)\b"
    r"|\b(?:dame|otorga|donnez|attribuez|gib mir|vergib|dai|assegna|geef)\b.{0,40}\b(?:100|puntos|"
    r"points|punkte|"
    r"punti|punten|maxim\w*|pontos)\b",
    re.I,
)
_PRAISE = re.compile(
    r"\b(?:perfect|excellent|outstanding|flawless|best possible|correct|full marks|"
    r"amazing answer)\b",
    re.I,
)
_LABEL = re.compile(r"\b(?:situation|task|action|result|reflection|context)\s*[:=-]", re.I)
_KEYBOARD = re.compile(r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert|zxcv|xcvb|uiop|jkl;|(.)\1{3,}")
_VOWEL = re.compile(r"[aeiouy]")

COPIED_SHARE = 0.9
"""Share of a sentence's words found in the question at which it counts as copied."""

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
    letters = [c for c in answer.folded if c.isalpha()]
    if not letters:
        return Guarded((), ("no_words",), "no_words", unscored=True)
    if _is_foreign(letters, answer.words):
        return Guarded((), ("other_language",), "other_language", unscored=True)
    flags = ["truncated"] if answer.cut else []
    kept, dropped = _countable(question, answer.sentences)
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


def _is_foreign(letters: list[str], said: tuple[str, ...]) -> bool:
    """Mostly another script, or the small words of another language and hardly English ones."""
    latin = sum(c.isascii() for c in letters)
    if latin < 0.5 * len(letters):
        return True
    if len(said) < 6:
        return False
    lexicon = load_lexicon()
    english = sum(w in lexicon.function_words for w in said) / len(said)
    other = max(sum(w in ws for w in said) / len(said) for ws in lexicon.foreign.values())
    return other > 0.12 and other > 1.6 * english


def _countable(question: str, sentences: tuple[Sentence, ...]) -> tuple[list[Sentence], list[str]]:
    """The sentences that count, and the flags of those that do not."""
    asked = set(words(question))
    asked_sentences = {s.words for s in read(question).sentences}
    kept: list[Sentence] = []
    flags: list[str] = []
    seen: set[tuple[str, ...]] = set()
    addressed = False
    repeats = 0
    for s in sentences:
        key = content(s.words) or s.words
        if _TO_GRADER.search(s.clean):
            addressed = True
            flags.append("to_the_grader")
        elif addressed and len(s.words) < 14 and _PRAISE.search(s.clean):
            flags.append("to_the_grader")
        elif s.words in asked_sentences or _copies(asked, s.words):
            flags.append("question_copied")
        elif key in seen and len(s.words) > 2:
            repeats += 1
        else:
            seen.add(key)
            kept.append(s)
    kept, looped = _without_loops(kept)
    if repeats > max(1, len(kept) // 2) or looped:
        flags.append("repetition")
    return kept, list(dict.fromkeys(flags))


def _copies(asked: set[str], said: tuple[str, ...]) -> bool:
    """A sentence of the question's words alone; one word of its own may be the whole answer."""
    if len(said) <= 3 or sum(w in asked for w in said) / len(said) <= COPIED_SHARE:
        return False
    return not set(content(said)) - set(content(tuple(asked)))


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
    """True when most words cannot be words: keyboard runs, no vowels, letters in a row."""
    tried = [w for w in said if len(w) > 2 and w.isalpha()]
    if not tried:
        return len(said) > 0 and not any(c.isdigit() for w in said for c in w) and len(said) > 3
    lexicon = load_lexicon()
    odd = sum(bool(_KEYBOARD.search(w)) or (not _VOWEL.search(w) and len(w) > 4) for w in tried)
    plain = sum(w in lexicon.function_words for w in said)
    return odd > 0.4 * len(tried) and plain < 0.2 * len(said)


def function_share(said: tuple[str, ...]) -> float:
    """Share of function words, 0-1; running English has .35 to .60."""
    lexicon = load_lexicon()
    return sum(w in lexicon.function_words for w in said) / max(len(said), 1)


def is_stuffed(said: tuple[str, ...]) -> bool:
    """True for terms strung together without grammar."""
    return len(said) >= 7 and function_share(said) < STUFFED_FUNCTION_SHARE


def labels(text: str) -> int:
    """How many STAR labels ("Situation:") stand in the text."""
    return len({m.group().rstrip(" :=-").lower() for m in _LABEL.finditer(text)})
