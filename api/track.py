"""Progress over sessions, for programs and front ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from pydantic import ValidationError

from api.backstage import DEFAULT_USER, Api, Backstage
from config import Settings, load_settings
from domain import Assessment, BadInput, Interview, Job, NotFound, Outcome, Turn

if TYPE_CHECKING:
    from agents.coach.progress import Analytics

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class InterviewTracker(Api):
    """What a person's sessions add up to."""

    def __init__(
        self,
        storage_path: str | Path | None = None,
        *,
        settings: Settings | None = None,
        backstage: Backstage | None = None,
    ) -> None:
        if storage_path is not None:
            settings = (settings or load_settings()).model_copy(
                update={"home": Path(storage_path), "database_url": None}
            )
        super().__init__(settings=settings, backstage=backstage)

    def track_practice_session(self, session_data: Mapping[str, Any]) -> str:
        """Stores a practice session held elsewhere; see `track_mock_interview`."""
        return self._track(session_data, "practice")

    def track_mock_interview(self, interview_data: Mapping[str, Any]) -> str:
        """Stores an interview held elsewhere and returns its id.

        Keys: `turns`, a list of {question, category, and any of answer, kind, difficulty,
        score (0-100 or None), unscored_reason, seconds, hints, self_rating (0-100), scored_by};
        optional `role`, `company`,
        `user`, `minutes`, `started_at`. An interview of this store, known by `interview_id`, is
        not stored again.
        """
        return self._track(interview_data, "mock")

    def get_progress_summary(self, user_id: str = "default") -> dict[str, Any]:
        """total_sessions, average_score, improvement_trend, strong_areas, weak_areas,
        recommended_focus."""
        return dict(self.get_progress(user_id)["summary"])

    def get_performance_analytics(self, user_id: str = "default") -> dict[str, Any]:
        """What the kept answers of a person come to, with how sure each figure is.

        Scores, levels and bounds are 0-100, `low` and `high` bound a 90% interval, moments are
        ISO 8601 in UTC; None stands where nothing can be told yet, and `text` says in a sentence
        what can. An answer counts when it was scored, given without a hint, and is the first to
        its question in a practice session, the best part in a mock interview; retakes do not
        count. `summed` is how many of the `answers` are known only as sums of months past the
        retention period. Lists are empty where there is nothing.

        - score_progression
          - sessions: [{id, at, mode ("mock" | "practice"), score, answers, seconds}], finished
            ones, oldest first; score None without a counted answer
          - months: [{month ("2026-03"), score, answers}], answers past the retention period
          - long_run: {score, low, high, answers, summed}
          - trend: {slope, low, high (points a week), sessions, needed, days,
            verdict ("rising" | "falling" | "unclear" | "too_early"), text}
          - level: {score, low, high, answers, easy, medium, hard, before, text}: adjusted for
            difficulty; score is that on a medium question now, easy to hard what is expected
            there, before the level before that
          - attempts: {answers, counted, unscored, skipped, repeats, repeat_share, hinted,
            hint_share, text}; shares are 0-1
        - category_performance
          - categories: [{name, kind, score, low, high, answers, summed,
            verdict ("weak" | "fair" | "strong" | "too_few")}], lowest first
          - kinds: the same with the kind as name
          - recurring_weaknesses: [{criterion, sessions, of, score, last, text}]
          - unseen: {role, kinds: [{kind, questions, unseen, categories: [{name, questions,
            unseen}]}], text}: the bank's questions for the role of the latest session
          - self_rating: {answers, rated, scored, gap, low, high, needed, kinds: [{kind, answers,
            rated, scored, gap, low, high, text}], bands: [{start, end, answers, rated, scored}],
            text}; gap is rated less scored
          - outcomes: {good, bad, withdrawn, needed, categories: [{name, good, good_answers, bad,
            bad_answers, difference, low, high, clear}], questions: the same with {question_id,
            text} for name, text}; good and bad in a row are mean scores, above it numbers of
            outcomes
        - time_analysis: {seconds, answers, kinds: [{kind, answers, median, target_low,
          target_high (seconds), short, long (numbers of answers), verdict ("short" | "fits" |
          "long" | "too_few"), text}], source, text}
        - improvement_velocity: {per_session, per_hour: {slope, low, high}, sessions, hours,
          recent, earlier (mean scores of the latest sessions and of those before), change, text}
        - predictions: {next_session: {score, low, high, sessions, needed, text}}
        """
        return dict(self.get_progress(user_id)["analytics"])

    def get_progress(self, user_id: str = "default") -> dict[str, Any]:
        """Both from one reading: {"summary": …, "analytics": …}, as above."""
        from agents.coach.progress import summarise

        user = self._who(user_id)
        analytics = self._analytics(user)
        summary = summarise(analytics, None if user == DEFAULT_USER else user)
        return {
            "summary": summary.model_dump(mode="json"),
            "analytics": analytics.model_dump(mode="json"),
        }

    def tell_outcome(self, interview_id: str, outcome: Outcome | str) -> dict[str, Any]:
        """Keeps what the real interview brought that a session prepared for: "advanced", "offer",
        "rejected" or "withdrawn", in place of what was told before.

        Returns id, outcome, before (what was told before, or None). Raises NotFound, and BadInput
        for another outcome or a retake.
        """
        if outcome not in OUTCOMES:
            raise BadInput(f"{outcome!r} is no outcome; say one of {', '.join(OUTCOMES)}")
        interview = self._stage.interviews.get(interview_id)
        if interview.mode == "retake":
            source = interview.source[0] if interview.source else ""
            raise BadInput(f"{interview.id} is a retake: tell the outcome of {source}")
        self._stage.interviews.set_outcome(interview.id, outcome, self._stage.now())
        return {"id": interview.id, "outcome": outcome, "before": interview.outcome}

    def _analytics(self, user: str) -> Analytics:
        from agents.coach.progress import TARGETS, analyse
        from knowledge.bank import load_bank
        from memory.progress import Progress

        record = Progress(self._stage.store).read(user, TARGETS)
        return analyse(record, load_bank().questions)

    def _track(self, data: Mapping[str, Any], mode: Literal["mock", "practice"]) -> str:
        if not self._stage.settings.track_performance:
            raise BadInput("TRACK_PERFORMANCE is false: nothing is kept, so nothing can be tracked")
        known = data.get("interview_id") or data.get("session_id")
        if known and self._is_kept(str(known)):
            return str(known)
        interview, turns = read_session(data, mode, self._stage.new_id(), self._stage.now())
        self._stage.interviews.create(interview)
        for turn in turns:
            self._stage.crew.scores.record(turn)
        report = self._stage.crew.coach.review(
            turns, interview.job, self._stage.crew.stories.of(interview.user)
        )
        self._stage.interviews.finish(interview.id, report, interview.started_at)
        return interview.id

    def _is_kept(self, interview_id: str) -> bool:
        try:
            return self._stage.interviews.get(interview_id).id == interview_id
        except NotFound:
            return False

    def export_progress_report(
        self, user_id: str = "default", output_path: str | Path | None = None
    ) -> str:
        """Writes the report of `ProgressExporter.export` and returns its path."""
        from api.export import ProgressExporter

        return str(ProgressExporter(backstage=self._stage).export(user_id, output_path))


