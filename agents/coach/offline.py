"""The coach that needs nothing but this machine: counts, quotes, and what to do about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from agents.coach.moments import COVERAGE, best_moment, shortened, weakest_moment, worth_of
from agents.coach.preparing import prepare
from agents.coach.story_bank import fitting, notes_of, tags, untold, worth_keeping
from domain import (
    FROM_THE_AD,
    STRONG_FROM,
    WEAK_BELOW,
    Assessment,
    CategoryScore,
    Criterion,
    Job,
    Preparation,
    Report,
    Resume,
    Story,
    StoryIdea,
    StoryNotes,
    Turn,
    standing_turns,
)
from knowledge.naming import said_title, spoken

_KEY_POINTS = "key points"
_LISTED = 4
# How the evaluator's advice on a key point begins: by naming it, or by quoting the answer.
_ON_POINTS = ("Not in your answer: ", '"')


class OfflineCoach:
    """Every sentence rests on a counted criterion or a quoted answer."""

    def review(self, turns: Sequence[Turn], job: Job, stories: Sequence[Story] = ()) -> Report:
        """Means are over questions, by their last scored part; unscored and skipped ones are
        counted beside them and never averaged."""
        asked = standing_turns(turns)
        scored = [turn for turn in asked if _score(turn) is not None]
        skipped = sum(turn.skipped for turn in asked)
        by_category = _by_category(scored)
        by_criterion = _by_criterion(scored)
        ranked = sorted(scored, key=lambda turn: (_score(turn) or 0.0, -turn.n))
        asked_as = {turn.n: turn.text for turn in turns if turn.part == 0}
        earlier = {(turn.n, turn.part + 1): turn.score or 0.0 for turn in turns}
        said = _all_said(turns)
        keep = worth_keeping(asked, said, stories)
        final = round(fmean(_score(turn) or 0.0 for turn in scored), 1) if scored else None
        return Report(
            final_score=final,
            scored=len(scored),
            unscored=len(asked) - len(scored) - skipped,
            skipped=skipped,
            detailed_feedback=_overview(final, asked, scored, skipped, by_criterion, job),
            strengths=_strengths(scored, by_criterion),
            improvement_areas=_improvements(ranked, by_criterion),
            recommendations=_recommendations(ranked, by_category, keep),
            by_category=by_category,
            by_criterion=by_criterion,
            best=best_moment(ranked, asked_as, earlier),
            weakest=weakest_moment(ranked, asked_as),
            seconds=sum(turn.seconds or 0.0 for turn in turns),
            stories=fitting(asked, said, stories),
            without_story=untold(asked, stories),
        )

    def tags(self, text: str, first: Sequence[str] = ()) -> tuple[str, ...]:
        """By the words in which such work is told."""
        return tags(text, first)

    def notes_of(self, idea: StoryIdea) -> StoryNotes:
        """What was done, and what came of it where the line tells."""
        return notes_of(idea)

    def prepare(self, job: Job, resume: Resume) -> Preparation:
        """Every match quotes the CV; every tip follows from a match or a story."""
        return prepare(job, resume)


def _score(turn: Turn) -> float | None:
    return turn.assessment.score if turn.assessment else None


def _all_said(turns: Sequence[Turn]) -> dict[int, str]:
    """All that was answered to each question, its follow-ups too."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    for turn in turns:
        said[turn.n].append(turn.answer)
    return {n: "\n\n".join(answers) for n, answers in said.items()}


def _by_category(scored: Sequence[Turn]) -> tuple[CategoryScore, ...]:
    groups: dict[str, list[float]] = defaultdict(list)
    for turn in scored:
        groups[turn.category].append(_score(turn) or 0.0)
    return _means(groups)


def _by_criterion(scored: Sequence[Turn]) -> tuple[CategoryScore, ...]:
    """Levels 0-4 as 0-100; key points are taken together, one value an answer."""
    groups: dict[str, list[float]] = defaultdict(list)
    for turn in scored:
        assert turn.assessment is not None
        points = [COVERAGE[c.level] for c in turn.assessment.criteria if isinstance(c.level, str)]
        if points:
            groups[_KEY_POINTS].append(fmean(points))
        for criterion in turn.assessment.criteria:
            if isinstance(criterion.level, int):
                groups[criterion.criterion].append(25.0 * criterion.level)
    return _means(groups)


def _means(groups: Mapping[str, list[float]]) -> tuple[CategoryScore, ...]:
    means = [
        CategoryScore(name=name, score=round(fmean(values), 1), answers=len(values))
        for name, values in groups.items()
    ]
    return tuple(sorted(means, key=lambda mean: (-mean.score, mean.name)))


def _overview(
    final: float | None,
    asked: Sequence[Turn],
    scored: Sequence[Turn],
    skipped: int,
    by_criterion: Sequence[CategoryScore],
    job: Job,
) -> str:
    """Three to five sentences: what was answered, how it went, what moved the score."""
    if not asked:
        return "No question was answered, so there is nothing to score."
    answered = f"{len(asked) - skipped} of {len(asked)} questions"
    parts = [f"You answered {answered} for the {said_title(job)} role."]
    if final is None:
        reasons = {t.assessment.unscored_reason for t in asked if t.assessment} - {None}
        why = f" ({'; '.join(sorted(str(reason) for reason in reasons))})" if reasons else ""
        return f"{parts[0]} None of the answers could be scored{why}, so there is no final score."
    best = max(_score(turn) or 0.0 for turn in scored)
    least = min(_score(turn) or 0.0 for turn in scored)
    answers = "one scored answer" if len(scored) == 1 else f"{len(scored)} scored answers"
    parts.append(f"The final score is {final:.0f} of 100, the mean of {answers}.")
    if len(scored) > 1:
        parts.append(f"Single answers lie between {least:.0f} and {best:.0f}.")
    if by_criterion:
        top, bottom = by_criterion[0], by_criterion[-1]
        if top.score - bottom.score >= 15:
            parts.append(
                f"What holds the score up is {spoken(top.name)} ({top.score:.0f}); "
                f"what holds it down is {spoken(bottom.name)} ({bottom.score:.0f})."
            )
    left = len(asked) - len(scored) - skipped
    if left:
        parts.append(f"{_count(left, 'answer')} could not be scored and stand outside the mean.")
    return " ".join(parts)


