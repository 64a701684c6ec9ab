"""`research`: what a user may type wrongly, and how the brief is shown and written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import ROOT
from tests.web.site import page

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
ABOUT = page(
    "Acme was founded in 1911 in a shed behind the railway station.",
    "Acme is headquartered in Dayton, Ohio, and we make anvils for smiths everywhere.",
    "Our mission is to be *kind* to &lt;b&gt;everyone&lt;/b&gt; who works with [an anvil](x).",
    title="About Acme",
)


@pytest.fixture
def about(tmp_path: Path) -> str:
    """A saved page of Acme."""
    file = tmp_path / "about.html"
    file.write_text(ABOUT, "utf-8")
    return str(file)


@pytest.fixture(autouse=True)
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHEARSE_SEARCH", "none")


@pytest.mark.parametrize("name", ["", "   ", "A" * 5000, "🎉", "…", "\n"])
def test_a_name_that_is_none_is_refused_in_a_line(rehearse: Rehearse, name: str) -> None:
    ran = rehearse("research", name)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "rehearse: name the company to look up, in at most 120 characters\n"


def test_a_name_with_signs_in_it_is_looked_up(rehearse: Rehearse, about: str) -> None:
    assert rehearse("research", "🎉 Acme & Söhne #1", "--from", about).code == 0


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("none.html", "no such file"),
        (".", "it is a folder"),
        ("file:///etc/passwd", "no such file"),
        ("", "no such file"),
        ("a\0b", "no such file"),
        ("x" * 5000, "no such file"),
        ("~nobody-of-that-name/x", "no such file"),
    ],
)
def test_what_is_neither_a_page_nor_a_file_is_said_so(
    rehearse: Rehearse, given: str, why: str
) -> None:
    ran = rehearse("research", "Acme", "--from", given)
    assert (ran.code, ran.out) == (1, "")
    assert why in ran.err
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 400


@pytest.mark.parametrize(
    ("body", "why"),
    [(b"%PDF-1.7\n%\xe2\xe3", "it is a PDF"), (bytes(range(256)) * 9, "no text"), (b"", "nothing")],
    ids=["PDF", "binary", "empty"],
)
def test_a_file_that_cannot_be_read_as_a_page_costs_that_file_alone(
    rehearse: Rehearse, about: str, tmp_path: Path, body: bytes, why: str
) -> None:
    other = tmp_path / "other"
    other.write_bytes(body)
    brief = json.loads(rehearse("research", "Acme", *_from(about, str(other)), "--json").out)
    assert brief["claims"]
    (note,) = brief["notes"]
    assert why in note


def test_a_private_address_is_not_asked(rehearse: Rehearse, about: str) -> None:
    given = _from(about, "http://10.0.0.1/", "http://[::1]/", "http://acme.com:22/")
    brief = json.loads(rehearse("research", "Acme", *given, "--json").out)
    assert brief["claims"]
    assert len(brief["notes"]) == 3


@pytest.mark.parametrize(
    "domain",
    ["not a domain", "a..b", ".com", "acme.", "acme.com:80", "localhost", "10.0.0.1", "a.b;rm", ""],
)
def test_a_domain_that_is_none_is_said_so(rehearse: Rehearse, domain: str) -> None:
    ran = rehearse("research", "Acme", "--domain", domain)
    assert (ran.code, ran.out) == (1, "")
    assert "is no domain; it has the form acme.com" in ran.err


@pytest.mark.parametrize("domain", ["acme.com", "https://WWW.Acme.com/about", "münchen.example"])
def test_a_domain_may_be_written_in_several_ways(
    rehearse: Rehearse, about: str, domain: str
) -> None:
    ran = rehearse("research", "Acme", "--offline", *_from(about), "--domain", domain, "--json")
    assert json.loads(ran.out)["domain"] in ("acme.com", "münchen.example")


@pytest.mark.parametrize(
    ("out", "code", "why"),
    [
        ("brief.txt", 2, ".md or .html"),
        ("missing/brief.md", 1, "there is no folder"),
        ("folder.html", 1, "it is a folder"),
    ],
)
def test_a_file_that_cannot_be_written_is_said_before_anything_is_done(
    rehearse: Rehearse, about: str, tmp_path: Path, out: str, code: int, why: str
) -> None:
    (tmp_path / "folder.html").mkdir()
    ran = rehearse("research", "Acme", *_from(about), "--out", str(tmp_path / out))
    assert (ran.code, ran.out) == (code, "")
    assert why in ran.err


def test_a_folder_without_rights_is_said_before_anything_is_done(
    rehearse: Rehearse, about: str, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if os.access(locked, os.W_OK):
        pytest.skip("who runs this may write anywhere")
    ran = rehearse("research", "Acme", *_from(about), "--out", str(locked / "brief.md"))
    assert (ran.code, ran.out) == (1, "")
    assert "no right to write" in ran.err


def test_a_brief_is_written_with_what_pages_say_taken_literally(
    rehearse: Rehearse, about: str, tmp_path: Path
) -> None:
    out = tmp_path / "brief.html"
    assert rehearse("research", "Acme", *_from(about), "--out", str(out)).code == 0
    told = out.read_text("utf-8")
    assert "to be *kind* to &lt;b&gt;everyone&lt;/b&gt; who works with [an anvil](x)." in told
    assert "<b>everyone" not in told


def test_a_narrow_terminal_without_colour_is_respected(
    rehearse: Rehearse, about: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    shown = rehearse("research", "Acme", *_from(about)).out
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 40


def test_what_is_read_is_told_of_while_the_rest_is_read(
    rehearse: Rehearse, about: str, tmp_path: Path
) -> None:
    other = tmp_path / "other.html"
    other.write_text(page("Apex Hammers was founded in 1850 and makes hammers.", title="Apex"))
    lines = rehearse("research", "Acme", *_from(about, str(other))).out.splitlines()
    (first,) = [n for n, line in enumerate(lines) if line.startswith("Read About Acme: ")]
    assert lines[first + 1].startswith("  Acme")
    assert "Read Apex: perhaps about another company, not used" in lines
    told = [line for line in lines[first + 1 : first + 3] if line.startswith("  ")]
    assert len(told) == len(set(told)) == 2


def test_a_kept_brief_is_shown_again_and_renewed_when_asked(rehearse: Rehearse, about: str) -> None:
    first = json.loads(rehearse("research", "Acme", *_from(about), "--json").out)
    again = rehearse("research", "  acme ", "--json")
    assert json.loads(again.out)["claims"] == first["claims"]
    assert "--refresh" in again.err
    other = rehearse("research", "Acme", "--role", "smith", "--json")
    assert "--refresh" not in other.err


def test_a_reader_of_json_may_leave_early(about: str, ready_home: Path) -> None:
    command = [sys.executable, "-u", str(ROOT / "run.py"), "research", "Acme", *_from(about)]
    with subprocess.Popen(
        [*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told: bytes = process.stderr.read()
        assert process.wait() == 0
    assert b"Traceback" not in told


def _from(*files: str) -> list[Any]:
    return [part for file in files for part in ("--from", file)]
