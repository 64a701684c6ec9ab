"""What a CV's latest job is called."""

from __future__ import annotations

import re

from domain import Resume
from knowledge.job_ad import names_job
from knowledge.taxonomy import load_taxonomy

_END = re.compile(r"\s[-–—|:]+\s|[,(|;]|\s(?:at|@)\s")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MARKUP = "*_# "


def latest_title(resume: Resume) -> str | None:
    """The title of the first job in a CV, as CVs name the latest first; None when no line that
    stands beside a year begins with a title of the taxonomy."""
    titles = {"work": "", "study": ""}
    for number, line in enumerate(resume.lines):
        title = _END.split(line.text.strip(_MARKUP), maxsplit=1)[0].strip(_MARKUP)
        # The years stand beside the title, or open the line below.
        below = resume.lines[number + 1].text[:40] if number + 1 < len(resume.lines) else ""
        dated = _YEAR.search(line.text) or _YEAR.search(below)
        if not (dated and title[:1].isupper() and names_job(title, head=True)):
            continue
        # A placement stands under what was studied; a job goes before it.
        place = "study" if line.section == "education" else "work"
        if load_taxonomy().titles_in(title):
            titles[place] = titles[place] or title
    return titles["work"] or titles["study"] or None
