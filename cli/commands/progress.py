"""`progress`: what your sessions add up to."""

from __future__ import annotations

import argparse
import json


def run(arguments: argparse.Namespace) -> int:
    """The summary over all finished sessions."""
    from api import InterviewTracker, spoken

    with InterviewTracker() as tracker:
        summary = tracker.get_progress_summary()
    if arguments.json:
        print(json.dumps({"summary": summary}))
        return 0
    sessions = summary["total_sessions"]
    average = summary["average_score"]
    print(f"{sessions} session{'s' if sessions != 1 else ''}", end="")
    print(f", {average:.0f} of 100 on average" if average is not None else ", none scored yet")
    print(f"Trend: {summary['improvement_trend']}")
    for title, key in (("Strong", "strong_areas"), ("Weak", "weak_areas")):
        for area in summary[key]:
            name = spoken(area["name"])
            print(f"{title}: {name}, {area['score']:.0f} over {area['answers']} answers")
    for focus in summary["recommended_focus"]:
        print(f"Next: {focus}")
    return 0
