"""Facts with one value, read by pattern: what it is called, since when it exists, where it sits,
how many work there, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agents.researcher.naming import spoken_name
from agents.researcher.sentences import Reading, Sentence, without_quotes
from domain import Found

_YEAR = r"(?P<year>1[6-9]\d\d|20[0-3]\d)"
_MONTH = (
    r"(?:(?:early|mid|late|spring|summer|autumn|fall|winter|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|\d{1,2})[\s,-]+(?:of\s+)?)*"
)
_BORN = re.compile(
    rf"\b(?:was\s+|were\s+|is\s+)?(?P<verb>founded|co-?founded|established|incorporated|set up"
    rf"|formed"
    rf"|started|launched|began|opened|born)\b(?P<between>[^.;:!?]{{0,70}}?)"
    rf"\b(?:in|on|back in|since|way back in)\s+{_MONTH}{_YEAR}\b",
    re.IGNORECASE,
)
_LABELLED_YEAR = re.compile(
    rf"^(?:founded|established|est\.?|founding year|year founded"
    rf"|since)\b\W{{0,4}}(?:in\s+)?{_MONTH}{_YEAR}\W*$",
    re.I,
)
_SINCE = re.compile(
    rf"\b(?:in business|in operation|trading|serving|service|services|operating|trusted|family[- ]"
    rf"(?:owned|run)|independent|brewing|building|making|helping)\b[^.;:!?]{{0,60}}?\bsince\s+"
    rf"{_YEAR}\b|^(?:in\s+[a-z][\w ]{{2,40}}\s+)since\s+(?P<year2>1[6-9]\d\d|20[0-3]\d)\b",
    re.IGNORECASE,
)
NOT_BIRTH = re.compile(
    r"\b(?:foundation|subsidiary|division|joint venture|partner(?:ship)?|member|committee"
    r"|program(?:me)?"
    r"|scholarship|fund|office|plant|branch|campaign|initiative|award|school|academy|product|app"
    r"|service in|feature|first (?:store|shop|restaurant|office|branch)|reincorporated"
    r"|laborator(?:y|ium)"
    r"|network|federation|lab)\b",
    re.IGNORECASE,
)
_SEATED = re.compile(
    r"\b(?:(?:is |are |was )?headquartered|headquarters(?: (?:is|are)(?: located| based)?|"
    r" located)?"
    r"|head office(?: is)?(?: located| based)?|(?:is |are )?based)\s+(?:in|at|out of)\s+"
    r"(?P<place>(?:the\s+)?[A-Z][\w.'’-]*(?:[\s-](?:of|de|la|le|el|los|las|upon|on|am|the|and"
    r"|&|du|do|da"
    r"|in)?\s?[A-Z][\w.'’-]*)*(?:,\s+(?:the\s+)?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)*){0,2})"
)
_SEAT_LABEL = re.compile(
    r"^(?:headquarters|head office|hq|corporate headquarters)\W*(?P<rest>.*)$", re.I
)
_PLACE_LINE = re.compile(r"^[A-Z0-9][^.!?]{2,90}$")
_BASED = re.compile(r"\bbased\s+(?:in|out)", re.IGNORECASE)
_FILED_SEAT = re.compile(
    r"^\(?address (?:and zip code )?of (?:registrant[’']s )?principal executive offices", re.I
)
_FILED_NAME = re.compile(r"^\(?exact name of (?:the )?(?:registrant|company)", re.I)
_STREET = re.compile(r"^\d+\s+[\w. ]+|^(?:one|two|three|p\.?o\.? box)\b", re.I)
_STATE = re.compile(
    r"(?:,\s*|\s)(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]"
    r"|PA|RI"
    r"|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
)
_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?\b")
_COUNT = (
    r"(?P<about>(?:approximately|about|around|over|more than|nearly|almost|some|roughly|an?"
    r" team of|"
    r"up to|now)\s+)*(?P<count>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:\s(?:million|thousand))?|"
    r"\d+k)\s?\+?"
)
_STAFF = (
    r"(?:(?:full-time|part-time|talented|dedicated|global|passionate|permanent|salaried|hourly"
    r"|remote"
    r"|skilled|amazing|and part-time|equivalent|or|worldwide|U\.S\.)\s+){0,4}"
    r"(?P<staff>employees|associates|staff(?: members)?|people|team members|colleagues|workers"
    r"|professionals|teammates|crew members|specialists|experts)"
)
_HEADCOUNT = re.compile(rf"\b{_COUNT}\s+{_STAFF}\b", re.IGNORECASE)
_EMPLOYS = re.compile(
    r"\b(?:employ(?:s|ed|ing)?|had|have|has|with|workforce of|team of|staff of|headcount of"
    r"|combined with|total of|home to|we are|we[’']re|our)\s+(?:a (?:global |total )?(?:team"
    r"|workforce"
    r"|staff) of\s+)?$",
    re.IGNORECASE,
)
_NOT_STAFF = re.compile(
    r"\b(?:compan(?:y|ies) with|businesses with|organi[sz]ations with|teams? with|customers|clients"
    r"|benefits? to|laid off|lay off|let go|cut(?:ting|s)?|eliminat\w*|redundan\w*|dismiss\w*"
    r"|furlough\w*|helped|serv(?:e|es|ing)|trained|reach(?:es|ed)?|notice|of these|of them|union"
    r"|hire|hiring|join(?:ed|ing)?|each|per|donat\w*|surveyed|patients|users)\b",
    re.IGNORECASE,
)
_TICKER = re.compile(
    r"\(?\b(?P<market>NYSE|NASDAQ|Nasdaq|LSE|AIM|TSX|ASX|FTSE|Euronext)(?:\s?(?:GS|GM|Global Select"
    r"(?: Market)?|American|Arca))?\s?:\s?(?P<ticker>[A-Z]{1,5}(?:\.[A-Z])?)\b"
    r"|\(ticker:?\s(?P<ticker2>[A-Z]{1,5}(?:\.[A-Z])?)\)"
)
_MARKETS = re.compile(r"Nasdaq|New York Stock Exchange|NYSE|London Stock Exchange|Euronext", re.I)
_SYMBOL = re.compile(r"^[A-Z]{1,5}$")
_OWNED = re.compile(
    r"\b(?:(?:wholly[- ]owned |majority[- ]owned )?subsidiary of|owned by|acquired by|part of the"
    r"|division of|a member of the|backed by|privately[- ]held|privately[- ]owned|family[- ]owned"
    r"|family[- ]run|employee[- ]owned|worker[- ]owned|publicly[- ]traded|publicly[- ]listed"
    r"|listed on the|went public|registered charity|cooperative owned|mutual(?:ly)? owned"
    r"|state[- ]owned|government[- ]owned)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}\s*[-–—]\s*)?(?:\d{4}"
    r"|present)?[\s,.]*(?:by\s+)?"
    r"(?P<name>[A-Z0-9][^©|•·\n]{1,60}?)(?=[.,]?\s*(?:all rights|$|\||•|·|-\s|–\s))",
    re.IGNORECASE,
)


def read_facts(reading: Reading) -> Iterator[Found]:
    """The facts of one value a page tells about the company, in no order."""
    yield from _names(reading)
    for sentence in reading.sentences:
        yield from _founded(reading, sentence)
        yield from _seat(reading, sentence)
        yield from _size(reading, sentence)
        yield from _ownership(reading, sentence)


def _names(reading: Reading) -> Iterator[Found]:
    """Its name in full, from a filing's cover, a copyright line, or data of the page that stands in
    its text as well."""
    lines = reading.page.evidence.split("\n")
    for above, line in pairwise(lines):
        if _FILED_NAME.match(line) and reading.named.search(above) and len(above) < 90:
            yield Found(slot="name", text=above, value=above, quote=above, weight=1.0)
            return
    told = [(one.legal_name or one.name) for one in reading.page.organisations]
    for name in told:
        held = _line_with(name, lines)
        if held and _is_it(name, reading):
            yield Found(slot="name", text=name, value=name, quote=held, weight=0.8)
            return
    if not reading.speaks_itself:
        return
    for line in reversed(lines):
        found = _COPYRIGHT.search(line)
        if found and reading.named.search(found["name"]):
            name = found["name"].strip(" .,")
            yield Found(slot="name", text=name, value=name, quote=found[0].strip(), weight=0.7)
            return
    for line in lines:
        said = reading.named.search(line)
        if said and len(line) <= 200:
            yield Found(slot="name", text=said[0], value=said[0], quote=line, weight=0.3)
            return


def _is_it(name: str, reading: Reading) -> bool:
    return spoken_name(name).casefold() == spoken_name(reading.subject.name).casefold()


def _line_with(name: str, lines: list[str]) -> str | None:
    return next((line for line in lines if name in line and len(line) <= 300), None)


def _founded(reading: Reading, sentence: Sentence) -> Iterator[Found]:
    labelled = _LABELLED_YEAR.match(sentence.text)
    if labelled and reading.is_of_it:
        yield Found(
            slot="founded", text=f"Founded {labelled['year']}", value=labelled["year"],
            quote=sentence.text, weight=0.9,
        )  # fmt: skip
        return
    if sentence.headed.lower() in ("founded", "established", "year founded") and reading.is_of_it:
        year = re.fullmatch(_YEAR, sentence.text)
        if year:
            yield _stated("founded", sentence, year["year"], 0.9)
            return
    for found in _BORN.finditer(sentence.text):
        about = sentence.text[: found.start()]
        if NOT_BIRTH.search(f"{about[-60:]} {found['between']}"):
            continue
        if found["verb"].lower() in ("started", "launched", "began", "opened", "formed", "born"):
            weight = 0.6
            if found["between"].strip() or not _is_subject(reading, about, near=30):
                continue
        else:
            weight = 1.0
        if _is_subject(reading, about) or _follows(reading, sentence.text[found.end() :], about):
            yield _stated("founded", sentence, found["year"], weight)
            return
    since = _SINCE.search(sentence.text)
    if since and reading.tier == "own":
        yield _stated("founded", sentence, since["year"] or since["year2"], 0.5)


def _is_subject(reading: Reading, before: str, near: int = 80) -> bool:
    """Whether the company is who a verb's sentence is about: named last before it, or "we", or "the
    company" on a page about it."""
    told = without_quotes(before)[-near:]
    named = list(reading.named.finditer(told))
    if named:
        last = named[-1]
        return not re.search(
            r"[A-Z][\w&]+(?: [A-Z][\w&]+)*,? (?:was|is|were|which)", told[last.end() :]
        )
    if reading.speaks_itself and re.search(r"\b(?:we|our company|company)\b", told, re.I):
        return True
    if re.search(
        r"\b(?:the (?:company|firm|group|business|retailer|startup|charity|bank))\b[^,;]*$",
        told,
        re.I,
    ):
        return reading.is_of_it
    return bool(re.fullmatch(r"\W*(?:it|it was)\W*", told, re.I)) and reading.is_of_it


