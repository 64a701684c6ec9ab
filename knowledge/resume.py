"""A CV line by line: what each line is about, what was achieved, and how many years it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from domain import Resume, ResumeLine, ResumeSection
from knowledge.job_ad import names_job

_CHARACTERS = 60_000
_NAMED: tuple[tuple[ResumeSection, str], ...] = (
    (
        "experience",
        r"(?:\w+ )?(?:experience|employment|career|work)(?: (?:history|experience|summary|record"
        r"|background|to date))?|positions? held|posts? held|roles? held|jobs?|appointments?"
        r"|(?:[\w-]+ ){0,2}(?:placements?|internships?|traineeships?|apprenticeships?|secondments?"
        r"|appointments|assignments|engagements|locum work|freelance work|deployments)"
        r"|(?:[\w-]+ ){1,2}(?:experience|practice|work|service)"
        r"|clinical experience|previous (?:roles?|posts?|positions?|jobs?)",
    ),
    (
        "education",
        r"education.*|(?:academic |professional )?qualifications?.*|(?:training|courses?"
        r"|certifications?|certificates?|licen[cs]es?|registrations?|professional development"
        r"|degrees?"
        r"|cpd)(?: (?:and|&) .*)?|academic (?:background|history)|study|studies",
    ),
    (
        "skills",
        r"(?:\w+ )?(?:skills?|competenc(?:y|ies|es)|technolog(?:y|ies)|tools?|expertise|languages?"
        r"|stack)(?: (?:and|&) .*)?|key strengths?|it|software",
    ),
    (
        "summary",
        r"(?:personal |professional |career |executive )?(?:summary|profile|statement|objective)"
        r"|about(?: me)?|introduction|bio",
    ),
    (
        "projects",
        r"(?:[\w-]+ ){0,2}(?:projects?|portfolio|publications?|research|achievements?"
        r"|accomplishments?|highlights?|awards?.*)",
    ),
    (
        "other",
        r"(?:hobbies|interests?|activities|references?|referees?|personal details?|contact.*"
        r"|hobbies (?:and|&) interests|additional information|personal information)",
    ),
    ("experience", r"volunteer(?:ing)?(?: work| experience)?|voluntary (?:work|experience)"),
)
_HEADINGS = tuple((name, re.compile(rf"^(?:{said})$", re.IGNORECASE)) for name, said in _NAMED)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪●○◦‣>✓➢]|\(?\d{1,2}[.)])\s+")
_MARKUP = re.compile(r"\*\*|__|`|(?<!\w)[*_](\w[^*_]*\w)[*_](?!\w)|^\s*#{1,6}\s+")
"""What Markdown is written with: marks of weight, of code, of headings."""

_CONTACT = re.compile(
    r"@|https?:|www\.|linkedin|github\.com|\b(?:tel|phone|mobile|email|e-mail|address|nationality"
    r"|date of birth|dob|marital status|driving licen[cs]e number)\b\s*:|(?:\+?\d[\s().-]?){9,}",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_POINT = rf"(?:(?:{_MONTH}|\d{{1,2}}[/.])\s*,?\s*)?(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"(?P<since>{_POINT})\s*(?:-|–|—|to|until|till)\s*(?P<until>{_POINT}|present|now|today|current"
    rf"|date|ongoing|(?<=[-–—])\d\d\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"\b(?:since|from)\s+(?P<since>{_POINT})", re.IGNORECASE)
_MONTHS = {
    name: n
    for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_STUDY = re.compile(
    r"\b(?:bsc|ba|msc|ma|phd|mba|beng|meng|bed|pgce|gcses?|a[- ]levels?|nvq|btec|diploma|degree"
    r"|bachelor|master|university|college|school|certificate|certified|abitur|baccalaur)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^(?:i |we |and |also |successfully |jointly |independently |personally |then )*"
    r"(?:[a-z]{3,}(?<!ne)(?<!fe)ed|led|built|ran|cut|grew|won|taught|wrote|set|made|kept|brought"
    r"|oversaw"
    r"|drove|held|sold|saw|took|gave|began|rose|rewrote|spoke|met|found|chose|sent|spent|put|got"
    r"|dealt"
    r"|bought|caught|fought|sought|knew|laid|lent|paid|read|redid|rebuilt|upheld|withdrew|hit|beat"
    r"|shot|sang|drew|flew|became|left|lost|threw|broke|fixed|fed|trained|nursed)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"^(?:manag|lead|run|deliver|support|develop|design|maintain|coordinat|creat|provid|organi[sz]"
    r"|prepar|handl|teach|train|advis|analy[sz]|build|test|write|sell|serv|car|assist|monitor"
    r"|review"
    r"|plan|negotiat|supervis|mentor|administer|respond|check|report|audit|operat|repair|install"
    r"|clean|cook|driv|liais|process|assess|treat|dispens|research|implement|improv|ensur|work"
    r"|us|own|answer|resolv)(?:e|es|s|ing|ning|ting)?\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?<![\d/.-])(?!(?:19|20)\d\d\b)\d[\d,.]*\s?(?:%|percent|k\b|m\b|x\b)?|[£$€]\s?\d"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|half"
    r"|double[ds]?|halved|twice|first|zero)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:cut|reduc\w+|increas\w+|rais\w+|sav\w+|won|grew|halv\w+|doubl\w+|tripl\w+|improv\w+"
    r"|lower\w+"
    r"|avoid\w+|eliminat\w+|exceed\w+|achieve\w*|achieving|awarded|result\w*|fewer|faster|ahead of"
    r"|under budget"
    r"|on time|from [\d£$€][\w,.%]* to|so that|which (?:led|meant|cut|raised|saved|brought)"
    r"|prevented|(?:up|down) from"
    r"|recovered|shorten\w+|secured|launched|earned"
    r"|(?:fell|dropped|rose|went|climbed|came down) (?:from|by|to)|now (?:used|standard)"
    r"|still use|all (?:of whom )?passed)\b",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"\b(?:with|over|of|has|have) (?:over |more than |nearly |some )?[\w-]+\+? years\b"
    r"(?! ago)|\byears['’]? (?:of )?(?:\w+ )?experience\b",
    re.IGNORECASE,
)
"""How long somebody has worked, which is told of them and not done by them."""
_NAME = re.compile(r"(?:[A-Z][\w'’.-]+ ?){2,4}")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z])")
_LONG = 16
"""Words from which a line is taken sentence by sentence."""

_PARAGRAPH = 1000
"""Characters from which broken lines are no longer put together: no paragraph of a CV is longer."""

_ENDS_OPEN = re.compile(r"(?:[,;&/-]|\b(?:and|or|of|the|a|an|to|for|with|in|on|by|at|from))$", re.I)


def read_resume(text: str, today: date) -> Resume:
    """A CV's lines with their section and job, and the years its jobs cover by `today`.

    Sections are told by their headings; without one, by what a line looks like. Lines broken by
    the page are put together again. Ways to reach the person and their references are left out:
    nothing of them is ever quoted.
    """
    lines: list[ResumeLine] = []
    section: ResumeSection = ""
    job = ""
    months: set[int] = set()
    for raw in _joined(text[:_CHARACTERS]):
        raw = _MARKUP.sub(lambda mark: mark[1] or "", raw)
        named, rest = _heading(raw)
        if named is None and _is_unknown_heading(raw):
            section, job = "", ""
            continue
        if named is not None:
            section, job = named, ""
            if not rest:
                continue
        said = _BULLET.sub("", rest or raw).strip(" \t|•*·–—-#")
        if len(said) < 3 or _CONTACT.search(said):
            continue
        period = _PERIOD.search(said) or _SINCE.search(said)
        kind = section or _looks_like(said) or ("experience" if job else "")
        if period and kind in ("experience", "") and not _STUDY.search(said):
            job = said
            kind = "experience"
            months |= _months(period, today)
        elif kind == "education":
            job = ""
        if kind == "other" or (not lines and not section and _NAME.fullmatch(said)):
            continue
        for part in _SENTENCE.split(said) if len(said.split()) > _LONG else (said,):
            told = _achievement(part) if kind not in ("skills", "education") else 0.0
            lines.append(
                ResumeLine(
                    text=part,
                    section=kind,
                    job=job if job != said else "",
                    achievement=told,
                    heading=job == said,
                )
            )
    return Resume(lines=tuple(lines), years=round(len(months) / 12, 1) if months else None)


def _joined(text: str) -> Iterator[str]:
    """The lines of a text, one broken by the page's width put together again."""
    held = ""
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            if held:
                yield held
            held = ""
            continue
        goes_on = (
            0 < len(held) < _PARAGRAPH
            and not _BULLET.match(line)
            and _heading(line)[0] is None
            and _heading(held)[0] is None
            and not _PERIOD.search(line)
            and (
                (line[0].islower() and held[-1] not in ".!?:")
                or (_ENDS_OPEN.search(held) and len(held) > 30)
            )
        )
        if goes_on:
            held = held[:-1] + line if re.search(r"[a-z]-$", held) else f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _heading(line: str) -> tuple[ResumeSection | None, str]:
    """The section a line opens, and what else stands on it ("Skills: Python, SQL")."""
    label, colon, rest = line.partition(":")
    plain = re.sub(r"[^\w\s&/]", " ", label).strip()
    if not plain or len(plain.split()) > 5 or (plain[0].islower() and not rest):
        return None, ""
    plain = " ".join(plain.split())
    if len(plain) < 40:
        # Spaced capitals: "E X P E R I E N C E".
        plain = plain.replace(" ", "") if re.fullmatch(r"(?:\w ){3,}\w", plain) else plain
        for name, pattern in _HEADINGS:
            if pattern.match(plain):
                return name, rest.strip() if colon else ""
    return None, ""


