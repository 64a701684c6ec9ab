"""Research that is killed or interrupted goes on from there: what was fetched is not fetched again,
and the brief is whole."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.processes import Nursery, Process
from tests.faults.window import Window
from tests.web.site import Served, Site, page

pytestmark = pytest.mark.faults

LOOPBACK = {"REHEARSE_TEST_ALLOW_LOOPBACK": "1", "REHEARSE_SEARCH": "none"}
FACTS = (
    "Acme Anvils was founded in 1911 in a shed behind the railway station.",
    "Acme Anvils is headquartered in Dayton, Ohio, and we make anvils for smiths everywhere.",
    "We employ 420 people in three workshops, and we like all of them very much.",
    "Our mission is to make the last anvil that a smith will ever have to buy.",
    "We offer health insurance, a pension plan and a free anvil to all our employees.",
    "Our products include anvils, hammers, tongs and swage blocks for every trade.",
)
PATHS = tuple(f"/{n}" for n in range(1, 1 + len(FACTS)))
SLOTS = {"founded", "headquarters", "size", "values", "benefits"}


class Held:
    """A page that is begun and goes on only when it is let go."""

    def __init__(self, text: str) -> None:
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self._text = text

    def __call__(self) -> Iterator[bytes]:
        yield b" "
        self.begun.set()
        if self.go_on.wait(60):
            yield self._text.encode()


def about(fact: str) -> str:
    return page("We are glad that you are here.", fact, title="Acme Anvils")


@pytest.fixture
def held() -> Iterator[Held]:
    """The last page but one."""
    made = Held(about(FACTS[4]))
    yield made
    made.go_on.set()


@pytest.fixture
def site(held: Held) -> Iterator[Site]:
    pages: dict[str, Served | str] = dict(zip(PATHS, map(about, FACTS), strict=True))
    with Site(pages | {PATHS[4]: Served(held)}) as opened:
        yield opened
        held.go_on.set()


def command(site: Site, *more: str) -> list[str]:
    given = [part for path in PATHS for part in ("--from", site.url(path))]
    return ["research", "Acme Anvils", *given, *more]


def finished(nursery: Nursery, home: Path, site: Site, *more: str) -> tuple[dict[str, Any], str]:
    process = nursery.start(home, *command(site, "--json", *more), env=LOOPBACK)
    output = process.stdout.read().decode()
    assert process.wait() == 0, process.errors
    brief: dict[str, Any] = json.loads(output)
    return brief, process.errors


def asked_again(site: Site, before: int) -> list[str]:
    return sorted(path for path in site.asked[before:] if path != "/robots.txt")


def until_read(process: Process, count: int) -> None:
    """Waits for that many pages to be told of as read."""
    for line in process.stdout:
        count -= line.startswith(b"Read ")
        if not count:
            return
    raise AssertionError(process.errors)


@pytest.mark.parametrize("more", [(), ("--refresh",)], ids=["plain", "refresh"])
def test_research_killed_while_it_fetches_goes_on_with_what_was_not_done(
    nursery: Nursery,
    fresh_copy: Callable[[str], Path],
    site: Site,
    held: Held,
    more: tuple[str, ...],
) -> None:
    home = fresh_copy("home")
    process = nursery.start(home, *command(site, *more), env=LOOPBACK)
    until_read(process, 5)
    assert held.begun.wait(60)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    held.go_on.set()
    before = len(site.asked)
    brief, errors = finished(nursery, home, site, *more)
    assert asked_again(site, before) == [PATHS[4]]
    assert "Going on where it was broken off" in errors
    assert {claim["slot"] for claim in brief["claims"]} >= SLOTS
    assert len(brief["sources"]) == len(PATHS)
    assert brief["notes"] == []
    before = len(site.asked)
    again, errors = finished(nursery, home, site)
    assert "broken off" not in errors
    assert asked_again(site, before) == []
    assert again["claims"] == brief["claims"]


def test_research_killed_with_its_first_pages_keeps_those_it_has_read(
    nursery: Nursery, fresh_copy: Callable[[str], Path], site: Site, held: Held
) -> None:
    home = fresh_copy("home")
    site.pages[PATHS[0]], site.pages[PATHS[4]] = Served(held), about(FACTS[4])
    held._text = about(FACTS[0])
    process = nursery.start(home, *command(site), env=LOOPBACK)
    until_read(process, 3)
    process.kill()
    process.wait()
    held.go_on.set()
    before = len(site.asked)
    brief, _ = finished(nursery, home, site)
    assert asked_again(site, before) == sorted([PATHS[0], *PATHS[4:]])
    assert {claim["slot"] for claim in brief["claims"]} >= SLOTS


def test_ctrl_c_keeps_what_was_found_and_says_how_to_go_on(
    nursery: Nursery,
    fresh_copy: Callable[[str], Path],
    open_window: Callable[..., Window],
    monkeypatch: pytest.MonkeyPatch,
    site: Site,
    held: Held,
) -> None:
    for name, value in LOOPBACK.items():
        monkeypatch.setenv(name, value)
    home = fresh_copy("home")
    window = open_window(home, *command(site))
    for _ in range(5):
        window.until("Read ")
    assert held.begun.wait(60)
    window.screen.send("\x03")
    window.until("the same command goes on from there")
    shown = window.close()
    assert window.process.wait() == 130
    assert "Traceback" not in shown
    held.go_on.set()
    before = len(site.asked)
    brief, _ = finished(nursery, home, site)
    assert asked_again(site, before) == [PATHS[4]]
    assert {claim["slot"] for claim in brief["claims"]} >= SLOTS