def _follows(reading: Reading, after: str, before: str) -> bool:
    """Whether a sentence opens with what was done and names who directly after: "Founded in 1998,
    Acme …"."""
    if before.strip():
        return False
    named = reading.named.search(after[:80])
    if named:
        return True
    if reading.speaks_itself:
        return bool(
            re.match(r"[^.]{0,60}?,?\s*(?:we|our|the company)\b", after, re.I)
        ) or not after.strip(" .")
    return False


def _seat(reading: Reading, sentence: Sentence) -> Iterator[Found]:
    if reading.tier == "filing" and _FILED_SEAT.match(sentence.line):
        yield from _filed_seat(reading, sentence)
        return
    label = _SEAT_LABEL.match(sentence.text)
    if label and reading.is_of_it:
        rest = label["rest"].strip(" :–-")
        place = rest or sentence.after
        if _PLACE_LINE.match(place) and ("," in place or rest) and len(place.split()) <= 12:
            quote = sentence.text if rest else f"{sentence.text} {place}"
            yield Found(
                slot="headquarters", text=f"Headquarters: {place}", value=place, quote=quote,
                weight=0.9,
            )  # fmt: skip
            return
    for found in _SEATED.finditer(sentence.text):
        before = sentence.text[: found.start()]
        place = found["place"].strip(" .,")
        if _BASED.match(found[0].removeprefix("is ").removeprefix("are ")):
            if not _is_subject(reading, before, near=40) and not _follows(
                reading, sentence.text[found.end() :], before
            ):
                continue
            weight = 0.6
        else:
            weight = 1.0
            if not (
                _is_subject(reading, before)
                or _follows(reading, sentence.text[found.end() :], before)
            ):
                continue
        yield _stated("headquarters", sentence, place, weight)
        return


