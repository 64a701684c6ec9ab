"""The candidate's stories in the store: kept, found again, changed, deleted."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from domain import BadInput, NotFound, Story

if TYPE_CHECKING:
    from memory.database import Store

_SHOWN_IDS = 5


class Stories:
    """The stories of a store; one user never sees another's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, story: Story) -> None:
        """Keep a new story. Raises BadInput when its id is taken."""
        from sqlalchemy import insert
        from sqlalchemy.exc import IntegrityError

        from memory import schema

        row = {
            "id": story.id,
            "user": story.user,
            "created_at": story.created_at,
            "story": story.model_dump_json(),
        }
        try:
            with self._store.engine.begin() as connection:
                connection.execute(insert(schema.stories), row)
        except IntegrityError:
            raise BadInput(f"a story {story.id!r} is already kept") from None

    def get(self, story_id: str, user: str = "default") -> Story:
        """The user's story of that id, or of the only id that begins with it.

        Raises NotFound naming the nearest ids.
        """
        stories = self.list(user)
        fitting = [one for one in stories if one.id == story_id] or [
            one for one in stories if story_id and one.id.startswith(story_id)
        ]
        if len(fitting) == 1:
            return fitting[0]
        if not stories:
            raise NotFound(f"there is no story {story_id!r}, nor any other yet: stories add")
        ids = [one.id for one in fitting or stories]
        near = (get_close_matches(story_id, ids, _SHOWN_IDS) or ids)[:_SHOWN_IDS]
        if fitting:
            raise NotFound(f"{story_id!r} fits more than one story: {', '.join(near)}")
        raise NotFound(f"there is no story {story_id!r}; the nearest: {', '.join(near)}")

    def list(self, user: str = "default") -> list[Story]:
        """The stories of a user, oldest first."""
        from sqlalchemy import select

        from memory import schema

        table = schema.stories
        query = (
            select(table.c.story)
            .where(table.c.user == user)
            .order_by(table.c.created_at, table.c.id)
        )
        with self._store.engine.connect() as connection:
            return [Story.model_validate_json(text) for text in connection.scalars(query)]

    def change(self, story: Story) -> None:
        """Keep a story in place of the one of its id. Raises NotFound."""
        from sqlalchemy import update

        from memory import schema

        table = schema.stories
        mine = (table.c.id == story.id) & (table.c.user == story.user)
        with self._store.engine.begin() as connection:
            changed = connection.execute(
                update(table).where(mine).values(story=story.model_dump_json())
            ).rowcount
        if not changed:
            raise NotFound(f"there is no story {story.id!r}")

    def delete(self, story_id: str, user: str = "default") -> None:
        """Delete a story, overwritten in the file. Takes the whole id. Raises NotFound."""
        from sqlalchemy import delete

        from memory import schema

        table = schema.stories
        mine = (table.c.id == story_id) & (table.c.user == user)
        with self._store.engine.begin() as connection:
            gone = connection.execute(delete(table).where(mine)).rowcount
        if not gone:
            raise NotFound(f"there is no story {story_id!r}")
        with self._store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
