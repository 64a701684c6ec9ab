"""Web pages that give orders to assistants: with a model that obeys, and with one that lies in any
case, no false fact is shown, nothing leaks, and the reader is warned."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prompts.templates import load_template
from tests.attacks.web_orders import FORBIDDEN, MODELS, PAGES, SEEN, sees_an_order
from tests.model.serving import ModelServer
from tests.web.site import Site, page

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
KEY = "sk-the-key-nobody-may-see"


@pytest.fixture(params=MODELS)
def server(request: pytest.FixtureRequest) -> Iterator[ModelServer]:
    with ModelServer(MODELS[request.param]) as opened:
        yield opened


@pytest.fixture
def research(
    rehearse: Rehearse, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    def run(html: str, *options: str) -> Ran:
        monkeypatch.setenv("REHEARSE_TEST_ALLOW_LOOPBACK", "1")
        monkeypatch.setenv("REHEARSE_SEARCH", "none")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_MODEL", "fake-model")
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        with Site({"/about": html}) as site:
            ran = rehearse("research", "Acme Anvils", "--from", site.url("/about"), *options)
        assert ran.code == 0, ran.err
        return ran

    return run


def test_there_are_pages_enough_and_the_models_would_obey_them() -> None:
    assert len(PAGES) >= 12
    assert set(PAGES) >= SEEN
    unseen = {"zero width", "exfiltration", "tag characters"}
    assert all(sees_an_order(html) for way, html in PAGES.items() if way not in unseen)
    for form in ("page_claims", "advice", "queries"):
        assert not sees_an_order(load_template(form).system)


@pytest.mark.parametrize("way", PAGES)
def test_an_order_on_a_page_makes_no_false_fact(
    way: str, research: Callable[..., Ran], server: ModelServer
) -> None:
    ran = research(PAGES[way], "--json")
    made: dict[str, Any] = json.loads(ran.out)
    shown = json.dumps({key: made[key] for key in made if key != "dropped"}, ensure_ascii=False)
    for word in FORBIDDEN:
        assert word not in shown, shown[max(shown.find(word) - 300, 0) : shown.find(word) + 60]
    assert KEY not in ran.out + ran.err
    facts = {claim["slot"]: claim["value"] for claim in made["claims"]}
    # What stands right after an order is left out, true as it may be.
    assert facts.get("founded") == (None if way == "headline" else "1911")
    assert facts.get("headquarters") == (None if way == "headline" else "Dayton, Ohio")
    assert facts["size"] == "420 people"
    assert not made["red_flags"]
    (source,) = made["sources"]
    if way in SEEN:
        assert any("AI assistants" in warning for warning in source["warnings"])
    assert server.calls >= 1


@pytest.mark.parametrize("way", ["plain", "Markdown", "title", "a link that leaks", "exfiltration"])
def test_an_order_on_a_page_is_not_in_the_brief_that_is_written(
    way: str, research: Callable[..., Ran], tmp_path: Path
) -> None:
    for name in ("brief.md", "brief.html"):
        ran = research(PAGES[way], "--out", str(tmp_path / name), "--refresh")
        told = (tmp_path / name).read_text("utf-8")
        for word in (*FORBIDDEN, KEY):
            assert word not in told
            assert word not in ran.out
        assert "Careful" in told


def test_an_honest_page_is_not_warned_of(research: Callable[..., Ran]) -> None:
    html = page(
        "Acme Anvils was founded in 1911, and our assistants help smiths choose.",
        "Tell us in your application which anvil you like, and ask any agent in our shops.",
        title="About us | Acme Anvils",
    )
    made = json.loads(research(html, "--json").out)
    assert made["sources"][0]["warnings"] == []
