"""Which competency a story tells of, by the words and phrases such stories are told with."""

from __future__ import annotations

import json
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.numerals import VALUES
from agents.evaluator.text import Sentence, fold, words
from domain import Question
from knowledge.stems import stem

_SIGNS = Path(__file__).with_name("competency_weights.json")

LONGEST = 7
"""Words of the longest phrase that is looked for."""

FLOOR = 3.0
"""Weight added to what is found, so that a few chance words do not make a competency."""

_RIVALS = 3
_AGAINST = 0.5
"""How many of the best-told other competencies are held against the asked one, and how much: with
them an own question is told from a far one with an AUC of .87 instead of .86, over the graded
development stories and the bank's example answers, files left out."""

_TOLD = 4
"""Own stories a competency needs among those its figures were taken from to be relied on."""

_NUMBERS = frozenset((*VALUES, "hundred"))

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Signs:
    """What is known of the competencies, in one order everywhere.

    `asked` and `told` give for a phrase of stems the competencies it stands for, `told` with its
    weight; `mean` and `spread` are of the share of what is told, over real stories; `near` tells
    whose stories may answer whose questions; `known` which were measured on enough stories.
    """

    names: tuple[str, ...]
    labels: dict[str, tuple[int, ...]]
    asked: dict[Phrase, tuple[int, ...]]
    told: dict[Phrase, tuple[tuple[int, float], ...]]
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    near: NDArray[np.bool_]
    known: frozenset[int]


@lru_cache(maxsize=1)
def load_signs() -> Signs:
    """The compiled signs. Raises FileNotFoundError when the package is incomplete."""
    return signs_of(json.loads(_SIGNS.read_text(encoding="utf-8"))["competencies"])


def signs_of(stored: dict[str, dict[str, Any]]) -> Signs:
    """The signs out of what `evals/train_competencies.py` stores."""
    names = tuple(stored)
    labels: dict[str, list[int]] = {}
    asked: dict[Phrase, list[int]] = {}
    told: dict[Phrase, tuple[tuple[int, float], ...]] = {}
    near = np.eye(len(names), dtype=np.bool_)
    for i, item in enumerate(stored.values()):
        for label in item["labels"]:
            labels.setdefault(label, []).append(i)
        for phrase in item["asked"].split("|"):
            asked.setdefault(tuple(phrase.split()), []).append(i)
        for weight, phrases in item["told"].items():
            sign = ((i, float(weight)),)
            for phrase in phrases.split("|"):
                key = tuple(phrase.split(" "))
                told[key] = told.get(key, ()) + sign
        for other in item["near"]:
            near[i, names.index(other)] = near[names.index(other), i] = True
    return Signs(
        names,
        {k: tuple(v) for k, v in labels.items()},
        {k: tuple(v) for k, v in asked.items()},
        told,
        np.array([item["mean"] for item in stored.values()]),
        np.array([item["spread"] for item in stored.values()]),
        near,
        frozenset(i for i, item in enumerate(stored.values()) if item["stories"] >= _TOLD),
    )


@dataclass(frozen=True)
class Standing:
    """How a story's competency stands to the others, in standard deviations over real stories:
    `lead` of the asked one over far ones, and `rival`, what is told of the best-told far one."""

    lead: float
    rival: float


def standing(question: Question, sentences: Sequence[Sentence]) -> Standing | None:
    """How much of the asked competency a story tells, and of far ones; None when the question
    asks about none that is known."""
    signs = load_signs()
    asked = asked_about(question, signs)
    if not asked or not set(asked) <= signs.known:
        return None
    told = found([w for s in sentences for w in s.words], signs)
    return stands(told, asked, signs)


def stands(told: NDArray[np.float64], asked: Sequence[int], signs: Signs) -> Standing:
    """The lead of the best-told asked competency over the best-told far ones, and the first of
    those."""
    standard = (share(told) - signs.mean) / signs.spread
    far = np.sort(standard[~signs.near[list(asked)].any(axis=0)])
    against = float(far[-_RIVALS:].mean()) if len(far) else 0.0
    rival = float(far[-1]) if len(far) else 0.0
    return Standing(float(standard[list(asked)].max()) - _AGAINST * against, rival)


def share(told: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each competency's share of all that is told (0-1)."""
    return np.asarray(told / (told.sum() + FLOOR), np.float64)


def asked_about(question: Question, signs: Signs) -> tuple[int, ...]:
    """The competencies a question asks about: by its label, or by its words when that is none."""
    label = (question.competency or question.category or "").strip().lower().replace(" ", "_")
    if label in signs.labels:
        return signs.labels[label]
    seen = phrases(words(fold(question.question)), signs.asked)
    return tuple(sorted({i for p in seen for i in signs.asked[p]}))


def found(said: Sequence[str], signs: Signs) -> NDArray[np.float64]:
    """The weights of the different signs of each competency in some words."""
    told = np.zeros(len(signs.names))
    for phrase in phrases(said, signs.told):
        for i, weight in signs.told[phrase]:
            told[i] += weight
    return told


def phrases(said: Sequence[str], wanted: Container[Phrase]) -> set[Phrase]:
    """The different phrases among `wanted` that some words hold."""
    stems = keys(said)
    return {
        p
        for i in range(len(stems))
        for p in (stems[i : i + size] for size in range(1, LONGEST + 1))
        if p in wanted
    }


def keys(said: Sequence[str]) -> Phrase:
    """The words as phrases are kept: stems, and one mark for any number."""
    return tuple("#" if w[0].isdigit() or w in _NUMBERS else stem(w) for w in said)
