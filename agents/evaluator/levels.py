"""The anchored levels (0-4) of a behavioral answer, each with its quotes and what was seen.

Thresholds were set on the project's own graded answers (`evals/data/graded_behavioral.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.evaluator import cues
from agents.evaluator.endings import is_ending
from agents.evaluator.missing import is_shown
from agents.evaluator.relevance import Relevance
from agents.evaluator.rubric import TOP
from agents.evaluator.star import Role, Told, from_the_deed
from knowledge.lexicon import content

Level = tuple[int, tuple[str, ...], str]
"""A level, the quotes that show it, and what was seen, in a few words."""

FIT_STEPS = (-0.8, -0.3, 0.3, 1.0)
"""Fit (see `relevance.Relevance`) at levels 1 to 4. With files left out, of the honest graded
stories none is below the first and 1 in 100 below the second, of the bank's example answers (whose
words were looked at) none; of graded stories of far competencies 50 and 66, of the bank's 25 and
46."""

RIVAL = 1.5
"""What a story must tell of another competency, in standard deviations over real stories, to be
taken for that one's: without it a story in words of its own would be taken for a stranger for
what it does not say. With it 1.3 instead of 2.2 in 100 of the bank's example answers fall to
level 0, and 49 instead of 51 of the graded stories of far competencies."""

_STRENGTH_STEPS = (0.0, 0.06, 0.10, 0.16)
"""Strength of relevance at levels 1 to 4 of what is no story or is asked for nothing recognised:
about the 1st, 5th, 10th and 25th of 100 stories to the point."""

_BESIDE = 0.18
"""Strength of relevance below which talk without a story has nothing to do with the question."""

EXPLAINED = re.compile(
    rf"\b(?:because|so that|in order to|{cues.SINCE}|which meant|rather than"
    r"|instead|at first|pushed back|refus\w*|object\w*|although|but)\b"
)
"""What gives a reason, an obstacle or a choice in so many words."""

_ACT_STEPS = (0.3, 1.4, 2.8, 4.8)
_ACT_WORDS = (0, 3, 9, 17)


def relevance(found: Relevance, is_story: bool) -> Level:
    """How near the story is to what was asked. Talk that tells no case of anything can be near
    the question at most: it often holds more of the question's words than a story does."""
    level = sum(found.strength >= s for s in _STRENGTH_STEPS)
    if is_story and found.fit is not None:
        level = sum(found.fit >= s for s in FIT_STEPS)
        level += level < 2 and found.rival < RIVAL
    if not is_story:
        level = min(level, 2) if found.strength >= _BESIDE else 0
    return level, (found.quote,) if level and found.quote else (), ""


def situation_and_task(told: Sequence[Told], past: float) -> Level:
    """Where and when, what was wrong, what had to be done."""
    scene = [t for t in told if t.role in ("situation", "task") and (t.past or _task(t))]
    setting = [t for t in told if cues.SETTING.search(t.sentence.clean) and t.past]
    trouble = [t for t in scene if cues.TROUBLE.search(t.sentence.clean)]
    task = [t for t in told if _task(t)]
    stems = _stems(scene)
    level = bool(setting) + bool(scene) + bool(trouble or task) + (stems >= 10)
    if stems < 5:
        level = min(level, 2)
    if past < 0.15:
        level = min(level, 1)
    quotes = tuple(dict.fromkeys(t.sentence.quote for t in (scene or setting)[:1] + task[:1]))
    parts = (("when and where", setting), ("what was at stake", trouble), ("your task", task))
    text = " ".join(t.sentence.clean for t in (*told[:1], *scene))
    missing = ", ".join(name for name, found in parts if not found and not is_shown(name, text))
    said_so = f"not said: {missing}" if missing and level < TOP else ""
    return level, quotes if level else (), said_so


def _task(t: Told) -> bool:
    return t.role == "task" or bool(cues.TASK.search(t.sentence.clean))


def own_action(told: Sequence[Told], mine: Sequence[str], ours: Sequence[str]) -> Level:
    """What "I" did: how many different things, in how much substance; "we" counts a third."""
    acts = [t for t in told if _acts(t)]
    theirs = [v for v in ours if v not in mine]
    gerunds = {g for t in acts for g in cues.BY_DOING.findall(t.sentence.clean)}
    count = len(mine) + 0.34 * len(theirs) + (0.5 * len(gerunds) if mine else 0.0)
    stems = _stems(acts)
    level = sum(count >= n and stems >= w for n, w in zip(_ACT_STEPS, _ACT_WORDS, strict=True))
    if not mine:
        quotes = [t.sentence.quote for t in told if cues.we_doing(t.sentence.clean)]
        return min(level, 1), tuple(quotes[:1]), 'only "we"' if ours else ""
    fullest = sorted(acts, key=lambda t: -len(cues.doing(t.sentence.clean)))[:2]
    counted = "1 thing you did" if len(mine) == 1 else f"{len(mine)} things you did"
    return level, tuple(t.sentence.quote for t in fullest), counted


