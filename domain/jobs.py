"""The job a candidate goes for."""

from __future__ import annotations

from pydantic import Field

from domain.value import Seniority, Value


class RoleGuess(Value):
    """A role an ad may be for; `confidence` is 0-1 and comparable between ads."""

    id: str
    confidence: float


class Job(Value):
    """What was read from a job ad, or chosen by the candidate.

    `role` is the id questions are picked by; `roles` the guesses behind it, best first (empty
    when the role was given). `text` is the ad itself, empty when there was none.
    """

    title: str | None = None
    company: str | None = None
    role: str
    roles: tuple[RoleGuess, ...] = ()
    seniority: Seniority = "mid"
    industry: str | None = None
    skills: tuple[str, ...] = ()
    text: str = ""


class Passage(Value):
    """A passage that answers something the candidate asked, verbatim: of the job ad, or of the
    page at the host `source`."""

    quote: str
    similarity: float = Field(ge=-1, le=1)
    source: str = ""
