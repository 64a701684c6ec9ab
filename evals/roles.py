"""How often role and level of a job ad are read right, and whether the confidence can be believed.

Usage: python -m evals.roles JOBS.jsonl [--no-title]

Each line of the file is an ad with `id`, `title`, `text` and a broad `family` label. The levels it
is held against are those of `evals/data/ad_levels.txt`, one reader's.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from domain import RoleGuess, Seniority
from knowledge.roles import infer_roles, read_job

_SOFTWARE = "software_engineer frontend backend fullstack mobile"
_DATA = "data_analyst data_scientist data_engineer ml_engineer"
_CLINICAL = (
    "nurse doctor pharmacist allied_health psychologist_counsellor care_assistant lab_scientist "
    "social_worker"
)
# A family is broader than a role: every id it may truly stand for counts as right. The labels of
# the NHS part were made from words of the title, so each also lists the neighbour that shares its
# words (a "pharmacy supply" post is labelled procurement; a systems trainer, IT).
FAMILIES: Mapping[str, frozenset[str]] = {
    family: frozenset(roles.split())
    for family, roles in {
        "Nurse": "nurse",
        "Midwife": "nurse",
        "Doctor": "doctor",
        "Pharmacist": "pharmacist",
        "Psychologist": "psychologist_counsellor",
        "Allied health therapist": "allied_health",
        "Radiographer": "allied_health",
        "Paramedic": "allied_health nurse",
        "Laboratory scientist": "lab_scientist",
        "Social worker": "social_worker",
        "Care assistant": "care_assistant",
        "Healthcare": _CLINICAL,
        "Researcher": "lab_scientist nurse",
        "Administrative": "administrator",
        "Customer support": "customer_support it_support",
        "HR": "hr_recruiter",
        "Finance": "accountant financial_analyst",
        "Procurement": "procurement_supply_chain pharmacist",
        "Sales": "sales_rep customer_success",
        "Marketing": "marketing communications_pr",
        "Communications/Marketing": "communications_pr marketing",
        "Legal/Compliance": "legal_compliance",
        "Operations manager": "operations_manager",
        "Operations": "operations_manager retail_manager driver_logistics",
        "Executive": "executive operations_manager",
        "Business & Management": "business_analyst project_manager operations_manager executive",
        "Project manager": "project_manager",
        "IT": f"it_support devops_sre security_engineer solutions_architect {_SOFTWARE}",
        "Data": _DATA,
        "Developer": f"{_SOFTWARE} ml_engineer data_engineer",
        "Data Analyst": "data_analyst",
        "Data Engineer": "data_engineer",
        "Data Scientist": "data_scientist ml_engineer",
        "Engineering/Trades": (
            "skilled_trades mechanical_engineer electrical_engineer civil_engineer "
            "process_manufacturing_engineer facilities_safety"
        ),
        "Facilities": "facilities_safety",
        "Safety/Security": "facilities_safety",
        "Chef": "chef_hospitality",
        "Driver/Logistics": "driver_logistics",
        "Designer": "graphic_designer ux_designer",
        "Design": "ux_designer graphic_designer",
        "Teacher/Trainer": "school_teacher lecturer_trainer",
        "Trainer": "lecturer_trainer school_teacher",
    }.items()
}
# Ads whose label is plainly not the job (read one by one); what the job is.
MISLABELED: Mapping[str, frozenset[str]] = {
    "nhs-916224138": frozenset({"nurse"}),
    "nhs-916257683": frozenset({"nurse"}),
    "nhs-916260263": frozenset({"doctor"}),
    "nhs-916251584": frozenset({"lecturer_trainer", "software_engineer"}),
    "nhs-916259936": frozenset({"accountant"}),
    "nhs-916256442": frozenset({"care_assistant"}),
    "nhs-916255606": frozenset({"psychologist_counsellor", "social_worker", "nurse"}),
    "nhs-916222354": frozenset({"it_support"}),
    "nhs-916245352": frozenset({"facilities_safety", "driver_logistics"}),
}
LEVELS = Path(__file__).parent / "data" / "ad_levels.txt"
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)


@dataclass(frozen=True)
class Reading:
    """One ad as read: what would have been right, and the guesses, best first."""

    id: str
    title: str
    right: frozenset[str]
    guesses: Sequence[RoleGuess]
    milliseconds: float

    def hit(self, within: int) -> bool:
        return any(guess.id in self.right for guess in self.guesses[:within])


def read_ads(path: Path, *, titles: bool, corrected: bool) -> list[Reading]:
    """Every ad of the file whose family stands among the roles, read once."""
    readings = []
    infer_roles("warm up", "warm up")
    for line in path.read_text(encoding="utf-8").splitlines():
        ad = json.loads(line)
        right = FAMILIES.get(ad["family"])
        if corrected:
            right = MISLABELED.get(ad["id"], right)
        if right is None:
            print(f"left out: {ad['id']} (no roles for the family {ad['family']!r})")
            continue
        start = time.perf_counter()
        guesses = infer_roles(ad["text"], ad["title"] if titles else None)
        spent = 1000 * (time.perf_counter() - start)
        readings.append(Reading(ad["id"], ad["title"], right, guesses, spent))
    return readings


def hit_rate(readings: Sequence[Reading], within: int) -> float:
    return sum(reading.hit(within) for reading in readings) / len(readings)


def read_levels(path: Path, *, titles: bool) -> list[tuple[str, tuple[str, ...], Seniority]]:
    """The id of every ad with a level, the levels that can be defended, and the one found."""
    lines = (line for line in LEVELS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    wanted = {name: tuple(levels.split("/")) for name, levels in map(str.split, lines)}
    ads = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        (
            ad["id"],
            wanted[ad["id"]],
            read_job(ad["text"], ad["title"] if titles else None).seniority,
        )
        for ad in ads
        if ad["id"] in wanted
    ]


def calibration(readings: Iterable[Reading]) -> list[tuple[float, float, int, float, float]]:
    """Per confidence bin: its bounds, how many ads, their mean confidence, how many were right."""
    rows = []
    known = list(readings)
    for low, high in pairwise(BINS):
        inside = [
            reading
            for reading in known
            if reading.guesses and low <= reading.guesses[0].confidence < high
        ]
        if inside:
            confidence = sum(reading.guesses[0].confidence for reading in inside) / len(inside)
            rows.append((low, min(high, 1.0), len(inside), confidence, hit_rate(inside, 1)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jobs", type=Path)
    parser.add_argument("--no-title", action="store_true", help="hide the ads' titles")
    options = parser.parse_args()
    for corrected in (False, True):
        readings = read_ads(options.jobs, titles=not options.no_title, corrected=corrected)
        labels = "labels corrected" if corrected else "labels as they are"
        print(
            f"{labels}: {len(readings)} ads, hit@1 {hit_rate(readings, 1):.3f}, "
            f"hit@3 {hit_rate(readings, 3):.3f}"
        )
    times = sorted(reading.milliseconds for reading in readings)
    print(f"ms per ad: median {median(times):.1f}, slowest {times[-1]:.1f}")
    print("confidence   ads  mean  right")
    for low, high, count, confidence, right in calibration(readings):
        print(f"{low:.1f}-{high:.1f}  {count:8d}  {confidence:.2f}  {right:.2f}")
    confusions: Counter[str] = Counter()
    for reading in readings:
        if not reading.hit(1):
            first = reading.guesses[:3]
            guesses = " ".join(f"{guess.id}:{guess.confidence:.2f}" for guess in first)
            print(f"{reading.id} {reading.title[:60]!r} wanted {'/'.join(sorted(reading.right))}")
            print(f"    read as {guesses}")
            confusions[f"{sorted(reading.right)[0]} -> {reading.guesses[0].id}"] += 1
    for confusion, count in confusions.most_common():
        print(f"{count:3d}  {confusion}")
    levels = read_levels(options.jobs, titles=not options.no_title)
    likelier = sum(found == wanted[0] for _, wanted, found in levels) / len(levels)
    defended = sum(found in wanted for _, wanted, found in levels) / len(levels)
    print(f"level: {len(levels)} ads, the likelier {likelier:.3f}, one of two {defended:.3f}")
    for name, wanted, found in levels:
        if found not in wanted:
            print(f"{name} wanted {'/'.join(wanted)}, read as {found}")


if __name__ == "__main__":
    main()
