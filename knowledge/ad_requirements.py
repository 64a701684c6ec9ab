"""What a job ad asks for: its requirements and duties, each in the ad's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain import Need, Requirement
from knowledge.ad_boilerplate import is_boilerplate, is_check
from knowledge.ad_sections import Section, sentences
from knowledge.ad_terms import find_skills

_MOST = {"must": 20, "nice": 8, "duty": 12}
_SHORTEST, _LONGEST = 2, 60
_LISTED = 25
"""Words up to which a line without a full stop is an item of a list."""

_CHARACTERS = 40_000

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
_DOES = re.compile(
    r"^(?:to )?(?:be (?:responsible|accountable|involved)|[a-z]+(?:ing)\b|(?!(?:the|our|we|you|a"
    r"|an|this|in"
    r"|at|on|for|all|with|no|it)\b)[a-z]+(?:e|t|n|r|p|w|d|k|y|h|l|s|g|x)\b)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:an? )?(?:bachelor|master['’]?s|degree|experienced?|excellent|strong|great|good|proven"
    r"|sound"
    r"|knowledge|abilit(?:y|ies)|proficien\w+|familiar\w*|minimum|at least|demonstrated|solid)\b",
    re.IGNORECASE,
)
"""Words a line among the duties begins with that asks for what one has."""

_DUTY = re.compile(
    r"\b(?:(?:post-? ?holder|successful (?:candidate|applicant)|applicant|you|role|position|post"
    r"|job)"
    r"(?: holder)? (?:will|may|is|are)(?: also)? (?!have\b|receive\b|benefit\b|get\b|find\b|join\b"
    r"|enjoy\b"
    r"|report\b|offered\b|paid\b|based\b|an?\b|the\b)\w+|(?:role|post|job|work|duties|position)"
    r"(?: also)? (?:includes?|involves?|requires?)|responsible for|responsibility for)",
    re.IGNORECASE,
)


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
    for said in sentences(text):
        need = _need(said.text, said.section, bulleted=said.is_bulleted)
        if need:
            yield need, said.text


def _need(said: str, section: Section, *, bulleted: bool) -> Need | None:
    """Whether a line or sentence asks for something, and how firmly."""
    count = len(said.split())
    if not _SHORTEST <= count <= _LONGEST or is_boilerplate(said):
        return None
    if said.endswith("?") and not _ASKS_YOU.match(said):
        return None
    if said.endswith("?") and section in ("", "duty", "must"):
        return "must"
    listed = bulleted and section in ("must", "nice")
    if section in ("about", "other") or (is_check(said) and not listed):
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
        if _HELD.match(said) or (_STRICT.search(said) and not _DOES.match(said)):
            return "nice" if wish else "must"
        does = bool(_DOES.match(said))
        return "duty" if count >= (3 if does else 4) and (does or _DUTY.search(said)) else None
    if _STRICT.search(said):
        return "nice" if wish else "must"
    is_duty = bool(_DUTY.search(said) or (bulleted and _DOES.match(said)))
    return "duty" if is_duty and count >= 4 else None
