"""Prints how each attack on the score does: `python -m evals.attacks [--wide] [NAME ...]`.

The tests judge a core of two dozen questions; `--wide` attacks every question of the bank and
every excellent graded answer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agents.evaluator import Evaluator, build
from domain import Answer, Assessment, Question
from evals.attack_carriers import Carrier, core, wide
from evals.attack_cases import Attack, Case
from evals.attack_list import GROUPS


@dataclass(frozen=True)
class Outcome:
    """A case, what it was given, and the figure the attack's bound is on."""

    case: Case
    found: Assessment
    figure: float


class Attacker:
    """Judges cases; an honest answer many cases are compared with is judged once."""

    def __init__(self, evaluator: Evaluator | None = None) -> None:
        self._evaluator = evaluator or build()
        self._kept: dict[tuple[Question, str], Assessment] = {}

    def outcome(self, attack: Attack, case: Case) -> Outcome:
        """What one case came to."""
        found = self._evaluator.assess(case.question, Answer(text=case.text))
        honest = self.judge(case.question, case.beside) if case.beside else None
        return Outcome(case, found, round(attack.figure(found, honest), 1))

    def outcomes(self, attack: Attack, carriers: Sequence[Carrier]) -> Iterator[Outcome]:
        """Every case the attack makes of the carriers."""
        return (self.outcome(attack, case) for case in attack.make(carriers))

    def judge(self, question: Question, text: str) -> Assessment:
        """The assessment of an answer, kept for the next time it is asked for."""
        if (question, text) not in self._kept:
            self._kept[question, text] = self._evaluator.assess(question, Answer(text=text))
        return self._kept[question, text]


def row(attack: Attack, outcomes: Sequence[Outcome]) -> str:
    """One line of the table, the worst case's beginning under it when it is over the bound."""
    figures = [o.figure for o in outcomes]
    worst = max(outcomes, key=lambda o: o.figure)
    over = sum(not attack.holds(f) for f in figures)
    line = (
        f"{attack.name:54} {len(figures):5} {attack.rule:>8} {sum(figures) / len(figures):6.1f} "
        f"{worst.figure:6.1f} {attack.bound:6.1f} {over / len(figures):5.0%}"
    )
    if not over:
        return line
    begins = " ".join(worst.case.text.split())[:90]
    return f"{line}\n    {worst.case.carrier}: {begins}"


def print_table(carriers: Sequence[Carrier], names: Iterable[str]) -> bool:
    """Print the table of the attacks whose names begin so (all, when none is given). Gives
    whether every bound held."""
    wanted = tuple(names)
    attacker = Attacker()
    held = True
    for group, attacks in GROUPS.items():
        chosen = [a for a in attacks if not wanted or a.name.startswith(wanted)]
        if chosen:
            print(f"\n{group:54} cases   figure   mean  worst  bound  over", flush=True)
        for attack in chosen:
            outcomes = list(attacker.outcomes(attack, carriers))
            if not outcomes:
                continue
            held = held and all(attack.holds(o.figure) for o in outcomes)
            print(row(attack, outcomes), flush=True)
    return held


def main(arguments: list[str]) -> int:
    """Print the table; 1 when a bound did not hold."""
    is_wide = "--wide" in arguments
    names = [a for a in arguments if a != "--wide"]
    return 0 if print_table(wide() if is_wide else core(), names) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
