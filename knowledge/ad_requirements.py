"""What a job ad asks for: its requirements and duties, each in the ad's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from domain import Need, Requirement
from knowledge.ad_terms import find_skills

_Section = Literal["must", "nice", "duty", "other", ""]

_MOST = {"must": 20, "nice": 8, "duty": 12}
_SHORTEST, _LONGEST = 2, 60
_LISTED = 25
"""Words up to which a line without a full stop is an item of a list."""

_CHARACTERS = 40_000

# What the headings of ads are called, the more telling first: "desirable skills" is a wish.
_HEADINGS: tuple[tuple[_Section, re.Pattern[str]], ...] = (
    (
        "other",
        re.compile(
            r"\b(?:benefits?|perks|(?:we|what we|we can) offer|what['’]?s in it|why (?:join|work"
            r"|us)"
            r"|about (?:us|the (?:company|team|trust|school))|who we are|our (?:values|culture"
            r"|story"
            r"|mission|commitment|company)|how to apply|to apply|apply now|salary|pay|compensation"
            r"|location|hours|equal|diversity|contact|closing date|interview|further (?:details"
            r"|information)|additional information|next steps|package|rewards?|company description"
            r"|privacy|safeguarding|disclosure)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "nice",
        re.compile(
            r"\b(?:desirable|desired|preferred|nice[- ]to[- ]have|bonus(?: points)?|a plus|pluses"
            r"|advantageous|good to have|would be great)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "must",
        re.compile(
            r"\b(?:requirements?|required|qualifications?|essential|person spec(?:ification)?"
            r"|must[- ]?have"
            r"|what you(?:['’]ll| will)? (?:bring|need|have)|you(?:['’]ll| will)? (?:bring|need"
            r"|have)"
            r"|who you are|about you|your (?:profile|skills|background|experience)|you are"
            r"|looking for|ideal candidate|the candidate|we expect)\b"
            r"|^(?:\w+ ){0,2}(?:skills?|experience|competenc(?:y|ies)|knowledge|attributes"
            r"|education"
            r"|criteria)(?: (?:and|&|/) \w+)?\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "duty",
        re.compile(
            r"\b(?:responsibilit(?:y|ies)|duties|what you(?:['’]ll| will)? (?:do|be doing)"
            r"|you(?:['’]ll"
            r"| will) (?:do|be doing)|the (?:role|job|position|work)|your (?:role|job|day|tasks"
            r"|mission"
            r"|impact)|day[- ]to[- ]day|key tasks|in this role|job (?:summary|description|purpose)"
            r"|main tasks|accountabilities|role (?:summary|overview|purpose)|overview|scope)\b",
            re.IGNORECASE,
        ),
    ),
)
_HEADING_WORDS = 8
_LEAD = re.compile(r"^[\s\-–—•*·▪●○◦‣>#]*(?:\(?\d{1,2}[.)]\s+)?")
_BULLETED = re.compile(r"^\s*(?:[-–—•*·▪●○◦‣>]|\(?\d{1,2}[.)])\s*\S")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9•-])")

_FRAGMENT = re.compile(
    r"(?!.*\b(?:we|our|us|there|this|these)\b)(?:an? |the )?(?:strong|excellent|good|proven|sound"
    r"|previous"
    r"|recent|relevant|solid|\w+['’]s|confident|flexible|willing(?:ness)?|current|valid|full|clean"
    r"|basic"
    r"|advanced|high(?:ly)?|able|capable|self|comfort\w+|demonstrat\w+|considerable"
    r"|experience\w*)\b",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"\b(?:experienced? (?:of|in|with|as|using)|\d+\+? ?(?:or more )?(?:years|yrs)"
    r"|(?:must|should|need to|required to) (?:have|be|hold|possess|demonstrate|continue)"
    r"|you(?:['’]ll| will)? (?:have|need|bring|possess)|knowledge of|ability to|proficien(?:t|cy)"
    r"|degree in|(?:is|are) (?:essential|required|desirable|preferred|an advantage)"
    r"|qualified|licen[cs]e|regist(?:ered with|ration)|certifi(?:ed|cate|cation)"
    r"|familiar(?:ity)? with|understanding of|expertise in|fluen(?:t|cy) in|background in"
    r"|skills (?:and|are|to)\b|(?:applicants?|candidates?|post-?holder|you) will (?:have|display"
    r"|possess)"
    r"|(?:looking for|seek(?:ing)?|recruit|appoint|need) .{0,80}\b(?:who|with|experienced"
    r"|qualified)\b"
    r"|with (?:an? )?(?:strong|excellent|good|proven|sound|demonstrable|significant|solid)\b)",
    re.IGNORECASE,
)
_ASKS_YOU = re.compile(
    r"^(?:do you (?:have|possess|hold|know)|have you (?:got|worked|experience)|can you"
    r"|are you (?:an?|able|qualified|experienced|passionate|confident|comfortable|registered))\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:desirable|preferred|preferabl[ey]|ideally|advantage(?:ous)?|nice to have|a plus|a bonus"
    r"|an? (?:\w+ )?asset|recommended|beneficial|would be (?:great|good|useful|helpful)"
    r"|not essential|not required)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"^(?:we|our|us|at (?!least)|the (?:company|trust|school|team)|this|here|it|all (?:staff"
    r"|employees)"
    r"|join|apply|please|if you|click|email|contact|your application|as an? (?:employer|member))\b"
    r"(?!.{0,40}\b(?:look(?:ing)? for|seek(?:ing)?|need|require|expect|want) )",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:pension|holiday|annual leave|salary|per annum|per hour|competitive|insurance|discount"
    r"|equal (?:opportunit|employment)|regardless of|without regard|connections? at"
    r"|physical demands"
    r"|criminal|background investigation|hours per week|whole[- ]time equivalent|closing date"
    r"|sponsorship|apply(?:ing)? (?:now|today|for|by|to)|click|cookies?"
    r"|email|telephone|phone number|successful (?:candidate|applicant)s? will (?:receive|get)"
    r"|interview(?:s|ed)? (?:will|on|date)|background check|we offer|join us|covid|benefits?"
    r"|subject to (?:an? )?(?:satisfactory|enhanced|successful|references|pre-employment)"
    r"|(?:enhanced |basic |standard )?(?:DBS|CRB|disclosure) (?:checks?|clearance|certificate)"
    r"|pre-employment|police checks?|vetting|free parking|gym|cycle to work|childcare vouchers"
    r"|bonus(?:es)?|sick pay|maternity|paternity|wellbeing|employee assistance"
    r"|opportunit(?:y|ies) (?:to|for) (?:develop|progress|grow|career))\b|@|https?:|www\."
    r"|[£$€]\s?\d",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"^(?:to )?(?:be (?:responsible|accountable|involved)|[a-z]+(?:ing)\b|(?!(?:the|our|we|you|a"
    r"|an|this|in"
    r"|at|on|for|all|with|no|it)\b)[a-z]+(?:e|t|n|r|p|w|d|k|y|h|l|s|g|x)\b)",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:(?:post-? ?holder|successful (?:candidate|applicant)|applicant|you|role|position|post"
    r"|job)"
    r"(?: holder)? (?:will|may|is|are)(?: also)? (?!have\b|receive\b|benefit\b|get\b|find\b|join\b"
    r"|enjoy\b"
    r"|report\b|offered\b|paid\b|based\b|an?\b|the\b)\w+|(?:role|post|job|work|duties|position)"
    r"(?: also)? (?:includes?|involves?|requires?)|responsible for|responsibility for)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[A-Z][\w /&-]{2,40}:\s+(?=[A-Za-z])")


def find_requirements(text: str, roles: Sequence[str] = ()) -> tuple[Requirement, ...]:
    """What the ad asks for, in its order: what a candidate must have, what it wishes for, then
    the duties; at most 20, 8 and 12. Each is a line or sentence of the ad, word for word.

    `roles` are the ids the ad may be for; they tell which common words are skills
    (`find_skills`). Empty when the ad asks for nothing that can be told from its form.
    """
    found: dict[Need, list[str]] = {"must": [], "nice": [], "duty": []}
    seen: set[str] = set()
    for need, said in _asked(text[:_CHARACTERS]):
        key = re.sub(r"\W+", " ", said.lower()).strip()
        if key not in seen and len(found[need]) < _MOST[need]:
            seen.add(key)
            found[need].append(said)
    return tuple(
        Requirement(text=said, need=need, skills=find_skills(said, roles))
        for need, all_said in found.items()
        for said in all_said
    )


def _asked(text: str) -> Iterator[tuple[Need, str]]:
    section: _Section = ""
    for line in text.splitlines():
        if not line.strip():
            continue
        named = _section(line)
        if named is not None:
            section = named
            continue
        for part in _SENTENCE.split(_LEAD.sub("", line, count=1).strip()):
            said = part.strip(" •*·▪●-–—;")
            need = _need(said, section, bulleted=bool(_BULLETED.match(line)))
            if need:
                yield need, said


def _section(line: str) -> _Section | None:
    """What the lines under a heading are about; None when the line is no heading."""
    plain = re.sub(r"[^\w\s'’:?&/-]", " ", line).strip(" -–—*#")
    count = len(plain.split())
    if not count or count > _HEADING_WORDS or line.rstrip()[-1:] in ".;,":
        return None
    if _BULLETED.match(line) and not plain.endswith(":"):
        return None
    ends = plain.endswith((":", "?"))
    words = [w for w in re.findall(r"[A-Za-z]+", plain) if len(w) > 3]
    titled = bool(words) and sum(w[0].isupper() for w in words) >= 0.5 * len(words)
    for name, pattern in _HEADINGS:
        if pattern.search(plain) and (ends or titled or count <= 3):
            return name
    return "" if ends and count <= 4 else None


def _need(said: str, section: _Section, *, bulleted: bool) -> Need | None:
    """Whether a line or sentence asks for something, and how firmly."""
    count = len(said.split())
    if not _SHORTEST <= count <= _LONGEST or _NOT_ASKED.search(said):
        return None
    if said.endswith(":"):
        return None
    if said.endswith("?") and not _ASKS_YOU.match(said):
        return None
    if said.endswith("?") and section in ("", "duty", "must"):
        return "must"
    if section == "other":
        return None
    if _OURS.match(said):
        return None
    wish = bool(_WISH.search(said))
    if section in ("must", "nice"):
        if wish or section == "nice":
            return "nice"
        listed = bulleted or (count <= _LISTED and said[-1] not in ".!")
        return "must" if listed or _STRICT.search(said) or _FRAGMENT.match(said) else None
    if section == "duty":
        if _STRICT.search(said) and not _DOES.match(said):
            return "nice" if wish else "must"
        is_duty = bool(_DOES.match(said) or _DUTY.search(said))
        return "duty" if is_duty and count >= 4 else None
    if _STRICT.search(said):
        return "nice" if wish else "must"
    is_duty = bool(_DUTY.search(said) or (bulleted and _DOES.match(said)))
    return "duty" if is_duty and count >= 4 else None
