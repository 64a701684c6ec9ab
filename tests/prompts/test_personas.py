"""Personas are data: complete, and truly different from each other."""

from __future__ import annotations

import re
import string
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from domain import GapKind, Kind, NotFound, Persona
from prompts import find_persona, load_personas

ROOT = Path(__file__).parents[2]
STYLES = ("friendly", "challenging", "neutral", "bar_raiser", "hr_screen")
QUOTED = {"quote"}
NAMES: dict[str, set[str]] = {
    "greeting": {"name", "job", "minutes"},
    "acknowledge": QUOTED,
    "answer_from_ad": QUOTED,
    "answer_from_page": {"quote", "source"},
}


def _asked_kinds() -> list[str]:
    return [kind for kind in get_args(Kind) if kind != "ask"]


def _occasions() -> set[str]:
    """Every occasion the interviewer's code speaks on, read from the code itself."""
    source = (ROOT / "agents" / "interviewer" / "offline.py").read_text()
    named = set(re.findall(r'_say\(\s*scene,\s*"([a-z_]+)"', source))
    named |= set(re.findall(r'"(close\w*)"', source))
    named |= {f"bridge_{kind}" for kind in _asked_kinds()}
    named |= set(re.findall(r'"(answer_from_\w+)"', source))
    # A missing key point is asked for with the question's own follow-up, after `probe_lead`; an
    # answer in another language with the question itself.
    for gap in set(get_args(GapKind)) - {"key_point", "language"}:
        named |= {f"probe_{gap}", f"probe_{gap}_plain"}
    return named


def _placeholders(line: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(line) if name is not None}


def _words(persona: Persona) -> set[str]:
    return {line for lines in persona.lines.values() for line in lines}


def test_the_five_styles_are_there_each_once() -> None:
    assert sorted(persona.style for persona in load_personas()) == sorted(STYLES)


@pytest.mark.parametrize("style", STYLES)
def test_a_persona_has_words_for_every_occasion_the_code_uses(style: str) -> None:
    lines = find_persona(style).lines
    assert sorted(name for name in _occasions() if not lines.get(name)) == []


@pytest.mark.parametrize("style", STYLES)
def test_a_persona_has_no_words_that_are_never_said(style: str) -> None:
    assert sorted(set(find_persona(style).lines) - _occasions()) == []


@pytest.mark.parametrize("style", STYLES)
def test_a_persona_uses_only_the_placeholders_that_are_filled_there(style: str) -> None:
    for occasion, lines in find_persona(style).lines.items():
        allowed = NAMES.get(occasion, set())
        if occasion.startswith("probe_"):
            allowed = set() if occasion.endswith("_plain") else QUOTED
        for line in lines:
            assert _placeholders(line) <= allowed, f"{occasion}: {line}"
            if allowed >= QUOTED:
                assert "“{quote}”" in line, f"{occasion}: {line}"


@pytest.mark.parametrize("style", STYLES)
def test_a_personas_shares_sum_to_one_and_its_numbers_are_in_range(style: str) -> None:
    persona = find_persona(style)
    assert sum(persona.difficulty_mix.values()) == pytest.approx(1)
    assert sum(persona.kind_mix.values()) == pytest.approx(1)
    assert persona.max_probes in (0, 1, 2)
    assert 0 <= persona.probe_below <= 100
    assert persona.patience_seconds > 0


@pytest.mark.parametrize(("one", "other"), list(combinations(STYLES, 2)))
def test_no_two_personas_share_a_single_phrasing(one: str, other: str) -> None:
    assert _words(find_persona(one)) & _words(find_persona(other)) == set()


@pytest.mark.parametrize("style", STYLES)
def test_no_phrasing_stands_twice_within_a_persona(style: str) -> None:
    lines = [line for lines in find_persona(style).lines.values() for line in lines]
    assert len(lines) == len(set(lines))


def test_personas_differ_in_depth_patience_and_difficulty() -> None:
    gentle, hard = find_persona("friendly"), find_persona("bar_raiser")
    assert gentle.max_probes < hard.max_probes
    assert gentle.probe_below < hard.probe_below
    assert gentle.difficulty_mix["hard"] < hard.difficulty_mix["hard"]
    brisk = find_persona("challenging")
    assert brisk.patience_seconds < gentle.patience_seconds
    assert find_persona("hr_screen").kind_mix["technical"] < hard.kind_mix["technical"]
    numbers = {
        (p.max_probes, p.probe_below, p.patience_seconds, p.difficulty_mix["hard"])
        for p in load_personas()
    }
    assert len(numbers) == len(STYLES)


@pytest.mark.parametrize("written", ["Bar-Raiser", " bar_raiser ", "BAR_RAISER"])
def test_a_style_is_found_however_it_is_written(written: str) -> None:
    assert find_persona(written).style == "bar_raiser"


def test_an_unknown_style_lists_all_valid_ones_nearest_first() -> None:
    with pytest.raises(NotFound) as raised:
        find_persona("frendly")
    listed = str(raised.value).split("one of ")[1].split(", ")
    assert listed[0] == "friendly"
    assert sorted(listed) == sorted(STYLES)
