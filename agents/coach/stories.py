"""The stories worth telling: what a CV's achievements can be told for, and what they lack."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from agents.coach.words import tokens
from domain import Resume, ResumeLine, StoryIdea
from knowledge.deeds import has_figure, has_outcome
from knowledge.taxonomy import Taxonomy, load_taxonomy

_LEAST = 0.5
"""Worth (`ResumeLine.achievement`) from which a line can be made a story: something was done, with
an outcome or a figure."""

_FOR = 2
_CALLED = 1.0
"""What it adds that the ad calls for a competency, against one word that tells of it alone."""

_LEADING = 1.5
_MOST = 8
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_SHORT = 4
"""Letters up to which a word keeps its ending."""

_OBSTACLE = re.compile(
    r"\b(?:although|despite|because|after|when|short of|without|against|problem|outage|complain\w+"
    r"|crisis|late|lost|losing|fail\w+|broken|crowded|difficult|from \S+ to)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\b(?:by \w+ing|using|with|through|into|via)\b", re.IGNORECASE)


def find_stories(
    resume: Resume, called: Mapping[str, str], most: int = _MOST
) -> tuple[StoryIdea, ...]:
    """The achievements of a CV, best first, each with up to two competencies it tells of and
    which parts of a STAR story its line does not hold yet.

    `called` are the competencies the ad calls for, with its words for each: they come first among
    equals, and achievements that tell of them before others.
    """
    ranked = []
    for place, line in enumerate(resume.lines):
        if line.achievement < _LEAST:
            continue
        told = competencies_of(line.text)
        for_ad = {name: worth + _CALLED * (name in called) for name, worth in told.items()}
        best = sorted(for_ad, key=lambda name: -for_ad[name])[:_FOR]
        if best:
            wanted = sum(name in called for name in best)
            ranked.append((-(line.achievement + 0.25 * wanted), place, line, best))
    return tuple(
        StoryIdea(quote=line.text, job=line.job, competencies=tuple(best), lacks=_lacks(line))
        for _, _, line, best in sorted(ranked, key=lambda item: item[:2])[:most]
    )


def competencies_of(text: str) -> dict[str, float]:
    """The competencies a line of a CV tells of, by the words such lines are written in; a word
    that may tell of several counts less for each, the line's first words more."""
    phrases, shared = _phrases(load_taxonomy())
    said = _roots(text)
    told: defaultdict[str, float] = defaultdict(float)
    for size in (3, 2, 1):
        for i in range(len(said) - size + 1):
            phrase = said[i : i + size]
            for name in phrases.get(phrase, ()):
                lead = _LEADING if i < 2 else 1.0
                told[name] += lead * (1 + 0.5 * (size - 1)) / shared[phrase]
    return dict(told)


@lru_cache(maxsize=2)
def _phrases(
    taxonomy: Taxonomy,
) -> tuple[dict[tuple[str, ...], tuple[str, ...]], Counter[tuple[str, ...]]]:
    """The competencies each phrase of stems tells of, and how many they are."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for competency in taxonomy.competencies.values():
        for deed in competency.deeds:
            found.setdefault(_roots(deed), {})[competency.id] = None
    return (
        {key: tuple(names) for key, names in found.items()},
        Counter({key: len(names) for key, names in found.items()}),
    )


def _roots(text: str) -> tuple[str, ...]:
    """The words without their common endings: "mentored" and "mentoring" are one."""
    words = (w for token in tokens(text) for w in token.replace("'", "-").split("-") if w)
    return tuple(_ENDING.sub("", w) if len(w) > _SHORT else w for w in words)


def _lacks(line: ResumeLine) -> tuple[str, ...]:
    """The parts of a story that a line of a CV does not tell."""
    missing = []
    if not _OBSTACLE.search(line.text):
        missing.append("situation")
    if not _HOW.search(line.text):
        missing.append("action")
    if not (has_figure(line.text) and has_outcome(line.text)):
        missing.append("result")
    missing.append("reflection")
    return tuple(missing)


def uncovered(called: Sequence[str], resume: Resume) -> tuple[str, ...]:
    """The competencies called for of which no line about the candidate's work tells; wanting the
    job is asked for otherwise."""
    told = {
        name
        for line in resume.lines
        if line.section != "skills"
        for name in competencies_of(line.text)
    }
    return tuple(name for name in called if name not in told and name != "motivation_fit")