def _strengths(scored: Sequence[Turn], by_criterion: Sequence[CategoryScore]) -> tuple[str, ...]:
    """Strong criteria, each with the candidate's own words that earned it."""
    found: list[str] = []
    for mean in by_criterion:
        if mean.score < STRONG_FROM or len(found) == _LISTED:
            break
        instance = _instance(scored, mean.name, best=True)
        if instance:
            turn, quote = instance
            said = quote.rstrip(" .!?")
            found.append(
                f"{spoken(mean.name).capitalize()}: {mean.score:.0f} of 100 over "
                f"{_count(mean.answers, 'answer')}, as in question {turn.n}: “{said}”."
            )
    return tuple(found)


def _improvements(ranked: Sequence[Turn], by_criterion: Sequence[CategoryScore]) -> tuple[str, ...]:
    """Weak criteria, lowest first, with where they showed and what the evaluator advised."""
    found: list[str] = []
    for mean in reversed(by_criterion):
        if mean.score >= WEAK_BELOW or len(found) == _LISTED:
            break
        text = (
            f"{spoken(mean.name).capitalize()}: {mean.score:.0f} of 100 over "
            f"{_count(mean.answers, 'answer')}"
        )
        worst, advice = _advice(ranked, mean.name)
        if worst is None:
            continue
        where = f", lowest in question {worst.n}" if mean.answers > 1 else f", question {worst.n}"
        found.append(f"{text}{where}. {advice}")
    return tuple(found)


def _advice(ranked: Sequence[Turn], name: str) -> tuple[Turn | None, str]:
    """The lowest-scored answer for which the evaluator advised on this very criterion, and what
    it advised; its advice opens with the criterion's name."""
    for turn in ranked:
        assert turn.assessment is not None
        for advice in turn.assessment.improvements:
            label, _, what = advice.partition(": ")
            if label.lower() == spoken(name).lower() and what:
                return turn, what[0].upper() + what[1:]
            if name == _KEY_POINTS and advice.startswith(_ON_POINTS):
                return turn, advice
    return None, ""


def _recommendations(
    ranked: Sequence[Turn],
    by_category: Sequence[CategoryScore],
    keep: Turn | None,
) -> tuple[str, ...]:
    """What to do next, most useful first; each names the session's own questions."""
    steps: list[str] = []
    if ranked and (_score(ranked[0]) or 0.0) < STRONG_FROM:
        turn = ranked[0]
        steps.append(
            f"Retake question {turn.n} ({_score(turn):.0f} of 100): "
            f"python run.py retake {turn.interview_id} {turn.n}."
        )
    for mean in list(reversed(by_category))[:2]:
        if mean.score < STRONG_FROM:
            where = f"where {_count(mean.answers, 'answer')} came to {mean.score:.0f}"
            steps.append(
                f"Prepare what this very ad names, {where}: python run.py prep --job FILE."
                if mean.name == FROM_THE_AD
                else f"Prepare one more example on {spoken(mean.name)}, {where}: "
                f"python run.py questions --category {mean.name}."
            )
    if keep is not None:
        steps.append(
            f"Keep your answer to question {keep.n} ({_score(keep):.0f} of 100) as a story: "
            f"python run.py stories add --from {keep.interview_id} {keep.n}."
        )
    flagged: dict[str, list[int]] = defaultdict(list)
    for turn in ranked:
        assert turn.assessment is not None
        for flag in turn.assessment.flags:
            flagged[flag].append(turn.n)
    for flag, numbers in sorted(flagged.items(), key=lambda item: -len(item[1])):
        if len(numbers) > 1:
            where = ", ".join(str(n) for n in sorted(numbers))
            steps.append(
                f"“{flag.replace('_', ' ')}” was noted on questions {where}: mend it first."
            )
            break
    if ranked and len(steps) == (keep is not None):
        steps.append(
            "Raise the bar: run the same ad with --style bar_raiser and compare the scores."
        )
    return tuple(steps)


def _instance(scored: Sequence[Turn], name: str, *, best: bool) -> tuple[Turn, str] | None:
    """The turn and quote where a criterion showed most."""
    found: list[tuple[float, Turn, str]] = []
    for turn in scored:
        assessment: Assessment | None = turn.assessment
        for criterion in assessment.criteria if assessment else ():
            if _name(criterion) == name and criterion.quotes:
                found.append((worth_of(criterion), turn, criterion.quotes[0]))
    if not found:
        return None
    _, turn, quote = (max if best else min)(found, key=lambda item: item[0])
    return turn, shortened(quote)


def _name(criterion: Criterion) -> str:
    return criterion.criterion if isinstance(criterion.level, int) else _KEY_POINTS


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
