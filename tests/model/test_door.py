"""The door to a model over real HTTP: what it asks, reads, repeats, mends, counts, and when it
stops asking."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from agents.model import build
from agents.model.asking import DoorSession
from agents.model.calling import Silence
from agents.model.door import Model
from agents.model.timing import Limits, Timing
from config import load_settings
from domain import BadInput, ModelUnavailable, ModelUse
from memory.cache import Cache
from memory.database import open_store
from prompts.templates import Prompt
from tests.model.model_replies import (
    Big,
    Brain,
    Cut,
    Drip,
    Empty,
    Fail,
    Hang,
    HangAfter,
    Raw,
    Refuse,
    Reply,
    Request,
    Say,
    json_of,
    script,
)
from tests.model.serving import ModelServer

KEY = "sk-a-secret-nobody-may-see"
PROMPT = Prompt("test", "You judge.", "Judge this: I counted 12 boxes.", 200)


class Remark(BaseModel):
    model_config = ConfigDict(extra="forbid")

    quote: str
    level: Literal["made", "not"]
    weight: int = Field(ge=0, le=4)


GOOD = Remark(quote="I counted 12 boxes", level="made", weight=3)


@dataclass
class Clock:
    """Time that moves when it is waited for, and by hand."""

    seconds: float = 0.0
    waited: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.seconds += seconds

    @property
    def timing(self) -> Timing:
        start = datetime(2026, 1, 1, tzinfo=UTC)
        return Timing(
            clock=lambda: self.seconds,
            now=lambda: start + timedelta(seconds=self.seconds),
            wait=self.wait,
            draw=lambda: 0.5,
        )


@dataclass
class Door:
    server: ModelServer
    model: Model
    clock: Clock

    @property
    def session(self) -> DoorSession:
        return self.model.session()


Open = Callable[..., Door]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    store = open_store(load_settings(home=tmp_path / "home", passphrase="long enough for a test"))
    yield Cache(store)
    store.close()


@pytest.fixture
def door() -> Iterator[Open]:
    opened: list[ModelServer] = []

    def start(brain: Brain | Reply, *, cache: Cache | None = None, **options: Any) -> Door:
        limits = options.pop("limits", Limits(connect=5, read=20, total=60, cool=30))
        base = options.pop("base_url", None)
        server = ModelServer(brain if callable(brain) else script(brain), **options)
        opened.append(server)
        settings = load_settings(
            openai_base_url=base or server.base_url, openai_model="fake-model", openai_api_key=KEY
        )
        built = build(settings, cache)
        assert built is not None
        clock = Clock()
        model = Model(
            built.chat,
            "fake-model",
            own=True,
            limits=limits,
            cache=cache,
            place=server.base_url,
            timing=clock.timing,
        )
        return Door(server, model, clock)

    yield start
    for server in opened:
        server.stop()


def test_a_reply_in_the_form_asked_for_is_read_and_accounted(door: Open) -> None:
    opened = door(json_of(GOOD))
    session = opened.session
    assert session.ask(PROMPT, Remark) == GOOD
    (request,) = opened.server.requests
    assert request.schema_name == "Remark"
    assert request.max_tokens is not None
    assert request.max_tokens >= PROMPT.reply
    assert request.body["temperature"] == 0
    use = session.use
    assert (use.calls, use.failed, use.estimated, use.model) == (1, 0, False, "fake-model")
    assert use.tokens_sent > 0
    assert use.tokens_received > 0


def test_tokens_are_estimated_where_the_server_counts_none(door: Open) -> None:
    session = door(json_of(GOOD), usage=False).session
    session.ask(PROMPT, Remark)
    assert session.use.estimated
    assert session.use.tokens_sent == (len(PROMPT.system) + len(PROMPT.user)) // 4


@pytest.mark.parametrize(
    "reply",
    [
        f"```json\n{GOOD.model_dump_json()}\n```",
        f"<think>{{'quote': no}} maybe 4?</think>{GOOD.model_dump_json()}",
        f"thinking without an opening tag</think>{GOOD.model_dump_json()}",
        f"Here you are: {GOOD.model_dump_json()} I hope this helps.",
        f'{{"quote": "x", "level": "not", "weight": 0}}\n{GOOD.model_dump_json()}',
        f'{{"broken": [ \n{GOOD.model_dump_json()}',
    ],
    ids=["fenced", "think", "open think", "prose", "two objects", "broken first"],
)
def test_the_last_object_of_a_reply_counts(door: Open, reply: str) -> None:
    opened = door(Say(reply))
    assert opened.session.ask(PROMPT, Remark) == GOOD
    assert opened.server.calls == 1


@pytest.mark.parametrize("weight", ["690", "-3", '"many"', "2.5", "null"])
def test_a_value_out_of_range_is_shown_to_the_model_once_and_mended(
    door: Open, weight: str
) -> None:
    wrong = f'{{"quote": "x", "level": "made", "weight": {weight}}}'
    opened = door(script(Say(wrong), json_of(GOOD)))
    assert opened.session.ask(PROMPT, Remark) == GOOD
    repair = opened.server.requests[1].messages
    assert repair[-2]["role"] == "assistant"
    assert repair[-2]["content"] == wrong
    assert "weight" in repair[-1]["content"]


@pytest.mark.parametrize(
    "reply", [Say("I would rather not."), Empty(), Refuse("No."), Raw(b"{}"), Raw(b"<html>")]
)
def test_two_replies_of_no_use_end_the_question(door: Open, reply: Reply) -> None:
    opened = door(reply)
    session = opened.session
    with pytest.raises(ModelUnavailable):
        session.ask(PROMPT, Remark)
    assert opened.server.calls <= 3
    assert len(session.news()) == 1
    assert session.news() == []


def test_a_form_never_met_is_asked_for_no_more(door: Open) -> None:
    opened = door(Say("prose"))
    session = opened.session
    for _ in range(6):
        with pytest.raises(ModelUnavailable):
            session.ask(PROMPT, Remark)
    assert opened.server.calls == 6
    assert session.use.trouble == ("it gave no usable remark",)


def test_a_server_that_knows_no_schema_is_told_it_in_the_prompt_and_remembered(
    door: Open, cache: Cache
) -> None:
    opened = door(json_of(GOOD), takes_schema=False, cache=cache)
    assert opened.session.ask(PROMPT, Remark) == GOOD
    first = opened.server.calls
    assert opened.session.ask(PROMPT, Remark) == GOOD
    assert opened.server.calls == first + 1
    assert '"properties"' in opened.server.requests[-1].told
    again = Model(
        opened.model.chat,
        "fake-model",
        own=True,
        limits=opened.model.limits,
        cache=cache,
        place=opened.server.base_url,
        timing=opened.clock.timing,
    )
    assert again.session().ask(PROMPT, Remark) == GOOD
    assert opened.server.calls == first + 2


def test_a_server_that_fails_inside_at_a_schema_is_asked_more_simply(door: Open) -> None:
    def brain(request: Request) -> Reply:
        strict = (request.response_format or {}).get("type") == "json_schema"
        return Fail(500) if strict else json_of(GOOD)

    opened = door(brain)
    assert opened.session.ask(PROMPT, Remark) == GOOD
    assert opened.clock.waited == []


def test_a_failing_server_is_not_taken_for_one_that_knows_no_schema(door: Open) -> None:
    replies: list[Reply] = [Fail(500)] * 40
    opened = door(lambda _: replies.pop() if replies else json_of(GOOD))
    with pytest.raises(ModelUnavailable):
        opened.session.ask(PROMPT, Remark)
    assert opened.model.facts.schema_form == "json_schema"


@pytest.mark.parametrize("word", ["temperature", "stream_options"])
def test_what_a_server_refuses_by_name_is_left_out(door: Open, word: str) -> None:
    def brain(request: Request) -> Reply:
        refused = {"error": {"message": f"Unsupported parameter: '{word}'", "type": "x"}}
        return Fail(400, refused) if word in request.body else json_of(GOOD)

    opened = door(brain)
    assert opened.session.ask(PROMPT, Remark) == GOOD
    assert opened.server.requests[-1].schema_name == "Remark"
    assert opened.server.requests[-1].response_format is not None


def test_the_newer_name_of_the_limit_is_used_where_the_older_is_refused(door: Open) -> None:
    def brain(request: Request) -> Reply:
        said = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
        refused = {"error": {"message": said, "type": "x"}}
        return Fail(400, refused) if "max_tokens" in request.body else json_of(GOOD)

    assert door(brain).session.ask(PROMPT, Remark) == GOOD


@pytest.mark.parametrize("failure", [Fail(429), Fail(503), Cut("{")])
def test_a_passing_failure_is_tried_again_after_a_wait_that_grows(
    door: Open, failure: Reply
) -> None:
    opened = door(script(failure, failure, json_of(GOOD)))
    session = opened.session
    assert session.ask(PROMPT, Remark) == GOOD
    assert opened.clock.waited == [0.5, 1.0]
    assert session.use.failed == 2


def test_the_wait_the_server_asks_for_is_kept(door: Open) -> None:
    opened = door(script(Fail(429, retry_after=7), json_of(GOOD)))
    assert opened.session.ask(PROMPT, Remark) == GOOD
    assert opened.clock.waited == [7.0]


def test_a_wait_past_the_deadline_is_not_begun(door: Open) -> None:
    opened = door(Fail(429, retry_after=600))
    with pytest.raises(ModelUnavailable, match="busy"):
        opened.session.ask(PROMPT, Remark)
    assert opened.clock.waited == []
    assert opened.server.calls == 1


@pytest.mark.parametrize(
    ("status", "setting"),
    [(401, "OPENAI_API_KEY"), (403, "OPENAI_API_KEY"), (404, "OPENAI_MODEL")],
)
def test_a_wrong_setting_is_named_and_never_tried_again(
    door: Open, status: int, setting: str
) -> None:
    opened = door(Fail(status))
    session = opened.session
    for _ in range(3):
        with pytest.raises(ModelUnavailable, match=setting):
            session.ask(PROMPT, Remark)
        opened.clock.seconds += 1000
    assert opened.server.calls == 1
    assert len(session.news()) == 1


def test_a_used_up_quota_is_not_tried_again(door: Open) -> None:
    body = {"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}}
    opened = door(Fail(429, body))
    with pytest.raises(ModelUnavailable, match="quota"):
        opened.session.ask(PROMPT, Remark)
    assert opened.server.calls == 1


def test_a_dead_endpoint_is_tried_once_and_not_at_every_question(door: Open) -> None:
    opened = door(json_of(GOOD))
    opened.server.dead = True
    session = opened.session
    for _ in range(5):
        with pytest.raises(ModelUnavailable, match="cannot be reached"):
            session.ask(PROMPT, Remark)
    assert session.use.calls == 3
    assert session.use.tokens_sent == 0


def test_an_endpoint_that_comes_back_is_found_in_the_background(door: Open) -> None:
    opened = door(lambda request: json_of(GOOD) if request.schema_name else Say("Hello."))
    opened.server.dead = True
    session = opened.session
    with pytest.raises(ModelUnavailable):
        session.ask(PROMPT, Remark)
    opened.server.dead = False
    with pytest.raises(ModelUnavailable):
        session.ask(PROMPT, Remark)
    assert opened.server.calls == 0
    opened.clock.seconds += 31
    with pytest.raises(ModelUnavailable):
        session.ask(PROMPT, Remark)
    opened.server.wait(lambda server: server.calls == 1)
    while opened.model.breaker.trouble is not None:
        threading.Event().wait(0.01)
    assert session.ask(PROMPT, Remark) == GOOD


@pytest.mark.parametrize("reply", [Hang(), HangAfter('{"quote"'), Drip("x" * 1000, 0.05)])
def test_a_silent_or_endless_reply_ends_at_its_deadline(door: Open, reply: Reply) -> None:
    limits = Limits(connect=5, read=0.4, total=0.8, cool=30)
    opened = door(reply, limits=limits)
    object.__setattr__(opened.model, "timing", Timing())
    with pytest.raises(ModelUnavailable, match="in time"):
        opened.session.ask(PROMPT, Remark)


def test_silence_is_an_error_of_time() -> None:
    assert issubclass(Silence, TimeoutError)


def test_no_host_and_no_tls_are_said_in_words(door: Open) -> None:
    opened = door(json_of(GOOD), tls=True)
    with pytest.raises(ModelUnavailable, match="certificate"):
        opened.session.ask(PROMPT, Remark)


def test_talk_arrives_as_it_is_said_without_the_thinking(door: Open) -> None:
    pieces = ["<thi", "nk>they said 12", "</think>", "You ", "counted ", "12 boxes."]
    opened = door(Say("".join(pieces), pieces=pieces))
    assert "".join(opened.session.stream(PROMPT)) == "You counted 12 boxes."
    assert "response_format" not in opened.server.requests[0].body


def test_talk_cut_in_the_middle_is_an_error_after_what_was_said(door: Open) -> None:
    heard: list[str] = []
    session = door(Cut("You counted boxes. And th")).session
    with pytest.raises(ModelUnavailable):
        heard.extend(session.stream(PROMPT))
    assert "".join(heard).startswith("You counted")


def test_a_megabyte_is_not_read_to_its_end(door: Open) -> None:
    opened = door(Big(1))
    size = sum(len(piece) for piece in opened.session.stream(PROMPT))
    assert size <= 210_000


def test_a_kept_reply_is_asked_for_once(door: Open, cache: Cache) -> None:
    opened = door(json_of(GOOD), cache=cache)
    assert opened.session.ask(PROMPT, Remark, keep=True) == GOOD
    assert opened.session.ask(PROMPT, Remark, keep=True) == GOOD
    assert opened.server.calls == 1
    other = Prompt("test", PROMPT.system, PROMPT.user + "!", 200)
    opened.session.ask(other, Remark, keep=True)
    opened.session.ask(PROMPT, Remark)
    assert opened.server.calls == 3


def test_the_budget_of_an_interview_ends_the_asking(door: Open) -> None:
    opened = door(json_of(GOOD), limits=Limits(tokens=20))
    session = opened.session
    session.ask(PROMPT, Remark)
    for _ in range(3):
        with pytest.raises(ModelUnavailable, match="OPENAI_TOKEN_BUDGET"):
            session.ask(PROMPT, Remark)
    assert opened.server.calls == 1
    resumed = opened.model.session(session.use)
    with pytest.raises(ModelUnavailable, match="OPENAI_TOKEN_BUDGET"):
        resumed.ask(PROMPT, Remark)
    assert opened.session.ask(PROMPT, Remark) == GOOD


def test_no_trouble_repeats_the_key_or_the_prompt(door: Open) -> None:
    body = {"error": {"message": f"bad {KEY}: {PROMPT.user}"}}
    for failure in (Fail(401, body), Fail(500, body), Fail(418, body), Raw(KEY.encode())):
        opened = door(failure)
        session = opened.session
        with pytest.raises(ModelUnavailable) as raised:
            session.ask(PROMPT, Remark)
        told = f"{raised.value} {session.use.model_dump_json()} {session.news()}"
        assert KEY not in told
        assert "boxes" not in told


def test_a_chat_model_handed_in_is_told_the_form_in_the_prompt() -> None:
    from langchain_core.language_models import FakeListChatModel

    model = build(load_settings(), None, FakeListChatModel(responses=[GOOD.model_dump_json()]))
    assert model is not None
    session = model.session()
    assert session.ask(PROMPT, Remark) == GOOD
    assert session.use == ModelUse(
        model="FakeListChatModel",
        calls=1,
        tokens_sent=session.use.tokens_sent,
        tokens_received=session.use.tokens_received,
        estimated=True,
        seconds=session.use.seconds,
    )


@pytest.mark.parametrize(
    "address",
    ["me:secret@host", "ftp://me:secret@x/v1", "http://me:secret@", "http://me:secret@[::1"],
)
def test_an_address_that_is_none_names_its_setting(address: str) -> None:
    settings = load_settings(openai_base_url=address, openai_model="m")
    with pytest.raises(BadInput, match="OPENAI_BASE_URL") as raised:
        build(settings, None)
    assert "secret" not in str(raised.value)


def test_a_model_without_a_name_names_its_setting() -> None:
    with pytest.raises(BadInput, match="OPENAI_MODEL"):
        build(load_settings(openai_base_url="http://127.0.0.1:1/v1"), None)
    assert build(load_settings(), None) is None


def test_waiting_that_is_given_up_ends_with_the_reply_still_due(door: Open) -> None:
    opened = door(Hang(), limits=Limits(connect=600, read=600, total=600, cool=30))
    session = opened.session
    raised: list[ModelUnavailable] = []

    def ask() -> None:
        with pytest.raises(ModelUnavailable) as error:
            session.ask(PROMPT, Remark)
        raised.append(error.value)

    waiting = threading.Thread(target=ask)
    waiting.start()
    opened.server.wait(lambda server: server.calls == 1)
    opened.model.give_up()
    waiting.join(30)
    assert not waiting.is_alive()
    assert len(raised) == 1
    with pytest.raises(ModelUnavailable):
        session.ask(PROMPT, Remark)
    assert opened.server.calls == 1
