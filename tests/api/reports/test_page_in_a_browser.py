"""The page as Chromium shows it: accessible in both schemes, on paper, and asking nobody."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from api import Backstage, ProgressExporter
from api.export import laid_out
from domain import Interview, Job
from tests.api.reports.conftest import ANALYTICS, PLAN
from tests.api.reports.test_page import ATTACKS

Keep = Callable[..., Interview]
Open = Callable[..., Page]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed on this machine"),
    # Playwright speaks to the browser over pipes; its loop opens a pair of sockets of its own.
    pytest.mark.enable_socket,
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def asked() -> list[str]:
    """The addresses the pages asked for."""
    return []


@pytest.fixture
def opened(
    browser: Browser, keep: Keep, stage: Backstage, tmp_path: Path, asked: list[str]
) -> Iterator[Open]:
    """Opens a full report, with every attack in it, in a scheme and a width."""
    job = Job(role="nurse", title=ATTACKS[2], company=ATTACKS[0])
    keep("0301-aaaa", days_ago=19, turns=[{"said": one, "text": one} for one in ATTACKS])
    keep("0311-bbbb", days_ago=9, job=job, turns=[{"said": "word" * 200, "score": None}, {}])
    document = ProgressExporter(backstage=stage).document()
    told = document.model_copy(update={"analytics": ANALYTICS, "plan": PLAN, "user": ATTACKS[3]})
    file = tmp_path / "report.html"
    file.write_bytes(laid_out(told, "html"))
    pages: list[Page] = []

    def open_page(scheme: Any = "light", width: int = 1200, media: Any = "screen") -> Page:
        size: Any = {"width": width, "height": 1000}
        page = browser.new_page(viewport=size, color_scheme=scheme)
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        page.emulate_media(media=media, color_scheme=scheme)
        page.goto(file.as_uri())
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("width", [400, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_passes_axe(scheme: str, width: int, opened: Open) -> None:
    found = Axe().run(opened(scheme, width))
    assert found.violations_count == 0, found.generate_report()
    passed = {rule["id"] for rule in found.response["passes"]}
    assert {"color-contrast", "document-title", "html-has-lang", "svg-img-alt"} <= passed


def test_it_asks_for_nothing_but_itself_and_runs_nothing(opened: Open, asked: list[str]) -> None:
    page = opened()
    page.mouse.move(300, 600)
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert [url for url in asked if not url.startswith("file:///")] == []
    assert len(asked) == 1


@pytest.mark.parametrize("width", [320, 400, 1200])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_nothing_sticks_out_at_the_side(width: int, media: str, opened: Open) -> None:
    page = opened("light", width, media)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_schemes_differ_and_paper_is_white_in_both(opened: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (opened(scheme).evaluate(ground) for scheme in ("light", "dark"))
    assert light != dark
    for scheme in ("light", "dark"):
        assert opened(scheme, 700, "print").evaluate(ground) == "rgb(255, 255, 255)"


def test_it_prints_with_every_answer_on_paper(opened: Open) -> None:
    import io

    from pypdf import PdfReader

    printed = PdfReader(io.BytesIO(opened().pdf(format="A4")))
    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    assert "I moved berth 2 by hand." in text
    assert "Practice plan" in text
