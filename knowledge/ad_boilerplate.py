"""What stands in ads of every job and asks for nothing: offers, checks, promises and the law."""

from __future__ import annotations

import re

_OFFERED = re.compile(
    r"\b(?:pensions?|(?<!bank )holidays?|annual leave|paid leave|days['’]? (?:of )?(?:leave"
    r"|holiday|vacation"
    r"|pto)|paid time off|pto|salar(?:y|ies)|per annum|per hour|an hour|hourly rate|pay rise"
    r"|overtime"
    r" (?:rate|pay)|competitive|(?:life|health|medical|dental|vision|travel|income) (?:insurance"
    r"|assurance|cover|plan)|insurance (?:cover|plan)|life assurance|401\(?k\)?|discounts?"
    r"|(?:annual|sign[- ]on|joining|performance|retention) bonus|bonus (?:scheme|of|up to)|stock"
    r" options|share scheme|company car|sick pay|maternity|paternity|cycle to work|season ticket"
    r"|free (?:parking|gym|lunch|meals?|uniform|tea|coffee)|gym|childcare vouchers|subsidi[sz]ed"
    r"|employee assistance|wellbeing (?:days?|programme|support)|benefits?|perks)\b",
    re.IGNORECASE,
)
_HANDLED = re.compile(
    r"^(?:to )?(?:you will |you['’]ll )?(?:help(?:ing)? (?:to )?)?(?:process|administ|manag|prepar"
    r"|calculate|calculating|handl|sell|advis|review|maintain|negotiat|conduct|complete"
    r"|completing|carry|carrying|perform"
    r"|undertak|coordinat|benchmark|design|run|set|check|model|explain|answer|reconcil"
    r"|experience of"
    r"|experience in|experience with|knowledge of|understanding of)\w*",
    re.IGNORECASE,
)
"""Pensions, holidays and salaries are also what some people work on."""

_PROMISED = re.compile(
    r"\b(?:equal (?:opportunit|employment)|regardless of|without regard|irrespective of"
    r"|protected (?:characteristic|veteran|status|class)|all qualified applicants"
    r"|disability confident"
    r"|(?:we )?(?:particularly |warmly |actively |strongly )?(?:welcome|encourage)s? (?:all )?"
    r"applications? from|welcome applicants|reasonable (?:adjustments?|accommodations?)"
    r"|(?:we are|we['’]re|is|are) (?:an? )?(?:fully |strongly |proud(?:ly)? "
    r"|deeply )?(?:committed|dedicated)"
    r" to (?:\w+ ){0,4}(?:equal|divers|inclus|safeguard|welfare|promot|creat|build|foster|flexib"
    r"|your|our|the (?:health|welfare|safety))"
    r"|(?:value|celebrate|champion|embrace|promote)s? (?:\w+ ){0,3}(?:diversity|inclusion"
    r"|difference)"
    r"|(?:diverse|inclusive)(?: and \w+)? (?:employer|workplace|workforce|culture|organi[sz]ation"
    r"|environment|team|community)|(?:inclusive|diverse)\b.{0,40}\bwhere (?:everyone|all|people"
    r"|you)"
    r"|bring (?:your|their) (?:whole|true|authentic|best) sel|mindful employer"
    r"|armed forces covenant"
    r"|in compliance with|comply with (?:all )?(?:applicable|federal|state|local|relevant)"
    r"|(?:trust|company|school|council|college|firm|hospital|we) values? (?!.*\byou)"
    r"|flexible working (?:is|options|available|considered)|(?:is|are) (?:offered|on offer)"
    r"|not (?:an )?exhaustive|may be (?:required|asked) to (?:perform|undertake|carry out) other"
    r"|other duties as (?:assigned|required)|without regard|privacy (?:notice|policy)|cookies?"
    r"|connections? at|sponsorship|recruitment agenc)",
    re.IGNORECASE,
)
_APPLYING = re.compile(
    r"\b(?:apply(?:ing)? (?:now|today|for|by|to|early)|click|fax|attn|email|telephone|phone number"
    r"|closing date"
    r"|interview(?:s|ed)? (?:will|on|date)|successful (?:candidate|applicant)s? will (?:receive"
    r"|get)"
    r"|in return|opportunit(?:y|ies) (?:to|for) influence|hours per week|whole[- ]time equivalent"
    r"|we offer|join us|covid|physical demands"
    r"|opportunit(?:y|ies) (?:to|for) (?:develop\w*|progress\w*|grow\w*|careers?|train\w*))\b"
    r"|@|https?:|www\.",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[£$€]\s?\d[\d,.]*k?\s*(?:-|–|to|per|a (?:year|month|day)|p\.?a|an hour|/|$)", re.I
)
_CHECKED = re.compile(
    r"\b(?:(?:dbs|crb|police|background|criminal|reference|credit|vetting|barred list|drug|security"
    r"|pre[- ]?employment|occupational health|employment)[\w ,/-]{0,30}(?:checks?|screening"
    r"|test(?:s|ing)?"
    r"|investigations?|clearance|records?|disclosures?)|(?:subject to|satisfactory|enhanced"
    r"|basic) (?:an?"
    r" )?(?:enhanced |basic |satisfactory |clear )?(?:dbs|disclosure|references|checks?|criminal)"
    r"|rehabilitation of offenders|disclosure and barring)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:NHS )?(?:Foundation )?Trusts?\b(?:['’]s)?|\b(?:flexible|compressed) (?:working|hours"
    r"|start|benefits?|contracts?|shifts?|pension)\b|\b[A-Z]\w+ Partners\b",
)
"""Names and offers that hold a word which elsewhere is asked of people."""


def is_boilerplate(said: str) -> bool:
    """Whether a sentence tells what is offered, promised by law, or how to apply, and asks nothing
    of the candidate. Work on pensions, pay or insurance is no boilerplate."""
    if _PROMISED.search(said) or _APPLYING.search(said):
        return True
    offered = _OFFERED.search(said) or _MONEY.search(said)
    return bool(offered) and not _HANDLED.match(said)


def is_check(said: str) -> bool:
    """Whether a sentence tells of a check everybody hired must pass; to run such checks is a
    duty."""
    return _CHECKED.search(said) is not None and not _HANDLED.match(said)


def without_names(text: str) -> str:
    """A text without names of employers and offers whose words would call for something."""
    return _NAMES.sub(" ", text)
