"""The words of a practice plan: its questions, its focus, and what helps with that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain import (
    STRONG_FROM,
    WEAK_BELOW,
    Brief,
    Focus,
    Job,
    PlanDay,
    Resource,
    Story,
)
from knowledge.bank import Bank
from knowledge.naming import as_asked, spoken
from tools.scores import ScoreBook

_FOCUS = 4
_BEST, _PAGES = 3, 3


def worded(day: PlanDay, bank: Bank, job: Job) -> PlanDay:
    """The day with the words of its questions."""
    items = []
    for item in day.items:
        if item.question_id:
            asked = as_asked(bank.get(item.question_id), job)
            item = item.model_copy(update={"question": asked})
        items.append(item)
    return day.model_copy(update={"items": tuple(items)})


def focus_of(
    scores: Mapping[str, tuple[float, int]], weak: Sequence[str] = ()
) -> tuple[Focus, ...]:
    """The areas to work on, those named as `weak` first, then the lowest with what shows it.
    `scores` are the mean (0-100) and number of answers in each area."""
    named = [Focus(area=name, why="you named it as weak") for name in weak]
    low = sorted(
        (score, name, count)
        for name, (score, count) in scores.items()
        if score < WEAK_BELOW and name not in weak
    )
    return (
        *named,
        *(
            Focus(area=name, why=f"{spoken(name)}: {score:.0f} of 100 over {answers(count)}")
            for score, name, count in low[:_FOCUS]
        ),
    )


def resources_of(
    focus: Sequence[Focus],
    bank: Bank,
    stories: Sequence[Story],
    scores: ScoreBook,
    user: str,
    brief: Brief | None,
) -> tuple[Resource, ...]:
    """What helps with the focus: the bank, the person's stories and best answers, and pages that a
    kept brief quotes."""
    wanted = [one.area for one in focus]
    found = [
        Resource(
            title=f"Questions on {spoken(name)}",
            why="from the bank, with what a good answer shows",
            command=f"questions --category {name}",
        )
        for name in wanted
        if any(question.category == name for question in bank.questions)
    ]
    for story in stories:
        fits = [name for name in story.competencies if name in wanted]
        if fits:
            found.append(
                Resource(
                    title=f"Your story “{story.title}”",
                    why=f"you keep it for {spoken(fits[0])}",
                    command=f"stories show {story.id}",
                )
            )
    found += [
        Resource(
            title=f"Your answer to question {n} of {name}",
            why=f"it scored {score:.0f} on {spoken(category)}",
            command=f"interviews show {name}",
        )
        for name, n, category, score in scores.best(user, STRONG_FROM, _BEST)
    ]
    return (*found, *_pages(brief))


def _pages(brief: Brief | None) -> list[Resource]:
    if brief is None:
        return []
    quoted = {claim.source_id for claim in brief.claims}
    return [
        Resource(
            title=source.title or source.url,
            why=f"a page on {brief.company} that the brief quotes",
            url=source.url,
        )
        for source in brief.sources
        if source.id in quoted and source.url.startswith("http")
    ][:_PAGES]


def answers(count: int) -> str:
    """ "1 answer", "2 answers"."""
    return "1 answer" if count == 1 else f"{count} answers"