def _filed_seat(reading: Reading, sentence: Sentence) -> Iterator[Found]:
    """The address above "(Address of principal executive offices)" on a filing's cover."""
    lines = reading.page.evidence.split("\n")
    at = lines.index(sentence.line)
    above: list[str] = []
    for line in reversed(lines[max(at - 6, 0) : at]):
        if line.startswith("(") or re.search(
            r"\b(?:no|number|identification|code)\b\.?\)?$", line, re.I
        ):
            break
        above.insert(0, line)
        if _STREET.match(line):
            break
    address = " ".join(above)
    if not above or not _STREET.match(above[0]) or not _STATE.search(address):
        return
    place = " ".join(_ZIP.sub(" ", address).split()).replace(" ,", ",").strip(" ,")
    yield Found(
        slot="headquarters", text=f"Headquarters: {place}", value=place, quote=address, weight=1.0
    )


def _size(reading: Reading, sentence: Sentence) -> Iterator[Found]:
    for found in _HEADCOUNT.finditer(sentence.text):
        before, after = sentence.text[: found.start()], sentence.text[found.end() :]
        around = f"{before[-70:]} {after[:20]}"
        count = found["count"]
        if re.fullmatch(r"(?:19|20)\d\d", count) or count in ("0", "1", "2", "3", "24"):
            continue
        possessed = re.search(r"[’']s\s*$", before)
        if possessed and reading.named.search(before[-60:]):
            yield _stated("size", sentence, f"{count} {found['staff']}", 0.9)
            return
        if _NOT_STAFF.search(around):
            continue
        loose = found["staff"].lower() in ("people", "professionals", "specialists", "experts")
        employing = _EMPLOYS.search(before) is not None
        if not employing and (loose or not reading.speaks_itself):
            continue
        if employing and not (reading.concerns(sentence) or _is_subject(reading, before)):
            continue
        if (
            not employing
            and sentence.words > 8
            and not re.search(
                r"\b(?:worldwide|globally|around the world|as of|across)\b", after[:60], re.I
            )
        ):
            continue
        if loose and not re.search(r"employ|workforce|team of|we are|we[’']re", before[-40:], re.I):
            continue
        weight = 1.0 if employing and reading.concerns(sentence) else 0.7
        yield _stated("size", sentence, f"{count} {found['staff']}", weight)
        return


