"""Every flag an assessment can carry: its name, what it means in words, and its bound."""

from __future__ import annotations

FEW_WORDS = 8
"""Words below which an answer is too short."""

FLAGS: dict[str, str] = {
    "empty": "there is no text",
    "no_words": "there are no words in it",
    "other_language": "it is not in English",
    "nothing_to_compare": "the question has nothing an answer could be checked against",
    "not_assessed": "questions to the interviewer are not scored",
    "not_an_answer": "it says that there is no answer",
    "too_short": "it is too short to show anything",
    "gibberish": "it is not made of words",
    "repetition": "it says the same again and again; repeats do not count",
    "question_copied": "it repeats the question; those sentences do not count",
    "to_the_grader": "it tells the grader what to do; those sentences do not count",
    "keywords_only": "it is a list of terms without sentences",
    "term_list": "part of it is a list of terms without sentences; that part does not count",
    "scrambled": "its words are in no order that makes sense",
    "labels_only": "it names the STAR parts without telling a story",
    "off_topic": "it does not answer this question",
    "generic": "anybody could say it of any employer",
    "other_story": "the story answers another question",
    "hypothetical": "it says what would be done, not what was done",
    "traits": "it describes qualities instead of telling a story",
    "no_story": "nobody does anything in it",
    "no_result": "it does not say how it ended",
    "team_only": 'everything is "we"; the candidate\'s own part is not visible',
    "numbers_only": "figures stand in for what was done",
    "hollow": "its words are abstract throughout; no person, thing or step can be pictured",
    "wrongdoing": "it tells of something wrong as of a success; nothing is put right or regretted",
    "contradicted": "it says the opposite of a key point",
    "truncated": "it is longer than what is read; the rest was not judged",
}

CAPS: dict[str, float] = {
    "not_an_answer": 5.0,
    "too_short": 10.0,
    "gibberish": 0.0,
    "keywords_only": 15.0,
    "scrambled": 15.0,
    "labels_only": 12.0,
    "off_topic": 15.0,
    "generic": 35.0,
    "other_story": 25.0,
    "hypothetical": 35.0,
    "traits": 20.0,
    "no_story": 15.0,
    "no_result": 66.0,
    "team_only": 58.0,
    "numbers_only": 20.0,
    "hollow": 30.0,
    "wrongdoing": 30.0,
}
"""The highest score (0-100) an answer with the flag can have."""


def capped(score: float, flags: tuple[str, ...]) -> float:
    """`score` held to the lowest cap among `flags`."""
    return min([score, *(CAPS[f] for f in flags if f in CAPS)])
