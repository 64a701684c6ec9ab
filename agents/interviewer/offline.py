"""The interviewer that needs nothing but this machine: phrasings from the persona, questions
from the bank, and the candidate's own words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from agents.interviewer import Heard, Line, Say, Scene
from agents.interviewer.choosing import OPENING, Choice
from agents.interviewer.deriving import derive
from agents.interviewer.follow_up import nearest_follow_up
from agents.interviewer.phrase import find_phrase
from agents.interviewer.planning import (
    ORDER,
    difficulty_shares,
    question_count,
    share_out,
)
from domain import (
    Assessment,
    Difficulty,
    Gap,
    Job,
    Kind,
    Passage,
    Persona,
    Plan,
    PlannedQuestion,
    Question,
)
from knowledge.bank import Bank
from knowledge.embedder import load_embedder
from knowledge.naming import as_asked, fill_names, job_phrase
from tools.questions import QuestionFinder

# What scores less says nothing: noise, an insult, the question said back. It is not repeated.
_WORTH_QUOTING = 10.0
_OPENS = "opens the interview with you and this job"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class OfflineInterviewer:
    """Speaks the persona's phrasings, each at most once in an interview, in an order that
    depends on the interview's seed alone."""

    def __init__(self, bank: Bank, finder: Callable[[], QuestionFinder]) -> None:
        self._bank = bank
        self._finder = finder

    def open(
        self,
        job: Job,
        persona: Persona,
        *,
        seed: str,
        seen: Mapping[str, datetime],
        resume: str = "",
    ) -> PlannedQuestion:
        """The least lately asked of the easy questions about why this job."""
        easy = [q for q in self._bank.questions if q.kind == "company" and q.difficulty == "easy"]
        fit = [q for q in easy if q.category in OPENING] or easy
        first = min(fit, key=lambda q: (seen.get(q.id, _LONG_AGO), _rank(seed, q.id)))
        return PlannedQuestion(question_id=first.id, kind="company", why=_OPENS)

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
        """Kinds and difficulties by the persona's mix, content by the ad, weak areas first."""
        total = question_count(minutes, count, persona)
        opened = self._bank.get(opening)
        by_kind = share_out(total, {kind: persona.kind_mix.get(kind, 0.0) for kind in ORDER})
        if by_kind[opened.kind]:
            by_kind[opened.kind] -= 1
        else:
            by_kind[max(by_kind, key=lambda kind: by_kind[kind])] -= 1
        mix = difficulty_shares(persona.difficulty_mix, job.seniority)
        chosen: list[PlannedQuestion] = []
        for kind in ORDER:
            chosen += self.choose(
                kind, by_kind[kind], job, mix=mix, taken=(opening,), weak=weak, seen=seen
            )
        first = PlannedQuestion(question_id=opening, kind=opened.kind, why=_OPENS)
        return Plan(questions=(first, *chosen), minutes=minutes)

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
        """By what the ad calls for and names; the same ones for the same arguments."""
        if count <= 0:
            return []
        choice = Choice(self._bank, self._finder(), kind, job, seen or {}, tuple(taken))
        return choice.of(count, mix, weak)

    def derive(
        self, job: Job, most: int, *, kind: Kind = "technical", resume: str = ""
    ) -> list[Question]:
        """Technical ones alone, in the role's idiom, from templates."""
        if kind != "technical":
            return []
        return derive(job, self._bank, load_embedder(), most)

    def greet(self, scene: Scene) -> Line:
        """Who speaks, for which job, for how long."""
        return self._say(
            scene,
            "greeting",
            name=scene.persona.name,
            job=job_phrase(scene.job),
            minutes=str(scene.minutes),
        )

    def ask(
        self,
        scene: Scene,
        question: Question,
        *,
        heard: Heard | None,
        last: bool = False,
        say: Say | None = None,
    ) -> Line:
        """Acknowledges the last answer, bridges to a new kind of question, and asks."""
        parts = [self._acknowledge(scene, heard)] if heard else []
        if last:
            parts.append(self._say(scene, "last_question"))
        elif scene.asked is None:
            parts.append(self._say(scene, "first_question"))
        elif scene.asked != question.kind:
            parts.append(self._say(scene, f"bridge_{question.kind}"))
        return _join([*parts, Line(text=as_asked(question, scene.job))])

    def probe(
        self,
        scene: Scene,
        question: Question,
        gap: Gap,
        assessment: Assessment | None,
        *,
        answer: str = "",
    ) -> Line:
        """Asks for what is missing in the persona's words; for a missing point, and when those
        are used up, with the question's own follow-up that comes nearest to it. An answer in
        another language is asked for again in English."""
        named = fill_names(question, scene.job)
        if gap.kind == "language":
            return _join([self._say(scene, "other_language"), Line(text=named.question)])
        worth = assessment is None or (assessment.score or 0.0) >= _WORTH_QUOTING
        phrase = find_phrase([gap.quote], scene.quoted) if gap.quote and worth else None
        line = Line(text="")
        if gap.kind != "key_point":
            occasion = f"probe_{gap.kind}" if phrase else f"probe_{gap.kind}_plain"
            line = self._say(scene, occasion, quote=phrase or "")
        if not line.text:
            lead = self._say(scene, "probe_lead", quote=phrase) if phrase else Line(text="")
            line = _join([lead, nearest_follow_up(scene, named, assessment)])
        elif gap.kind == "relevance":
            line = _join([line, Line(text=named.question)])
        return line.model_copy(update={"quoted": phrase})

    def say_again(
        self, scene: Scene, question: Question, *, follow_up: str | None, word_for_word: bool
    ) -> Line:
        """In the persona's words, and never more of what is expected than was said before."""
        lead = self._say(scene, "say_again") if word_for_word else self._say(scene, "take_it_as")
        return _join([lead, Line(text=follow_up or as_asked(question, scene.job))])

    def invite(
        self, scene: Scene, *, heard: Heard | None = None, out_of_time: bool = False
    ) -> Line:
        """Acknowledges the last answer and hands over."""
        parts = [self._acknowledge(scene, heard)] if heard else []
        if out_of_time:
            parts.append(self._say(scene, "out_of_time"))
        return _join([*parts, self._say(scene, "invite_questions")])

    def answer_back(self, scene: Scene, passage: Passage | None, *, last: bool = False) -> Line:
        """What the ad or a page of the brief says, word for word, or whom to ask instead."""
        if passage is None:
            reply = self._say(scene, "answer_unknown")
        else:
            occasion = "answer_from_page" if passage.source else "answer_from_ad"
            names = {"source": passage.source} if passage.source else {}
            reply = self._say(scene, occasion, quote=passage.quote, **names)
            if not reply.text:
                reply = Line(text=f"“{passage.quote}”")
        return reply if last else _join([reply, self._say(scene, "more_questions")])

    def close(self, scene: Scene, *, early: bool = False, nothing_asked: bool = False) -> Line:
        """Thanks, and what follows."""
        parts = [self._say(scene, "no_questions")] if nothing_asked else []
        return _join([*parts, self._say(scene, "close_early" if early else "close")])

    def _acknowledge(self, scene: Scene, heard: Heard) -> Line:
        if heard.assessment is None:
            return self._say(scene, "acknowledge_skip")
        if heard.cut_short:
            return self._say(scene, "cut_short")
        phrase = None
        if (heard.assessment.score or 0.0) >= _WORTH_QUOTING and not heard.assessment.flags:
            phrase = find_phrase(_telling_passages(heard), scene.quoted)
        if phrase is None:
            return self._say(scene, "acknowledge_plain")
        line = self._say(scene, "acknowledge", quote=phrase)
        return line.model_copy(update={"quoted": phrase}) if line.text else line

    def _say(self, scene: Scene, occasion: str, **names: str) -> Line:
        """The next unused phrasing for an occasion, or an empty line when none is left."""
        phrasings = scene.persona.lines.get(occasion, ())
        used = scene.spent.get(occasion, 0)
        if used >= len(phrasings):
            return Line(text="")
        order = sorted(range(len(phrasings)), key=lambda i: _rank(scene.seed, f"{occasion}:{i}"))
        text = phrasings[order[used]]
        for name, value in names.items():
            text = text.replace(f"{{{name}}}", value)
        return Line(text=text, spent=(occasion,))


def _telling_passages(heard: Heard) -> list[str]:
    """Passages to quote from, best first: what the assessment quoted, then the answer."""
    assessment = heard.assessment
    quotes: list[str] = []
    if assessment is not None:
        strength = {"covered": 4, "partly": 2, "missing": 0, "contradicted": 0}
        ranked = sorted(
            assessment.criteria,
            key=lambda c: -(c.level if isinstance(c.level, int) else strength[c.level]),
        )
        quotes = [quote for criterion in ranked for quote in criterion.quotes]
    return [*quotes[:4], heard.text]


def _join(lines: Iterable[Line]) -> Line:
    kept = [line for line in lines if line.text]
    return Line(
        text=" ".join(line.text for line in kept),
        spent=tuple(occasion for line in kept for occasion in line.spent),
        quoted=next((line.quoted for line in kept if line.quoted), None),
    )


def _rank(seed: str, item: str) -> bytes:
    """A repeatable shuffle: the same seed always gives the same order."""
    return hashlib.sha256(f"{seed}:{item}".encode()).digest()