def _ownership(reading: Reading, sentence: Sentence) -> Iterator[Found]:
    listed = _TICKER.search(sentence.text)
    if listed:
        before = sentence.text[max(listed.start() - 40, 0) : listed.start()]
        if reading.named.search(before):
            ticker = listed["ticker"] or listed["ticker2"]
            yield _stated("ownership", sentence, ticker, 0.9)
            return
    if (
        reading.tier == "filing"
        and _SYMBOL.match(sentence.text)
        and _MARKETS.search(sentence.after)
    ):
        quote = f"{sentence.text} {sentence.after}"
        yield Found(
            slot="ownership",
            text=f"Its shares trade as {sentence.text}",
            value=sentence.text,
            quote=quote,
            support="paraphrase",
            weight=1.0,
        )
        return
    owned = _OWNED.search(sentence.text)
    if owned and sentence.is_prose and reading.tier != "filing":
        before, after = sentence.text[: owned.start()], sentence.text[owned.end() :]
        if _is_subject(reading, before) or _follows(reading, after, before):
            yield _stated("ownership", sentence, owned[0], 0.7)


def _stated(slot: str, sentence: Sentence, value: str, weight: float) -> Found:
    return Found(slot=slot, text=sentence.text, value=value, quote=sentence.text, weight=weight)
