"""Company and situational answers: what is concrete counts, and length does not."""

from __future__ import annotations

import pytest

from agents.evaluator import build
from agents.evaluator.concrete import measure
from agents.evaluator.evidence import Units
from agents.evaluator.text import read
from domain import Answer, Assessment, Question
from evals.figures import spearman
from evals.graded import DATA, read_graded
from knowledge.embedder import load_embedder

WHY = Question(
    id="why", kind="company", category="why", question="Why do you want to work at Hallbeck Rail?"
)
PRAISE = (
    "Your company has an excellent reputation and a culture of innovation. I share your values, I "
    "am motivated, and I see great opportunities for my personal growth. "
)
OWN = "I rebuilt gearboxes for eight years at a bus depot, and breakdowns fell by a third. "
THEIRS = (
    "You run eleven diesel railcars over the Arden line and mend them in your own shed at Col. "
)
SPILL = Question(
    id="spill",
    kind="situational",
    category="safety",
    scenario=(
        "You run a paint shop. A drum of thinner has tipped over beside the spray booth, two "
        "people are coughing, and the foreman wants the doors of the van finished by three."
    ),
    question="What do you do now?",
    evaluation_criteria=(
        "Gets everybody out and cares for those who cough.",
        "Does not let anybody spray or switch anything on before the air is clear.",
        "Has the thinner taken up and finds out why the drum fell.",
    ),
)
DOES = (
    "I'd shout to everybody to leave the booth and sit the two who cough outside in the fresh air, "
    "with a first-aider. Nobody sprays and nobody touches a switch until the fumes are gone. Then "
    "we take up the thinner with binder, and I look at why the drum fell, because it must not "
    "stand on that edge again."
)
VALUES = (
    "Safety is a value that is very important to me, and communication is the key to success. A "
    "professional attitude and responsibility are essential in every team. Leadership is about "
    "trust, respect and empathy. I am convinced that a positive mindset makes the difference. "
)


def assessed(question: Question, text: str) -> Assessment:
    return build().assess(question, Answer(text=text))


def score(question: Question, text: str) -> float:
    return assessed(question, text).score or 0.0


def test_company_scores_rank_as_grades_do_where_nothing_was_set_on_them() -> None:
    for name, least in (("graded_company.txt", 0.85), ("graded_company_unseen.txt", 0.8)):
        items = read_graded(DATA / name)
        grades = [i.grade for i in items]
        assert spearman([score(i.question, i.text) for i in items], grades) >= least
        assert spearman([len(i.text.split()) for i in items], grades) <= 0.5


def test_capitals_digits_and_the_spelling_of_your_do_not_matter_to_a_company_answer() -> None:
    text = THEIRS.replace("You run", "I saw your") + "That is the work I know: " + OWN
    plain = score(WHY, text)
    assert score(WHY, text.upper()) == pytest.approx(plain, abs=1)
    assert score(WHY, text.replace("eleven", "11").replace("eight", "8")) == pytest.approx(plain)
    assert score(WHY, text.replace("your", "you're")) == pytest.approx(plain, abs=3)


def test_figures_without_work_are_no_company_answer() -> None:
    text = "Sales rose by 40%. Costs fell by 35%. Quality rose by 61%. Errors fell by 70%. "
    assert "numbers_only" in assessed(WHY, text + "Profit rose by 28%.").flags


@pytest.mark.parametrize("kind", ["company", "situational"])
def test_scores_rank_as_the_development_grades_do(kind: str) -> None:
    items = [i for i in read_graded(DATA / "graded_reasoned.txt") if i.question.kind == kind]
    scores = [score(i.question, i.text) for i in items]
    assert spearman(scores, [i.grade for i in items]) >= 0.73


def test_praise_words_are_abstract_and_work_is_not() -> None:
    units = Units(load_embedder())
    assert measure(read(PRAISE).sentences, units).abstract > 0.4
    assert measure(read(OWN + THEIRS).sentences, units).abstract < 0.2


def test_praise_of_an_employer_stays_low_however_long_it_is() -> None:
    assert score(WHY, PRAISE) <= 30
    assert score(WHY, PRAISE * 2 + "I believe in quality and in a positive attitude.") <= 30


def test_facts_or_own_work_alone_are_worth_half_of_both_together() -> None:
    both = score(WHY, THEIRS + "That is the work I know: " + OWN)
    assert both >= 75
    assert score(WHY, THEIRS) <= both - 25
    assert score(WHY, OWN) <= both - 25


def test_figures_of_speech_are_no_figures() -> None:
    told = assessed(WHY, "You are number one in rail and I give you a hundred percent every week.")
    levels = {c.criterion: c.level for c in told.criteria if isinstance(c.level, int)}
    assert levels["about_them"] <= 2
    assert levels["own_evidence"] <= 2


def test_a_perk_is_no_detail_of_the_employer() -> None:
    told = assessed(WHY, "You are ten minutes by bike from my flat and your salary is 300 higher.")
    assert {c.criterion: c.level for c in told.criteria}["about_them"] == 1


def test_steps_in_plain_words_beat_talk_of_values() -> None:
    assert score(SPILL, DOES) >= 65
    assert score(SPILL, VALUES) <= 20


def test_talk_of_values_after_the_steps_never_raises_the_score() -> None:
    assert score(SPILL, f"{DOES} {VALUES}") <= score(SPILL, DOES)


def test_doing_what_a_criterion_holds_back_from_does_not_meet_it() -> None:
    held = assessed(SPILL, "We do not spray or switch anything on before the air is clear.")
    done = assessed(SPILL, "We spray and switch on the air, everything and everybody is clear.")
    notes = [{c.criterion: c.level for c in a.criteria} for a in (held, done)]
    name = SPILL.evaluation_criteria[1]
    assert notes[0][name] == "covered"
    assert notes[1][name] != "covered"


def test_steps_for_another_scenario_are_off_topic() -> None:
    other = next(
        i
        for i in read_graded(DATA / "graded_reasoned.txt")
        if i.question.kind == "situational" and i.grade >= 90 and "key" in i.text
    )
    assert score(SPILL, other.text) <= 20


def test_the_working_of_a_situational_score_ends_in_the_score() -> None:
    told = assessed(SPILL, f"{VALUES} {DOES}")
    assert any("abstract" in line for line in told.working)
    assert told.working[-1] == f"The score is {told.score:g}."
