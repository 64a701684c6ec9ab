"""Every attack on the score with the bound it must hold: the one source of tests and table."""

from __future__ import annotations

from evals.attack_gaming import GAMED, OFF_TOPIC, WRONG
from evals.attack_honesty import ADDED, LANGUAGE, SAME

GROUPS = {
    "gamed": GAMED,
    "off topic": OFF_TOPIC,
    "wrong": WRONG,
    "added": ADDED,
    "the same": SAME,
    "language": LANGUAGE,
}
