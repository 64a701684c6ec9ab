"""The interviewer whose words a model finds: what it asks is planned as ever, and what it says is
checked before it is said."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime

from agents.interviewer import Heard, Interviewer, Line, Say, Scene
from agents.interviewer.discretion import (
    may_be_said,
    sentences,
    speaks_of_you,
    spoken,
    takes_up,
)
from agents.interviewer.made import place_made
from agents.model import Session
from domain import (
    Assessment,
    Difficulty,
    Gap,
    Job,
    Kind,
    ModelUnavailable,
    Passage,
    Persona,
    Plan,
    PlannedQuestion,
    Question,
)
from knowledge.bank import Bank
from knowledge.naming import as_asked, fill_names, job_phrase
from prompts.templates import compose

_MOST_SENTENCES = 2
_PATIENCE = 8.0
"""Seconds the plan waits for questions a model makes: they were asked for before the opening
question, whose answer takes longer than they do."""

_MADE = 6
"""Questions asked of the model for one ad: what half of an interview of the usual length holds,
and one or two to spare."""

_LEFT_OUT = {
    "situation": "where and when this was, and what was at stake",
    "task": "what exactly the candidate had to achieve",
    "own_part": "what the candidate did personally, as opposed to the team",
    "action": "which steps were taken",
    "result": "how it ended",
    "numbers": "how much, how many or how long",
    "reflection": "what the candidate took from it",
    "key_point": "a part of the matter that the answer passes over; ask them to go further",
    "example": "a real occasion",
    "relevance": "an answer to the question itself",
    "detail": "particulars behind a general statement",
}


class ModelInterviewer:
    """Asks the planned question in its own words and lets a model find those around it; whatever
    the model does not give, or must not say, the built-in interviewer says."""

    def __init__(
        self,
        offline: Interviewer,
        session: Session,
        bank: Bank,
    ) -> None:
        self._offline = offline
        self._session = session
        self._bank = bank
        self._made: Future[list[Question]] | None = None

    def open(
        self,
        job: Job,
        persona: Persona,
        *,
        seed: str,
        seen: Mapping[str, datetime],
        resume: str = "",
    ) -> PlannedQuestion:
        """As the built-in interviewer; meanwhile the model makes questions from the ad."""
        self._begin_making(job, resume)
        return self._offline.open(job, persona, seed=seed, seen=seen)

    def plan(
        self,
        job: Job,
        persona: Persona,
        *,
        minutes: int,
        count: int,
        opening: str,
        weak: Sequence[str] = (),
        seen: Mapping[str, datetime] | None = None,
        resume: str = "",
    ) -> Plan:
        """The built-in plan, with questions made from this ad in some of its places, none that this
        person was asked before."""
        plan = self._offline.plan(
            job, persona, minutes=minutes, count=count, opening=opening, weak=weak, seen=seen
        )
        self._begin_making(job, resume)
        assert self._made is not None
        try:
            made = self._made.result(timeout=_PATIENCE)
        except (ModelUnavailable, TimeoutError):
            return plan
        return place_made(plan, [question for question in made if question.id not in (seen or {})])

    def choose(
        self,
        kind: Kind,
        count: int,
        job: Job,
        *,
        mix: Mapping[Difficulty, float],
        taken: Sequence[str] = (),
        weak: Sequence[str] = (),
        seen: Mapping[str, datetime] | None = None,
    ) -> list[PlannedQuestion]:
        """From the bank, as the built-in interviewer."""
        return self._offline.choose(kind, count, job, mix=mix, taken=taken, weak=weak, seen=seen)

    def derive(
        self, job: Job, most: int, *, kind: Kind = "technical", resume: str = ""
    ) -> list[Question]:
        """Questions the model made from the ad, filled up with the built-in ones."""
        if most <= 0:
            return []
        try:
            made = [one for one in self._make(job, resume) if one.kind == kind][:most]
        except ModelUnavailable:
            made = []
        if len(made) == most:
            return made
        named = {one.derived_from for one in made}
        more = self._offline.derive(job, most, kind=kind, resume=resume)
        return [*made, *(one for one in more if one.derived_from not in named)][:most]

    def greet(self, scene: Scene) -> Line:
        """As the built-in interviewer: it waits for nobody."""
        return self._offline.greet(scene)

    def ask(
        self,
        scene: Scene,
        question: Question,
        *,
        heard: Heard | None,
        last: bool = False,
        say: Say | None = None,
    ) -> Line:
        """The model takes up the last answer, sentence by sentence as it arrives; then comes the
        question as it was planned."""
        if not _worth_a_word(heard):
            return self._offline.ask(scene, question, heard=heard, last=last)
        assert heard is not None
        named = as_asked(question, scene.job)
        said = self._reaction(scene, heard, named, say)
        if not said:
            return self._offline.ask(scene, question, heard=heard, last=last)
        rest = self._offline.ask(scene, question, heard=None, last=last)
        return rest.model_copy(update={"text": " ".join((*said, rest.text))})

    def probe(
        self,
        scene: Scene,
        question: Question,
        gap: Gap,
        assessment: Assessment | None,
        *,
        answer: str = "",
    ) -> Line:
        """The model's own follow-up, when it concerns this answer and gives nothing away."""
        built_in = self._offline.probe(scene, question, gap, assessment)
        if gap.kind == "language" or not answer.strip():
            return built_in
        named = fill_names(question, scene.job)
        asked = as_asked(question, scene.job)
        prompt = compose(
            "probe",
            **_cast(scene),
            question=asked,
            answer=answer,
            missing=_LEFT_OUT.get(gap.kind, gap.about or gap.kind),
            asked="\n".join(scene.before),
        )
        try:
            text = " ".join("".join(self._session.stream(prompt)).split())
        except ModelUnavailable:
            return built_in
        whole, rest = sentences(text)
        sound = (
            not rest.strip()
            and 0 < len(whole) <= _MOST_SENTENCES
            and whole[-1].endswith("?")
            and text.count("?") == 1
            and takes_up(text, answer, asked)
            and text not in scene.before
            and all(map(speaks_of_you, whole[:-1]))
            and all(may_be_said(s, named, answer, (asked, *_known(scene))) for s in whole)
        )
        return Line(text=text) if sound else built_in

    def say_again(
        self, scene: Scene, question: Question, *, follow_up: str | None, word_for_word: bool
    ) -> Line:
        """As the built-in interviewer: the very words."""
        return self._offline.say_again(
            scene, question, follow_up=follow_up, word_for_word=word_for_word
        )

    def invite(
        self, scene: Scene, *, heard: Heard | None = None, out_of_time: bool = False
    ) -> Line:
        """As the built-in interviewer."""
        return self._offline.invite(scene, heard=heard, out_of_time=out_of_time)

    def answer_back(self, scene: Scene, passage: Passage | None, *, last: bool = False) -> Line:
        """What the ad says, word for word: no model's words stand for an employer's."""
        return self._offline.answer_back(scene, passage, last=last)

    def close(self, scene: Scene, *, early: bool = False, nothing_asked: bool = False) -> Line:
        """As the built-in interviewer."""
        return self._offline.close(scene, early=early, nothing_asked=nothing_asked)

    def _reaction(self, scene: Scene, heard: Heard, following: str, say: Say | None) -> list[str]:
        """The sentences said; none when the first of them may not be."""
        assert heard.question is not None
        named = fill_names(heard.question, scene.job)
        asked = as_asked(heard.question, scene.job)
        prompt = compose("react", **_cast(scene), question=asked, answer=heard.text, next=following)
        said: list[str] = []
        for sentence in spoken(self._session.stream(prompt)):
            sound = (
                "?" not in sentence
                and speaks_of_you(sentence)
                and (said or takes_up(sentence, heard.text, asked))
                and may_be_said(sentence, named, heard.text, (asked, following, *_known(scene)))
            )
            if not sound:
                break
            if say is not None:
                say(sentence)
            said.append(sentence)
            if len(said) == _MOST_SENTENCES:
                break
        return said

    def _make(self, job: Job, resume: str = "") -> list[Question]:
        if not job.text:
            return []
        from agents.interviewer.making import make_questions
        from knowledge.embedder import load_embedder

        return make_questions(self._session, job, resume, self._bank, load_embedder(), _MADE)

    def _begin_making(self, job: Job, resume: str) -> None:
        if self._made is not None:
            return
        made: Future[list[Question]] = Future()
        self._made = made

        def make() -> None:
            try:
                made.set_result(self._make(job, resume))
            except Exception as error:  # noqa: BLE001 - raised where the questions are taken
                made.set_exception(error)

        threading.Thread(target=make, name="making-questions", daemon=True).start()


def _worth_a_word(heard: Heard | None) -> bool:
    """Whether there is something to take up: noise, a skip or a refusal is passed over."""
    if heard is None or heard.question is None or heard.assessment is None or heard.cut_short:
        return False
    return (heard.assessment.score or 0.0) >= 10.0 and len(heard.text.split()) >= 8


def _cast(scene: Scene) -> dict[str, str]:
    """Who speaks, and for which job."""
    return {
        "name": scene.persona.name,
        "manner": f"{scene.persona.description} {scene.persona.question_style}",
        "job": job_phrase(scene.job),
    }


def _known(scene: Scene) -> tuple[str, ...]:
    """What an interviewer knows without having been told."""
    return scene.persona.name, job_phrase(scene.job), scene.job.company or ""
