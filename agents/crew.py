"""The crew: every agent of one process with the tools they share, built once from settings."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agents import coach, evaluator, interviewer, researcher
from agents.coach import Coach
from agents.evaluator import Evaluator
from agents.interviewer import Interviewer
from agents.readings import Readings
from agents.researcher import Researcher
from knowledge.bank import Bank
from knowledge.collection import Watcher, unwatched

if TYPE_CHECKING:
    from agents.model import Session
    from agents.model.door import Model
    from config import Settings
    from domain import Interview, ModelUse, Question
    from memory.database import Store
    from tools.briefs import BriefShelf
    from tools.questions import QuestionFinder
    from tools.schedule import Schedule
    from tools.scores import ScoreBook
    from tools.stories import StoryBook


@dataclass(frozen=True)
class Crew:
    """Who is in the rooms: the graphs' `context_schema`."""

    interviewer: Interviewer
    evaluator: Evaluator
    researcher: Researcher
    coach: Coach
    scores: ScoreBook
    stories: StoryBook
    briefs: BriefShelf
    schedule: Schedule
    bank: Bank
    model: Model | None = None
    session: Session | None = None
    readings: Readings = field(default_factory=Readings)

    def question(self, interview: Interview, question_id: str) -> Question:
        """A question of the bank, or one made for this interview."""
        made = interview.plan.made if interview.plan else ()
        for question in made:
            if question.id == question_id:
                return question
        return self.bank.get(question_id)

    def troubles(self) -> list[str]:
        """Says once for each trouble with the model that the built-in agents step in."""
        if self.session is None:
            return []
        name = self.session.name
        return [
            f"The model {name}: {why}. The built-in agents step in for it."
            for why in self.session.news()
        ]

    def in_session(self, before: ModelUse | None = None) -> Crew:
        """The crew for one interview or other piece of work: with a model, agents who ask it and
        share one account of what that comes to, `before` being what was asked earlier."""
        if self.model is None:
            return self
        session = self.model.session(before)
        seated = evaluator.with_model(session)
        return replace(
            self,
            interviewer=interviewer.with_model(self.interviewer, self.bank, session),
            evaluator=seated,
            researcher=researcher.with_model(self.researcher, session),
            coach=coach.with_model(self.coach, session),
            session=session,
            readings=Readings(seated),
        )


class LazyFinder:
    """Opens the question index when first asked, once; `warm` does so in the background."""

    def __init__(self, settings: Settings, bank: Bank, watcher: Watcher = unwatched) -> None:
        self._settings = settings
        self._watcher = watcher
        self._bank = bank
        self._lock = threading.Lock()
        self._finder: QuestionFinder | None = None
        self._thread: threading.Thread | None = None

    def __call__(self) -> QuestionFinder:
        """The finder, after its index is open."""
        with self._lock:
            if self._finder is None:
                from knowledge.embedder import load_embedder
                from knowledge.index import open_index
                from tools.questions import QuestionFinder

                embedder = load_embedder()
                index = open_index(
                    self._settings.data_folder,
                    self._bank,
                    embedder,
                    self._settings.chroma_url,
                    self._watcher,
                )
                self._finder = QuestionFinder(self._bank, index, embedder)
            return self._finder

    def warm(self) -> None:
        """Starts opening the index in a thread; a failure shows when it is next asked for."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._quietly, name="question-index")
            self._thread.start()

    def close(self) -> None:
        """Waits for the opening to end: Chroma does not bear the process ending under it."""
        if self._thread is not None:
            self._thread.join()

    def _quietly(self) -> None:
        from domain import RehearseError

        try:
            self()
        except (RehearseError, OSError):
            return


def build_crew(settings: Settings, store: Store, watcher: Watcher) -> tuple[Crew, LazyFinder]:
    """The built-in agents over one store, and the finder they look questions up with; `watcher` is
    told how many questions its index has while that is built."""
    from knowledge.bank import load_bank
    from tools.briefs import BriefShelf
    from tools.schedule import Schedule
    from tools.scores import ScoreBook
    from tools.stories import StoryBook

    bank = load_bank()
    finder = LazyFinder(settings, bank, watcher)
    crew = Crew(
        interviewer=interviewer.build(bank, finder),
        evaluator=evaluator.build(),
        researcher=researcher.build(),
        coach=coach.build(),
        scores=ScoreBook(store),
        stories=StoryBook(store),
        briefs=BriefShelf(store),
        schedule=Schedule(store, keeps=settings.track_performance),
        bank=bank,
    )
    return crew, finder
