"""Runs a command so that whatever goes wrong ends in one clear line and the right exit code."""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import os
import sys

EXIT_FAILED, EXIT_INTERRUPTED = 1, 130
# The settings by which LangChain and LangGraph would send runs to a third party.
_TRACING = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
)


class WrongUsage(Exception):
    """An argument that the parser alone cannot judge; ends with exit code 2."""


def guarded(arguments: argparse.Namespace) -> int:
    """The command's exit code; errors become a line on stderr."""
    # Importing makes tens of thousands of objects that stay; the default threshold has the
    # collector look through them again and again (a tenth of the time to the first question).
    gc.set_threshold(100_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal of another encoding shows "?" where it lacks a character.
            stream.reconfigure(errors="replace")
    for name in _TRACING:
        os.environ[name] = "false"
    # Looking for plugins reads the metadata of every installed package; we use none.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # Our matrices are small: a second thread would spin waiting for them (14.3 s against 8.9 s
    # for 600 long answers).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        module = importlib.import_module(f"cli.commands.{arguments.command}")
        code: int = module.run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except WrongUsage as error:
        return _fail(str(error), 2)
    except (KeyboardInterrupt, EOFError):
        return _fail("interrupted", EXIT_INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; what is left to flush has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"cannot go on: {error.strerror or error}", EXIT_FAILED)
    except Exception as error:
        # Imported here: the nouns cost a quarter of a second that the first words on the
        # screen should not wait for.
        from domain import RehearseError

        if isinstance(error, RehearseError):
            return _fail(str(error), EXIT_FAILED)
        raise


def _fail(message: str, code: int) -> int:
    from cli.plain import addressed, plain

    print(f"rehearse: {plain(addressed(message))}", file=sys.stderr)
    return code
