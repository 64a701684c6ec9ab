"""What an answer says is done, clause by clause: by whom, whether denied, whether supposed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from agents.evaluator.text import Sentence, words
from knowledge.lexicon import content, load_lexicon

_BREAK = re.compile(
    r"[,;:.!?]+\s*|\s(?=(?:and|but|so|or|because|since|while|then|until|instead|rather than)\b"
    r"|(?:(?<!say )(?<!claim )(?<!that )(?:i|we))(?:'d|'ll)? )"
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|otherwise|whether|suppose|tempt\w*|easy|easier|could|might|would have"
    r"|should have|request|some (?:people|would)|others|wrong|mistake|worse|afraid|fear|risk)\b"
)
"""What makes a clause a supposition or a warning rather than a plan."""
_OPENS = re.compile(r"\b(?:if|unless|whether|where|what)$")
"""The end of a piece that makes the next one a supposition."""
_PROVIDED = re.compile(r"\b(?:if|unless|when)\b")
_PERSON = re.compile(
    r"\b(?:(?P<own>i|we|i'd|we'd|i'll|we'll|i'm|we're|let's|me|i've|we've)|he|she|they|you"
    r"|who|(?:he|she|they|you)'\w+|(?:asks?|begs?|wants?|tells?|asked|wanted|told)"
    r" (?:me|us))\b"
)
_ANOTHER = re.compile(
    r"^(?:and |but |so |because |while )?(?:nobody|no one|people"
    r"|(?:my|the|our|his|her|their|an?|this|some|every|most|many) \w+)"
)
"""How a clause begins whose subject is neither the candidate nor a pronoun."""
_WEIGHED = re.compile(
    r"^(?:and |but |so |because )?\w+ing\b.*\b(?:means|is|was|would|costs|makes|leads|helps|saves"
    r"|puts|leaves)\b"
)
"""A doing that is spoken of, not done: "telling her means that her husband knows"."""
NEGATION = re.compile(
    r"\b(?:not|never|cannot|without|instead of|rather than|nor|neither|no|nobody|nothing|none"
    r"|refus\w*|declin\w*|avoid\w*|stop\w*|prevent\w*|against|\w+n't|far from)\b"
)
"""What turns round a doing behind it in the same clause."""

_LIGHT = frozenset(
    "i we i'd we'd i'll we'll is there reason point in would will do did also even just only simply"
    " really first then always still have had need want going go to be able about ever care"
    " yet now and or either so try could should shall must may can".split()
)
"""Words between somebody, or a negation, and what is done."""


@dataclass(frozen=True)
class Doing:
    """A clause: its sentence's number, whether the candidate's own doing, whether supposed or done
    only under a condition; its verb as a stem, whether that is denied, and the words behind it."""

    text: str
    place: int
    own: bool
    supposed: bool
    provided: bool
    verb: str
    denied: bool
    rest: tuple[str, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words behind the verb."""
        return frozenset(content(self.rest))

    def states(self, cue: re.Pattern[str]) -> bool:
        """Whether a cue stands in the clause without a negation before it."""
        found = cue.search(self.text)
        return found is not None and not NEGATION.search(self.text[: found.start()])

    def turns(self, cue: re.Pattern[str]) -> bool:
        """Whether a cue stands in the clause behind a negation."""
        found = cue.search(self.text)
        return found is not None and bool(NEGATION.search(self.text[: found.start()]))


def doings(sentences: Sequence[Sentence]) -> Iterator[Doing]:
    """All clauses in order; one without a person of its own goes on from the one before."""
    for place, sentence in enumerate(sentences):
        own, denied, opened, provided = True, False, False, False
        for text in filter(str.strip, _BREAK.split(sentence.clean)):
            person = _PERSON.search(text)
            if person or _ANOTHER.search(text):
                own = person is not None and person["own"] is not None
            elif _WEIGHED.search(text):
                own = False
            goes_on = denied and text.startswith(("or ", "nor "))
            denied = goes_on or bool(NEGATION.search(text))
            supposed = opened or bool(_SUPPOSED.search(text))
            verb, is_denied, rest = _verb(text, goes_on)
            yield Doing(text, place, own, supposed, provided, verb, is_denied, rest)
            opened = bool(_OPENS.search(text))
            provided = provided or bool(_PROVIDED.search(text))


def _verb(text: str, denied: bool) -> tuple[str, bool, tuple[str, ...]]:
    """The first word of a clause that is no auxiliary, taken for its verb."""
    said = words(text)
    for i, word in enumerate(said):
        if word in load_lexicon().negations or word in ("without", "no"):
            denied = True
        elif word == "bother" and said[i + 1 : i + 2] == ("to",):
            continue
        elif word not in _LIGHT and not word.endswith("ly"):
            stems = content((word,))
            return stems[0] if stems else word, denied, said[i + 1 :]
    return "", denied, ()
