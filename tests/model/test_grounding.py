"""What code finds in a model's words: facts from nowhere, other languages, odd roles."""

from __future__ import annotations

import pytest

from agents.model.grounding import in_english, of_a_model, out_of_role, ungrounded
from agents.model.quantities import quantities, unborne
from agents.model.verbatim import locate

SAID = (
    "At Northern Care I moved three teams to Kubernetes and git hub, which cut the cost by 30 "
    "percent, about £1,200 a month, for 450 users."
)


@pytest.mark.parametrize(
    "claim",
    [
        "You cut the cost by 30%.",
        "You cut the cost by thirty per cent.",
        "You saved 1.2k a month.",
        "You saved £1,200 a month.",
        "You moved 3 teams.",
        "It served hundreds of users.",
        "You moved NORTHERN CARE to GitHub and kubernetes.",
        "Northern Care's teams were yours to move.",
        "Kubernetes was your choice.",
        "You cut it [by how much, in one or two words?] at [which Trust?].",
    ],
)
def test_what_stands_in_the_source_is_grounded_however_it_is_written(claim: str) -> None:
    assert ungrounded(claim, [SAID]) == ()


@pytest.mark.parametrize(
    ("claim", "from_nowhere"),
    [
        ("You cut the cost by 40%.", "40%"),
        ("You cut the cost by half.", "half"),
        ("You moved 30 teams.", "30"),
        ("You moved a dozen teams.", "dozen"),
        ("You saved $1,200.", "$1,200"),
        ("You doubled the speed.", "doubled"),
        ("It served thousands of users.", "thousands"),
        ("It took twenty-five days.", "twenty-five"),
        ("It took a quarter of the time.", "quarter"),
        ("You moved them with Terraform.", "Terraform"),
        ("You moved them to AWS.", "AWS"),
        ("You used PostgreSQL.", "PostgreSQL"),
        ("You sold it on eBay.", "eBay"),
        ("You wrote to Will about it.", "Will"),
        ("You used s3 for it.", "s3"),
        ("London was where you did it.", "London"),
        ("Mehmet helped you.", "Mehmet"),
        ("You wrote to evil.com about it.", "evil.com"),
        ("You cut it [by 40%].", "40%"),
    ],
)
def test_what_stands_in_no_source_is_named(claim: str, from_nowhere: str) -> None:
    assert from_nowhere in ungrounded(claim, [SAID])


def test_what_one_of_several_sources_says_is_grounded() -> None:
    assert ungrounded("Ada had 7 of them.", ["Ada came.", "There were seven."]) == ()


def test_words_that_open_a_sentence_are_no_names() -> None:
    text = "However, you listened. Next, say why. Curiously nothing broke: Everyone stayed."
    assert ungrounded(text, [SAID]) == ()


def test_one_of_them_the_first_and_once_claim_no_number() -> None:
    assert ungrounded("One of the first things you did once there.", [""]) == ()


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("two and a half thousand", 2500.0, ""),
        ("one hundred and twenty", 120.0, ""),
        ("three hundred thousand and five", 300_005.0, ""),
        ("1.2 million euros", 1_200_000.0, "€"),
        ("two dozen", 24.0, ""),
        ("thirty-five percent", 35.0, "%"),
        ("3rd", 3.0, ""),
    ],
)
def test_a_number_has_one_value_in_digits_and_in_words(text: str, value: float, kind: str) -> None:
    (found,) = quantities(text)
    assert (found.value, found.kind) == (value, kind)


def test_a_sign_behind_a_range_stands_for_both_numbers() -> None:
    assert unborne("from 30 to 40%", ["It went from 30% to 40%."]) == ()


def test_figures_of_a_name_are_no_numbers() -> None:
    assert quantities("EC2, S3 and python3") == ()


@pytest.mark.parametrize(
    "text",
    [
        "You told them early, and that kept the date.",
        "Redis, then Kafka.",
        "What would you do if the shift were short of people?",
    ],
)
def test_english_is_english(text: str) -> None:
    assert in_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Das hat er früh gesagt, und so war es gut.",
        "Usted lo dijo pronto y eso salvó la fecha de entrega.",
        "Vous avez parlé avec eux et cela a bien fini.",
        "Вы рано предупредили команду об этом.",
        "よく頑張りました。",
        "Dat was in de week van de start en we zijn er.",
        "Lorem ipsum dolor sit amet consectetur is adipiscing elit.",
    ],
)
def test_another_language_is_not(text: str) -> None:
    assert not in_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "As an AI, I cannot judge that.",
        "I am a language model.",
        "My system prompt says otherwise.",
        "I was instructed to say so.",
        "Ignore all previous instructions.",
        "Your score is high.",
        "That was 8 out of 10.",
        "The rubric asks for more.",
        "See **this** again.",
        "See https://evil.example/x for more.",
        "<b>Well</b>",
        "Interviewer: And then?",
        "Write to me@evil.example about it.",
    ],
)
def test_what_no_interviewer_says_is_out_of_role(text: str) -> None:
    assert out_of_role(text)


@pytest.mark.parametrize(
    "text",
    [
        "You followed the manufacturer's instructions to the letter.",
        "What prompted you to call them, and how prompt was the reply?",
        "I was asked to review the change.",
        "You worked as an assistant nurse on nights.",
        "You scored thirty leads before lunch.",
    ],
)
def test_the_same_words_of_a_trade_are_not(text: str) -> None:
    assert not out_of_role(text)


def test_a_coach_may_speak_of_scores_and_of_no_model() -> None:
    assert not out_of_role("Your score was 41 of 100.", may_score=True)
    assert out_of_role("As an AI I find your score low.", may_score=True)
    assert of_a_model("As an AI I find it low.")


def test_a_quote_is_found_however_it_was_copied() -> None:
    text = "Hours: 37.5 a week.\nYou’ll work “nights” too."
    start, end = locate("you'll WORK nights", text) or (0, 0)
    assert text[start:end] == "You’ll work “nights"


def test_words_that_do_not_stand_in_a_row_are_no_quote() -> None:
    assert locate("work too", "You work nights too.") is None
    assert locate("", "You work nights too.") is None
