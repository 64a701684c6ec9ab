"""Practice sessions for programs and front ends: feedback after each answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.sessions import Sessions
from domain import PRACTICE_TYPES, BadInput, Interview, Job, NotFound, Plan, Turn

if TYPE_CHECKING:
    from domain import Event

_MOST_MINUTES = 240
_MOST_QUESTIONS = 60


class InterviewPractice(Sessions):
    """Practice: started, answered question by question with feedback at once, summed up.

    The methods that return dicts are for programs, which may answer the questions in any order and
    as often as they like; those that yield events (see SPEC.md) are for front ends.
    """

    command = "practice"

    def start_practice_session(
        self, job_desc: str, session_type: str = "mixed", **options: Any
    ) -> dict[str, Any]:
        """Starts a session for an ad. Options as for `begin` and `read_job`.

        Returns session_id, questions [{id, n, question, kind, category, difficulty, why}],
        session_type, estimated_duration (minutes).
        """
        from agents.interviewer.practising import practice_minutes
        from knowledge.naming import as_asked

        job_options = {
            name: options.pop(name)
            for name in ("title", "role", "company", "seniority", "industry")
            if name in options
        }
        job = self.read_job(job_desc, **job_options)
        events = list(self.begin(job, session_type, **options))
        interview = self._stage.interviews.get(events[0]["interview_id"])
        assert interview.plan is not None
        planned = interview.plan.questions
        questions = []
        for n, one in enumerate(planned, start=1):
            question = self._stage.crew.question(interview, one.question_id)
            questions.append(
                {
                    "id": question.id,
                    "n": n,
                    "question": as_asked(question, interview.job),
                    "kind": question.kind,
                    "category": question.category,
                    "difficulty": question.difficulty,
                    "why": one.why,
                }
            )
        return {
            "session_id": interview.id,
            "questions": questions,
            "session_type": interview.style,
            "estimated_duration": practice_minutes([one.kind for one in planned]),
        }

    def submit_answer(
        self,
        session_id: str,
        question_id: str,
        answer: str,
        *,
        seconds: float | None = None,
        self_rating: float | None = None,
        hints: int = 0,
    ) -> dict[str, Any]:
        """Takes the answer to a question of the session, again where it has one, and gives the
        feedback: score (0-100, None when it could not be scored), feedback, improvements,
        strengths, suggested_answer, and criteria, flags, unscored_reason, scored_by, and `before`,
        the assessment of the answer before where there is one.

        Raises NotFound for a question that is not of the session, BadInput for a rating that is
        not between 0 and 100.
        """
        from agents.coach.practising import feedback

        interview = self._stage.interviews.get(session_id)
        self._check_sort(interview)
        n = self._number(interview, question_id)
        events = list(
            self._to_question(
                interview.id,
                n,
                answer,
                seconds=seconds,
                hints=hints,
                rating=_rating(self_rating),
            )
        )
        event = next(event for event in events if event["event"] == "assessment")
        turn = self._stage.scores.turns(interview.id, n)[-1]
        assert turn.assessment is not None
        kept = ("criteria", "flags", "unscored_reason", "scored_by", "before", "story")
        return {
            "score": turn.score,
            "feedback": feedback(turn.assessment),
            "improvements": list(turn.assessment.improvements),
            "strengths": list(turn.assessment.strengths),
            "suggested_answer": turn.assessment.suggested_answer,
            **{key: event[key] for key in kept if key in event},
        }

    def get_session_results(self, session_id: str) -> dict[str, Any]:
        """What a session comes to: overall_score (over first answers, None without any that could
        be scored), category_scores {category: score}, time_per_question [{n, question_id, seconds,
        target}], improvement_areas, next_steps, and again, self_rating, answered, questions.

        A session whose questions are all answered is finished by this; of another the results so
        far are given, and it goes on.
        """
        finished = self._reports.get(session_id)
        if finished is not None:
            return self._results(finished, finished["turns"], len(finished["turns"]))
        interview = self._stage.interviews.get(session_id)
        self._check_sort(interview)
        planned = interview.plan.questions if interview.plan else ()
        turns = self._stage.scores.turns(interview.id)
        if interview.status == "finished":
            report = self.show(interview.id)
        elif len({turn.n for turn in turns}) == len(planned):
            report = list(self.end(interview.id))[-1]
        else:
            report = self._so_far(interview, turns)
        return self._results(report, report["turns"], len(planned))

    def generate_practice_plan(self, weak_areas: Sequence[str]) -> dict[str, Any]:
        """A plan of two weeks for areas named as weak, beside what the store knows: focus_areas,
        recommended_questions, practice_schedule, resources."""
        from api.plan import PracticePlanner

        return PracticePlanner(backstage=self._stage).generate_practice_plan(weak_areas)

    def begin(
        self,
        job: Job,
        session_type: str = "mixed",
        *,
        minutes: int | None = None,
        count: int | None = None,
        resume: str = "",
        user: str | None = None,
    ) -> Iterator[Event]:
        """Starts a session: the greeting, then the first question. `count` is what fits the minutes
        unless it is given; what is due lasts as long as a day of the plan, where there is one.
        Raises BadInput for an unknown type, and NotFound where nothing is due."""
        from agents.interviewer.practising import practice_count

        stage = self._stage
        if session_type not in PRACTICE_TYPES:
            raise BadInput(
                f"there is no practice of type {session_type!r}; there are "
                f"{', '.join(PRACTICE_TYPES)}"
            )
        who = self._who(user)
        kept = stage.plans.of(who) if session_type == "due" else None
        if minutes is None:
            minutes = kept.minutes if kept else stage.settings.practice_session_duration
        if not 1 <= minutes <= _MOST_MINUTES:
            raise BadInput(f"a practice session lasts 1 to {_MOST_MINUTES} minutes")
        if count is None:
            count = practice_count(session_type, minutes) + (1 if kept else 0)
        if not 1 <= count <= _MOST_QUESTIONS:
            raise BadInput(f"a practice session holds 1 to {_MOST_QUESTIONS} questions")
        now = stage.now()
        due: Plan | None = None
        if session_type == "due":
            from api.plan import due_now

            due = Plan(questions=tuple(due_now(stage, who, count)), minutes=minutes)
            if not due.questions:
                raise NotFound(
                    "nothing is due yet: practice --type mixed brings new questions, and plan "
                    "shows what is due when"
                )
        interview = Interview(
            id=stage.new_id(),
            mode="practice",
            user=who,
            job=job,
            resume=resume,
            style=session_type,
            minutes=minutes,
            count=count,
            plan=due,
            started_at=now,
        )
        stage.interviews.create(interview)
        try:
            yield from self._watched(self._conductor.begin(interview.id))
        except NotFound:
            self.delete(interview.id)
            raise

    def rate(self, session_id: str, rating: float | None) -> Iterator[Event]:
        """What the candidate gives their own answer (0-100, None for no rating), before its
        feedback."""
        yield from self._hear(session_id, {"rating": _rating(rating)})

    def again(self, session_id: str, *, seconds: float | None = None) -> Iterator[Event]:
        """Puts the question whose feedback was just read once more."""
        yield from self._hear(session_id, {"again": True, "seconds": seconds})

    def go_on(self, session_id: str, *, seconds: float | None = None) -> Iterator[Event]:
        """From the feedback to the next question, or to the results after the last."""
        yield from self._hear(session_id, {"seconds": seconds})

    def hint(self, interview_id: str, taken: int) -> str | None:
        """As in an interview; to a question answered again, first what the last answer left out."""
        interview_id = self._stage.interviews.get(interview_id).id
        waiting = self._conductor.waiting(interview_id)
        if waiting is None or not waiting["part"]:
            return super().hint(interview_id, taken)
        turns = self._stage.scores.turns(interview_id, waiting["n"])
        last = turns[-1].assessment if turns else None
        left = last.improvements if last else ()
        if taken < len(left):
            return left[taken]
        return super().hint(interview_id, taken - len(left))

    def _to_question(
        self,
        session_id: str,
        n: int,
        answer: str,
        *,
        seconds: float | None,
        hints: int,
        rating: float | None,
    ) -> Iterator[Event]:
        """Hands an answer to question `n` over, whatever the session waits for."""
        waiting = next(iter(self._conductor.begin(session_id)))
        if waiting["event"] == "report":
            raise BadInput(f"session {session_id} is finished; interviews show {session_id}")
        if waiting["event"] == "rate":
            waiting = list(self.rate(session_id, None))[-1]
        if waiting["event"] == "rest":
            list(self._hear(session_id, {"n": n}))
        yield from self.answer(
            session_id, answer, seconds=seconds, hints=hints, n=n, rating=rating, rated=True
        )

    def _number(self, interview: Interview, question_id: str) -> int:
        """The number of a question in its session."""
        planned = interview.plan.questions if interview.plan else ()
        for n, one in enumerate(planned, start=1):
            if one.question_id == question_id:
                return n
        known = ", ".join(one.question_id for one in planned)
        raise NotFound(f"session {interview.id} has no question {question_id!r}; it has {known}")

    def _so_far(self, interview: Interview, turns: list[Turn]) -> Event:
        """The report over what was answered so far, of a session that goes on."""
        from agents.coach.practising import session_report
        from graphs.conductor import report_event

        stories = self._stage.crew.stories.of(interview.user)
        report = session_report(self._stage.crew.coach, turns, interview.job, stories)
        return report_event(interview.model_copy(update={"report": report}), turns)

    def _results(
        self, report: Mapping[str, Any], turns: list[dict[str, Any]], questions: int
    ) -> dict[str, Any]:
        from agents.interviewer.planning import MINUTES

        return {
            "overall_score": report["final_score"],
            "category_scores": {one["name"]: one["score"] for one in report["by_category"]},
            "time_per_question": [
                {
                    "n": turn["n"],
                    "question_id": turn["question_id"],
                    "seconds": turn["seconds"],
                    "target": 60.0 * MINUTES[turn["kind"]],
                }
                for turn in turns
                if turn["part"] == 0
            ],
            "improvement_areas": report["improvement_areas"],
            "next_steps": report["recommendations"],
            "detailed_feedback": report["detailed_feedback"],
            "strengths": report["strengths"],
            "again": report["again"],
            "self_rating": report["self_rating"],
            "answered": len({turn["n"] for turn in turns if not turn["skipped"]}),
            "questions": questions,
        }


def _rating(rating: float | None) -> float | None:
    if rating is None:
        return None
    if not 0 <= rating <= 100:
        raise BadInput(f"a rating is between 0 and 100, not {rating:g}")
    return float(rating)
