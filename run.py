"""The command line of Rehearse: parse, call, print."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cli.parser import build_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code: 0 done, 1 could not, 2 wrong usage, 130
    interrupted."""
    arguments = build_parser().parse_args(argv)
    if "command" not in arguments:
        build_parser().print_help()
        return 2
    from cli.guard import guarded

    return guarded(arguments)


if __name__ == "__main__":
    sys.exit(main())
