"""A document is near what shares its rare terms, and nothing is near what shares none."""

from __future__ import annotations

from collections import Counter

import numpy as np

from knowledge.term_weights import TermWeights

DOCUMENTS = [
    Counter("the nurse gives the ward its medicines".split()),
    Counter("the cook gives the kitchen its knives".split()),
    Counter("the driver gives the depot its van".split()),
]


def test_rare_terms_decide() -> None:
    likeness = TermWeights(DOCUMENTS).likeness(Counter("the knives of the cook".split()))
    assert likeness.shape == (3,)
    assert int(likeness.argmax()) == 1


def test_a_document_is_nearest_to_itself_and_the_likeness_ignores_order_and_unknown_terms() -> None:
    weights = TermWeights(DOCUMENTS)
    for place, document in enumerate(DOCUMENTS):
        likeness = weights.likeness(document)
        assert int(likeness.argmax()) == place
        turned = Counter(dict(reversed(document.items())))
        assert np.allclose(weights.likeness(turned + Counter(["zebra"])), likeness)


def test_unknown_terms_are_near_nothing() -> None:
    weights = TermWeights(DOCUMENTS)
    assert not weights.likeness(Counter(["zebra"])).any()
    assert not weights.likeness(Counter()).any()
