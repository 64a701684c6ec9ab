"""Finds the passage of a job ad that answers what a candidate asks."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import numpy as np

from domain import Brief, Passage
from knowledge.embedder import load_embedder

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+|\s*[•·▪●]\s*")
"""What stands between two sentences or lines of an ad."""

_WORD = re.compile(r"[a-z][a-z+#.'-]{2,}")
_ASKING = frozenset(
    "the and for you your are can could would will what when which who why how does did has "
    "have this that with about there any our say tell please know like into from they them their "
    "look like get does company role job work working position company's many much long "
    "often".split()
)
# What a candidate asks about, and the words ads answer it with. Without these, "how much do you
# pay" finds nothing in "Salary: 34,000".
_TOPICS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(asked.split()), frozenset(said.split()))
    for asked, said in (
        (
            "pay salary paid earn compensation wage money",
            "salary pay paid £ $ € per annum monthly wage hourly",
        ),
        (
            "remote remotely home hybrid office location located where",
            "remote hybrid home office location based site onsite travel",
        ),
        (
            "hours shift shifts schedule weekend nights overtime rota",
            "hours shift shifts rota weekends nights full-time part-time flexible",
        ),
        (
            "benefits holiday leave pension insurance perks",
            "benefits holiday leave pension insurance annual bonus",
        ),
        (
            "training learning development course grow progression career promotion",
            "training course courses development progression career learning study certification",
        ),
        (
            "team people colleagues report manager size",
            "team colleagues report reports manager department",
        ),
        (
            "start date contract permanent temporary duration",
            "start contract permanent fixed-term temporary duration months",
        ),
        ("visa sponsorship relocation", "visa sponsorship sponsor relocation eligible"),
        (
            "process interview stage stages next apply",
            "interview process apply application stage shortlisted closing",
        ),
        (
            "tools stack technology software systems",
            "tools stack technologies software systems experience using",
        ),
    )
)
# A passage has to share words with the question: static vectors find likeness between any two
# sentences addressed to a reader. The similarity it needs besides, with one word of the question
# itself, and with one word of its topic alone; two words are enough. Set on questions asked of
# development ads.
_MIN_WITH_OWN_WORD = 0.25
_MIN_WITH_TOPIC_WORD = 0.4
_WORD_WORTH = 0.25
_MAX_WORDS = 45


def best_passage(question: str, text: str) -> Passage | None:
    """The best-matching sentence of an ad by shared words and the similarity of static vectors, or
    None when none is about the question."""
    sentences = [s.strip() for s in SENTENCE_END.split(text) if 3 <= len(s.split()) <= _MAX_WORDS]
    asked = _asked(question)
    if not sentences or not asked:
        return None
    vectors = load_embedder().encode([question, *sentences])
    similarities = vectors[1:] @ vectors[0]
    own = np.array([_shared(asked, sentence) for sentence in sentences])
    hits = np.array([_shared(_with_topics(asked), sentence) for sentence in sentences])
    least = np.where(own > 0, _MIN_WITH_OWN_WORD, _MIN_WITH_TOPIC_WORD)
    told = (hits >= 2) | ((hits == 1) & (similarities >= least))
    if not told.any():
        return None
    scores = np.where(told, similarities + _WORD_WORTH * np.minimum(hits, 3), -1.0)
    best = int(np.argmax(scores))
    similarity = float(similarities[best])
    return Passage(quote=sentences[best], similarity=max(-1.0, min(1.0, similarity)))


def passage_of(question: str, brief: Brief) -> Passage | None:
    """The quote of a brief's claim that answers a question, with the host of its page; None when
    none does. Only what stands in a page that was fetched is passed on, and nothing of the ad,
    which is looked at by itself."""
    hosts = {source.id: urlsplit(source.url).hostname for source in brief.sources}
    quotes = {
        " ".join(claim.quote.split()): hosts[claim.source_id]
        for claim in brief.claims
        if hosts.get(claim.source_id)
    }
    found = best_passage(question, "\n".join(quotes))
    if found is None:
        return None
    source = next(host for quote, host in quotes.items() if found.quote in quote)
    return found.model_copy(update={"source": source})


def _asked(question: str) -> set[str]:
    """The words that say what a question is about."""
    return set(_WORD.findall(question.lower())) - _ASKING


def _with_topics(asked: set[str]) -> set[str]:
    """The words of a question and those ads use for what it is about."""
    return asked.union(*(said for topic, said in _TOPICS if asked & topic))


def _shared(wanted: set[str], sentence: str) -> int:
    """How many of the words stand in the sentence."""
    lowered = sentence.lower()
    words = set(_WORD.findall(lowered))
    return sum(word in words or (len(word) == 1 and word in lowered) for word in wanted)
