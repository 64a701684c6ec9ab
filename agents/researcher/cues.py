"""By which words a sentence is told to be about a slot of the brief.

Set on the 21 development pages, each claim read: see `evals/research.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from domain import Tier

_ALL: tuple[Tier, ...] = ("own", "filing", "news", "reference", "other")
_TOLD: tuple[Tier, ...] = ("own", "filing", "news", "reference")
_OWN: tuple[Tier, ...] = ("own", "filing")
_OTHERS: tuple[Tier, ...] = ("news", "reference", "other")
_MONEY = (
    r"(?:[$£€¥]\s?\d[\d,.]*(?:\s?(?:million|billion|trillion|m|bn|b|k)\b)?"
    r"|\d[\d,.]*\s?(?:million|billion) (?:dollars|euros|pounds))"
)


@dataclass(frozen=True)
class Cue:
    """How sentences for a slot are told: `says` must be found, `unless` must not; `strong` makes it
    surer. In a pattern `{us}` stands for the company's name, "we" where it speaks itself, and "the
    company". `by` are the voices that count, `most` how many a page may give.

    Without `concerns` the page must be about the company, the sentence need not name it. A `bare`
    line, no whole sentence, counts on the company's own pages where it matches that.
    """

    slot: str
    says: str
    unless: str = r"(?!)"
    strong: str = r"(?!)"
    by: tuple[Tier, ...] = _ALL
    most: int = 2
    concerns: bool = True
    bare: str = r"(?!)"


CUES: tuple[Cue, ...] = (
    Cue(
        "products",
        r"^(?!(?:yes|no)\b)(?:[^,;:•]{{0,60}}, )?{us}(?:,? [\w.]+,?)? (?:(?:also|currently"
        r"|primarily|now|now also|both|proudly|only) )?(?:designs?|develops?"
        r"|manufactures?|makes?|builds?|sells?|offers?|provides?|produces?|operates?|supplies"
        r"|supply"
        r"|creates?)\b(?! (?:\d|no|it|them|sure|sense|available|use|up|as|in|almost|this|these"
        r"|and (?:maintain|sustain))\b)"
        r"|\bour (?:products|services|offerings?|product lines?|brands|portfolio)(?: and services)?"
        r" (?:include|span|range)\b"
        r"|^(?:The )?(?-i:[A-Z][\w.+-]*(?: [A-Z0-9][\w.+-]*){{0,3}}) (?:is|are) (?:an?|our|the)"
        r" (?:[\w’'“”(),-]+ )"
        r"{{0,9}}(?:platform|software|tool|app|vehicles?|sedan|suv|truck|system|service"
        r"|product|solution"
        r"|marketplace|suite|store|cms|api|engine|console|drug|device|game)s?\b",
        unless=r"\b(?:employees?|our (?:second )?largest segment|warrant(?:y|ies)|competit\w+"
        r"|compete|dividends?|cookies?|training|career|governance"
        r"|certain components|candidates?|opportunit\w+|a clear|partnership|estimates?|no assurance"
        r"|intellectual property|flexible|benefits)\b",
        strong=r"\b(?:products?|services?|platform|software|vehicles?|solutions?)\b",
        by=("own", "filing", "reference"),
        most=6,
    ),
    Cue(
        "customers",
        r"\b\d[\d,.]*(?:\s?(?:million|billion|thousand|[km]))?\s?\+?\s(?:(?:paid|paying|active"
        r"|global"
        r"|business|enterprise|happy|monthly|unique|of the|app) ){{0,2}}(?:customers|clients|users"
        r"|businesses|companies|members|memberships|subscribers|organi[sz]ations|countries|brands"
        r"|developers|integrations|stores|shoppers|patients|students|guests|employees across"
        r"|people (?:use|rely|trust|across))\b"
        r"|\bour (?:customers|clients) (?:include|range)\b|\bcustomers such as\b"
        r"|\bserv(?:es?|ing) (?:approximately |over |more than )?\d[\d,.]*",
        unless=r"\b(?:employed|laid off|competitors?|average cost|long distance moving companies"
        r"|case study|jobs?|hired|per (?:user|member)|free trial|email templates|unlimited)\b",
        strong=r"\d",
        by=_TOLD,
        most=3,
        bare=r"^(?:trusted|used|loved|chosen) by (?:over |more than )?\d|^(?:over |more than"
        r" )?\d[\d,.]*\s?"
        r"(?:million|billion|[km])?\s?\+?\s(?:happy |paying |active )?(?:customers|clients"
        r"|users|businesses"
        r"|companies|members|subscribers)\b|^people across \d+ countries\b|\bbenefits to over"
        r" \d[\d,]+ "
        r"employees\b",
    ),
    Cue(
        "financials",
        rf"{_MONEY}[^.;]{{{{0,90}}}}\b(?:revenues?|sales|profit|net income|earnings|loss"
        rf"|funding|valuation"
        r"|turnover|market cap)\b"
        rf"|\b(?:revenues?|net sales|sales|profit|net income|earnings|earned|net loss|turnover"
        rf"|raised"
        rf"|valued at|valuation|reported|funding)\b[^;]{{{{0,90}}}}{_MONEY}",
        unless=r"\b(?:par value|aggregate|average|customers? with|clients?|salary|salaries|gifts?"
        r"|donat\w*|fines?|penalt\w*|stock options?|investors is|manufacturer with)\b",
        strong=r"\b(?:revenues?|net income|net sales|earned|reported|raised)\b",
        by=_TOLD,
        most=3,
    ),
    Cue(
        "competitors",
        r"\b(?:competitors?(?: include| are\b|, such as|, including)|competes? with|competing"
        r" with|rivals?"
        r"|competition from)\b",
        unless=r"\b(?:emerge|conform\w*|with these|ability to|vice president)\b",
        strong=r"\b(?:include|such as|including|rivals?)\b",
        by=_TOLD,
        most=4,
        concerns=False,
    ),
    Cue(
        "position",
        r"\b{us}[^.;]{{0,40}}? (?:is|are|was|named|ranked|became|remains?)(?: as)? (?:by \w+"
        r" )?(?:an?|the|one"
        r" of the|#\d+|among the)\b[^.;]{{0,40}}?\b(?:leading|leader|largest|biggest|number"
        r" one|no\. 1"
        r"|foremost|most (?:popular|trusted|valuable|admired))\b|\b{us}[^.;]{{0,60}} market share\b"
        r"|\bour market share\b|\bfortune (?:\d+|global)\b",
        unless=r"\b(?:candidates?|segment|possible|could|fortune \d+ (?:companies|clients"
        r"|customers))\b",
        by=_TOLD,
    ),
    Cue(
        "industry",
        r"\b{us},? (?:inc\.?,? |corp\.?,? )?(?:\([^)]*\) )?(?:is|are|was) (?:an?|the|one of the)"
        r" (?:[\w’',-]+ ){{0,9}}(?:company|provider|retailer|manufacturer|firm|bank|charity"
        r"|airline|maker"
        r"|supplier|agency|consultancy|non-?profit|organi[sz]ation|insurer|developer|operator"
        r"|publisher"
        r"|brewer|network|startup|start-up|hospital|university|school|services)\b"
        r"|^As (?:an?|the) (?:[\w’'-]+ ){{1,5}}(?:retailer|operator|manufacturer|bank|provider"
        r"|firm|non-?profit|charity),"
        r" we\b|^The (?:[\w’'-]+ ){{1,3}}(?:retailer|maker|bank|airline|insurer|manufacturer"
        r"|startup|chain)"
        r" (?:reported|earned|announced|posted)\b",
        unless=r"\b(?:emerging growth|shell company|parent|concentrated)\b",
        by=_TOLD,
    ),
    Cue(
        "values",
        r"\b(?:our|{us}[’']s|its) (?:company )?(?:mission|purpose|vision) (?:is|has always been)\b"
        r"|\b(?:mission|vision|purpose) is to\b|\b{us} believe in\b|\bour (?:core )?(?:values?"
        r"|principles"
        r"|culture) (?:is|are|include|guide)\b|\bcore values?\b|\b{us}(?:[’']re| are| is)"
        r" committed to"
        r" (?:being|creating|building|respect|inclu|sustainab|a culture|fostering|making)\w*",
        unless=r"\b(?:fair value|market value|par value|book value)\b",
        by=_OWN,
    ),
    Cue(
        "work_style",
        r"\b(?:(?:fully|mostly) remote|work(?:ing|s)? remotely|remote[- ](?:first|friendly|work\w*)"
        r"|hybrid (?:work\w*|model|policy|schedule)|work(?:ing)? from (?:home|anywhere|the office)"
        r"|flexible (?:work\w*|hours|schedules?|arrangements?)|return(?:ing)? to the office"
        r"|days a week in the office|four-day week|self[- ]organi[sz]ed)\b",
        unless=r"\b(?:customers?|clients?|your)\b",
    ),
    Cue(
        "team",
        r"(?<!of )\bour (?:people|employees|teams?|colleagues|staff|associates|workforce) (?:are|is"
        r"|come|represent"
        r"|bring)\b|\bdiverse (?:team|workforce|perspectives)\b|\bemployee resource groups?\b"
        r"|\b(?:collaborative|inclusive) (?:culture|team|environment|workplace)\b|\bwomen"
        r" (?:represent"
        r"|make up|held)\b",
        unless=r"\b(?:customers?|clients?|collective bargaining|competition for)\b",
        by=_OWN,
    ),
    Cue(
        "growth",
        r"\b(?:career (?:development|growth|path\w*|opportunit\w+|progression|advancement)"
        r"|learning and"
        r" development|professional development|training (?:program\w*|and development)"
        r"|opportunities to"
        r" (?:enhance|develop|grow|learn)|mentor(?:ing|ship)? program\w*|tuition|promot\w+"
        r" from within"
        r"|develop(?:ing)? our (?:people|employees|associates|talent))\b",
        unless=r"\b(?:customers?|clients?|your)\b",
        by=_OWN,
    ),
    Cue(
        "benefits",
        r"\b(?:(?:health|medical|dental|vision|life) (?:insurance|coverage|benefits)"
        r"|401\(?k\)?|paid"
        r" (?:time off|parental|leave|vacation|holidays?)|parental leave|pension (?:scheme"
        r"|plan)|annual"
        r" leave|stock (?:options|ownership|purchase)|employee discount|our benefits|benefits"
        r" package"
        r"|benefits include|competitive (?:pay|salary|compensation))\b",
        unless=r"\b(?:customers?|clients?|your|policyholders?|insurers?|holders? of)\b",
        by=_OWN,
    ),
    Cue(
        "hiring",
        r"\b(?:our|the|its|their) (?:interview|hiring|recruit(?:ment|ing)|selection"
        r"|application) process\b"
        r"|\b(?:interview (?:rounds?|stages?|loop)|phone screen|take-home|assessment cent(?:re"
        r"|er)|after you"
        r" apply|how we hire)\b",
        unless=r"\b(?:customers?|your (?:hiring|recruit\w+)|streamlin\w+|software|automat\w+)\b",
        most=3,
    ),
    Cue(
        "trends",
        r"\b(?:(?:industry|markets?)(?: for [\w -]{{3,30}})? (?:trends?|is|are|has|have)"
        r" (?:\w+ )?(?:growing"
        r"|changing|shifting|highly|rapidly|intensely|evolving|become)|(?:growing|rising"
        r"|increasing|falling"
        r"|declining) demand|demand for [\w ]{{3,40}} (?:is|has|continues)|consumers? (?:are"
        r"|increasingly)"
        r"|rapidly evolving|rapid technological)\b",
        unless=r"\byour\b",
        by=_TOLD,
        concerns=False,
    ),
    Cue(
        "prospects",
        r"\b(?:{us}|it|they) (?:also )?(?:plans? to|intends? to|expects? (?:to|this)|is"
        r" planning|are planning|is"
        r" set to|will (?:open|launch|expand|build|invest in|begin|start))\b|\bour business is"
        r" expanding\b"
        r"|\b(?:sales|earnings|previous|annual|full-year|its) (?:guidance|outlook|forecast)\b"
        r"|\bgrowth strategy\b|\bsees fiscal\b|\bplans for an? (?:IPO|initial public offering)\b"
        r"|\bnew (?:plant|factory|office|store|market)s? (?:in|will)\b",
        unless=r"\b(?:dividends?|proxy|annual meeting|license|your|customers? (?:will|expect)"
        r"|cookies?)\b",
        by=_TOLD,
    ),
    Cue(
        "layoffs",
        r"\b(?:lay(?:ing)? off|laid off|layoffs?|job cuts?|cut(?:ting|s)? (?:[\w,.%]+"
        r" ){{1,3}}(?:jobs|positions"
        r"|roles|workers|employees|staff)|job eliminations?|redundanc(?:y|ies)|no longer have a job"
        r"|eliminat\w+ (?:[\w,]+ ){{0,2}}(?:jobs|positions|roles)|workforce reduction"
        r"|furlough\w*)\b",
        by=("news", "reference", "other", "own"),
        most=3,
    ),
    Cue(
        "litigation",
        r"\b(?:lawsuits?|sued|suing|class action|(?:is|are|being|was) (?:reportedly )?(?:being"
        r" )?investigat\w+"
        r"|investigation (?:into|of|by)|investigating|indict\w*|attorney general|antitrust"
        r" (?:suit|case|complaint)"
        r"|was fined|subpoena\w*|prosecut\w+|accounting fraud|securities fraud|court (?:ruled"
        r"|ordered)"
        r"|tribunal|probe into)\b",
        unless=r"\b(?:unresolved staff|fraud detection|prevent fraud)\b",
        by=_OTHERS,
        most=3,
    ),
    Cue(
        "controversy",
        r"\b(?:scandals?|controvers(?:y|ies|ial)|boycotts?|data breach|breached|recall(?:ed|s"
        r"|ing) [\d\w]+"
        r"|(?:on|went on|go on) strike|walkouts?|whistleblower|self-dealing|misconduct"
        r"|harassment|toxic"
        r"|bankrupt\w*|insolven\w+|went into administration|accused of|alleged(?:ly)?|allegations"
        r"|resign(?:ed|s|ation) (?:over|amid|after)|ousted|shares (?:plung|tumbl)\w*)\b",
        unless=r"\b(?:without regard|zero tolerance|prohibit\w*|policy)\b",
        by=_OTHERS,
        most=3,
    ),
)  # fmt: skip


@lru_cache(maxsize=512)
def compiled(pattern: str, us: str = "") -> re.Pattern[str]:
    """A cue's pattern for a company that is mentioned as the pattern `us` says."""
    return re.compile(pattern.replace("{us}", us).replace("{{", "{").replace("}}", "}"), re.I)
