"""Words that exist nowhere else are told to every command: on the disk they are found nowhere, not
in a file, not in a name, not in what SQLite writes to its temporary files, not in an error.

The search is shown to find: in the report that the candidate asks for, they are.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.overhearing import OPENED, WRITTEN
from tests.faults.plan import Fault
from tests.faults.processes import Finished, Nursery

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="replaces SQLite's Linux system calls"),
]

USER, COMPANY, CANDIDATE = "Zanuvelti", "Quorvexa", "Ysbrilune"
AD, CV, STORY, PAGE, PHRASE = "Brimquastel", "Dvornikash", "Glyptomar", "Hexuvarn", "Lorvaqint"
FIRST, AGAIN, OUTSIDE, PAUSED = "Mxolvantir", "Nydraquel", "Oplivester", "Pruvantesk"
SAID = (CANDIDATE, CV, STORY, PHRASE, FIRST, AGAIN, OUTSIDE, PAUSED)
"""What an error or a note to the side may not repeat; how an ad was read is told there."""
EVERY = (*SAID, USER, COMPANY, AD, PAGE)

ANSWER = (
    "In March the {word} import on our ward failed three times. I read the logs of {word}, found "
    "a lock and moved the second job, and since then late entries fell from 90 to 4 a month."
)
GIVEN = {
    "ad.txt": f"Staff Nurse\n{COMPANY} Health\nWe look for a registered nurse for our {AD} ward. "
    f"You will give medication and plan discharges with {AD} and look after twelve patients.\n",
    "cv.md": f"# {CANDIDATE} Moor\n\n## Experience\n\nNurse, {COMPANY} Clinic, 2019 - 2024\n\n"
    f"- Introduced {CV} at handover, which cut falls on the ward from 12 to 3 a month\n",
    "page.html": f"<html><head><title>{COMPANY}</title></head><body><main><h1>About {COMPANY}</h1>"
    f"<p>{COMPANY} was founded in 1998 by Ada {PAGE} and has 400 employees in nine countries.</p>"
    "</main></body></html>",
    "phrase.txt": f"the phrase {PHRASE}\n",
}
NURSE = ("--job", "ad.txt", "--cv", "cv.md", "--company", COMPANY)


@dataclass
class Life:
    """A candidate's commands over one home, with everything they may write to under watch."""

    nursery: Nursery
    root: Path
    home: Path

    def run(self, *argv: str, words: str = "", fault: Fault | None = None) -> Finished:
        """Runs a command; `words` are what is answered, whatever is asked."""
        given = (str(self.root / "given" / one) if one in GIVEN else one for one in argv)
        told = self.root / "overheard"
        return self.nursery.run(
            self.home,
            *given,
            "--user",
            USER,
            "--offline",
            answers="".join(f"{ANSWER.format(word=words)} {n}\n\n" for n in range(9 * bool(words))),
            fault=fault or Fault(overheard=str(told)),
            env={"TMPDIR": str(self.root / "tmp"), "HOME": str(self.root / "person")},
        )

    def done(self, *argv: str, words: str = "") -> str:
        """Runs a command that has to succeed; its output. What is said aside tells nothing."""
        ran = self.run(*argv, words=words)
        assert ran.code == 0, ran.errors
        assert not found_in(ran.errors.encode(), SAID), argv
        return ran.output

    def overheard(self) -> tuple[set[Path], bytes]:
        """The files that were opened to be written, and all that SQLite wrote."""
        opened: set[Path] = set()
        written = bytearray()
        for line in (self.root / "overheard").read_bytes().splitlines():
            if line.startswith(OPENED):
                opened.add(Path(line.removeprefix(OPENED).decode()))
            elif line.startswith(WRITTEN):
                written += bytes.fromhex(line.removeprefix(WRITTEN).decode()) + b"\n"
        return opened, bytes(written)


def found_in(content: bytes, words: tuple[str, ...]) -> set[str]:
    """The words that are in these bytes in any case, as UTF-8, UTF-16 or hexadecimal digits."""
    low = content.lower()
    # Every second byte of UTF-16 is zero here, and nothing else is made of these letters.
    wide = low.replace(b"\0", b"")
    digits = {word: word.lower().encode().hex().encode() for word in words}
    return {w for w in words if w.lower().encode() in wide or digits[w] in low}


