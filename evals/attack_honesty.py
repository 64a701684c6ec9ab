"""Honest answers with something added, written otherwise, or in another language.

What adds nothing must not raise them, and what says the same must score the same.
"""

from __future__ import annotations

from evals import attack_writing as writing
from evals.attack_carriers import texts
from evals.attack_cases import (
    Attack,
    accents,
    bullets,
    draw,
    english,
    html,
    labelled,
    languages,
    made,
    one_point_more,
    one_sentence_more,
    respelled_often,
    terms_of,
    weak_with,
    with_added,
)

_T = texts()
_OFF = tuple(_T["off_topic"].values())
_HOLLOW = tuple(_T["padding"].values())
_GRADER = tuple(_T["grader"]["texts"])

ADDED = (
    Attack("strong, padded with an essay", "rise", 0.1, with_added(_OFF)),
    Attack("strong, padded with hollow talk", "rise", 0.1, with_added(_HOLLOW)),
    Attack(
        "strong, said three times", "rise", 0.1, made(lambda c: " ".join([c.good] * 3), every=2)
    ),
    Attack(
        "strong, with 100 kB of essay",
        "rise",
        0.1,
        lambda cs: made(lambda c: f"{c.good} {_OFF[3] * 160}")(cs[:3]),
    ),
    Attack("strong, talking to the grader", "rise", 0.1, with_added(_GRADER)),
    Attack(
        "strong, with the question in front",
        "rise",
        0.1,
        made(lambda c: f"{c.asked} {c.good}", every=2),
    ),
    Attack(
        "weak, talking to the grader",
        "rise",
        1,
        weak_with(lambda n, c: f"{c.good} {_GRADER[(5 * n) % len(_GRADER)]}"),
    ),
    Attack(
        "weak, padded with hollow talk",
        "rise",
        2,
        weak_with(
            lambda n, c: f"{_HOLLOW[n % len(_HOLLOW)]} {c.good} {_HOLLOW[(n + 1) % len(_HOLLOW)]}"
        ),
    ),
    Attack(
        "weak, with an essay", "rise", 1, weak_with(lambda n, c: f"{c.good} {_OFF[n % len(_OFF)]}")
    ),
    Attack("weak, said three times", "rise", 1, weak_with(lambda _, c: " ".join([c.good] * 3))),
    Attack("weak, under STAR labels", "rise", 3, weak_with(lambda _, c: labelled(c))),
    Attack(
        "weak, with the terms after it",
        "rise",
        8,
        weak_with(lambda _, c: f"{c.good} {', '.join(terms_of(c))}."),
    ),
    Attack("an irrelevant sentence added", "rise", 1, with_added(_T["additions"]["irrelevant"])),
    Attack("a relevant sentence added", "fall", 2, one_sentence_more),
    Attack("a key point added", "fall", 0.1, one_point_more),
)

SAME = (
    Attack("all capitals", "change", 3, made(lambda c: c.good.upper(), every=2)),
    Attack("lower case", "change", 3, made(lambda c: c.good.lower(), every=2)),
    Attack("no punctuation", "change", 8, made(lambda c: writing.unpunctuated(c.good))),
    Attack(
        "speech transcription errors",
        "fall",
        8,
        made(lambda c: writing.transcribed(c.good, draw(c))),
    ),
    Attack(
        "typing errors in 5% of letters", "fall", 10, made(lambda c: writing.typed(c.good, draw(c)))
    ),
    Attack(
        "typing errors in 2% of letters",
        "fall",
        5,
        made(lambda c: writing.typed(c.good, draw(c, 2), 0.02)),
    ),
    Attack("British or American spelling", "change", 3, respelled_often),
    Attack("synonyms", "change", 8, made(lambda c: writing.exchanged(c.good, writing.SYNONYMS))),
    Attack(
        "spaces and line breaks",
        "change",
        1,
        made(
            lambda c: "  " + c.good.replace(" ", "  ") + "\t\n",
            lambda c: c.good.replace(". ", ".\r\n"),
            every=2,
        ),
    ),
    Attack(
        "a line break after every eight words",
        "change",
        8,
        made(
            lambda c: "\n".join(
                " ".join(c.good.split()[i : i + 8]) for i in range(0, len(c.good.split()), 8)
            )
        ),
    ),
    Attack("HTML", "change", 3, made(lambda c: html(c.good), every=2)),
    Attack("Markdown", "change", 3, made(lambda c: bullets(c.good), every=2)),
    Attack("code block", "change", 3, made(lambda c: f"```text\n{c.good}\n```", every=2)),
    Attack("zero-width text", "change", 1, made(lambda c: writing.zero_width(c.good), every=2)),
    Attack("look-alike letters", "change", 1, made(lambda c: writing.lookalikes(c.good), every=2)),
    Attack("full-width letters", "change", 1, made(lambda c: writing.full_width(c.good), every=3)),
    Attack("mathematical letters", "change", 1, made(lambda c: writing.bold(c.good), every=3)),
    Attack(
        "decomposed accents",
        "change",
        1,
        accents,
    ),
    Attack(
        "other persons", "change", 2, made(lambda c: writing.persons_exchanged(c.good), every=2)
    ),
    Attack(
        "without articles", "fall", 8, made(lambda c: writing.without_articles(c.good), every=2)
    ),
    Attack("contractions", "change", 3, made(lambda c: writing.contracted(c.good), every=2)),
    Attack(
        "numbers in digits or words",
        "change",
        3,
        made(lambda c: writing.in_digits(c.good), every=2),
    ),
    Attack(
        "a polite opening",
        "change",
        3,
        made(
            lambda c: f"Thank you for the question. {c.good}",
            lambda c: f"{c.good} I hope that helps.",
            every=2,
        ),
    ),
    Attack(
        "a greeting in another language",
        "fall",
        5,
        made(lambda c: f"Guten Tag und vielen Dank. {c.good}", every=2),
    ),
    Attack("curly quotes", "change", 1, made(lambda c: c.good.replace("'", "\u2019"))),
    Attack(
        "an innocent sentence about scores or rules",
        "change",
        8,
        with_added(_T["grader"]["innocent"], "end"),
    ),
)

LANGUAGE = (
    Attack("another language at length", "scored", 0, languages(short=False)),
    Attack("another language in a few words", "scored", 0, languages(short=True)),
    Attack("English with names and terms of other languages", "unscored", 0, english),
)
