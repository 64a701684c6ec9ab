"""The model that stands in for a good one says what an interviewer may say."""

from __future__ import annotations

import openai
import pytest

from agents.interviewer.discretion import judges, sentences, takes_up
from prompts.templates import Prompt, load_template
from tests.model.interview_brain import interviews
from tests.model.model_replies import json_of
from tests.model.serving import ModelServer

CAST = {"name": "Ruth", "manner": "Calm. Asks plainly.", "job": "a harbour clerk"}
QUESTION = "Tell me about a time you found the cause of a failure."
NEXT = "How do you plan a week of work?"
LEFT_OUT = [
    "what exactly the candidate had to achieve",
    "how it ended",
    "a part of the matter that the answer passes over; ask them to go further",
]


def say(*prompts: Prompt) -> list[str]:
    """What it says to each, streamed."""
    with (
        ModelServer(interviews()) as server,
        openai.OpenAI(base_url=server.base_url, api_key="none", max_retries=0) as client,
    ):
        return ["".join(_pieces(client, prompt)) for prompt in prompts]


def _pieces(client: openai.OpenAI, prompt: Prompt) -> list[str]:
    chunks = client.chat.completions.create(
        model="fake-model",
        messages=[
            {"role": "system", "content": prompt.system},
            {"role": "user", "content": prompt.user},
        ],
        stream=True,
    )
    return [chunk.choices[0].delta.content or "" for chunk in chunks]


def react(answer: str) -> Prompt:
    return load_template("react").fill(**CAST, question=QUESTION, answer=answer, next=NEXT)


def probe(answer: str, missing: str, asked: str = "") -> Prompt:
    return load_template("probe").fill(
        **CAST, question=QUESTION, answer=answer, missing=missing, asked=asked
    )


def test_it_takes_up_the_answer_in_the_candidates_words(
    strong_answer: str, weak_answer: str
) -> None:
    said = say(react(strong_answer), react(weak_answer), react(f"{strong_answer} Yes."))
    for text, answer in zip(said, (strong_answer, weak_answer, strong_answer), strict=True):
        assert takes_up(text, answer, QUESTION)
        assert not judges(text)
        assert "?" not in text
        assert len(sentences(text)[0]) == 2
        assert text.split("“")[1].split("”")[0] in answer
    assert len({text.split("“")[0] for text in said}) > 1


@pytest.mark.parametrize("missing", LEFT_OUT)
def test_it_asks_for_what_was_left_out_once(strong_answer: str, missing: str) -> None:
    (first,) = say(probe(strong_answer, missing))
    (second,) = say(probe(strong_answer, missing, asked=first))
    assert first != second
    for text in (first, second):
        whole, rest = sentences(text)
        assert (len(whole), rest) == (2, "")
        assert text.endswith("?")
        assert text.count("?") == 1
        assert takes_up(text, strong_answer, QUESTION)
        assert not judges(text)
        assert "the candidate" not in text


def test_it_speaks_where_there_is_nothing_to_take_up() -> None:
    greeting = Prompt("hello", "You are brief.", "Say hello.", 16)
    assert say(greeting, react("No."), probe("No.", LEFT_OUT[1])) == [
        "Hello.",
        "Thank you.",
        "Could you tell me how it ended?",
    ]


def test_it_replies_in_the_forms_it_was_given() -> None:
    with (
        ModelServer(interviews({"Remark": json_of({"weight": 2})})) as server,
        openai.OpenAI(base_url=server.base_url, api_key="none", max_retries=0) as client,
    ):
        reply = client.chat.completions.create(
            model="fake-model",
            messages=[{"role": "user", "content": "Remark on it."}],
            response_format={"type": "json_schema", "json_schema": {"name": "Remark"}},
        )
    assert reply.choices[0].message.content == '{"weight": 2}'
