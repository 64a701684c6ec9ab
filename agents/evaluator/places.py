"""Where in an answer advice belongs: quotes by the name of a criterion, a case of it, or a flag;
"" is where all other advice does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.evaluator import cues, wrongdoing
from agents.evaluator.behavioral import Story
from agents.evaluator.missing import COUNTED
from agents.evaluator.text import Sentence
from knowledge.lexicon import load_lexicon

SAYING = re.compile(r"\bi(?:'d| would) say\b", re.I)
"""A manner of speaking, not a plan."""

_PLAN = re.compile(
    r"\b(?:i|we|you|one)(?:'d| would| will|'ll| should)\b|\bif (?:i|we|it|there|someone)\b"
    r"|\bi'm going to\b|\bideally\b",
    re.I,
)
"""What reads as a plan when it is quoted as one; "I could not agree more" does not."""


_OWN = re.compile(r"\b(?:i|my|we|our)\b")


def story_places(story: Story, sentences: Sequence[Sentence]) -> dict[str, str]:
    """Those of a story."""
    last = sentences[-1].quote
    happened = [t.sentence.quote for t in story.told if t.role not in ("none", "reflection")]
    found = {c.criterion: c.quotes[0] for c in story.criteria if c.quotes}
    acts = next(c.quotes for c in story.criteria if c.criterion == "own_action")
    ends = {t.sentence.quote for t in story.told if t.role == "result"}
    wrong = wrongdoing.told_as_success(sentences)
    in_passing = "result" in found and found["result"] not in ends
    return {
        **answer_places(sentences),
        "": sentences[0].quote,
        "relevance": sentences[0].quote,
        "situation_and_task": found.get("situation_and_task") or sentences[0].quote,
        "own_action": found.get("own_action") or last,
        "depth": next(reversed(acts), "") or story.first("action") or last,
        "result": found.get("result") or last,
        "result none": happened[-1] if happened else last,
        **({"result in_passing": found["result"]} if in_passing else {}),
        **({"wrongdoing": wrong} if wrong else {}),
        "hollow": acts[0] if acts else sentences[0].quote,
        "reflection": found.get("reflection")
        or (last if in_passing else found.get("result", last)),
    }


def answer_places(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Those of any answer's delivery and flags."""
    lexicon = load_lexicon()
    places = {
        "": sentences[-1].quote,
        "delivery": max((s.quote for s in sentences), key=len),
    }
    for place, sign in (
        ("delivery filler", lexicon.fillers),
        ("delivery hedge", lexicon.hedges),
        ("hypothetical", _PLAN),
        ("traits", cues.TRAIT),
        ("numbers_only", cues.QUANTITY),
    ):
        said = ((s, SAYING.sub("", s.clean)) for s in sentences)
        hits = [(m.start(), s.quote) for s, text in said if (m := sign.search(text))]
        if hits:
            places[place] = min(hits, key=lambda hit: hit[0])[1]
    own = [bool(_OWN.search(s.clean)) for s in sentences]
    for i, s in enumerate(sentences):
        if COUNTED.search(s.clean) and (own[i] or (i and own[i - 1])):
            places.setdefault("counted", s.quote)
    return places


def dropped_places(read: Sequence[Sentence], kept: Sequence[Sentence]) -> dict[str, str]:
    """Those of the flags on sentences that do not count: the first of these."""
    left = next((s.quote for s in read if s not in kept), "")
    names = ("to_the_grader", "question_copied", "repetition") if left else ()
    return dict.fromkeys(names, left)


def beside_place(sentences: Sequence[Sentence], quoted: Sequence[str]) -> dict[str, str]:
    """That of advice on talk: the longest sentence that makes no point, if there is one."""
    beside = [s.quote for s in sentences if s.quote not in quoted]
    return {"substance": max(beside, key=len)} if beside else {}
