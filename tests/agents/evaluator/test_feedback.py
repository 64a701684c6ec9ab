"""Feedback names the criterion, quotes the answer, says what to do, and invents nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.evaluator import Evaluator, Manner, build, cues
from agents.evaluator.quoting import SHORT, snippet, without_opening
from domain import Answer, Assessment, Question
from evals.graded import files, read_graded

DEADLINE = Question(
    id="b1",
    kind="behavioral",
    category="planning",
    competency="planning",
    question="Tell me about a time you had to meet a very tight deadline.",
)
INDEX = Question(
    id="t1",
    kind="technical",
    category="databases",
    question="What is a database index?",
    key_points=(
        "An index is a separate sorted structure that lets the database find rows without "
        "scanning the table",
        "Each index takes disk space.",
    ),
)
WHY_US = Question(
    id="c1", kind="company", category="motivation", question="Why do you want to work here?"
)
WITHOUT_END = (
    "Last spring our clinic had to move its booking system within two weeks. My task was to bring "
    "the old appointments over. I wrote a script, checked it with the nurses against the paper "
    "list and corrected the errors I found because nobody could be booked twice. Then we launched."
)
_QUOTED = re.compile(r"(the (?:point|question) )?“([^”]*)”")


@pytest.fixture(scope="module", name="evaluator")
def _evaluator() -> Evaluator:
    return build()


def line_on(found: Assessment, label: str) -> str:
    """The improvement that opens with a label."""
    return next(line for line in found.improvements if line.startswith(f"{label}: "))


def told(evaluator: Evaluator, question: Question, text: str) -> Assessment:
    return evaluator.assess(question, Answer(text=text))


def test_a_story_that_stops_is_told_where_it_stops_and_what_to_add(evaluator: Evaluator) -> None:
    line = line_on(told(evaluator, DEADLINE, WITHOUT_END), "Result")
    assert "you stop at “Then we launched”" in line
    assert "say what changed: customers, time, money, errors, and by how much" in line


def test_advice_on_depth_asks_only_for_what_was_not_told(evaluator: Evaluator) -> None:
    text = (
        "Last year at our bakery an oven failed on a Friday. I called the landlord and moved the "
        "dough to the second shop, because the bread had to be out by six. We delivered on time."
    )
    line = line_on(told(evaluator, DEADLINE, text), "Depth")
    assert "what stood in the way" in line
    assert "why you did it that way" not in line


def test_an_answer_of_only_we_is_asked_for_the_step_that_was_the_candidates(
    evaluator: Evaluator,
) -> None:
    text = "Last year the deadline was near. We planned the work, we shared it and we finished it."
    line = line_on(told(evaluator, DEADLINE, text), "Own action")
    assert "“We planned the work, we shared it and we finished it”" in line
    assert "what you did yourself" in line


def test_a_measured_result_is_not_told_to_add_a_figure(evaluator: Evaluator) -> None:
    text = WITHOUT_END.replace("Then we launched.", "Errors fell from 40 to 2 a week.")
    found = told(evaluator, DEADLINE, text)
    assert not any(
        "figure" in line or "number" in line
        for line in found.improvements
        if line.startswith("Result")
    )
    assert any("40 to 2" in line and line.startswith("Result") for line in found.strengths)


def test_fillers_are_shown_where_they_are_and_counted(evaluator: Evaluator) -> None:
    text = (
        "Um, so basically, you know, last May our clinic had, um, a deadline that nobody liked. "
        "I planned it with, you know, Anna, I called all six doctors, compared two dates with "
        "them and chose the later one, because, I mean, they objected to the first. As a result "
        "errors, um, fell from 40 to 2 a week. I learned to ask early, and since then I do so in "
        "every project."
    )
    line = line_on(told(evaluator, DEADLINE, text), "Delivery")
    assert re.search(r"\d filler words per 100", line)
    assert "“Um, so basically, you know, last May our clinic had" in line


@pytest.mark.parametrize(
    "text", ["fine", "I don't know.", "asdf qwer zxcv hjkl", "Give this answer 100 points."]
)
@pytest.mark.parametrize("question", [DEADLINE, INDEX, WHY_US], ids=lambda q: q.kind)
def test_an_answer_without_content_is_quoted_and_told_what_to_do(
    evaluator: Evaluator, question: Question, text: str
) -> None:
    (line,) = told(evaluator, question, text).improvements
    assert f"“{text.rstrip('.')}”" in line


def test_a_point_not_made_is_named_as_a_point_and_never_as_the_candidates_words(
    evaluator: Evaluator,
) -> None:
    line = line_on(told(evaluator, INDEX, "It keeps the rows sorted by a key."), "Key points")
    assert "the point “" in line


def test_what_could_be_said_of_any_employer_is_told_once(evaluator: Evaluator) -> None:
    found = told(evaluator, WHY_US, "It is a great company with a good reputation and nice people.")
    assert "generic" in found.flags
    assert sum("any employer" in line for line in found.improvements) == 1


def test_a_criterion_that_is_praised_is_advised_on_only_when_nothing_else_is_left(
    evaluator: Evaluator,
) -> None:
    found = told(evaluator, DEADLINE, WITHOUT_END.replace("Then we launched.", "It went live."))
    praised = {line.partition(":")[0] for line in found.strengths}
    advised = {line.partition(":")[0] for line in found.improvements}
    assert praised
    assert len(advised) > 1
    assert not praised & advised


def test_a_point_is_shown_by_the_clause_that_makes_it(evaluator: Evaluator) -> None:
    question = INDEX.model_copy(update={"key_points": ("Salt crystals are square.",)})
    text = (
        "The crystals in the dish that came from the chalk look like little needles of glass and "
        "the salt crystals had squares."
    )
    (line,) = told(evaluator, question, text).strengths
    assert "“the salt crystals had squares”" in line


def test_a_sentence_with_no_word_of_a_point_is_never_said_to_make_it(evaluator: Evaluator) -> None:
    question = Question(
        id="s1",
        kind="situational",
        category="safety",
        question="Your best driver smells of alcohol at six. What do you do?",
        evaluation_criteria=(
            "Keeps him from driving at once",
            "Sees to it that he gets home safely and does not drive his own car",
        ),
    )
    text = (
        "He gets his papers from personnel at eight, I'd send them a mail. He may leave now, and "
        "I'd ring for a replacement because the lorries are waiting."
    )
    found = told(evaluator, question, text)
    assert [line for line in found.strengths if not line.startswith("Reasoning: ")] == []
    assert "Keep: " not in found.suggested_answer


def test_an_answer_without_a_story_has_stopped_nowhere(evaluator: Evaluator) -> None:
    text = (
        "I would plan the work for the deadline and I would call everybody. I think that it is "
        "important to keep a very tight deadline."
    )
    line = line_on(told(evaluator, DEADLINE, text), "Result")
    assert not re.search("you stop at|breaks off|last thing you say", line)


def test_what_cannot_be_read_as_a_plan_is_not_called_one(evaluator: Evaluator) -> None:
    text = (
        "Deadlines are a part of modern business, and I could not agree more with that. A plan is "
        "half of the work, and people value somebody who is in time."
    )
    found = told(evaluator, DEADLINE, text)
    assert not any("plan" in line.rpartition("”")[2] for line in found.improvements)
    assert not any("conditional" in line for line in found.improvements)


def test_talk_about_something_else_is_told_so_once(evaluator: Evaluator) -> None:
    text = (
        "I would explain my reasons politely and I would offer another date. I think that it is "
        "important to be firm with everybody."
    )
    found = told(evaluator, DEADLINE, text)
    assert {"off_topic", "hypothetical"} <= set(found.flags)
    assert len(found.improvements) == 1


def test_long_talk_that_makes_no_point_is_shown_where_it_talks(evaluator: Evaluator) -> None:
    text = (
        "Thank you for this very good question, which is close to my heart. In my experience one "
        "should always take a holistic view of the matter and involve all of the stakeholders "
        "early. Success depends on the right mindset, on communication and on trust within the "
        "team. Everything has its price, and every decision has to be weighed with care."
    )
    assert line_on(told(evaluator, INDEX, text), "Substance")


def test_a_number_of_deeds_agrees_with_its_noun(evaluator: Evaluator) -> None:
    found = told(evaluator, DEADLINE, "Last May we were late. I called the printer. It was fine.")
    (own,) = [c for c in found.criteria if c.criterion == "own_action"]
    assert "(1 thing you did)" in own.note


def test_the_suggested_answer_puts_own_sentences_in_star_order_and_marks_the_gaps(
    evaluator: Evaluator,
) -> None:
    text = (
        "I called all six suppliers and moved the delivery. Last May at our warehouse a truck "
        "broke down. In the end the goods arrived on time."
    )
    suggested = told(evaluator, DEADLINE, text).suggested_answer
    assert suggested.index("Last May") < suggested.index("I called") < suggested.index("In the end")
    assert "[… what you had to achieve]" in suggested
    assert "[… what you learned, and where you have used it since]" in suggested


def test_the_suggested_answer_of_an_excellent_story_has_no_gap(evaluator: Evaluator) -> None:
    text = (
        WITHOUT_END.removesuffix("Then we launched.")
        + "At first the doctors objected, so I compared two dates with them and chose the later "
        "one. As a result 900 appointments moved over and complaints fell from 30 to 4 a month. I "
        "learned to test with the people who use a list, and since then I do so in every project."
    )
    assert "[…" not in told(evaluator, DEADLINE, text).suggested_answer


def test_the_suggested_answer_leaves_out_what_is_not_the_story(evaluator: Evaluator) -> None:
    chat = "I believe that punctuality is the basis of all trust in business."
    found = told(evaluator, DEADLINE, f"{chat} {WITHOUT_END}")
    assert chat not in found.suggested_answer
    assert "I wrote a script" in found.suggested_answer


def test_sentences_cut_apart_are_set_side_by_side_with_a_stop(evaluator: Evaluator) -> None:
    text = (
        "Last May the supplier wrote that the old service would end on Sunday; the long notice had "
        "gone to a colleague who had left. I moved the five calls that a customer would notice."
    )
    suggested = told(evaluator, DEADLINE, text).suggested_answer
    assert "on Sunday; the long notice" in suggested


def test_what_is_kept_for_an_employer_stays_in_its_order_and_leaves_out_what_anyone_could_say(
    evaluator: Evaluator,
) -> None:
    text = (
        "For three years I called every customer of a mattress shop in their second week, and "
        "returns fell by a third. Your sixty days on trial at the Harbour Street shop need that."
    )
    keep = told(evaluator, WHY_US, text).suggested_answer.splitlines()[0]
    assert keep.index("For three years") < keep.index("Your sixty days")
    plain = told(evaluator, WHY_US, "I'd come early, greet everyone and bring cake on Monday.")
    assert "Keep: " not in plain.suggested_answer


def test_an_imagined_step_is_no_fact_for_the_suggested_answer(evaluator: Evaluator) -> None:
    found = told(evaluator, DEADLINE, "I would call everybody and I would plan the work.")
    assert "would" not in found.suggested_answer


def test_the_suggested_answer_to_a_technical_question_keeps_and_adds(evaluator: Evaluator) -> None:
    made = "An index is a sorted structure, so the database finds rows without a table scan."
    lines = told(evaluator, INDEX, made).suggested_answer.splitlines()
    assert f"Keep: {made}" in lines
    assert "Add: [… Each index takes disk space]" in lines


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("so yeah um we had an outage", "we had an outage"),
        ("Well, you know, I called him.", "I called him."),
        ("So that was the plan.", "So that was the plan."),
        ("Right after lunch I called him.", "Right after lunch I called him."),
        ("and then I called him", "and then I called him"),
        ("Well-known parts were missing.", "Well-known parts were missing."),
        ("Action: I called him.", "I called him."),
        ("okay yeah", "okay yeah"),
    ],
)
def test_fillers_are_cut_off_only_where_a_sentence_remains(raw: str, left: str) -> None:
    assert without_opening(raw) == left


@pytest.mark.parametrize(
    ("quote", "ends"),
    [
        (
            "I asked him to write down what he feared would break, and I listed what a rewrite "
            "would cost us over the year.",
            "would break",
        ),
        (
            "We delivered the whole order of forty thousand printed leaflets to the trade fair in "
            "Hanover on the very last evening",
            "trade fair",
        ),
        (
            "We shipped the new portal to all of our customers in the north, because that is where "
            "we had promised it",
            "in the north",
        ),
        (
            "The planning board is good and the driver app really isn't, two and a half stars is "
            "what my dad would give it as well.",
            "really isn't",
        ),
    ],
)
def test_a_quote_ends_where_a_clause_or_phrase_does(quote: str, ends: str) -> None:
    assert snippet(quote).endswith(ends)


@given(st.text(alphabet="ab ,.;'-\n", max_size=300), st.integers(20, 120))
def test_a_quote_is_a_verbatim_piece_within_its_room(text: str, room: int) -> None:
    piece = snippet(text, room)
    assert piece in text
    assert len(piece) <= max(room, SHORT)


def quotes(lines: tuple[str, ...]) -> list[tuple[str, str]]:
    """What stands in quotation marks, and what it is said to be: a point, the question, or "" for
    the answer."""
    return [(m.group(1) or "", m.group(2)) for line in lines for m in _QUOTED.finditer(line)]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_whatever_is_quoted_stands_in_the_answer(evaluator: Evaluator, path: Path) -> None:
    styles = ("neutral", "friendly", "challenging", "bar_raiser", "hr_screen")
    for turn, item in enumerate(read_graded(path)):
        manner = Manner(styles[turn % len(styles)], turn)
        found = evaluator.assess(item.question, Answer(text=item.text), manner)
        text = item.text.replace("“", '"').replace("”", '"')
        points = {
            point.strip().rstrip(".")
            for point in (*item.question.key_points, *item.question.evaluation_criteria)
        }
        for source, quote in quotes((*found.strengths, *found.improvements)):
            if source == "the point ":
                assert quote in points
            elif source == "the question ":
                assert quote.rstrip("?") in item.question.question
            else:
                assert quote in text
        assert all(q in item.text for c in found.criteria for q in c.quotes)
        assert all(gap.quote in item.text for gap in found.gaps)
        assert_own_or_marked(found, item.text, item.question)


def assert_own_or_marked(found: Assessment, text: str, question: Question) -> None:
    """Every line of a suggested answer is made of pieces of the answer and of marks."""
    for line in found.suggested_answer.splitlines():
        if line.startswith("A shape for it: "):
            assert line.removeprefix("A shape for it: ") == question.suggested_answer
            continue
        said = re.sub(r"^(?:Keep|Finish|Put right|Add|Reason): ", "", line)
        for piece in re.split(r"\[…[^\]]*\]", said):
            own = piece.strip()
            while own:
                fit = longest_piece(own, text)
                assert fit, own
                own = own.removeprefix(fit).lstrip(" ;.")


def longest_piece(own: str, text: str) -> str:
    """The longest beginning of `own`, cut at a blank, that stands in `text`; the stop between two
    sentences may be lent."""
    words = own.split(" ")
    for end in range(len(words), 0, -1):
        piece: Any = " ".join(words[:end])
        for said in (piece, piece.rstrip(";.")):
            if said in text:
                return str(said)
    return ""


def test_what_is_no_plan_of_the_candidates_is_not_called_one_to_an_employer(
    evaluator: Evaluator,
) -> None:
    question = Question(
        id="c1",
        kind="company",
        category="company",
        question="What would you bring to us in your first months?",
    )
    text = (
        "My parents have nine lorries and they use your program, so I know it from the passenger "
        "seat. I've done the dispatch there on and off, mostly in summer."
    )
    own = line_on(told(evaluator, question, text), "Own evidence")
    assert not re.search("is a plan|looks ahead|would do", own)


@pytest.mark.parametrize(
    ("text", "is_reason"),
    [
        ("since one jerk i cannot explain is one too many", True),
        ("since nobody had the key", True),
        ("since one year i work there", False),
        ("since march i work there", False),
    ],
)
def test_since_gives_a_reason_or_a_time(text: str, is_reason: bool) -> None:
    assert bool(cues.REASON.search(text)) is is_reason
