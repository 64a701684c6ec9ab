"""A model that fails, hangs, talks prose or replies in wrong types costs no fact: the built-in
reading stands, and it is said who read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.model.model_replies import (
    Big,
    Brain,
    Cut,
    Empty,
    Fail,
    Hang,
    Raw,
    Request,
    Say,
    by_schema,
    json_of,
    script,
)
from tests.model.serving import ModelServer
from tests.web.site import Site, page

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
GOOD = page(
    "Acme Anvils was founded in 1911 in a shed behind the railway station.",
    "We employ 420 people in three workshops, and like all of them very much.",
    "Every apprentice may choose the master who teaches the first year.",
    title="About us | Acme Anvils",
)
NOTHING = {
    "MoreQueries": json_of({"queries": []}),
    "BriefAdvice": json_of({"tips": [], "questions": []}),
}
GROWTH = {
    "slot": "growth",
    "text": "Every apprentice may choose the master.",
    "value": "",
    "quote": "Every apprentice may choose the master who teaches the first year.",
}
BAD: dict[str, Brain] = {
    "500": script(Fail(500)),
    "401": script(Fail(401)),
    "404": script(Fail(404)),
    "429": script(Fail(429, retry_after=600)),
    "hanging": script(Hang()),
    "cut": script(Cut('{"claims": [{"slot": "fou')),
    "empty": script(Empty()),
    "no JSON": script(Raw(b"\x00\xff")),
    "prose": script(Say("Sure! Acme Anvils was founded in 1066 by a saint, and is loved by all.")),
    "wrong types": script(json_of({"claims": [{"slot": 7, "text": None}], "tips": 3})),
    "another form": script(json_of({"founded": 1066, "size": "many"})),
    "a list": script(json_of([GROWTH])),
    "too many claims": script(json_of({"claims": [GROWTH] * 200})),
    "a long claim": script(json_of({"claims": [{**GROWTH, "text": "so " * 400}]})),
    "1 MB": script(Big(1)),
}


@pytest.fixture
def research(rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    def run(server: ModelServer, *options: str) -> Ran:
        monkeypatch.setenv("REHEARSE_TEST_ALLOW_LOOPBACK", "1")
        monkeypatch.setenv("REHEARSE_SEARCH", "none")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_MODEL", "fake-model")
        monkeypatch.setenv("OPENAI_TIMEOUT", "2")
        with Site({"/about": GOOD}) as site:
            ran = rehearse("research", "Acme Anvils", "--from", site.url("/about"), *options)
        assert ran.code == 0, ran.err
        assert "Traceback" not in ran.err
        return ran

    return run


@pytest.mark.parametrize("way", BAD)
def test_a_bad_model_leaves_the_built_in_reading_and_it_is_said(
    way: str, research: Callable[..., Ran]
) -> None:
    with ModelServer(BAD[way]) as server:
        ran = research(server, "--json")
    brief = json.loads(ran.out)
    facts = {claim["slot"]: claim["value"] for claim in brief["claims"]}
    assert facts["founded"] == "1911"
    assert facts["size"] == "420 people"
    assert brief["sources"][0]["read_by"] == ""
    assert "1066" not in ran.out
    assert "The built-in agents step in for it." in ran.err


def test_a_model_that_is_not_there_leaves_the_built_in_reading(
    research: Callable[..., Ran],
) -> None:
    with ModelServer(BAD["500"]) as server:
        server.dead = True
        ran = research(server, "--json")
    assert json.loads(ran.out)["claims"]
    assert "The built-in agents step in for it." in ran.err


def test_who_read_a_page_is_said_beside_it(research: Callable[..., Ran], tmp_path: Path) -> None:
    reads = by_schema({**NOTHING, "PageClaims": json_of({"claims": [GROWTH]})})
    out = tmp_path / "brief.md"
    with ModelServer(reads) as server:
        brief = json.loads(research(server, "--json").out)
        shown = research(server, "--refresh", "--out", str(out))
    assert brief["sources"][0]["read_by"] == "fake-model"
    assert "growth" in {claim["slot"] for claim in brief["claims"]}
    assert "with fake-model" in out.read_text("utf-8")
    assert "step in" not in shown.out


def test_a_model_that_reads_one_page_and_fails_at_another_is_named_at_the_first_alone(
    research: Callable[..., Ran],
) -> None:
    def reads(request: Request) -> Say | Fail:
        if request.schema_name != "PageClaims":
            return NOTHING[request.schema_name]
        if "Every apprentice" in request.told:
            return json_of({"claims": [GROWTH]})
        return Fail(400)

    other = page("Acme Anvils makes hammers in three sizes for smiths.", title="Acme Anvils")
    with ModelServer(reads) as server, Site({"/other": other}) as second:
        ran = research(server, "--json", "--from", second.url("/other"))
    readers = {
        one["url"].rsplit("/", 1)[1]: one["read_by"] for one in json.loads(ran.out)["sources"]
    }
    assert readers == {"about": "fake-model", "other": ""}
