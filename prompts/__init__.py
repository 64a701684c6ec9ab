"""What interviewers are like: personas as data, and the loader that reads them."""

from __future__ import annotations

import difflib
import functools
import json
from pathlib import Path

from domain import NotFound, Persona

_FILE = Path(__file__).with_name("personas.json")


@functools.cache
def load_personas() -> tuple[Persona, ...]:
    """All personas, in the order of the file."""
    return tuple(Persona.model_validate(item) for item in json.loads(_FILE.read_text("utf-8")))


def find_persona(style: str) -> Persona:
    """The persona of a style; NotFound lists the valid styles, nearest first."""
    by_style = {persona.style: persona for persona in load_personas()}
    wanted = style.strip().lower().replace("-", "_")
    if wanted in by_style:
        return by_style[wanted]
    near = difflib.get_close_matches(wanted, by_style, n=len(by_style), cutoff=0.0)
    raise NotFound(f"there is no interviewer style {style!r}; choose one of {', '.join(near)}")
