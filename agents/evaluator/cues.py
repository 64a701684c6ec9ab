"""Surface signs in a story: who acts, when, with what outcome, by what reasoning.

All patterns run on lower-cased text and need no punctuation, so that a transcript of speech
gives the same signs as a written answer.
"""

from __future__ import annotations

import re

from agents.evaluator.numerals import PATTERN

_ADVERB = (
    r"(?:(?:\w+ly|also|then|first|next|both|myself|even|just|always|still|quickly|now|only|"
    r"therefore|later|finally|soon|again|usually|personally|kind of|sort of|like|you know|i mean"
    r") )*"
)
_PAST = (
    r"(?:\w{2,}ed|led|built|wrote|rewrote|set|met|spoke|told|gave|made|took|ran|held|brought|"
    r"bought|"
    r"sold|taught|found|kept|put|cut|sent|chose|drew|broke|got|went|began|sat|stood|won|lost|spent|"
    r"paid|read|shut|split|sought|dealt|drove|flew|forgot|hid|knew|thought|felt|heard|saw|said|"
    r"laid|"
    r"learnt|let|rang|rode|shot|showed|slept|swapped|threw|understood|woke|withdrew|grew|hung|lent|"
    r"fought|caught|came|left|fed|hit|quit|rose|shook|sang|spread|stuck|swept|tore|undid|redid|dug|bent|bound|blew|bore|bit|clung|crept|ate|fled|froze|"
    r"ground|knelt|lit|laid|raised|slid|spelt|spun|stole|struck|swore|swam|swung|wound|wore|wove|"
    r"burnt|became|turned|cost|overheard|"
    r"taken|written|driven|drawn|spoken|given|shown|chosen|thrown|did(?! not))"
)
_HAVING = r"(?:(?:had|have|'ve|'d) )?"
"""So that what "I had packed" counts as what "I packed"."""
_NOT_DOING = (
    r"(?:been|seen|become|became|turned|cost|worked|needed|wanted|liked|loved|hoped|tried|felt|"
    r"knew|thought|believed|learned|learnt|"
    r"realised|"
    r"realized|seemed|started|enjoyed|saw|heard|had|wished|used|joined|happened|feared|worried|"
    r"got|was|"
    r"interested|excited|tired|involved|supposed|asked to|scared|pleased|concerned|determined)"
)
I_DID = re.compile(rf"\bi(?:'ve|'d)? {_HAVING}{_ADVERB}({_PAST})\b")
WE_DID = re.compile(rf"\bwe(?:'ve|'d)? {_HAVING}{_ADVERB}({_PAST})\b")
I_WAS = re.compile(r"\b(?:i|my \w+) (?:was|had|were|could)\b")
AND_DID = re.compile(rf"\b(?:and|then|,) {_ADVERB}({_PAST})\b")
SOMEONE_DID = re.compile(
    rf"\b(?:he|she|they|it|there|which|who|that|(?:my|our|the|a|an|one|his|her|"
    rf"their) [\w']+(?: [\w']+)?) "
    rf"{_ADVERB}(?:was|were|had|could|{_PAST})\b"
)
BY_DOING = re.compile(r"\b(?:by|through|including|of|for|from) (\w{3,}ing)\b")
NOT_DOING = re.compile(rf"^{_NOT_DOING}$")

