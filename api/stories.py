"""The story bank, for programs and front ends: what a candidate has done, kept to tell again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.jobs import JobReader
from domain import (
    STORY_PARTS,
    BadInput,
    Story,
    StoryNotes,
    StorySource,
    standing_turns,
)

_TITLE_WORDS = 9
_MOST_TITLE = 120


class StoryBank(JobReader):
    """Stories as dicts: id, title, notes (situation, task, action, result, lesson), competencies,
    source (typed, cv, answer), origin, lacks, created_at, changed_at."""

    def add(
        self,
        notes: Mapping[str, str],
        *,
        title: str = "",
        competencies: Sequence[str] = (),
        user: str | None = None,
    ) -> dict[str, Any]:
        """Keeps a story typed by the candidate; any of the parts may be missing yet. Without
        competencies it is tagged by its words. BadInput when nothing is told."""
        told = _notes(notes)
        return self._keep(told, "typed", self._who(user), title=title, competencies=competencies)

    def add_from_answer(
        self, interview_id: str, n: int, *, title: str = "", user: str | None = None
    ) -> dict[str, Any]:
        """Keeps what was answered to behavioral question `n` of an interview, follow-ups too, its
        sentences sorted into the parts of a story; `score` is the answer's (None if unscored).
        BadInput when there is no such answer."""
        turns = [
            turn
            for turn in self._stage.scores.turns(self._stage.interviews.get(interview_id).id)
            if turn.n == n
        ]
        if not turns:
            raise BadInput(f"interview {interview_id} has no question {n}")
        if turns[0].kind != "behavioral":
            raise BadInput(
                f"question {n} is {turns[0].kind}: only the answer to a behavioral one is a story"
            )
        said = "\n\n".join(turn.answer for turn in turns if turn.answer.strip())
        if not said:
            raise BadInput(f"question {n} was skipped: there is no answer to keep")
        (standing,) = standing_turns(turns)
        story = self._keep(
            self._stage.crew.evaluator.notes(said),
            "answer",
            self._who(user),
            title=title,
            competencies=self._stage.crew.coach.tags(said, (standing.category,)),
            origin=f"interview {standing.interview_id}, question {n}",
        )
        return {**story, "score": standing.score}

    def add_from_cv(
        self, resume: str, job_description: str = "", *, user: str | None = None
    ) -> list[dict[str, Any]]:
        """Keeps the achievements of a CV's text as beginnings of stories, those first that the ad
        calls for; none that is kept already. BadInput when the CV tells of none."""
        from knowledge.resume import read_resume

        crew = self._stage.crew
        job = self.read_job(job_description)
        ideas = crew.coach.prepare(job, read_resume(resume, self._stage.now().date())).stories
        if not ideas:
            raise BadInput(
                "no line of the CV tells something you did and what came of it; add such lines, "
                "or type the story with stories add"
            )
        who = self._who(user)
        kept = {_plain(story.notes.text) for story in self._stage.stories.list(who)}
        return [
            self._keep(
                notes, "cv", self._who(user), competencies=idea.competencies, origin=idea.job
            )
            for idea in ideas
            if _plain((notes := crew.coach.notes_of(idea)).text) not in kept
        ]

    def stories(
        self, competency: str | None = None, *, user: str | None = None
    ) -> list[dict[str, Any]]:
        """All stories of a user, oldest first, or those told for a competency."""
        wanted = _competency(competency) if competency else None
        found = self._stage.stories.list(self._who(user))
        return [_item(s) for s in found if wanted is None or wanted in s.competencies]

    def without_story(self, *, user: str | None = None) -> list[str]:
        """The competencies, by id, for which no story is kept; wanting the job is asked for
        otherwise."""
        from knowledge.taxonomy import load_taxonomy

        held = {
            name
            for story in self._stage.stories.list(self._who(user))
            for name in story.competencies
        }
        return [n for n in load_taxonomy().competencies if n not in held and n != "motivation_fit"]

    def show(self, story_id: str, *, user: str | None = None) -> dict[str, Any]:
        """One story; NotFound names the nearest ids."""
        return _item(self._stage.stories.get(story_id, self._who(user)))

    def edit(
        self,
        story_id: str,
        notes: Mapping[str, str],
        *,
        title: str | None = None,
        competencies: Sequence[str] | None = None,
        user: str | None = None,
    ) -> dict[str, Any]:
        """Changes the parts given, an empty text taking one out, and leaves the others."""
        story = self._stage.stories.get(story_id, self._who(user))
        changed = _notes({**story.notes.model_dump(), **notes})
        story = story.model_copy(
            update={
                "notes": changed,
                "title": story.title if title is None else _title(title, changed),
                "competencies": story.competencies
                if competencies is None
                else tuple(map(_competency, competencies)),
                "changed_at": self._stage.now(),
            }
        )
        self._stage.stories.change(story)
        return _item(story)

    def delete(self, story_id: str, *, user: str | None = None) -> str:
        """Removes a story; returns its id."""
        story = self._stage.stories.get(story_id, self._who(user))
        self._stage.stories.delete(story.id, self._who(user))
        return story.id

    def _keep(
        self,
        notes: StoryNotes,
        source: StorySource,
        user: str,
        *,
        title: str = "",
        competencies: Sequence[str] = (),
        origin: str = "",
    ) -> dict[str, Any]:
        now = self._stage.now()
        named = tuple(dict.fromkeys(map(_competency, competencies)))
        story = Story(
            id=self._stage.new_story_id(),
            user=user,
            title=_title(title, notes),
            notes=notes,
            competencies=named or self._stage.crew.coach.tags(notes.text),
            source=source,
            origin=origin,
            created_at=now,
            changed_at=now,
        )
        self._stage.stories.add(story)
        return _item(story)


def _item(story: Story) -> dict[str, Any]:
    return {**story.model_dump(mode="json", exclude={"user"}), "lacks": list(story.notes.lacks)}


def _notes(parts: Mapping[str, str]) -> StoryNotes:
    unknown = sorted(set(parts) - set(STORY_PARTS))
    if unknown:
        raise BadInput(f"a story has no part {unknown[0]!r}; it has {', '.join(STORY_PARTS)}")
    notes = StoryNotes(**{part: _clean(text) for part, text in parts.items()})
    if not notes.text:
        raise BadInput("a story needs at least one part that is told: what you did, say")
    return notes


def _clean(text: str) -> str:
    """Bytes that are no text arrive from a command line as lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def _title(given: str, notes: StoryNotes) -> str:
    """The title given, or the first words of what was done."""
    named = " ".join(_clean(given).split())[:_MOST_TITLE]
    if named:
        return named
    words = (notes.action or notes.situation or notes.text).split()
    return " ".join(words[:_TITLE_WORDS])[:_MOST_TITLE] + (
        " …" if len(words) > _TITLE_WORDS else ""
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _competency(name: str) -> str:
    """The id of a competency typed as its id or its name; NotFound lists the nearest."""
    from knowledge.taxonomy import load_taxonomy

    taxonomy = load_taxonomy()
    wanted = " ".join(_clean(name).replace("_", " ").replace("-", " ").casefold().split())
    for one in taxonomy.competencies.values():
        if wanted in (one.id.replace("_", " "), one.name.casefold()):
            return one.id
    return taxonomy.competency(name).id
