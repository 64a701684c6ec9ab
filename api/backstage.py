"""What the classes of the API share: settings, store, crew and graph, opened on first use."""

from __future__ import annotations

import functools
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from config import OFFLINE, Settings, load_settings
from domain import BadInput, StoreUnavailable

if TYPE_CHECKING:
    from agents.crew import Crew, LazyFinder
    from agents.model.door import Model
    from graphs.conductor import Conductor
    from memory.cache import Cache
    from memory.database import Store
    from memory.interviews import Interviews
    from memory.plans import Plans
    from memory.scores import Scores
    from memory.stories import Stories


# Ids are read aloud and typed: no letters or digits that look alike.
_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

_CONDUCTORS = ("conductor", "trainer")
DEFAULT_USER = "default"
_LONGEST_NAME = 60


def _letters() -> str:
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(4))


def _now() -> datetime:
    return datetime.now(UTC)


def user_name(name: str) -> str:
    """The name of a person on this machine as it is kept. BadInput when it is no name."""
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise BadInput(f"a user's name has 1 to {_LONGEST_NAME} letters, digits or signs")
    return plain


def settings_for(*, offline: bool) -> Settings:
    """The settings, without whatever is asked over a network when `offline`. Raises BadInput for
    a wrong one."""
    return load_settings(**OFFLINE if offline else {})


class Backstage:
    """What the classes below share in one process: the settings, and the store, crew and graphs
    opened on first use. `offline` where nothing may be asked over a network. With `user` all is
    that person's: sessions of others on this machine are not found; without, it is a program's,
    which may name the person at each call."""

    def __init__(
        self,
        settings: Settings | None = None,
        now: Callable[[], datetime] = _now,
        *,
        offline: bool = False,
        user: str | None = None,
    ) -> None:
        self.settings = settings or settings_for(offline=offline)
        self.offline = offline
        self.owner = None if user is None else user_name(user)
        self.now = now
        self.provider: object | None = None
        self.watcher: Callable[[int, int], None] | None = None

    @property
    def user(self) -> str:
        """Whose sessions, stories and progress are meant where nobody is named."""
        return self.owner or DEFAULT_USER

    @functools.cached_property
    def store(self) -> Store:
        """The encrypted store."""
        from memory.database import open_store

        return open_store(self.settings)

    @functools.cached_property
    def interviews(self) -> Interviews:
        """The stored interviews."""
        from memory.interviews import Interviews

        return Interviews(self.store, self.owner)

    @functools.cached_property
    def scores(self) -> Scores:
        """The stored turns."""
        from memory.scores import Scores

        return Scores(self.store)

    @functools.cached_property
    def plans(self) -> Plans:
        """The practice plans."""
        from memory.plans import Plans

        return Plans(self.store)

    @functools.cached_property
    def stories(self) -> Stories:
        """The candidate's stories."""
        from memory.stories import Stories

        return Stories(self.store)

    @functools.cached_property
    def cache(self) -> Cache:
        """What costs something to get and may be kept."""
        from memory.cache import Cache

        return Cache(self.store)

    @functools.cached_property
    def _built(self) -> tuple[Crew, LazyFinder]:
        from agents.crew import build_crew

        return build_crew(self.settings, self.store, self._indexing)

    def _indexing(self, done: int, count: int) -> None:
        if self.watcher is not None:
            self.watcher(done, count)

    @functools.cached_property
    def model(self) -> Model | None:
        """The door to the language model handed in, else to that of the settings; None without
        one."""
        from agents import model

        return model.build(self.settings, self.cache, self.provider)

    @functools.cached_property
    def crew(self) -> Crew:
        """The agents, with the door to the model where there is one."""
        return replace(self._built[0], model=self.model)

    @property
    def finder(self) -> LazyFinder:
        """The question index, opened when first used."""
        return self._built[1]

    @functools.cached_property
    def conductor(self) -> Conductor:
        """The mock interview's graph over the store."""
        from graphs.conductor import Conductor
        from graphs.mock import build_graph

        return Conductor(build_graph, self.crew, self.store)

    @functools.cached_property
    def trainer(self) -> Conductor:
        """The practice session's graph over the store."""
        from graphs.conductor import Conductor
        from graphs.practice import build_graph

        return Conductor(build_graph, self.crew, self.store, command="practice")

    @functools.cached_property
    def seated(self) -> Crew:
        """The agents for work outside an interview, with one account of what they ask a model."""
        return self.crew.in_session()

    def settle_retention(self) -> str | None:
        """Sums up and removes what is older than the retention period, at the earliest a day after
        that was told; gives what is to be told now, None when there is nothing to tell."""
        from memory.retention import NOTICE, overdue, sum_up, tell, told_at

        days, now = self.settings.performance_retention_days, self.now()
        count, _ = overdue(self.store, now, days)
        if not count:
            return None
        noun = "session is" if count == 1 else "sessions are"
        told = told_at(self.store)
        if told is None:
            tell(self.store, now)
            return (
                f"{count} {noun} older than {days} days (PERFORMANCE_RETENTION_DAYS). From "
                "tomorrow on such sessions are summed up by month and removed; run.py privacy "
                "tells more, and run.py export keeps them in a file of yours."
            )
        if now < told + NOTICE:
            return None
        try:
            gone = sum_up(self.store, now, days)
        except StoreUnavailable:
            # A report is not to fail for this: another process writes, and the next time does.
            return None
        return f"{gone} old {'session was' if gone == 1 else 'sessions were'} summed up by month."

    def release(self, interview_id: str) -> None:
        """Gives up the interview, if this process holds it."""
        for name in _CONDUCTORS:
            if name in vars(self):
                vars(self)[name].release(interview_id)

    def give_up_waiting(self) -> None:
        """Has nobody wait for the language model any longer."""
        model = vars(self).get("model")
        if model is not None:
            model.give_up()

    def new_id(self) -> str:
        """An id for an interview: month and day, and four letters or digits."""
        return f"{self.now():%m%d}-{_letters()}"

    def new_story_id(self) -> str:
        """An id for a story."""
        return f"s-{_letters()}"

    def close(self) -> None:
        """Releases locks and closes the store."""
        opened = vars(self)
        if "_built" in opened:
            self.finder.close()
        for name in _CONDUCTORS:
            if name in opened:
                opened[name].close()
        if opened.get("model") is not None:
            opened["model"].close()
        if "store" in opened:
            self.store.close()


class Api:
    """Base of the API: a class of the API over a Backstage of its own or one shared with others."""

    def __init__(
        self,
        llm_provider: object | None = None,
        *,
        settings: Settings | None = None,
        backstage: Backstage | None = None,
    ) -> None:
        self._stage = backstage or Backstage(settings)
        if llm_provider is not None:
            self._stage.provider = llm_provider

    def _who(self, user: str | None) -> str:
        """The person a call is for: the one it names, else the one all is for here."""
        return self._stage.user if user is None else user_name(user)

    def watch_index(self, watcher: Callable[[int, int], None]) -> None:
        """Has `watcher(done, count)` told how many of the bank's questions are in the index while
        that is built, the first time; from whichever thread builds it."""
        self._stage.watcher = watcher

    def close(self) -> None:
        """Closes the store; a running interview can be continued later."""
        self._stage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
