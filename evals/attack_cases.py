"""What an attack on the score is, and how its cases are made from questions with good answers.

A case is a question, a text, and perhaps the honest answer it was made from; its attack says
which figure is bounded.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from domain import Assessment, Question
from evals import attack_moves as moves
from evals import attack_writing as writing
from evals.attack_carriers import Carrier, banked, texts, weak

Rule = Literal["score", "rise", "fall", "change", "scored", "unscored"]
"""What is bounded: the score itself; how far it rises above, falls below or differs from that of
the honest answer; or whether (1) or not (0) it was scored, or left unscored."""


@dataclass(frozen=True)
class Case:
    """One text to be judged, and the honest answer it is compared with where the rule compares."""

    carrier: str
    question: Question
    text: str
    beside: str = ""


@dataclass(frozen=True)
class Attack:
    """A way to earn without answering, or a change that should not matter, with its bound."""

    name: str
    rule: Rule
    bound: float
    make: Callable[[Sequence[Carrier]], Iterator[Case]]

    def figure(self, found: Assessment, honest: Assessment | None) -> float:
        """The figure the bound is on. An unscored answer counts as 0 points: it earns nothing."""
        if self.rule in ("scored", "unscored"):
            is_scored = found.score is not None or not found.unscored_reason
            return float(is_scored == (self.rule == "scored"))
        score = found.score or 0.0
        if self.rule == "score" or honest is None:
            return score
        above = score - (honest.score or 0.0)
        return {"rise": above, "fall": -above, "change": abs(above)}[self.rule]

    def holds(self, figure: float) -> bool:
        """Whether the figure stays within the bound; scores have one decimal."""
        return figure <= self.bound + 1e-6


def draw(carrier: Carrier, seed: int = 0) -> random.Random:
    """A generator that draws the same for a carrier in every run."""
    return random.Random(f"{carrier.id} {seed}")


def some(found: Sequence[str], each: int) -> Callable[[Sequence[Carrier]], Iterator[Case]]:
    """Of many texts a few for every question, going round, so that all have their turn."""

    def make(carriers: Sequence[Carrier]) -> Iterator[Case]:
        count = max(each * len(carriers), len(found))
        for n in range(count):
            c = carriers[n % len(carriers)]
            yield Case(c.id, c.question, found[n % len(found)])

    return make


def made(
    *change: Callable[[Carrier], str | None], kinds: str = "", every: int = 1
) -> Callable[[Sequence[Carrier]], Iterator[Case]]:
    """What each change makes of each carrier of the kinds (all, when none is named), or of one in
    so many, which differ from change to change."""

    def make(carriers: Sequence[Carrier]) -> Iterator[Case]:
        wanted = [c for c in carriers if not kinds or c.kind in kinds.split()]
        for n, move in enumerate(change):
            for c in wanted[n % every :: every]:
                text = move(c)
                if text is not None and text != c.good:
                    yield Case(c.id, c.question, text, c.good)

    return make


def points(
    move: Callable[[str], str], which: Literal["one", "all"]
) -> Callable[[Sequence[Carrier]], Iterator[Case]]:
    """The key points as an answer, beside which one or all of them are changed by the move."""

    def make(carriers: Sequence[Carrier]) -> Iterator[Case]:
        for c in (*carriers, *_others_with_points(carriers)):
            points = _spoken([p.rstrip(".") for p in c.question.key_points])
            can = [n for n, p in enumerate(points) if move(p) != p]
            if not can or (which == "all" and len(can) < len(points)):
                continue
            at = can if which == "all" else [can[len(c.id) % len(can)]]
            changed = [move(p) if n in at else p for n, p in enumerate(points)]
            yield Case(c.id, c.question, ". ".join(changed) + ".", ". ".join(points) + ".")

    return make


def _spoken(points: list[str]) -> list[str]:
    """Points noted by an observer ("Checks the dose") as the candidate would say them."""
    if not all(re.match(r"[A-Z][a-z]+s ", p) for p in points):
        return points
    return [f"One {p[0].lower()}{p[1:]}" for p in points]


def _others_with_points(carriers: Sequence[Carrier]) -> Iterator[Carrier]:
    """Every tenth technical question of the bank that is not among the carriers."""
    return (c for c in banked("technical")[::10] if c not in carriers)


def with_added(
    additions: Sequence[str], places: str = "start middle end"
) -> Callable[[Sequence[Carrier]], Iterator[Case]]:
    """An honest answer with something beside the point in it, the places going round."""

    def make(carriers: Sequence[Carrier]) -> Iterator[Case]:
        wanted = places.split()
        for n in range(max(len(additions), len(carriers))):
            c = carriers[n % len(carriers)]
            said = moves.sentences(c.good)
            at = {"start": 0, "middle": len(said) // 2, "end": len(said)}[wanted[n % len(wanted)]]
            text = " ".join([*said[:at], additions[n % len(additions)], *said[at:]])
            yield Case(c.id, c.question, text, c.good)

    return make


def weak_with(move: Callable[[int, Carrier], str]) -> Callable[[Sequence[Carrier]], Iterator[Case]]:
    """Weak graded answers with something added; which carriers are attacked makes no difference."""

    def make(_: Sequence[Carrier]) -> Iterator[Case]:
        for n, c in enumerate(weak()):
            yield Case(c.id, c.question, move(n, c), c.good)

    return make


def labelled(c: Carrier) -> str:
    """The answer with STAR labels set before its parts, whatever they hold."""
    said = moves.sentences(c.good)
    step = -(-len(said) // 4)
    names = ("Situation", "Task", "Action", "Result")
    parts = (" ".join(said[i : i + step]) for i in range(0, len(said), step))
    return "\n".join(f"{name}: {part}" for name, part in zip(names, parts, strict=False))


def languages(short: bool) -> Callable[[Sequence[Carrier]], Iterator[Case]]:
    """An answer in each other language, at length or in a few words."""

    def make(carriers: Sequence[Carrier]) -> Iterator[Case]:
        for n, language in enumerate(texts()["languages"]):
            for k, text in enumerate(language["short"] if short else [language["long"]]):
                c = carriers[(n + k) % len(carriers)]
                yield Case(f"{language['name']} {c.id}", c.question, text)

    return make


def english(carriers: Sequence[Carrier]) -> Iterator[Case]:
    """Answers in English in which names and terms of other languages stand."""
    for n, text in enumerate(texts()["english"]["texts"]):
        yield Case(carriers[n % len(carriers)].id, carriers[n % len(carriers)].question, text)


def accents(carriers: Sequence[Carrier]) -> Iterator[Case]:
    """English with foreign names, its accented letters as a letter and a mark."""
    for case in english(carriers):
        apart = writing.decomposed(case.text)
        if apart != case.text:
            yield Case(case.carrier, case.question, apart, case.text)


def one_sentence_more(carriers: Sequence[Carrier]) -> Iterator[Case]:
    """A sentence of the good answer itself is what was added, beside the answer without it."""
    for c in carriers:
        said = moves.sentences(c.good)
        for at in sorted({1, len(said) - 1}) if len(said) > 3 else ():
            yield Case(c.id, c.question, c.good, " ".join(said[:at] + said[at + 1 :]))


def one_point_more(carriers: Sequence[Carrier]) -> Iterator[Case]:
    """A key point not made before is what was added."""
    for c in carriers:
        points = [p.rstrip(".") + "." for p in c.question.key_points]
        for n in range(1, len(points), 2):
            yield Case(c.id, c.question, " ".join(points[: n + 1]), " ".join(points[:n]))


def every_sentence(move: Callable[[str], str]) -> Callable[[Carrier], str | None]:
    """Every sentence of the good answer changed; nothing of one without stops, in which that would
    be one change in all."""

    def change(c: Carrier) -> str | None:
        said = moves.sentences(c.good)
        return " ".join(move(s) for s in said) if len(said) > 2 else None

    return change


def one_sentence_negated(c: Carrier) -> str:
    """The longest sentence of the good answer negated."""
    said = moves.sentences(c.good)
    longest = max(said, key=len)
    return " ".join(moves.negated(s) if s == longest else s for s in said)


def compared_exchanged(_: Sequence[Carrier]) -> Iterator[Case]:
    """Answers to questions that compare two things, each said of the other; the key points too."""
    for a in texts()["compared"]:
        question = Question(**a["question"])
        for good in (str(a["good"]), " ".join(question.key_points)):
            yield Case(question.id, question, moves.exchanged(good, a["names"]), good)


def respelled_often(carriers: Sequence[Carrier]) -> Iterator[Case]:
    """Answers in the other spelling, from the bank too: few have a word that has one."""
    held = (*carriers, *banked("behavioral"), *banked("situational"), *banked("technical")[::3])
    found = [(c, respelled(c)) for c in dict.fromkeys(held)]
    for c, text in [(c, text) for c, text in found if text][:16]:
        yield Case(c.id, c.question, text, c.good)


def respelled(c: Carrier) -> str | None:
    """In the other spelling, where a word of it has one."""
    for move in (writing.british, writing.american):
        text = move(c.good)
        if text != c.good:
            return text
    return None


def terms_of(c: Carrier) -> list[str]:
    """The words that carry the meaning of what is asked for, or of the good answer."""
    return moves.terms(" ".join(c.targets) or c.good)


def html(text: str) -> str:
    """The text with each sentence in a paragraph of its own."""
    return "<p>" + text.replace(". ", ".</p>\n<p>") + "</p>"


def bullets(text: str) -> str:
    """The text as a Markdown list, the first word of each sentence in bold."""
    return "\n".join(
        f"- **{s.split()[0]}** {' '.join(s.split()[1:])}" for s in moves.sentences(text)
    )
