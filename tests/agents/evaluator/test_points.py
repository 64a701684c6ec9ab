"""Judging by points: the whole beside its parts, opposites, figures, and order."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from agents.evaluator import build, contradiction, coverage, order, overall, standard
from agents.evaluator.evidence import Support, Units, Windows, supports
from agents.evaluator.text import read
from domain import Answer, Question

POINTS = (
    "The breaker trips when the current is above its rating",
    "The residual device compares the current that goes out with the one that comes back",
    "It trips at 30 milliamps, before a shock is deadly",
)
QUESTION = Question(
    id="asked",
    kind="technical",
    category="electric",
    question="How does a residual current device differ from a circuit breaker?",
    key_points=POINTS,
)
GOOD = (
    "A breaker trips when the current goes above its rating. The residual device compares what "
    "goes out with what comes back. It trips at 30 milliamps, before a shock can kill."
)


def _score(text: str) -> float:
    return build().assess(QUESTION, Answer(text=text)).score or 0.0


def _level(text: str, point: int) -> object:
    return build().assess(QUESTION, Answer(text=text)).criteria[point].level


def test_every_weight_of_the_whole_keeps_the_sign_it_was_given(units: Units) -> None:
    stored = json.loads(Path(overall.__file__).with_name("overall_weights.json").read_text())
    signs = {name: weight > 0 for name, weight in stored["weights"].items()}
    assert tuple(signs) == overall.FEATURES
    assert [signs[n] for n in overall.FEATURES] == [True] * 5 + [False] * 2
    assert set(stored["pearson_with_the_set_left_out"]) == set(stored["sources"])


def test_the_expected_words_are_nearer_than_other_words_and_those_than_another_subject(
    units: Units,
) -> None:
    asked = units.of(QUESTION.question.lower())
    wanted = units.of(" ".join(POINTS).lower())
    same, other_words, beside = (
        overall.compare(wanted, units.of(text.lower()), asked)
        for text in (" ".join(POINTS), GOOD, "We sold tickets at the door and counted the cash.")
    )
    assert same.nearness > other_words.nearness > beside.nearness + 0.3
    assert same.to_the_point == 1.0 > beside.to_the_point


def test_talk_beside_the_point_costs_and_never_earns() -> None:
    talk = (
        " Our team had a great summer party with a band and a barbecue by the lake. The weather "
        "held and everybody stayed until midnight. Next year we hope to do it again somewhere."
    )
    assert _score(GOOD + talk) < _score(GOOD)


def test_a_pair_of_sentences_supports_what_neither_says_alone(units: Units) -> None:
    asked = units.of("why do we test backups")
    point = units.of("a restore drill proves the backup can be read")
    said = tuple(
        units.of(s.clean) for s in read("We run a restore drill. Backups get read.").sentences
    )
    alone = supports(point, Windows(said, (), asked))
    paired = supports(point, Windows(said, (0,), asked))
    assert len(alone) == 2
    assert len(paired) == 3
    assert paired[2].lexical > max(s.lexical for s in alone)


@pytest.mark.parametrize(
    "wrong",
    [
        "A breaker does not trip when the current is above its rating.",
        "It is not true that the breaker trips when the current is above its rating.",
        "The breaker trips when the current is below its rating.",
    ],
)
def test_a_point_said_the_wrong_way_round_is_contradicted(wrong: str) -> None:
    assert _level(wrong + " It is a safety device in a house.", 0) == "contradicted"


def test_an_answer_that_negates_sentence_for_sentence_is_against_its_points() -> None:
    text = (
        "A breaker will not trip when the current goes above its rating. The residual device never "
        "compares what goes out with what comes back. It does not trip at 30 milliamps."
    )
    assert _score(text) < 15
    assert _score(GOOD) > 70


def test_a_negation_more_in_one_sentence_is_not_held_against_the_others() -> None:
    text = GOOD + " That is not something you should test with your own hand."
    assert _score(text) > _score(GOOD) - 12


def test_a_figure_given_wrong_in_the_same_words_contradicts_and_leaves_others_half_made() -> None:
    wrong = GOOD.replace("30 milliamps", "300 milliamps")
    other_words = GOOD.replace(
        "It trips at 30 milliamps, before a shock can kill.",
        "At some 300 milliamps it cuts the supply, so that nobody is killed by a shock.",
    )
    assert _level(GOOD, 2) == "covered"
    assert _level(wrong, 2) == "contradicted"
    assert _level(other_words, 2) in ("partly", "missing")
    assert _score(wrong) < _score(GOOD)


def test_small_words_turn_a_clause_round_only_before_the_same_word(units: Units) -> None:
    point = units.of("the server stores the key with its result")
    assert contradiction.contradicts(
        point, units.of("the server stores the key without its result")
    )
    assert not contradiction.contradicts(
        point, units.of("the server stores the key and its result without hurry")
    )


def test_terms_set_into_the_same_frames_earn_nothing() -> None:
    terms = [w for p in POINTS for w in p.split() if len(w) > 4]
    frames = ("There is {} and then there is {} as well.", "It is about {} and also about {}.")
    pairs = zip(terms[::2], terms[1::2], strict=False)
    text = " ".join(frames[n % 2].format(*pair) for n, pair in enumerate(pairs))
    assert order.is_templated([s.words for s in read(text).sentences])
    assert not order.is_templated([s.words for s in read(GOOD * 3).sentences[:5]])
    assert _score(text) <= 15


def test_a_long_list_of_terms_after_an_answer_does_not_count() -> None:
    weak = "A breaker is for when there is too much current in the cable, I think."
    terms = " Residual device compares current out back trips milliamps shock deadly rating above."
    judged = build().assess(QUESTION, Answer(text=weak + terms))
    assert "term_list" in judged.flags
    assert (judged.score or 0) <= (_score(weak) or 0) + 1


@pytest.mark.parametrize("seed", range(5))
def test_words_in_no_order_are_not_running_english(seed: int) -> None:
    draw = random.Random(seed)
    mixed = (GOOD + " You can test it with the button, which makes a small fault.").split()
    draw.shuffle(mixed)
    spoken = [s.words for s in read(GOOD + " You can test it with the button.").sentences]
    assert order.log_odds(spoken) > order.log_odds([tuple(mixed)]) + 3
    assert order.share(spoken) == 1.0


def test_the_share_that_is_made_falls_with_each_contradiction() -> None:
    support = Support(1.0, 1.0, 1.0)
    covered = coverage.PointJudgement("a", "covered", 1.0, "a", support)
    against = coverage.PointJudgement("b", "contradicted", 0.0, "b", support)
    missing = coverage.PointJudgement("c", "missing", 0.0, "", support)
    whole = overall.Whole(0.8, 1.0)
    scores = [
        coverage.score(points, whole, standard.POINTS)
        for points in ((covered, covered), (covered, missing), (covered, against))
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3
