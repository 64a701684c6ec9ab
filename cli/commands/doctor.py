"""`doctor`: check the installation."""

from __future__ import annotations

import argparse
import json


def run(arguments: argparse.Namespace) -> int:
    """Prints each check; exit code 1 when one failed."""
    from api import Doctor, settings_for

    with Doctor(settings=settings_for(offline=arguments.offline)) as doctor:
        checks = []
        for check in doctor.checks():
            checks.append(check)
            if not arguments.json:
                print(f"{'ok  ' if check['ok'] else 'FAIL'} {check['part']:<10} {check['found']}")
    if arguments.json:
        print(json.dumps({"checks": checks}))
    return 0 if all(check["ok"] for check in checks) else 1