def _is_unknown_heading(line: str) -> bool:
    """Whether a line opens a section nobody knows: a few words in capitals or before a colon, which
    name no job."""
    plain = re.sub(r"[^\w\s&/]", " ", line).strip()
    words = plain.split()
    if not 1 <= len(words) <= 5 or re.search(r"\d", plain) or _BULLET.match(line):
        return False
    shouted = plain.isupper() and len(plain) > 4
    opens = line.rstrip().endswith(":") and plain[0].isupper()
    return (shouted or opens) and not names_job(plain.title(), head=True)


def _looks_like(said: str) -> ResumeSection:
    """What a line outside of every section is about, by its form."""
    if _STUDY.search(said) and not _DONE.match(said):
        return "education"
    if _DONE.match(said) or _DOING.match(said):
        return "experience"
    if said.count(",") >= 3 and len(said.split()) <= 4 * (said.count(",") + 1):
        return "skills"
    return ""


def has_figure(said: str) -> bool:
    """Whether something is counted, years aside."""
    return _FIGURE.search(said) is not None


def has_outcome(said: str) -> bool:
    """Whether it is told what came of something."""
    return _OUTCOME.search(said) is not None


def _achievement(said: str) -> float:
    """How much of an achievement a line tells, 0-1: something done, with an outcome, in figures.

    0 for a duty without either. The weights follow what a story's result is graded by: outcome
    and figure count alike.
    """
    if _SERVED.search(said):
        return 0.0
    parts = [said, *re.split(r":\s+|[;,.]\s+(?:and )?", said)]
    done = any(_DONE.match(part) for part in parts) or bool(re.search(r"\bI [a-z]{3,}", said))
    if len(said.split()) < 4 or not (done or _DOING.match(said)):
        return 0.0
    figure, outcome = has_figure(said), has_outcome(said)
    if not (figure or outcome or done):
        return 0.0
    return round(0.2 + 0.35 * figure + 0.35 * outcome + 0.1 * done, 2)


def _months(period: re.Match[str], today: date) -> set[int]:
    """The months a period covers, counted from year 0."""
    since = _month(period["since"], today, first=True)
    until_said = period.groupdict().get("until") or "present"
    until = _month(until_said, today, first=False)
    if re.fullmatch(r"\d\d", until_said):
        until = since - since % 12 + 12 * (int(until_said) - (since // 12) % 100) + 11
    last = min(until, today.year * 12 + today.month - 1)
    return set(range(since, last + 1)) if since <= last and last - since < 12 * 60 else set()


def _month(said: str, today: date, *, first: bool) -> int:
    """A point in time as a month counted from year 0; a year alone is its middle."""
    year = re.search(r"(?:19|20)\d\d", said)
    if not year:
        return today.year * 12 + today.month - 1
    name = _MONTHS.get(said.strip()[:3].lower())
    number = re.match(r"\s*(\d{1,2})[/.]", said)
    if number and 1 <= int(number[1]) <= 12:
        name = int(number[1])
    middle = 7 if first else 6
    return int(year[0]) * 12 + (name or middle) - 1
