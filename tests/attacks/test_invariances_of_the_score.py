"""What must not change a score does not change it, whatever the draw."""

from __future__ import annotations

import random
import re
import textwrap
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.evaluator import build
from domain import Answer, Assessment, Question
from evals import attack_moves as moves
from evals import attack_writing as writing
from evals.attack_carriers import Carrier, core, texts, weak
from evals.attacks import Attacker

EVALUATOR = build()
KEPT = Attacker(EVALUATOR)
CARRIERS = st.sampled_from(core())
TECHNICAL = st.sampled_from([c for c in core() if c.kind == "technical"])
DRAWS = st.sampled_from(range(10_000)).map(random.Random)
"""Sampled, not drawn as integers: those would also be tried from constants of whatever modules are
loaded, and a run of this folder alone would see other draws than a run of all tests."""

NOT_ANSWERS = (
    *texts()["padding"].values(),
    *texts()["off_topic"].values(),
    *texts()["hollow_star"].values(),
    *texts()["grader"]["texts"],
)
once = settings(max_examples=4, deadline=None, derandomize=True, database=None)
few = settings(max_examples=12, deadline=None, derandomize=True, database=None)
more = settings(max_examples=50, deadline=None, derandomize=True, database=None)


def score(question: Question, text: str) -> float:
    return KEPT.judge(question, text).score or 0.0


def change(c: Carrier, text: str) -> float:
    return abs(score(c.question, text) - score(c.question, c.good))


@few
@given(c=CARRIERS, draw=DRAWS)
def test_whitespace_between_words_changes_nothing(c: Carrier, draw: random.Random) -> None:
    gaps = (" ", "  ", "\t", " \t ", "\u00a0", "\u2003", " \u200b")
    text = "".join(w + draw.choice(gaps) for w in c.good.split())
    assert change(c, text) <= 1


@few
@given(c=CARRIERS, width=st.integers(30, 90))
def test_lines_wrapped_at_any_width_hardly_change_it(c: Carrier, width: int) -> None:
    assert change(c, textwrap.fill(c.good, width)) <= 8


@few
@given(c=CARRIERS, draw=DRAWS)
def test_thanks_before_and_hopes_behind_change_nothing(c: Carrier, draw: random.Random) -> None:
    before = draw.choice(["Thank you for the question.", "Hello, nice to meet you.", ""])
    behind = draw.choice(["I hope that helps.", "Thank you for listening!", ""])
    assert change(c, f"{before} {c.good} {behind}") <= 1


@few
@given(c=CARRIERS, draw=DRAWS)
def test_capitals_in_any_place_hardly_change_it(c: Carrier, draw: random.Random) -> None:
    text = " ".join(w.upper() if draw.random() < 0.3 else w for w in c.good.split())
    assert change(c, text) <= 3


@few
@given(c=CARRIERS, draw=DRAWS)
def test_stops_and_commas_set_otherwise_hardly_change_it(c: Carrier, draw: random.Random) -> None:
    text = re.sub(r",(?=\s)", lambda _: draw.choice([",", "", " -"]), c.good)
    text = re.sub(r"\.(?=\s|$)", lambda _: draw.choice([".", "!", "...", " ."]), text)
    assert change(c, text) <= 5


@few
@given(c=TECHNICAL, draw=DRAWS)
def test_the_order_of_paragraphs_does_not_matter_to_technical_points(
    c: Carrier, draw: random.Random
) -> None:
    parts = [p.rstrip(".") + "." for p in c.targets]
    mixed = draw.sample(parts, len(parts))
    before, after = (score(c.question, "\n\n".join(p)) for p in (parts, mixed))
    assert abs(after - before) <= 1


@few
@given(c=CARRIERS, draw=DRAWS)
def test_synonyms_for_some_words_hardly_change_it(c: Carrier, draw: random.Random) -> None:
    chosen = {a: b for a, b in writing.SYNONYMS.items() if draw.random() < 0.5}
    assert change(c, writing.exchanged(c.good, chosen)) <= 8


@few
@given(c=CARRIERS, draw=DRAWS)
def test_a_sentence_that_belongs_to_the_answer_never_lowers_it(
    c: Carrier, draw: random.Random
) -> None:
    said = moves.sentences(c.good)
    at = draw.randrange(len(said))
    without = " ".join(said[:at] + said[at + 1 :])
    assert score(c.question, c.good) >= score(c.question, without) - 2


@few
@given(c=st.sampled_from([*core(), *weak()]), draw=DRAWS)
def test_a_sentence_beside_the_point_never_raises_it(c: Carrier, draw: random.Random) -> None:
    said = moves.sentences(c.good)
    said.insert(draw.randrange(len(said) + 1), draw.choice(texts()["additions"]["irrelevant"]))
    assert score(c.question, " ".join(said)) <= score(c.question, c.good) + 1


@more
@given(c=CARRIERS, parts=st.lists(st.sampled_from(NOT_ANSWERS), min_size=1, max_size=4))
def test_no_mixture_of_what_is_no_answer_becomes_one(c: Carrier, parts: list[str]) -> None:
    assert score(c.question, " ".join(parts)) <= 20


@few
@given(c=CARRIERS, draw=DRAWS)
def test_invisible_characters_anywhere_change_nothing(c: Carrier, draw: random.Random) -> None:
    text = "".join(x + "\u200b" * (x.isalpha() and draw.random() < 0.2) for x in c.good)
    assert change(c, text) <= 1


@once
@given(order=st.permutations(range(6)))
def test_an_answer_is_judged_alike_whatever_was_judged_before_it(order: list[int]) -> None:
    fresh = build()
    for at in order:
        c = core()[at]
        assert fresh.assess(c.question, Answer(text=c.good)) == KEPT.judge(c.question, c.good)


@more
@given(c=CARRIERS, data=st.data())
def test_any_text_is_judged_validly_with_verbatim_quotes(c: Carrier, data: Any) -> None:
    drawn = data.draw(
        st.one_of(
            st.text(max_size=200),
            st.lists(
                st.sampled_from([*NOT_ANSWERS, *c.good.split("."), "\x00", "\ud83d\ude00"])
            ).map(" ".join),
            st.tuples(st.text(max_size=40), st.just(c.good), st.text(max_size=40)).map("\n".join),
        )
    )
    found = EVALUATOR.assess(c.question, Answer(text=drawn))
    valid(found, drawn)


def valid(found: Assessment, text: str) -> None:
    if found.score is None:
        assert found.unscored_reason
    else:
        assert 0 <= found.score <= 100
        assert not found.unscored_reason
    quotes = [q for criterion in found.criteria for q in criterion.quotes]
    quotes += [gap.quote for gap in found.gaps]
    assert [q for q in quotes if q not in text] == []