def found_on_disk(folder: Path, words: tuple[str, ...]) -> dict[str, set[str]]:
    """The words that are in files under a folder or in their names, by path."""
    found = {}
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        hits = found_in(content, words) | found_in(path.name.encode(), words)
        if hits:
            found[str(path.relative_to(folder))] = hits
    return found


@pytest.fixture
def life(nursery: Nursery, used_home: Path, tmp_path: Path) -> Life:
    for name in ("given", "tmp", "person", "watched", "asked"):
        (tmp_path / name).mkdir()
    for name, text in GIVEN.items():
        (tmp_path / "given" / name).write_text(text)
    return Life(nursery, tmp_path, Path(shutil.copytree(used_home, tmp_path / "watched" / "home")))


def test_what_is_told_is_nowhere_on_the_disk_in_clear(life: Life) -> None:
    asked = life.root / "asked"
    life.done("prep", *NURSE)
    life.done("stories", "add", "--cv", "cv.md", "--job", "ad.txt")
    life.done("stories", "add", "--title", STORY, "--action", ANSWER.format(word=STORY))
    life.done("mock", "--json", *NURSE, "--questions", "2", words=FIRST)
    (mock,) = json.loads(life.done("interviews", "--json"))
    life.done("retake", mock["id"], "1", "--json", words=AGAIN)
    life.done("practice", "--json", *NURSE, "--type", "mixed", "--count", "2", words=FIRST)
    life.done("evaluate", "--question", f"Why {COMPANY}?", "--answer", ANSWER.format(word=OUTSIDE))
    brief = life.done("research", COMPANY, "--from", "page.html", "--json")
    assert found_in(brief.encode(), EVERY) >= {COMPANY, PAGE}
    life.done("outcome", mock["id"], "offer")
    life.done("progress", "--json")
    life.done("plan", "--job", "ad.txt", "--json")
    life.done("privacy", "backup", str(asked / "kept.backup"), "--passphrase-file", "phrase.txt")
    life.done("privacy", "rotate-key")
    life.done(
        *("privacy", "restore", str(asked / "kept.backup"), "--yes"),
        *("--passphrase-file", "phrase.txt"),
    )
    life.done("doctor")

    report = asked / "report.json"
    life.done("export", str(report))
    spoken = {FIRST, COMPANY, AD}
    assert spoken <= found_in(report.read_bytes(), EVERY), "the search finds what is there"
    stories = life.done("stories", "--json").encode()
    assert {STORY, CV} <= found_in(stories, EVERY), "it was all kept"

    for folder in ("watched", "tmp", "person"):
        assert found_on_disk(life.root / folder, EVERY) == {}
    assert not found_in((asked / "kept.backup").read_bytes(), EVERY)
    opened, written = life.overheard()
    assert len(written) > 100_000, "the library's writes were heard"
    assert not found_in(written, EVERY)
    allowed = (life.home, asked, Path("/dev"))
    strange = {path for path in opened if not any(path.is_relative_to(one) for one in allowed)}
    assert {path for path in strange if "__pycache__" not in path.parts} == set()

    life.done("privacy", "purge", "--yes")
    assert USER not in json.loads(life.done("privacy", "--json"))["users"]


@pytest.mark.parametrize("phase", ["during", "after"])
@pytest.mark.parametrize("share", [0.4, 0.7, 0.95])
def test_a_killed_session_leaves_nothing_in_clear_either(
    life: Life, share: float, phase: str
) -> None:
    whole = Path(shutil.copytree(life.home, life.root / "whole"))
    tally = life.root / "tally"
    session = ("mock", "--json", *NURSE, "--questions", "2")
    counted = Life(life.nursery, life.root, whole)
    assert counted.run(*session, words=PAUSED, fault=Fault(tally=str(tally))).code == 0
    at = int(share * int(tally.read_text()))
    fault = Fault(kill_at=at, phase="during" if phase == "during" else "after")
    assert life.run(*session, words=PAUSED, fault=fault).code == -9
    for folder in ("watched", "tmp", "person"):
        assert found_on_disk(life.root / folder, EVERY) == {}


def test_an_error_tells_nothing_of_what_was_said(life: Life) -> None:
    session = ("mock", "--json", *NURSE, "--questions", "2")
    ran = life.run(*session, words=PAUSED, fault=Fault(file_limit=120 * 1024))
    assert ran.code == 1
    assert ran.errors.startswith("rehearse: ")
    assert not found_in(ran.errors.encode(), SAID)
    for folder in ("watched", "tmp", "person"):
        assert found_on_disk(life.root / folder, EVERY) == {}
