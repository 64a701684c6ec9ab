"""What an interviewer whose words a model chose may say aloud: about the answer, and never what a
good one holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from agents.model.grounding import in_english, out_of_role, ungrounded
from domain import ModelUnavailable, Question
from knowledge.lexicon import content
from knowledge.wordmatch import words

LEAKS = 0.5
"""Share of a point's words, beyond those of the question and the answer, from which a sentence
gives it away: of the bank's own follow-up questions, written to give nothing away, two in a
hundred reach it with some point of their question; of the points themselves put as a question, 99
in a hundred."""

_FEWEST = 2
"""Words of a point a sentence needs besides: one rare word in common happens by chance."""

_LONGEST = 45
"""Words of a sentence that can be spoken in one breath and taken in by ear."""

_JUDGES = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|\d+ points?|grad(?:e|es|ed|ing)|rat(?:e|ed|ing)"
    r"|out of (?:\d+|ten|five)|\d+\s*(?:/|%)\s*\d*|(?:ideal|model|expected|correct|right|perfect"
    r"|best|sample) (?:answer|response)|key points?|criteri(?:on|a)|rubric|well done|good job"
    r"|great (?:answer|example|job)|(?:excellent|impressive|fantastic|wonderful|amazing|brilliant"
    r"|terrible|weak|poor|strong|good|nice|solid|perfect) (?:answer|example|response|story|point)"
    r"|(?:you|one) (?:could|should|might|ought to|would) have|(?:better|stronger|fuller)"
    r" (?:to|answer|version)|next time|try to|make sure|a good answer|what i(?:'m| am) looking for"
    r"|you(?:'re| are) (?:right|wrong|correct|hired)|passed|hire you)\b",
    re.IGNORECASE,
)
_OF_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b|“", re.IGNORECASE)
_SAID_BEFORE = re.compile(r"[.!?]+[\"”’)]*(?=\s|$)")


def sentences(text: str) -> tuple[list[str], str]:
    """The sentences that are complete, and what stands after the last of them."""
    found, at = [], 0
    for end in _SAID_BEFORE.finditer(text):
        if sentence := text[at : end.end()].strip():
            found.append(sentence)
        at = end.end()
    return found, text[at:]


def spoken(pieces: Iterable[str]) -> Iterator[str]:
    """Each sentence of streamed talk as soon as it is complete, until the talk breaks off; what
    stands after the last one is left out."""
    held = ""
    try:
        for piece in pieces:
            held += piece
            whole, rest = sentences(held)
            # What stands at the end may go on: "3." may be of "3.5".
            for sentence in whole if rest.strip() else whole[:-1]:
                yield " ".join(sentence.split())
                held = held[held.index(sentence) + len(sentence) :]
    except ModelUnavailable:
        return
    yield from (" ".join(sentence.split()) for sentence in sentences(held)[0])


def may_be_said(sentence: str, question: Question, answer: str, known: Sequence[str]) -> bool:
    """Whether a sentence stays in the role, in English and with what is `known` or was answered,
    judges nothing and gives nothing of the question away."""
    return (
        len(sentence.split()) <= _LONGEST
        and in_english(sentence)
        and not out_of_role(sentence)
        and not judges(sentence)
        and not gives_away(sentence, question, answer)
        and not ungrounded(sentence, (answer, *known))
    )


def judges(text: str) -> bool:
    """Whether it says how good an answer was."""
    return _JUDGES.search(text) is not None


def speaks_of_you(text: str) -> bool:
    """Whether it is said of the person spoken to: a bare statement would stand as the
    interviewer's own, whoever made it first."""
    return _OF_YOU.search(text) is not None


def takes_up(text: str, answer: str, question: str) -> bool:
    """Whether it names something of the answer that was not in the question."""
    said = _stems(answer) - _stems(question)
    return bool(_stems(text) & said)


def gives_away(text: str, question: Question, answer: str) -> bool:
    """Whether it says what the question is meant to bring out and the answer did not say."""
    known = _stems(" ".join((question.scenario or "", question.question, answer)))
    said = _stems(text) - known
    for point in _points(question):
        hidden = _stems(point) - known
        told = len(hidden & said)
        if told >= _FEWEST and told >= LEAKS * len(hidden):
            return True
    return False


def _points(question: Question) -> Iterable[str]:
    """What is looked for, in pieces: the points, and the sentences of what is expected."""
    yield from question.key_points
    yield from question.evaluation_criteria
    written = (
        question.expected_approach,
        question.example_answer,
        question.sample_response,
        question.suggested_answer,
        question.star_guidance,
    )
    for text in written:
        whole, rest = sentences(text or "")
        yield from (*whole, rest)


def _stems(text: str) -> set[str]:
    return set(content(tuple(words(text))))
