"""How a story ends and what is kept of it, where neither a figure nor a word of success says so.

"Nobody went without", "she still uses the sheet" and "the letters stopped" are results, "now I
read the packet every time" is a lesson. The same words open many stories ("nobody had time"), so an
ending counts only behind something that "I" or "we" did.
"""

from __future__ import annotations

import re

_SUBJECT = (
    r"(?:he|she|they|it|this|that|which|who|people|everyone|everybody|both|all|(?:the|my|our|his"
    r"|her"
    r"|their|that|this|those|these|both|all|every|each|two|three) (?:[\w'-]+ ){0,3}?[\w'-]+)"
)
_CAME_OUT = (
    r"(?:stopped|ended|vanished|disappeared|caught|saved|kept|worked|held|spared|brought|passed"
    r"|stayed|came|opened|arrived|thanked|hugged|signed|bought|recommended|renewed|agreed|returned"
    r"|finished|started|ate|slept|left|went|got|made|found|took|smiled|laughed|passed|joined|calmed"
    r"|turned up|dropped|learned|learnt|accepted|adopted|copied|repeated|praised|apologi[sz]ed"
    r"|paid|won|played|spoke|ran|sold|(?:was|were|had) (?:gone|over|solved|ready|done|back|safe"
    r"|fine|full|happy|on time|empty|quiet|sold|saved|open|in the \w+|there|on (?:his|her) own"
    r"|finished|right|well|dry|clean|found|repaired))"
)
_ENDED = re.compile(
    r"\b(?:nobody|no one|no-one|not one|not a (?:single )?\w+|none"
    r"|neither)(?: of [\w']+(?: [\w']+)?)?"
    r" (?:(?:was|were|had|has|have|is|are|ever|went|lost|got|came|left|fell|stood)\b|\w+ed\b)"
    r"|\bno (?:\w+ ){1,2}(?:was|were|has|have|got|went|came|had to|fell|\w+ed)\b"
    rf"|\b{_SUBJECT} (?:\w+ly )?still (?:use|work|run|do|hang|come|write|call|meet|play|have|go"
    r"|stand|live|ask|send|grow|talk|share|keep|make|say|eat|buy)(?:s|es)?\b"
    rf"|\b{_SUBJECT} (?:is|are|has been|have been|has|have) (?:now|still|used|in use|back|gone"
    rf"|never"
    r"|not \w+ed|(?:[\w']+ ){0,3}since)\b"
    r"|\bhas(?: not|n't) (?:\w+ed|happened|come|stopped) since\b"
    rf"|\b(?:he|she|they|it) (?:\w+s|\w+es|has|is) (?:[\w']+ ){{1,5}}(?:now|today|since"
    rf"|these days)\b"
    r"|\bwe (?:opened|started|finished|delivered|closed|landed|arrived|left|sold|won|made it|played"
    r"|ate|(?:were|was) (?:ready|done|back|through|on time|open))\b"
    rf"|(?:^|[.,;:] |\b(?:and|so|until|then|after that|from then on|in the end|by \w+) )"
    rf"{_SUBJECT} (?:\w+ly |both |all |even |never |then )?{_CAME_OUT}\b"
)
_LESSON = re.compile(
    r"(?:^|[.,;] |\b(?:and|so) )(?:now|today|these days|nowadays|since then|ever since|from then on"
    r"|since that [\w']+|from that \w+ on|after that \w+|ever since that \w+),? i"
    r"(?!'d| was| were| had| did| could| would)\b"
    r"|\bnext time,? (?:i|we)(?:'d|'ll| would| will)\b"
    r"|\bi(?:'d| would) (?:still |now |always |only |probably |just )*(?:do (?:it|that|this"
    r"|the same)"
    r"|[\w']+ (?:\w+ ){0,4}(?:earlier|sooner|first|differently|again|right away))\b"
    r"|\b(?:it|that|this|he|she|which) (?:has )?(?:showed|shown|taught|told|reminded) me (?:that"
    r"|how"
    r"|to|what|why|never)\b"
    r"|\bwhat i (?:took|take|kept|keep|learn\w+)\b"
    r"|\bi(?:'ve| have) (?:since|kept)\b|\bthat is why i now\b"
    r"|\bi (?:still|now) (?:do|use|ask|check|write|start|keep|make|read|let|call|tell|put"
    r"|look|count|listen|wait|say|send|test|take|try|bring|show|talk|walk|leave|plan)\b"
)


_EXTENT = re.compile(
    r"\b(?:nobody|no one|no-one|none|not one|not a single|no more|no longer|never again|stopped"
    r"|every"
    r"|all|everyone|everybody|both|whole|still|a few (?:days|weeks|months|hours|minutes)|some"
    r" (?:days|weeks|months|hours|minutes)|(?:the )?same (?:day|week|evening|afternoon|night"
    r"|morning)"
    r"|(?:days|weeks|hours|minutes) (?:early|earlier|later)|early|on time|most|several|many)\b"
)


def is_extent(text: str) -> bool:
    """Whether a lower-case ending says how far it went without a figure: for all, for none,
    still, within days."""
    return bool(_EXTENT.search(text))


def is_ending(text: str) -> bool:
    """Whether a lower-case sentence behind the deeds of a story tells what came of them."""
    return bool(_ENDED.search(text))


def is_lesson(text: str) -> bool:
    """Whether a lower-case sentence tells what is done since, or would be done another time."""
    return bool(_LESSON.search(text))
