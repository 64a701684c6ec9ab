"""Stories kept, found by the beginning of an id, changed, deleted, and nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain import BadInput, NotFound, Story, StoryNotes
from memory.database import Store
from memory.stories import Stories

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_story(story_id: str = "s-ferry", **fields: object) -> Story:
    known: dict[str, object] = {
        "id": story_id,
        "title": "The ferry timetable",
        "notes": StoryNotes(action="I moved the night ferry.", result="90 fewer complaints."),
        "competencies": ("initiative",),
        "created_at": NOON,
        "changed_at": NOON,
    }
    return Story.model_validate(known | fields)


@pytest.fixture
def stories(store: Store) -> Stories:
    return Stories(store)


def test_a_story_comes_back_as_it_was_kept_oldest_first(stories: Stories) -> None:
    later = a_story("s-dock", created_at=NOON + timedelta(days=1))
    stories.add(later)
    stories.add(a_story())
    assert stories.list() == [a_story(), later]


def test_the_beginning_of_an_id_is_enough_when_it_is_the_only_one(stories: Stories) -> None:
    stories.add(a_story("s-abcd"))
    stories.add(a_story("s-abef"))
    assert stories.get("s-abc").id == "s-abcd"
    with pytest.raises(NotFound, match=r"more than one.*s-abcd"):
        stories.get("s-ab")


def test_a_missing_story_names_the_nearest(stories: Stories) -> None:
    with pytest.raises(NotFound, match="nor any other"):
        stories.get("s-x")
    stories.add(a_story())
    with pytest.raises(NotFound, match="s-ferry"):
        stories.get("s-fery")


def test_an_id_is_taken_once(stories: Stories) -> None:
    stories.add(a_story())
    with pytest.raises(BadInput, match="already"):
        stories.add(a_story(title="Another"))
    assert stories.get("s-ferry").title == "The ferry timetable"


def test_a_changed_story_takes_the_place_of_the_old(stories: Stories) -> None:
    stories.add(a_story())
    stories.change(a_story(title="The night ferry"))
    assert [story.title for story in stories.list()] == ["The night ferry"]
    with pytest.raises(NotFound):
        stories.change(a_story("s-none"))


def test_one_user_sees_changes_and_deletes_nothing_of_anothers(stories: Stories) -> None:
    stories.add(a_story(user="ana"))
    assert stories.list("ben") == []
    for attempt in (
        lambda: stories.get("s-ferry", "ben"),
        lambda: stories.delete("s-ferry", "ben"),
        lambda: stories.change(a_story(user="ben")),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert stories.list("ana") == [a_story(user="ana")]


def test_a_deleted_story_is_gone(stories: Stories) -> None:
    stories.add(a_story())
    stories.delete("s-ferry")
    assert stories.list() == []
    with pytest.raises(NotFound):
        stories.delete("s-ferry")
