"""Whose side an answer takes on what a criterion asks: does it, or lets be, keeps quiet, hides.

An answer that proposes the opposite of a criterion uses the criterion's own words, so nearness
alone takes it for meeting it. A clause in the first person goes against a criterion when it does
what that rules out, lets others do it, denies doing what it asks, or keeps dark what is to be told.
Suppositions, other people's doings and what has a negation of its own are left alone, and as many
clauses for a criterion as against it let it stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.evaluator.asking import COMMON, Asked, RuledOut, asked
from agents.evaluator.doings import Doing, doings
from agents.evaluator.text import Sentence, words
from knowledge.lexicon import content

_MATTER = (
    r"(?:it|this|that|everything|the (?:whole )?(?:matter|thing|incident|mistake|error|story))"
)
_QUIET = re.compile(
    rf"\b(?:keep(?:ing)? {_MATTER} (?:all )?(?:a )?(?:quiet|secret|in the dark|to (?:my|our)sel\w+"
    r"|between us|out of (?:it|this|that))|keep (?:\w+ ){1,5}?out of the (?:report|log|chart|book"
    r"|file|minutes|papers|records?)|(?:would|will|and|i'd|i'll) keep (?:quiet|silent)"
    r"|keep(?:ing)? (?:quiet about|silent about|my mouth shut about)"
    r"|(?:say|tell|mention|report|write|record|admit)(?:ing)? (?:\w+ )?nothing"
    r"|(?:tell|inform|promise)(?:ing)? (?:nobody|no one)(?! else)"
    r"|(?:hide|hiding|conceal(?:ing)?|hush(?:ing)?) (?!nothing)"
    r"|cover(?:ing)? (?:\w+ ){0,3}?(?:up\b|for (?:him|her|them)\b)"
    r"|(?:leave|leaving) (?:it|this|that|them) out\b|swear (?:to|that)\b"
    r"|(?<!to )delet(?:e|ing) (?:the|that|this|my|his|her) (?:\w+ )?(?:record|entry|entries|logs?"
    r"|e?mails?|messages?|traces?|evidence|photos?|video)\b|(?:backdat|falsif|fak)(?:e|ing|y)\b"
    r"|pretend(?:ing)?\b|(?:act|acting|play|playing) (?:surprised|dumb)\b"
    r"|(?:say|claim) (?:that )?i (?:hadn't|had not|didn't|did not|never|don't)\b"
    r"|say (?:that )?it was (?:him|her|them|the (?:last|other|night|previous|early|late))\b"
    r"|blam(?:e|ing) it on\b"
    r"|promis(?:e|ing) (?:\w+ ){0,6}?(?:secret|quiet|tell nobody|say nothing|not to tell))"
)
"""Keeping dark, or making look otherwise."""

_UNTOLD = re.compile(
    r"\b(?:no(?:body| one) (?:else )?(?:needs|has|ought) to (?:know|hear|find out)"
    r"|no need for (?:\w+ ){1,5}to (?:know|be told)|stays? between us"
    r"|(?:that's|it is|it's|is) (?:not|none of) (?:my|our) business)\b"
)
"""The same, said of nobody in particular."""

_ALLOWED = re.compile(
    r"\b(?:let(?:ting)? (?!me\b|us\b)(?:(?:the|my|our|this|that) )?(?:[\w'-]+ ){1,2}?(?:just )?"
    r"(?:carry on|continue|go (?:on|ahead)|keep|run on|pass|slide|drive|off(?= with)"
    r"|finish (?:the|his|her)(?! (?:sentence|story)))\b"
    r"|let(?:ting)? (?:it|this|that|them|him|her) (?:be|go)\b(?! \w)"
    r"|(?:i|we)(?:'d|'ll| would| will)? (?:just )?(?:carry on|go ahead)\b"
    r"|talk(?:ing)? (?:him|her|them) into\b|turn(?:ing)? a blind eye"
    r"|look(?:ing)? (?:away|the other way)|(?:just |only )?this (?:once|one time)"
    r"|mak(?:e|ing) an exception|put(?:ting)? (?:it|this|that) through\b(?! to)"
    r"|wav(?:e|ing) (?:it|him|her|them) through|leav(?:e|ing) (?:it|the \w+) (?:running|alone|be"
    r"|as (?:it|they) (?:is|are)|in (?:service|use))|wait(?:ing)? and see)"
)
"""Letting go on what somebody is asked to stop."""

_TELL = frozenset(
    content(
        tuple(
            (
                "tell report inform notify warn mention note record log document raise involve"
                " bother escalate call ring write pass admit disclose name contact let speak"
            ).split()
        )
    )
)
_TOLD_TO = frozenset(
    "anybody anyone somebody someone it this that boss manager supervisor superior management"
    " office personnel police authority authorities doctor nurse head director chief lead leader"
    " safety security hr company firm principal owner auditor".split()
)
"""Whom or what one tells of a matter; people told in passing are not among them."""
_ASIDE = re.compile(
    r"\b(?:else|others?|everybody|everyone|whole|in front|off|until|before|yet|first|alone|directly"
    r"|straight|immediately|by (?:mail|email|phone|text)|there|publicly|only|more|too|again)\b"
)
"""What makes "I would not tell" say when, how or whom else."""
_THING = frozenset("it that this".split())
_PERSON = frozenset("him her them".split())
_BEHIND = frozenset("in of at on for with by before anyway again myself too".split())
"""Words behind a pronoun that leave it the only thing something is done to."""
_NOBODY = frozenset("nobody nothing no none".split())


_WORDS_A_SENTENCE = 30
"""Words from which on a sentence is taken for several, as where speech has no stops."""


@dataclass(frozen=True)
class Against:
    """What of an answer goes against what is asked: for each criterion the number of a sentence
    (None where it stands), and the share of the sentences that go against any of them, 0-1."""

    places: tuple[int | None, ...]
    share: float


def against(criteria: Sequence[str], sentences: Sequence[Sentence]) -> Against:
    """Where an answer takes the other side of a criterion.

    Of the bank's sample responses and the development answers from 60 points on none does.
    """
    done = list(doings(sentences))
    places: list[int | None] = []
    found: set[int] = set()
    for criterion in criteria:
        wanted = asked(criterion.lower())
        opposed = [d for d in done if _opposes(wanted, d)]
        if len(opposed) <= sum(_meets(wanted, d) for d in done):
            places.append(None)
            continue
        nearest = max(opposed, key=lambda d: len(wanted.stems & set(content(words(d.text)))))
        places.append(nearest.place)
        found.update(d.place for d in opposed)
    size = sum(max(round(len(s.words) / _WORDS_A_SENTENCE), 1) for s in sentences)
    return Against(tuple(places), len(found) / max(size, len(sentences), 1))


def _opposes(wanted: Asked, doing: Doing) -> bool:
    if doing.supposed:
        return False
    if wanted.telling and _UNTOLD.search(doing.text):
        return True
    if not doing.own:
        return False
    return (
        (wanted.telling and (doing.states(_QUIET) or (doing.denied and _tells(wanted, doing))))
        or (wanted.stopping and not doing.provided and doing.states(_ALLOWED))
        or any(_does(out, doing) for out in wanted.ruled_out)
        or (doing.denied and _is_asked(wanted, doing))
    )


def _meets(wanted: Asked, doing: Doing) -> bool:
    """Whether a clause does what is asked or keeps from what is ruled out."""
    if not doing.own:
        return False
    if wanted.telling and (
        doing.turns(_QUIET)
        or (not doing.denied and doing.rest[:1] != ("him",) and _tells(wanted, doing))
    ):
        return True
    if wanted.stopping and doing.turns(_ALLOWED):
        return True
    if doing.denied:
        return any(doing.verb in out.verbs for out in wanted.ruled_out)
    return doing.verb in wanted.done and not wanted.telling


def _tells(wanted: Asked, doing: Doing) -> bool:
    """Whether a clause speaks of telling, told or denied, those the criterion means."""
    if doing.verb not in _TELL or (doing.denied and _ASIDE.search(doing.text)):
        return False
    told = doing.rest[:6]
    if doing.verb == "write" and "down" in told:
        return True
    return any(w in _TOLD_TO for w in told) or bool(set(content(told)) & wanted.stems)


def _does(out: RuledOut, doing: Doing) -> bool:
    """Whether a clause does what is ruled out, or lets others do it."""
    if doing.denied or (doing.rest and doing.rest[0] in _NOBODY):
        return False
    if out.theirs:
        return doing.verb == "let" and bool(out.verbs & set(content(doing.rest[:5])))
    if doing.verb not in out.verbs:
        return False
    shared = len(out.objects & doing.stems)
    if doing.verb in COMMON:
        return bool(out.objects) and shared * 2 >= len(out.objects)
    return not out.objects or shared > 0 or _by_pronoun(out.objects, doing)


def _is_asked(wanted: Asked, doing: Doing) -> bool:
    """Whether the verb of a clause is one the criterion asks for, done to the same thing."""
    if doing.verb not in wanted.done - COMMON or _ASIDE.search(doing.text):
        return False
    objects = wanted.stems - {doing.verb}
    return not objects or bool(objects & doing.stems) or _by_pronoun(objects, doing)


def _by_pronoun(objects: frozenset[str], doing: Doing) -> bool:
    """Whether a pronoun may stand for the one thing a criterion names."""
    if len(objects) != 1 or not doing.rest:
        return False
    alone = len(doing.rest) == 1 or doing.rest[1] in _BEHIND
    return doing.rest[0] in _THING or (alone and doing.rest[0] in _PERSON)
