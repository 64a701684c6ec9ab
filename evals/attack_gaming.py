"""Ways to earn without answering: by nothing, by gaming, by another answer, by the opposite.

The bounds follow the grades people gave: nothing said or only gaming 15 at most, beside the
point 20; a point turned into its opposite costs more than leaving it out would.
"""

from __future__ import annotations

from evals import attack_moves as moves
from evals.attack_carriers import texts
from evals.attack_cases import (
    Attack,
    compared_exchanged,
    draw,
    every_sentence,
    made,
    one_sentence_negated,
    points,
    some,
    terms_of,
)
from evals.attack_others import (
    five_others,
    is_far_story,
    is_other_family,
    is_role_shared,
    other_kind,
    other_role,
    same_kind,
)

_T = texts()
_OFF = tuple(_T["off_topic"].values())
_HOLLOW = tuple(_T["padding"].values())
_GRADER = tuple(_T["grader"]["texts"])
_REASONED = "technical situational"

GAMED = (
    Attack("nothing said", "score", 10, some(_T["nothing"]["texts"], 1)),
    Attack("gibberish", "score", 10, some(_T["nothing"]["gibberish"], 1)),
    Attack(
        "one thing over and over", "score", 10, some([t * 60 for t in _T["nothing"]["loops"]], 1)
    ),
    Attack(
        "question copied", "score", 10, made(lambda c: c.asked, lambda c: " ".join([c.asked] * 3))
    ),
    Attack("question reworded", "score", 15, made(lambda c: moves.reworded(c.question.question))),
    Attack(
        "terms without grammar",
        "score",
        15,
        made(
            lambda c: " ".join(terms_of(c)),
            lambda c: ", ".join(terms_of(c)) + ".",
            lambda c: " ".join(sorted(terms_of(c), key=str.lower)),
            every=2,
        ),
    ),
    Attack(
        "terms with small words strewn in",
        "score",
        15,
        made(lambda c: moves.salted(terms_of(c), draw(c))),
    ),
    Attack(
        "terms in sentences that say nothing",
        "score",
        25,
        made(lambda c: moves.in_hollow_sentences(terms_of(c))),
    ),
    Attack(
        "terms in a code block",
        "score",
        15,
        made(lambda c: "```python\n" + "\n".join(terms_of(c)) + "\n```", every=2),
    ),
    Attack(
        "all words shuffled",
        "score",
        15,
        made(
            lambda c: moves.shuffled(c.good, draw(c)),
            lambda c: moves.shuffled(c.good, draw(c, 1)),
            every=2,
        ),
    ),
    Attack(
        "each sentence's words shuffled",
        "score",
        15,
        made(lambda c: moves.shuffled_within(c.good, draw(c))),
    ),
    Attack(
        "each sentence backwards",
        "score",
        15,
        made(lambda c: moves.reversed_within(c.good), every=3),
    ),
    Attack("key points each denied", "score", 15, points(moves.denied, "all")),
    Attack("key points each negated", "score", 15, points(moves.negated, "all")),
    Attack(
        "right answer negated clause by clause",
        "score",
        20,
        made(every_sentence(moves.negated), kinds=_REASONED),
    ),
    Attack(
        "right answer denied sentence by sentence",
        "score",
        20,
        made(every_sentence(moves.denied), kinds=_REASONED),
    ),
    Attack(
        "a story of what was not done",
        "score",
        35,
        made(every_sentence(moves.negated), kinds="behavioral"),
    ),
    Attack(
        "padding around nothing",
        "score",
        15,
        some([*_HOLLOW, " ".join(_HOLLOW), f"{_HOLLOW[0]} I don't know."], 1),
    ),
    Attack(
        "padding around the question",
        "score",
        15,
        made(lambda c: f"{_HOLLOW[0]} {c.question.question} {_HOLLOW[2]}"),
    ),
    Attack("STAR labels without a story", "score", 15, some(tuple(_T["hollow_star"].values()), 1)),
    Attack("invented figures", "score", 20, some(tuple(_T["metrics"].values()), 1)),
    Attack("talking to the grader", "score", 10, some(_GRADER, 2)),
    Attack(
        "talking to the grader in base64",
        "score",
        10,
        some([moves.encoded(t) for t in _GRADER[:6]], 1),
    ),
    Attack(
        "talking to the grader around an essay",
        "score",
        20,
        some([f"{t} {_OFF[0]} {t}" for t in _GRADER], 1),
    ),
    Attack(
        "the good answer in base64", "score", 10, made(lambda c: moves.encoded(c.good), every=3)
    ),
    Attack(
        "hidden terms beside a word",
        "score",
        15,
        made(lambda c: f"<!-- {' '.join(terms_of(c))} --> fine", every=2),
    ),
    Attack(
        "100 kB of nothing",
        "score",
        15,
        some([(_HOLLOW[0] + " ") * 170, "x" * 100_000, "word " * 20_000, _OFF[0] * 300], 0),
    ),
)

OFF_TOPIC = (
    Attack("eloquence beside the point", "score", 20, some(_OFF, 2)),
    Attack("a good answer to a question of another kind", "score", 20, other_kind),
    Attack("a good answer for another role", "score", 20, other_role),
    Attack(
        "a good answer to another question of the role",
        "score",
        20,
        same_kind("technical", is_role_shared),
    ),
    Attack(
        "a good answer to another situation",
        "score",
        20,
        same_kind("situational", is_other_family),
    ),
    Attack("five good answers to other questions", "score", 25, five_others),
    Attack(
        "a good story of another competency", "score", 25, same_kind("behavioral", is_far_story)
    ),
)

WRONG = (
    Attack("one key point denied", "rise", -5, points(moves.denied, "one")),
    Attack("one key point negated", "rise", -5, points(moves.negated, "one")),
    Attack("one key point turned round", "rise", -3, points(moves.turned, "one")),
    Attack("the two things compared exchanged", "score", 30, compared_exchanged),
    Attack("one key point's figures wrong", "rise", -3, points(moves.misnumbered, "one")),
    Attack(
        "one sentence of a good answer negated",
        "rise",
        -1,
        made(one_sentence_negated, kinds="technical"),
    ),
)
