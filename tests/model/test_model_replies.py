"""Requests to the fake server of a model are read, and replies to them chosen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel

from tests.model.model_replies import Empty, Request, Say, by_schema, json_of, script


class Remark(BaseModel):
    quote: str
    weight: int


SCHEMA = Remark.model_json_schema()
TOLD = f'{{"a": 1}}\n{{}}\n{{ no\n{json.dumps(SCHEMA)}\nand no other.'


def request(*said: Any, **more: Any) -> Request:
    messages = [{"role": "user", "content": content} for content in said]
    return Request.of({"messages": messages, **more}, {}, 0.0)


def test_the_form_is_the_one_that_is_asked_for_strictly() -> None:
    strictly = {"type": "json_schema", "json_schema": {"name": "Other", "schema": {"a": "b"}}}
    asked = request(TOLD, response_format=strictly)
    assert (asked.schema_name, asked.schema) == ("Other", {"a": "b"})
    assert asked.response_format == strictly


def test_a_form_told_in_the_prompt_has_a_name_as_well() -> None:
    assert request("Hello.", TOLD).schema_name == "Remark"
    assert request(TOLD).schema == SCHEMA
    assert request(TOLD).response_format is None
    loosely = {"type": "json_object", "schema": SCHEMA["properties"]}
    asked = request(TOLD, response_format=loosely)
    assert (asked.schema_name, asked.schema) == ("Remark", SCHEMA["properties"])
    assert (request("Hello.").schema_name, request("Hello.").schema) == ("", {})


def test_the_limit_of_a_reply_has_two_names() -> None:
    assert request(max_tokens=3).max_tokens == 3
    assert request(max_completion_tokens=4).max_tokens == 4
    assert request().max_tokens is None


def test_all_messages_are_told_whatever_they_are_made_of() -> None:
    assert request("One", None, [{"type": "text", "text": "two"}]).told == "One\n\n\n\ntwo"


def test_a_script_goes_on_with_its_last_reply_or_another() -> None:
    brain = script(Say("1"), lambda asked: Say(asked.told))
    assert [brain(request("2")) for _ in range(3)] == [Say("1"), Say("2"), Say("2")]
    brain = script(Say("1"), then=Empty())
    assert [brain(request("2")) for _ in range(3)] == [Say("1"), Empty(), Empty()]


def test_a_reply_is_chosen_by_the_form_that_is_asked_for() -> None:
    brain = by_schema({"": Say("Hi."), "Remark": lambda asked: json_of(asked.schema["title"])})
    assert brain(request("Hello.")) == Say("Hi.")
    assert brain(request(TOLD)) == Say('"Remark"')
    with pytest.raises(LookupError, match="for talk"):
        by_schema({"Remark": Empty()})(request("Hello."))
    with pytest.raises(LookupError, match="the form Remark"):
        by_schema({"": Empty()})(request(TOLD))


def test_a_value_becomes_the_json_that_is_said() -> None:
    assert json_of(Remark(quote="é", weight=1)) == Say('{"quote":"é","weight":1}')
    assert json_of(["é"]) == Say('["é"]')


def test_pieces_make_up_their_text() -> None:
    assert Say("one two", ("one ", "two")).pieces == ("one ", "two")
    with pytest.raises(ValueError, match="make up"):
        Say("one two", ("one", "two"))
