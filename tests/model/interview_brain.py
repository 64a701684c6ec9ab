"""What a good model says in an interview, worked out from the prompt alone: it takes up the
candidate's own words, asks for what was left out, and gives nothing away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.model.model_replies import Brain, Choice, Reply, Request, Say, by_schema
from tests.model.reading_brain import read_answer

_PART = re.compile(r"^<(?P<name>\w+)>\n(?P<text>.*?)\n?</(?P=name)>$", re.S | re.M)
_CLAUSE = re.compile(r"[.,;:!?]+(?:\s|$)|\s[-–—]\s|\b(?:and|but|so|because|then)(?=\s)", re.I)
_WORD = re.compile(r"[\w'’-]+")
_JUDGING = re.compile(r"\b(?:scor|grad|rat|point|ideal|criteri|perfect|excellent|good|great)\w*")
_SHORTEST, _LONGEST = 4, 14
"""Words of a phrase that can be quoted in speech."""
_LONG_WORD = 4
"""Letters from which a word counts as one that means something."""

_TAKING_UP = (
    "You mentioned that “{}”. I have noted that down.",
    "I heard you say “{}”. Thank you.",
    "You told me “{}”. Let me go on from there.",
)


def interviews(forms: Mapping[str, Choice] | None = None) -> Brain:
    """A brain for whole interviews: it talks as an interviewer, reads answers, and replies to what
    is asked for in another of the `forms` by the name of its schema."""
    return by_schema({"": talk, "AnswerReading": read_answer, **(forms or {})})


def talk(request: Request) -> Reply:
    """What is said to the candidate: a follow-up where something was left out, else a word that
    takes up the answer; a greeting where there is no answer."""
    parts = {part["name"]: part["text"].strip() for part in _PART.finditer(request.told)}
    if not parts.get("answer"):
        return Say("Hello.")
    if "left_out" in parts:
        return Say(_follow_up(parts))
    phrase = next(phrases(parts["answer"], parts.get("question", "")), "")
    if not phrase:
        return Say("Thank you.")
    return Say(_TAKING_UP[len(parts["answer"]) % len(_TAKING_UP)].format(phrase))


def phrases(answer: str, question: str) -> Iterator[str]:
    """Phrases of an answer, word for word, those first that say most beyond the question."""
    asked = {word.lower() for word in _WORD.findall(question)}

    def news(phrase: str) -> int:
        said = {word.lower() for word in _WORD.findall(phrase)}
        return sum(len(word) >= _LONG_WORD or word.isdigit() for word in said - asked)

    found = [" ".join(clause.split()) for clause in _CLAUSE.split(answer)]
    fit = [
        clause
        for clause in found
        if _SHORTEST <= len(clause.split()) <= _LONGEST and not _JUDGING.search(clause.lower())
    ]
    return iter(sorted(dict.fromkeys(fit), key=news, reverse=True))


def _follow_up(parts: Mapping[str, str]) -> str:
    wanted = parts["left_out"].partition(";")[0].replace("the candidate", "you")
    wanted = wanted.replace("the answer", "your answer")
    asks = re.match(r"(?:what|which|who|where|when|how|why)\b", wanted)
    question = f"Could you tell me {wanted}?" if asks else f"Could you say more about {wanted}?"
    for phrase in phrases(parts["answer"], parts.get("question", "")):
        said = f"You said “{phrase}”. {question}"
        if said not in parts.get("asked_before", ""):
            return said
    return question