HYPOTHETICAL = re.compile(
    r"\b(?:i|we|you|one)(?: would|'d(?! had)| will|'ll| should| could(?! not (?:agree|be) \w+))\b"
    r"|\bif (?:i|we|this|that|"
    r"it|there|"
    r"someone|my|a) (?:\w+ ){0,3}(?:were|happened|happens|had|have|has|is|would)\b|\bin (?:such|"
    r"that kind of) a "
    r"(?:case|situation)\b|\bi'm going to\b|\bideally\b"
)
HABIT = re.compile(
    r"\b(?:usually|always|generally|typically|in general|often|normally|every time|tend to)\b"
)
TRAIT = re.compile(
    r"\bi(?:'m| am| consider myself| see myself as| have always been| would (?:say|describe) (?:i|"
    r"myself))\b"
    r"(?: \w+){0,4} (?:person|people|player|leader|worker|learner|communicator|listener|thinker|"
    r"solver|"
    r"perfectionist|motivated|organi[sz]ed|reliable|passionate|dedicated|hard ?working|creative|"
    r"flexible|"
    r"punctual|honest|positive|calm|proactive|ambitious|good at|great at|strong|very|always|"
    r"detail)\b"
    r"|\bmy (?:\w+ ){0,2}(?:strengths?|skills?|qualities|personality|attitude|passion|motto|"
    r"philosophy|"
    r"style|approach) (?:is|are)\b|\bpeople (?:say|tell me|describe|know)\b|\bi (?:believe|value|"
    r"love|"
    r"enjoy|like|pride myself|strive|excel|thrive|care)\b|\bi have (?:excellent|strong|good|great|"
    r"always)\b"
)
SETTING = re.compile(
    r"\b(?:last|this past|that) (?:year|summer|winter|spring|autumn|fall|month|week|quarter|"
    r"semester|term|season)\b"
    r"|\b(?:years?|months?|weeks?) ago\b|\bin (?:19|20)\d\d\b|\b(?:in|back in|during|"
    r"since) (?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:at|in|with|for) (?:my|our) (?:last|previous|former|current|first|old|second|third|new|"
    r"final|"
    r"company|job|role|school|team|internship|university|college|shop|hospital|firm|office|ward|"
    r"department|"
    r"restaurant|warehouse|store|clinic|agency|bank|factory)\b"
    r"|\b(?:while|when) i (?:was|worked|joined|started|had)\b|\bi (?:was working|worked) (?:as|at|"
    r"in|for|on)\b"
    r"|\bas an? (?:\w+ ){0,2}(?:at|for|in|on)\b|\bat the time\b|\bon (?:a|one) (?:\w+day|night|"
    r"shift|project)\b"
    rf"|\b(?:{PATTERN}|\d+) (?:days|weeks|months|"
    r"hours) (?:before|into|after)\b"
)
TROUBLE = re.compile(
    r"\b(?:problem|issue|conflict|disagree\w*|outage|crisis|delay\w*|deadline|complain\w*|"
    r"short[- ]?staffed|"
    r"understaffed|angry|upset|fail\w*|broken?|late|behind|lost|losing|missing|missed|wrong|"
    r"error\w*|mistake\w*|"
    r"resigned|quit|argu\w*|unhappy|refused|threaten\w*|risk\w*|stuck|slow|struggl\w*|confus\w*|"
    r"declin\w*|"
    r"drop\w*|cancel\w*|overdue|shortage|leak\w*|accident|sick|pressure|backlog|crash\w*|damag\w*|"
    r"dispute)\b"
)
TASK = re.compile(
    r"\b(?:my|our|the) (?:main |own |first )?(?:task|goal|job|role|responsibility|objective|"
    r"mission|challenge|target|"
    r"aim|assignment|brief|part) (?:was|is|were|here)\b|\b(?:i|we) (?:was|were) (?:responsible|"
    r"asked|tasked|"
    r"assigned|required|expected|charged|supposed|in charge|told|given|put)\b|\b(?:i|"
    r"we) (?:needed|had) to\b"
    r"|\b(?:it was|fell to|up to|down to|landed on) (?:my|me|us)\b|\basked me to\b|"
    r"\b(?:responsible|accountable) for\b"
    r"|\bin charge of\b|\bwanted me to\b|\bmanager (?:asked|gave|told|wanted)\b|\bthe goal\b|"
    r"\bour target\b"
)
OUTCOME = re.compile(
    r"\b(?:as a result|in the end|eventually|ultimately|consequently|thanks to (?:this|that)|"
    r"the (?:result|outcome|"
    r"impact|upshot|effect)|this (?:led|resulted|allowed|meant|reduced|increased|saved|improved|"
    r"brought)|which "
    r"(?:led|resulted|allowed|meant|reduced|increased|saved|improved|brought|cut)|since then|"
    r"(?:after|within|by) "
    r"(?:that|the end|\w+ (?:days?|weeks?|months?|quarters?|years?)))\b"
)
CHANGED = re.compile(
    r"\b(?:increas|decreas|reduc|improv|saved|saving|rose|fell|dropp|went (?:up|down|from|live)|"
    r"came (?:down|back)|"
    r"cut|grew|doubl|tripl|halv|gained|deliver|shipp|launch|released|renew|extend|adopt|award|"
    r"promot|resolv|"
    r"solved|agreed|signed|on time|early|ahead of|under budget|satisf|happy|happier|thank|fewer|"
    r"faster|won|passed|"
    r"recover|stayed|returned|reopened|approved|exceed|raised|no (?:more|further|complaints|"
    r"errors|incidents)|"
    r"not (?:one|a single)|never (?:happened|came|again)|still (?:use|used|in use|runs?)|"
    r"without (?:a|any|losing)|"
    r"met the|hit the|reached|finished|completed|hired|kept the|became|back (?:up|online|"
    r"to normal))\w*"
)
QUANTITY = re.compile(
    r"[$\u20ac\u00a3]\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:%|percent\b|k\b|m\b|x\b|million\b|thousand\b)"
    rf"|\b(?:\d[\d,.]*|a dozen|half|double|doubled|twice|triple|one|{PATTERN})"
    r"(?: (?:\w+ ){0,2}?)(?:percent|"
    r"hours?|days?|"
    r"weeks?|months?|years?|minutes?|seconds?|ms|users?|customers?|clients?|patients?|guests?|"
    r"euros?|dollars?|pounds?|"
    r"people|colleagues|students?|pupils|bugs?|incidents?|complaints?|errors?|orders?|tickets?|"
    r"calls?|points?|times|"
    r"stores?|sites?|teams?|beds?|falls?|cases?|units?|tons?|pages?|families|engineers|developers|"
    r"nurses|members)\b"
    r"|\bfrom (?:\w+ ){1,5}to \d|\b\d+(?:\.\d+)? (?:to|out of|of) \d+"
)
SINCE = (
    r"since (?:(?:i|we|the|it|he|she|they|you|no|nobody|nothing|there|every\w*|most|half)\b"
    r"|one (?!year|month|week|day|hour))"
)
"""A reason and no time."""
REASON = re.compile(
    rf"\b(?:because|so that|in order to|the reason|{SINCE}|which meant|"
    r"i (?:knew|thought|"
    r"figured|realised|realized|noticed|believed|wanted|decided|suspected|worried|reasoned)|"
    r"to (?:make sure|ensure|"
    r"avoid|see|find out|understand|show|check|prevent|give|keep|let)|that way|my thinking|"
    r"my reasoning)\b"
)
OBSTACLE = re.compile(
    r"\b(?:but|however|although|though|despite|at first|initially|pushed back|resist\w*|refus\w*|"
    r"object\w*|worried|"
    r"reluctant|skeptical|sceptical|hard part|difficult part|obstacle|setback|unfortunately|still|"
    r"turned out|tricky)\b"
)
ALTERNATIVE = re.compile(
    r"\b(?:instead|rather than|alternativ\w*|option\w*|compar\w*|considered|weighed|"
    r"trade[- ]?offs?|versus|whether|"
    r"either|could have|other way|pros and cons|decided (?:against|not)|ruled out|chose)\b"
)
LEARNED = re.compile(
    r"\b(?:i (?:have |'ve )?(?:learn(?:ed|t)|reali[sz]ed (?:that|how|i)|took away|understood)|"
    r"taught me|lessons?|takeaway|"
    r"looking back|in hindsight|next time|if i did it again|i would do|differently|"
    r"my mistake was)\b"
)
APPLIED = re.compile(
    r"\b(?:since then|ever since|from then on|now i|i now|these days|today i|after that i always|"
    r"next (?:project|time) i|"
    r"on (?:my|the) next|i (?:still|always) (?:do|use|ask|check|write|start|keep|make)|"
    r"every (?:time|project|new|week))\b"
)
ORDER = re.compile(
    r"\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after (?:that|this)|before (?:that|"
    r"this|i|anything)|finally|"
    r"once|meanwhile|at the same time|step)\b"
)


_WAS = re.compile(r"\b(?:was|were|had|did|came|went|said|wasn't|weren't|didn't|couldn't)\b")


def doing(text: str) -> tuple[str, ...]:
    """The different things "I" did in a text: past verbs of doing, in order."""
    return _distinct(I_DID, text) + tuple(
        v for v in _chained(text) if v not in _distinct(I_DID, text)
    )


def we_doing(text: str) -> tuple[str, ...]:
    """The different things "we" did."""
    return _distinct(WE_DID, text)


def _distinct(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = dict.fromkeys(m.group(1) for m in pattern.finditer(text))
    return tuple(v for v in found if not NOT_DOING.match(v))


def _chained(text: str) -> tuple[str, ...]:
    """Verbs that go on after "I ...": "I called him and offered a refund"."""
    start = I_DID.search(text)
    if not start:
        return ()
    return _distinct(AND_DID, text[start.end() :])


def is_past(text: str) -> bool:
    """Whether the text tells of something that happened."""
    return bool(
        _WAS.search(text) or I_DID.search(text) or WE_DID.search(text) or SOMEONE_DID.search(text)
    )
