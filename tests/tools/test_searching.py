"""Searching: one engine after another, at a pace, within a time that does not grow; an engine that
fails is told from one that finds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from config import load_settings
from domain import BadInput, Hit, WebUnavailable
from tests.web.site import Served, Site
from tools.web.searching import (
    DdgsEngine,
    Engines,
    Pace,
    SearxEngine,
    Topic,
    Unreachable,
    build_search,
)

FOUND = [Hit(url="https://acme.com/", title="Acme")]


@dataclass
class Scripted:
    """An engine that does what is written down, the last of it for ever."""

    name: str
    replies: list[list[Hit] | str]
    asked: list[str] = field(default_factory=list)

    def ask(self, query: str, topic: Topic, count: int, seconds: float) -> list[Hit]:
        self.asked.append(query)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, str):
            raise WebUnavailable(reply)
        return reply


@dataclass
class Clock:
    seconds: float = 0.0
    waited: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.seconds += seconds

    @property
    def pace(self) -> Pace:
        return Pace(clock=lambda: self.seconds, wait=self.wait, draw=lambda: 0.5)


def test_the_second_engine_is_asked_only_when_the_first_fails() -> None:
    first, second = Scripted("one", [FOUND]), Scripted("two", [FOUND])
    assert Engines([first, second], Clock().pace).find("acme") == FOUND
    assert second.asked == []
    failing = Scripted("one", ["down"])
    assert Engines([failing, second], Clock().pace).find("acme") == FOUND
    assert len(failing.asked) == 3


def test_finding_nothing_is_a_result_and_no_failure() -> None:
    first, second = Scripted("one", [[]]), Scripted("two", [FOUND])
    assert Engines([first, second], Clock().pace).find("acme") == []
    assert second.asked == []


def test_an_engine_that_failed_twice_is_left_alone() -> None:
    first, second = Scripted("one", ["down"]), Scripted("two", [FOUND])
    engines = Engines([first, second], Clock().pace)
    for _ in range(5):
        engines.find("acme")
    assert len(first.asked) == 6


def test_an_engine_without_a_connection_is_not_asked_again() -> None:
    class Gone(Scripted):
        def ask(self, query: str, topic: Topic, count: int, seconds: float) -> list[Hit]:
            self.asked.append(query)
            raise Unreachable("cannot be reached")

    clock, gone, second = Clock(), Gone("one", [FOUND]), Scripted("two", [FOUND])
    engines = Engines([gone, second], clock.pace)
    for _ in range(3):
        assert engines.find("acme") == FOUND
    assert gone.asked == ["acme"]
    assert clock.waited == []


def test_when_every_engine_fails_it_is_said_why() -> None:
    with pytest.raises(WebUnavailable, match="two: down"):
        Engines([Scripted("one", ["up"]), Scripted("two", ["down"])], Clock().pace).find("acme")


def test_queries_wait_for_their_turn_and_end_with_the_time() -> None:
    clock, engine = Clock(), Scripted("one", [FOUND])
    engines = Engines([engine], clock.pace, deadline=10)

    def ask_on() -> None:
        for _ in range(50):
            engines.find("acme")

    with pytest.raises(WebUnavailable, match="too long"):
        ask_on()
    assert 10 <= len(engine.asked) <= 14
    assert clock.seconds <= 10


def test_an_address_found_twice_is_one_hit() -> None:
    twice = [*FOUND, Hit(url="https://acme.com/#top"), Hit(url="ftp://acme.com")]
    assert Engines([Scripted("one", [twice])], Clock().pace).find("acme") == FOUND


RESULTS = """<html><body><div class="results">
<div class="links_main result__body body"><h2>Acme Anvils</h2><a href="https://acme.com/">Acme
makes anvils</a></div></div></body></html>"""


@pytest.fixture
def duckduckgo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    from ddgs.engines import ENGINES

    with Site({}) as site:
        engine = ENGINES["text"]["duckduckgo"]
        monkeypatch.setattr(engine, "search_url", site.url("/html"))
        monkeypatch.setattr(engine, "search_method", "GET")
        yield site


@pytest.mark.parametrize(
    ("served", "outcome"),
    [
        (Served(RESULTS), "https://acme.com/"),
        (Served("<html><body><p>No results.</p></body></html>"), ""),
        (Served(RESULTS, status=202), "refused"),
        (Served(RESULTS, status=500), "refused"),
    ],
    ids=["found", "nothing", "held off", "failed"],
)
def test_a_real_engine_that_finds_nothing_is_told_from_one_that_refuses(
    duckduckgo: Site, served: Served, outcome: str
) -> None:
    duckduckgo.pages["/html"] = served
    engine = DdgsEngine("duckduckgo")
    if outcome == "refused":
        with pytest.raises(WebUnavailable, match="refused"):
            engine.ask("acme", "text", 5, 5)
    else:
        assert [hit.url for hit in engine.ask("acme", "text", 5, 5)] == [outcome] * bool(outcome)


def test_a_real_engine_that_is_not_there_is_said_so(
    duckduckgo: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ddgs.engines import ENGINES

    with Site({}) as gone:
        monkeypatch.setattr(ENGINES["text"]["duckduckgo"], "search_url", gone.url("/html"))
    with pytest.raises(WebUnavailable, match="reached"):
        DdgsEngine("duckduckgo").ask("acme", "text", 5, 5)


def test_a_searxng_of_ones_own_is_asked() -> None:
    result = {"url": "https://acme.com/", "title": "Acme", "content": "anvils"}
    told = {**result, "engines": ["mojeek"], "category": "general"}
    reply = json.dumps({"results": [told]})
    with Site({"/search": Served(reply, kind="application/json")}) as site:
        (hit,) = SearxEngine(site.base).ask("acme", "text", 5, 10)
    assert (hit.url, hit.snippet) == ("https://acme.com/", "anvils")


def test_a_searxng_that_fails_is_said_so() -> None:
    with (
        Site({"/search": Served("no", status=500)}) as site,
        pytest.raises(WebUnavailable, match="cannot be reached"),
    ):
        SearxEngine(site.base).ask("acme", "text", 5, 10)


def test_a_search_is_built_from_the_settings() -> None:
    assert build_search(load_settings(search="none")) is None
    chosen = build_search(load_settings(search="ddgs"))
    assert chosen is not None
    assert chosen.name == "duckduckgo, then brave, then mojeek"
    with pytest.raises(BadInput, match="SEARX_URL"):
        build_search(load_settings(search="searx"))
