"""What to do before the interview: it follows from where ad and CV part, and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from domain import Match, Resume, StoryIdea
from knowledge.deeds import has_figure

_OF_A_KIND = 3
_PARTS = {
    "situation": "what was going on and what stood in the way",
    "action": "how you went about it, step by step",
    "result": "what it changed, with a number",
    "reflection": "what you took from it",
}


_CREDENTIAL = re.compile(
    r"\b(?:registration|licen[cs]e|certificates?|certification|certified|degree|qualifi\w+|diploma|NVQ)\b",
    re.IGNORECASE,
)
"""What one holds rather than does."""


def tips(
    matches: Sequence[Match],
    stories: Sequence[StoryIdea],
    without_story: Sequence[str],
    called: Mapping[str, str],
    resume: Resume,
) -> tuple[str, ...]:
    """What to prepare, most pressing first: musts the CV does not show, halves of a must, years,
    competencies called for without a story, and what the best stories still lack."""
    found = [
        *_unshown(matches),
        *_halves(matches),
        *_untold(without_story, called),
        *_unfinished(stories),
    ]
    counted = any(has_figure(line.text) for line in resume.lines if line.achievement)
    if resume.lines and not counted:
        found.append(
            "No line of the CV counts anything. Work out two figures (how many, how much, how "
            "often, before and after) and have them ready: an answer without one stops at the "
            "middle of the scale."
        )
    return tuple(found)


def _unshown(matches: Sequence[Match]) -> Iterator[str]:
    """Musts of which the CV shows nothing: they will be asked about."""
    missing = [m for m in matches if m.requirement.need == "must" and m.shown == "none"]
    for number, one in enumerate(missing[:_OF_A_KIND]):
        asked = _said(one.requirement.text)
        if number == 0:
            yield (
                f"The ad asks for {asked}, and nothing in the CV shows it. Expect to be asked: "
                "have the nearest thing you have done ready, say plainly how far it goes, and "
                "what you would do in the first month to close the rest."
            )
        else:
            yield f"Nothing in the CV shows {asked} either: prepare the nearest thing to it."
    left = len(missing) - _OF_A_KIND
    if left > 0:
        yield f"{left} more of the ad's musts are not in the CV; add a line for those you have."


def _halves(matches: Sequence[Match]) -> Iterator[str]:
    """Requirements met in part: the missing half is the likely follow-up."""
    partly = [
        m
        for m in matches
        if m.requirement.need != "duty" and (m.note or (m.missing and m.shown == "partly"))
    ]
    for one in partly[:_OF_A_KIND]:
        if one.note:
            yield f"On {_said(one.requirement.text)}: {one.note}. Lead with depth, not with years."
        elif one.quote:
            names = " and ".join(one.missing[:2])
            if _CREDENTIAL.search(names):
                yield (
                    f"The ad asks for {_said(one.requirement.text)}, and the CV does not name "
                    f"{names}: put it there with its date, or say when you will have it."
                )
                continue
            yield (
                f"{_said(one.requirement.text)} is shown in part (“{_short(one.quote)}”). "
                f"The follow-up will be {names}: know what you have done with it, or with what "
                "comes nearest."
            )


def _untold(without_story: Sequence[str], called: Mapping[str, str]) -> Iterator[str]:
    for name in without_story[:_OF_A_KIND]:
        yield (
            f"The ad calls for {name.replace('_', ' ')} (“{called[name]}”) and no line of the CV "
            f"tells of it. Find one occasion and tell it to yourself aloud: "
            f"python run.py questions --category {name}."
        )


def _unfinished(stories: Sequence[StoryIdea]) -> Iterator[str]:
    for story in stories[:_OF_A_KIND]:
        parts = [_PARTS[part] for part in story.lacks]
        if len(parts) > 1:
            told = "; ".join(parts[:-1]) + "; and " + parts[-1]
            yield f"“{_short(story.quote)}” is a story once you add {told}."


def _said(text: str) -> str:
    return f"“{_short(text)}”"


def _short(text: str, most: int = 110) -> str:
    plain = " ".join(text.split()).rstrip(" .;")
    return plain if len(plain) <= most else plain[:most].rsplit(" ", 1)[0] + " …"
