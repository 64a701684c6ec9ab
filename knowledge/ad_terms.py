"""The skills an ad names and the industry its words belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from knowledge.taxonomy import Taxonomy, Token, load_taxonomy, tokens_of

# Between a skill that is also a common word and its neighbours stands a comma, a slash, a bullet,
# or one of these; else "Go the extra mile" would name a language.
_BEFORE = frozenset(["in", "and", "or", "with", "using", "of", "as", "eg", "like", "modern", "ms"])
_BEFORE |= frozenset(["microsoft", "plus", "know", "knowledge", "both", "either", "including"])
_AFTER = frozenset(["and", "or", "programming", "language", "developer", "engineer", "code"])
_AFTER |= frozenset(["skill", "experience", "proficiency", "knowledge", "studio", "script"])
_LIST_MARKS = frozenset(",/;()|•·*:")
_SHORT = 2
_MOST_SKILLS = 30
# An industry needs this much evidence: two of its words, or one said often.
_ENOUGH = 1.6
_FROM_NAME = 2.0
_FROM_ROLE = 0.8
_FAMILY_INDUSTRY = {"health": "healthcare", "education": "education"}


def find_skills(text: str, roles: Sequence[str] = ()) -> tuple[str, ...]:
    """The taxonomy's skills named in the ad, most often named first, at most 30.

    Names that are also words (R, Go, Excel, Spark) count only in their own capitals and in a
    place where a name stands. A skill that is one common lower-case word ("recruitment",
    "audit") counts only when it belongs to one of `roles`.
    """
    taxonomy = load_taxonomy()
    own = {skill for role in roles for skill in taxonomy.role(role).skills}
    index = _skill_index(taxonomy)
    tokens = tokens_of(text)
    longest = max(map(len, index))
    counts: Counter[str] = Counter()
    place = 0
    while place < len(tokens):
        step = 1
        for end in range(min(len(tokens), place + longest), place, -1):
            skill = index.get(tuple(token.word for token in tokens[place:end]))
            if skill is None:
                continue
            said = text[tokens[place].start : tokens[end - 1].end]
            if skill in taxonomy.exact_case_skills:
                named = said == skill and _stands_as_name(text, tokens, place, end, skill)
            else:
                named = skill in own or not (skill.islower() and skill.isalpha())
            if named:
                counts[skill] += 1
                step = end - place
                break
        place += step
    return tuple(skill for skill, _ in counts.most_common(_MOST_SKILLS))


def find_industry(
    text: str, title: str | None = None, company: str | None = None, role: str | None = None
) -> str | None:
    """The id of the industry most of the ad's words belong to; None when none stands out.

    The company's name counts most; the role decides for itself only in health and education.
    """
    taxonomy = load_taxonomy()
    body = Counter(_phrases(text, _longest_word(taxonomy)))
    names = Counter(_phrases(f"{title or ''}. {company or ''}", _longest_word(taxonomy)))
    family = taxonomy.role(role).family if role else ""
    scores: dict[str, float] = {}
    for industry in taxonomy.industries.values():
        score = _FROM_ROLE if _FAMILY_INDUSTRY.get(family) == industry.id else 0.0
        for word in industry.words:
            phrase = tuple(token.word for token in tokens_of(word))
            count = body[phrase]
            score += len(phrase) ** 0.5 * (1 - 0.5**count) + _FROM_NAME * (names[phrase] > 0)
        scores[industry.id] = score
    best = max(scores, key=lambda industry_id: scores[industry_id])
    return best if scores[best] >= _ENOUGH else None


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
    listed_before = before in _LIST_MARKS or previous in _BEFORE
    listed_after = after in _LIST_MARKS or after in ("", ".", "\n") or following in _AFTER
    if len(skill) <= _SHORT:
        return listed_before and listed_after
    begins = not before or before in ".!?\n-–•*"
    return not begins or listed_after


@lru_cache(maxsize=2)
def _skill_index(taxonomy: Taxonomy) -> dict[tuple[str, ...], str]:
    """Every skill by its words; where two are spelled alike but for case, the first stays."""
    index: dict[tuple[str, ...], str] = {}
    for role in taxonomy.roles.values():
        for skill in role.skills:
            index.setdefault(tuple(token.word for token in tokens_of(skill)), skill)
    return index


@lru_cache(maxsize=2)
def _longest_word(taxonomy: Taxonomy) -> int:
    return max(len(tokens_of(w)) for item in taxonomy.industries.values() for w in item.words)


def _phrases(text: str, longest: int) -> list[tuple[str, ...]]:
    words = [token.word for token in tokens_of(text)]
    return [
        tuple(words[start : start + size])
        for size in range(1, longest + 1)
        for start in range(len(words) - size + 1)
    ]
