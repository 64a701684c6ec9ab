"""What a line of a CV tells was done: deeds, outcomes and figures, and how much of an achievement
they make."""

from __future__ import annotations

import re

DONE = re.compile(
    r"^(?:i |we |and |also |successfully |jointly |independently |personally |then )*"
    r"(?:[a-z]{3,}(?<!ne)(?<!fe)ed|led|built|ran|cut|grew|won|taught|wrote|set|made|kept|brought"
    r"|oversaw"
    r"|drove|held|sold|saw|took|gave|began|rose|rewrote|spoke|met|found|chose|sent|spent|put|got"
    r"|dealt"
    r"|bought|caught|fought|sought|knew|laid|lent|paid|read|redid|rebuilt|upheld|withdrew|hit|beat"
    r"|shot|sang|drew|flew|became|left|lost|broke|fixed|fed|trained|nursed|stood|swept|wove|bore|threw|dug|rode|swam|hung|lit|ground)\b",
    re.IGNORECASE,
)
DOING = re.compile(
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
    r"|prevented"
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


def has_figure(said: str) -> bool:
    """Whether something is counted, years aside."""
    return _FIGURE.search(said) is not None


def has_outcome(said: str) -> bool:
    """Whether it is told what came of something."""
    return _OUTCOME.search(said) is not None


def achievement(said: str) -> float:
    """How much of an achievement a line tells, 0-1: something done, with an outcome, in figures.

    0 for a duty without either. The weights follow what a story's result is graded by: outcome
    and figure count alike.
    """
    if _SERVED.search(said):
        return 0.0
    parts = [said, *re.split(r":\s+|[;,.]\s+(?:and )?", said)]
    done = any(DONE.match(part) for part in parts) or bool(re.search(r"\bI [a-z]{3,}", said))
    if len(said.split()) < 4 or not (done or DOING.match(said)):
        return 0.0
    figure, outcome = has_figure(said), has_outcome(said)
    if not (figure or outcome or done):
        return 0.0
    return round(0.2 + 0.35 * figure + 0.35 * outcome + 0.1 * done, 2)
