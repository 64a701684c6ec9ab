"""What a candidate says and gives stands nowhere on the disk but in the encrypted store and in the
files they asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.processes import ROOT, environment

pytestmark = pytest.mark.faults

CANARIES = {
    "answer": "quokkaanswer",
    "cv": "quokkaresume",
    "ad": "quokkaposting",
    "name": "Quokkaname",
    "company": "Quokkacompany",
    "user": "quokkauser",
    "story": "quokkastory",
    "passphrase": "quokkapassphrase",
}
AD = (
    f"Staff Nurse at {CANARIES['company']}\n\nEssential\n- Experience of the {CANARIES['ad']} "
    "ward and of ventilation\n- Registration\n"
)
CV = (
    f"{CANARIES['name']} Berg\n\nExperience\nStaff Nurse, Fjord Health, 2019 - 2024\n"
    f"- Cut {CANARIES['cv']} falls from 9 to 2 a month with a night round\n"
)
ANSWER = (
    f"Last winter on the {CANARIES['answer']} ward I checked every patient at handover, because "
    "falls had doubled, and within a month they dropped from 9 to 2."
)


def test_nothing_said_or_given_stands_in_the_clear(tmp_path: Path) -> None:
    given, watched = tmp_path / "given", tmp_path / "watched"
    home, temporary, folder = (watched / name for name in ("home", "tmp", "cwd"))
    for one in (given, home, temporary, folder):
        one.mkdir(parents=True)
    (given / "ad.txt").write_text(AD)
    (given / "cv.txt").write_text(CV)
    (given / "answers.txt").write_text("\n\n".join([ANSWER] * 6))
    (given / "phrase.txt").write_text(CANARIES["passphrase"])
    ad, cv, answers = (str(given / f"{name}.txt") for name in ("ad", "cv", "answers"))
    user = ("--user", CANARIES["user"])
    job = ("--job", ad, "--cv", cv, *user)
    told = ""
    for command in (
        ("mock", *job, "--questions", "3", "--answers", answers, "--json"),
        ("practice", *job, "--count", "2", "--answers", answers),
        ("prep", *job),
        ("questions", "--job", ad, "--count", "3", *user),
        ("stories", "add", "--action", f"I moved the {CANARIES['story']} rota", *user),
        ("stories", "add", "--cv", cv, "--job", ad, *user),
        ("evaluate", "--question", "Tell me about a conflict.", "--answer", ANSWER, *user),
        ("research", CANARIES["company"], "--offline", "--job", ad, *user),
        ("plan", "--job", ad, "--days", "3", *user),
        ("progress", *user),
        ("interviews", *user),
        ("export", str(given / "report.json"), *user),
        ("privacy", *user),
        (
            *("privacy", "backup", str(watched / "b.backup")),
            *("--passphrase-file", str(given / "phrase.txt"), *user),
        ),
        ("privacy", "rotate-key", *user),
        ("interviews", "show", "no-such-" + CANARIES["user"], *user),
    ):
        env = environment(
            home / "data",
            {"TMPDIR": str(temporary), "HOME": str(home), "REHEARSE_SEARCH": "none"},
        )
        ran = subprocess.run(
            [sys.executable, str(ROOT / "run.py"), *command],
            cwd=folder,
            env={**env, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == (1 if "no-such-" in " ".join(command) else 0), ran.stderr
        assert "Traceback" not in ran.stderr
        if "no-such-" not in " ".join(command):
            told += ran.stderr
    for name in ("answer", "cv", "story", "passphrase"):
        assert CANARIES[name] not in told
    files = [Path(base, name) for base, _, names in os.walk(watched) for name in names]
    assert any(file.name == "store.db" for file in files)
    assert any("chroma" in file.parts for file in files)
    for file in files:
        content = file.read_bytes()
        for canary in CANARIES.values():
            for variant in {canary, canary.lower(), canary.upper()}:
                assert variant not in file.name
                assert variant.encode() not in content, (file, variant)
                assert variant.encode("utf-16-le") not in content, (file, variant)