def _acts(t: Told) -> bool:
    return bool(cues.doing(t.sentence.clean)) and t.role in ("action", "result", "task")


def depth(told: Sequence[Told], mine: Sequence[str]) -> Level:
    """Reasons, obstacles, choices, and the detail around them."""
    signs = {
        "a reason": cues.REASON,
        "an obstacle": cues.OBSTACLE,
        "a choice": cues.ALTERNATIVE,
        "figures": cues.QUANTITY,
        "steps in order": cues.ORDER,
    }
    lived = [t for t in told if t.role != "none"]
    found = {name: [t for t in lived if p.search(t.sentence.clean)] for name, p in signs.items()}
    core = sum(bool(found[k]) for k in ("a reason", "an obstacle", "a choice"))
    detail = bool(found["figures"]) + bool(found["steps in order"])
    stems = _stems([t for t in told if t.role == "action"])
    level = core + (detail > 0 and (core > 0 or len(mine) > 2)) + (core > 0 and stems >= 26)
    level = min(level, 4) if mine else min(level, 1)
    # A reason is shown best where it is given for a deed: "to find out why" may be an order.
    shown = [max(v, key=_explains) for k, v in found.items() if v and k != "steps in order"]
    quotes = dict.fromkeys(t.sentence.quote for t in shown)
    return level, tuple(quotes)[:2] if level else (), ", ".join(k for k, v in found.items() if v)


def _explains(t: Told) -> tuple[bool, bool]:
    return bool(EXPLAINED.search(t.sentence.clean)), bool(cues.doing(t.sentence.clean))


def result(told: Sequence[Told], past: float) -> Level:
    """What came of it: said at all, concrete, changed something, measured."""
    ends = [t for i, t in enumerate(told) if _ends(t, (i + 1) / len(told))]
    if not ends or past < 0.15:
        return 0, (), ""
    texts = [t.sentence.clean for t in ends]
    stems = _stems(ends)
    changed = any(cues.CHANGED.search(x) for x in texts)
    measured = any(cues.QUANTITY.search(from_the_deed(x)) for x in texts)
    level = 1 if stems < 3 else 2
    level += stems >= 4 and (changed or stems >= 9)
    level += measured and stems >= 4
    best = max(
        ends,
        key=lambda t: (
            t.role == "result",
            bool(cues.QUANTITY.search(t.sentence.clean)),
            bool(cues.CHANGED.search(t.sentence.clean)),
            t.ending,
        ),
    )
    seen = "measured" if measured else "observed" if changed else "without a figure"
    return min(level, 4), (best.sentence.quote,), seen if level > 1 else ""


def _ends(t: Told, place: float) -> bool:
    text = t.sentence.clean
    if not (t.past or cues.CHANGED.search(text) or is_ending(text)):
        return False
    if t.role == "result" or t.ending > 0.4:
        return True
    late = place > 0.5 or t.sentence.part > 0
    return late and t.role != "none" and bool(cues.OUTCOME.search(text))


def reflection(told: Sequence[Told]) -> Level:
    """What was learned, and where it has been used since."""
    learned = [
        t
        for t in told
        if cues.LEARNED.search(t.sentence.clean) or (t.role == "reflection" and t.confidence > 0.6)
    ]
    applied = [t for t in told if cues.APPLIED.search(t.sentence.clean) and t.role != "none"]
    level = (2 if learned else 0) + (1 if applied else 0)
    if learned and _stems(learned) >= 6:
        level += 1
    quotes = dict.fromkeys(t.sentence.quote for t in [*learned, *applied][:2])
    return min(level, 4), tuple(quotes), ""


def _stems(told: Sequence[Told]) -> int:
    """How many different meaningful words some sentences hold: substance, whatever the length."""
    return len({s for t in told for s in content(t.sentence.words)})


def first_of(told: Sequence[Told], *roles: Role) -> str:
    """The surest sentence of one of the roles, quoted, or nothing."""
    found = [t for t in told if t.role in roles]
    return max(found, key=lambda t: t.confidence).sentence.quote if found else ""
