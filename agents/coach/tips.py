"""What to do before the interview: it follows from where ad and CV part, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from agents.coach.asking import is_availability, is_credential
from domain import Match, Resume, StoryIdea
from knowledge.deeds import has_figure
from knowledge.taxonomy import load_taxonomy

_OF_A_KIND = 3
_PARTS = {
    "situation": "what was going on and what stood in the way",
    "action": "how you went about it, step by step",
    "result": "what it changed, with a number",
    "reflection": "what you took from it",
}


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
    counted = any(
        has_figure(line.text)
        for line in resume.lines
        if line.section not in ("education", "skills") and not line.is_title
    )
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
    held = [m for m in missing if is_credential(m.requirement.text)]
    agreed = [m for m in missing if m not in held and is_availability(m.requirement.text)]
    deeds = [m for m in missing if m not in held and m not in agreed]
    for number, one in enumerate(deeds[:_OF_A_KIND]):
        asked = _said(one.requirement.text)
        if number == 0:
            yield (
                f"The ad asks for {asked}, and nothing in the CV shows it. Expect to be asked: "
                "have the nearest thing you have done ready, say plainly how far it goes, and "
                "what you would do in the first month to close the rest."
            )
        else:
            yield f"Nothing in the CV shows {asked} either: prepare the nearest thing to it."
    yield from _yes_or_no(held, agreed)
    left = sum(max(0, len(kind) - _OF_A_KIND) for kind in (deeds, held, agreed))
    if left > 0:
        yield f"{left} more of the ad's musts are not in the CV; add a line for those you have."


def _yes_or_no(held: Sequence[Match], agreed: Sequence[Match]) -> Iterator[str]:
    """Musts no story answers: what one holds, and what one agrees to."""
    for one in held[:_OF_A_KIND]:
        yield (
            f"{_said(one.requirement.text)} asks for a yes or a no, and the CV does not say. If "
            "you hold it, put it in the CV with its date; if not, say so and from when you will, "
            "or what you hold that counts the same."
        )
    for one in agreed[:_OF_A_KIND]:
        yield (
            f"{_said(one.requirement.text)} asks for a yes or a no: settle your answer before you "
            "go, and say it with the day from which it holds and any limit to it."
        )


def _halves(matches: Sequence[Match]) -> Iterator[str]:
    """Requirements met in part: the missing half is the likely follow-up."""
    partly = [
        m
        for m in matches
        if m.requirement.need != "duty" and (m.note or (m.missing and m.shown == "partly"))
    ]
    for one in partly[:_OF_A_KIND]:
        asked = _said(one.requirement.text)
        if one.note:
            yield f"On {asked}: {one.note}. Lead with depth, not with years."
        elif one.quote:
            names = " and ".join(one.missing[:2])
            if is_credential(names):
                yield (
                    f"The ad asks for {asked}, and the CV does not name {names}: put it there with "
                    "its date, or say when you will have it."
                )
                continue
            yield (
                f"The ad asks for {asked}. Part of it is in the CV, where it says "
                f"“{_short(one.quote)}”; the follow-up will be {names}. Know what you have done "
                "with it, or with what comes nearest."
            )


def _untold(without_story: Sequence[str], called: Mapping[str, str]) -> Iterator[str]:
    for name in without_story[:_OF_A_KIND]:
        spoken = load_taxonomy().competency(name).name.lower()
        yield (
            f"The ad calls for {spoken} (“{called[name]}”) and no line of the CV tells of it. "
            "Find one occasion and tell it to yourself aloud: "
            f"python run.py questions --category {name}."
        )


def _unfinished(stories: Sequence[StoryIdea]) -> Iterator[str]:
    for story in stories[:_OF_A_KIND]:
        parts = [_PARTS[part] for part in story.lacks]
        if len(parts) > 1:
            told = "; ".join(parts[:-1]) + "; and " + parts[-1]
            yield (
                f"The CV says “{_short(story.quote)}”. Told in an interview it also needs {told}."
            )


def _said(text: str) -> str:
    return f"“{_short(text)}”"


def _short(text: str, most: int = 110) -> str:
    plain = " ".join(text.split()).rstrip(" .;")
    return plain if len(plain) <= most else plain[:most].rsplit(" ", 1)[0] + " …"
