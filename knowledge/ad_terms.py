"""The skills an ad names and the industry its words belong to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.ad_boilerplate import is_boilerplate, is_check, without_names
from knowledge.ad_sections import sentences
from knowledge.taxonomy import Taxonomy, Token, load_taxonomy, tokens_of, words_of

# Between a skill that is also a common word and its neighbours stands a comma, a slash, a bullet,
# or one of these; else "Go the extra mile" would name a language.
_BEFORE = frozenset(["in", "and", "or", "with", "using", "of", "as", "eg", "like", "modern", "ms"])
_BEFORE |= frozenset(["microsoft", "plus", "know", "knowledge", "both", "either", "including"])
_AFTER = frozenset(["and", "or", "programming", "language", "developer", "engineer", "code"])
_AFTER |= frozenset(["skill", "experience", "proficiency", "knowledge", "studio", "script"])
_LIST_MARKS = frozenset(",/;()|•·*:")
_SHORT = 2
_MOST_SKILLS = 30
# An industry needs this much evidence: two of its words, or one said five times.
_ENOUGH = 0.95
_FROM_NAME = 2.0
# A nurse seldom works outside health care; a programmer may work anywhere.
_FROM_ROLE = {
    "health": ("healthcare", 0.9),
    "laboratory": ("healthcare", 0.9),
    "education": ("education", 0.9),
    "software": ("technology", 0.5),
    "data": ("technology", 0.5),
}


def find_skills(text: str, roles: Sequence[str] = ()) -> tuple[str, ...]:
    """The taxonomy's skills named in the ad, most often named first, at most 30.

    Names that are also words (R, Go, Excel, Spark) count only in their own capitals and in a
    place where a name stands. A skill in common lower-case words ("recruitment", "risk
    management") counts only when it belongs to one of `roles` or to their neighbours.
    """
    taxonomy = load_taxonomy()
    near = {*roles, *(other for role in roles for other in taxonomy.role(role).related)}
    own = {skill for role in near for skill in taxonomy.role(role).skills}
    index = _skill_index(taxonomy)
    tokens = tokens_of(text)
    counts: Counter[str] = Counter()
    place = 0
    while place < len(tokens):
        step = 1
        for words, skill in index.get(tokens[place].word, ()):
            end = place + len(words)
            if words != tuple(token.word for token in tokens[place:end]):
                continue
            said = text[tokens[place].start : tokens[end - 1].end]
            if skill.isupper() and len(skill) > _SHORT:
                named = said == skill
            elif skill in taxonomy.exact_case_skills:
                named = said == skill and _stands_as_name(text, tokens, place, end, skill)
            else:
                named = skill in own or not skill.islower()
            if named:
                counts[skill] += 1
                step = end - place
                break
        place += step
    return tuple(skill for skill, _ in counts.most_common(_MOST_SKILLS))


def names_skill(text: str, skill: str) -> bool:
    """Whether a text holds the skill as words of its own, in any case: "C" is not in "C++", nor
    "Git" in "digital". A name that is also a word (Go, Excel) counts in its own capitals only."""
    if skill.casefold() not in text.casefold():
        return False
    whole = rf"(?<![A-Za-z0-9]){re.escape(skill)}(?![A-Za-z0-9+#])"
    exact = skill in load_taxonomy().exact_case_skills
    return re.search(whole, text, 0 if exact else re.IGNORECASE) is not None


def find_industry(
    text: str, title: str | None = None, company: str | None = None, role: str | None = None
) -> str | None:
    """The id of the industry most of the ad's words belong to; None when none stands out.

    The company's name counts most; the role alone is never enough.
    """
    taxonomy = load_taxonomy()
    scores: defaultdict[str, float] = defaultdict(float)
    if role and taxonomy.role(role).family in _FROM_ROLE:
        likely, prior = _FROM_ROLE[taxonomy.role(role).family]
        scores[likely] += prior
    for (words, industry), count in _industry_counts(text, taxonomy).items():
        scores[industry] += len(words) ** 0.5 * (1 - 0.5**count)
    for _, industry in _industry_counts(f"{title or ''} . {company or ''}", taxonomy):
        scores[industry] += _FROM_NAME
    if not scores:
        return None
    best = max(scores, key=lambda industry_id: scores[industry_id])
    return best if scores[best] >= _ENOUGH else None


def find_competencies(text: str) -> dict[str, str]:
    """The competencies an ad calls for, most often called for first, each with the ad's own
    words for it where they stand first. What is offered, checked or promised calls for none."""
    taxonomy = load_taxonomy()
    text = "\n".join(
        without_names(said.text)
        for said in sentences(text)
        if said.section != "other" and not is_boilerplate(said.text) and not is_check(said.text)
    )
    index = _phrase_index(taxonomy)
    tokens = tokens_of(text)
    words = [token.word for token in tokens]
    counts: Counter[str] = Counter()
    said: dict[str, str] = {}
    for place, word in enumerate(words):
        for phrase, competency in index.get(word, ()):
            end = place + len(phrase)
            if tuple(words[place:end]) == phrase:
                counts[competency] += 1
                said.setdefault(competency, text[tokens[place].start : tokens[end - 1].end])
    return {
        competency: " ".join(said[competency].split()) for competency, _ in counts.most_common()
    }


def _stands_as_name(text: str, tokens: Sequence[Token], start: int, end: int, skill: str) -> bool:
    """Whether the place is one where a tool is named rather than a sentence begun."""
    before = text[: tokens[start].start].rstrip(" \t")[-1:]
    after = text[tokens[end - 1].end :].lstrip(" \t")[:1]
    if text[tokens[end - 1].end : tokens[end - 1].end + 1] in ("&", "-", "'", "’"):
        return False
    if text[tokens[start].start - 1 : tokens[start].start] in ("&", "-"):
        return False
    previous = tokens[start - 1].word if start else ""
    following = tokens[end].word if end < len(tokens) else ""
    if following.isdigit():
        return False
    listed_before = before in _LIST_MARKS or previous in _BEFORE
    listed_after = after in _LIST_MARKS or after in ("", ".", "\n") or following in _AFTER
    if len(skill) <= _SHORT:
        return listed_before and listed_after
    begins = not before or before in ".!?\n-–•*"
    return not begins or listed_after


@lru_cache(maxsize=2)
def _skill_index(taxonomy: Taxonomy) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every skill with its words under its first word, longest first."""
    skills: dict[tuple[str, ...], str] = {}
    for role in taxonomy.roles.values():
        for skill in role.skills:
            skills.setdefault(words_of(skill), skill)
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words in sorted(skills, key=len, reverse=True):
        index[words[0]].append((words, skills[words]))
    return dict(index)


@lru_cache(maxsize=2)
def _industry_index(taxonomy: Taxonomy) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every word of an industry with the industry's id, under its first word."""
    return _by_first_word((i.id, i.words) for i in taxonomy.industries.values())


@lru_cache(maxsize=2)
def _phrase_index(taxonomy: Taxonomy) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every phrase of a competency with the competency's id, under its first word."""
    return _by_first_word((c.id, c.phrases) for c in taxonomy.competencies.values())


def _by_first_word(
    named: Iterable[tuple[str, Sequence[str]]],
) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name, phrases in named:
        for phrase in phrases:
            words = words_of(phrase)
            index[words[0]].append((words, name))
    return dict(index)


def _industry_counts(text: str, taxonomy: Taxonomy) -> Counter[tuple[tuple[str, ...], str]]:
    """How often each word of each industry stands in a text."""
    index = _industry_index(taxonomy)
    words = words_of(text)
    return Counter(
        entry
        for place, word in enumerate(words)
        for entry in index.get(word, ())
        if words[place : place + len(entry[0])] == entry[0]
    )