def read_session(
    data: Mapping[str, Any], mode: Literal["mock", "practice"], interview_id: str, now: datetime
) -> tuple[Interview, list[Turn]]:
    """A session held elsewhere as an interview and its turns; BadInput says what is wrong."""
    turns = data.get("turns")
    if not isinstance(turns, list) or not turns:
        raise BadInput("a session needs `turns`, a list with at least one answered question")
    try:
        started = datetime.fromisoformat(data["started_at"]) if "started_at" in data else now
        interview = Interview(
            id=interview_id,
            mode=mode,
            user=data.get("user", "default"),
            job=Job(role=data.get("role", "software_engineer"), company=data.get("company")),
            minutes=data.get("minutes", 30),
            started_at=started if started.tzinfo else started.replace(tzinfo=UTC),
        )
        return interview, [_read_turn(item, n, interview) for n, item in enumerate(turns, start=1)]
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise BadInput(f"the session cannot be read: {_said(error)}") from None


def _said(error: Exception) -> str:
    """The error in one line, a missing key by its name."""
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)


def _read_turn(item: Mapping[str, Any], n: int, interview: Interview) -> Turn:
    if not isinstance(item, Mapping):
        raise TypeError(f"turn {n} is not an object with a question and its score")
    score = item.get("score")
    if score is not None and not 0 <= score <= 100:
        raise ValueError(f"the score of turn {n} is not between 0 and 100")
    rating = item.get("self_rating")
    if rating is not None and not 0 <= rating <= 100:
        raise ValueError(f"the self-rating of turn {n} is not between 0 and 100")
    reason = item.get("unscored_reason") or (None if score is not None else "no score was given")
    return Turn(
        interview_id=interview.id,
        n=n,
        question_id=item.get("question_id", f"outside-{n}"),
        kind=item.get("kind", "behavioral"),
        category=item["category"],
        difficulty=item.get("difficulty", "medium"),
        text=item["question"],
        answer=item.get("answer", ""),
        seconds=item.get("seconds"),
        hints=item.get("hints", 0),
        self_rating=rating,
        assessment=Assessment(
            score=score, unscored_reason=reason, scored_by=item.get("scored_by", "given")
        ),
        answered_at=interview.started_at,
    )
