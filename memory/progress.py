"""What a person's answers add up to, summed in the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from domain import Job, Kind, Report
from domain.progress import (
    AreaTally,
    Attempts,
    CriterionScore,
    ItemTally,
    LedTo,
    MonthScore,
    Pace,
    ProgressRecord,
    RatingTally,
    SessionScore,
    Tally,
)
from memory import adding_up
from memory import outcomes as real

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from memory.database import Store

RECENT = 5
"""The latest sessions with an answer that counts, which the level of today is read from."""
OUTCOMES = 3
"""Good outcomes, and bad ones, from which they are compared: of five the better three are the good
ones by chance one time in ten, of six one in twenty."""
CONSIDERED = 8
"""The latest finished sessions whose criteria are looked through."""


class Progress:
    """The sums over one user's answers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, user: str, targets: Mapping[Kind, tuple[float, float]]) -> ProgressRecord:
        """All sums at once. `targets` are the seconds aimed at for each kind, from and to.

        Which answer stands for which question is found once, in a table of the connection's own
        that lives in memory; 10,000 answers take about 150 ms so.
        """
        with self._store.engine.connect() as connection, _gathered(connection, user):

            def rows(query: Select[Any]) -> list[Row[Any]]:
                return list(connection.execute(query))

            criteria, considered = _criteria(rows, user)
            outcomes = {row.outcome: row.told for row in rows(real.told_of(user))}
            compared = real.can_be_compared(outcomes, OUTCOMES)
            return ProgressRecord(
                sessions=tuple(
                    SessionScore(**row._mapping) for row in rows(adding_up.sessions(user))
                ),
                months=tuple(MonthScore(**row._mapping) for row in rows(adding_up.months(user))),
                areas=_areas(rows, user),
                items=tuple(ItemTally(**row._mapping) for row in rows(adding_up.items(RECENT))),
                paces=tuple(Pace(**row._mapping) for row in rows(adding_up.paces(targets))),
                ratings=tuple(RatingTally(**row._mapping) for row in rows(adding_up.ratings())),
                attempts=_attempts(rows, user),
                outcomes=tuple(outcomes.items()),
                led_by_category=_led(rows, "category") if compared else (),
                led_by_question=_led(rows, "question_id") if compared else (),
                criteria=criteria,
                considered=considered,
                seen=frozenset(row.question_id for row in rows(adding_up.seen())),
                role=_role(rows, user),
            )


Rows = Callable[["Select[Any]"], "list[Row[Any]]"]


@contextmanager
def _gathered(connection: Connection, user: str) -> Iterator[None]:
    """The standing answers of a user in a table of this connection, which is dropped again."""
    from sqlalchemy import select
    from sqlalchemy.schema import DropTable

    from memory.standing import standing_answers

    query = select(standing_answers(user)).compile(connection)
    names = query.positiontup or ()
    values = tuple(query.params[name] for name in names)
    # The store lets SQLite keep temporary tables in memory alone: nothing of it is ever in clear
    # on the disk.
    connection.exec_driver_sql(f"CREATE TEMP TABLE gathered AS {query}", values)
    try:
        yield
    finally:
        connection.execute(DropTable(adding_up.gathered))


def _areas(rows: Rows, user: str) -> tuple[AreaTally, ...]:
    found: dict[tuple[Kind, str], AreaTally] = {}
    for row in rows(adding_up.kept_areas()):
        tally = Tally(row.answers, row.total, row.squares)
        found[row.kind, row.category] = AreaTally(row.kind, row.category, kept=tally)
    for row in rows(adding_up.summed_areas(user)):
        tally = Tally(row.answers, row.total, row.squares)
        kept = found.get((row.kind, row.category), AreaTally(row.kind, row.category)).kept
        found[row.kind, row.category] = AreaTally(row.kind, row.category, kept, tally)
    return tuple(found[key] for key in sorted(found))


def _attempts(rows: Rows, user: str) -> Attempts:
    met, again = rows(adding_up.attempts())[0], rows(adding_up.retaken(user))[0]
    figures = {name: value or 0 for name, value in met._mapping.items()}
    return Attempts(**{**figures, "repeats": figures["repeats"] + again.repeats})


def _led(rows: Rows, area: str) -> tuple[LedTo, ...]:
    return tuple(LedTo(**row._mapping) for row in rows(real.led_to(area, OUTCOMES)))


def _criteria(rows: Rows, user: str) -> tuple[tuple[CriterionScore, ...], int]:
    """What the reports of the latest sessions say of each criterion, and how many say anything.
    Reports are packed, so these few are read one by one."""
    found: list[CriterionScore] = []
    reports = [
        Report.model_validate_json(row.report) for row in rows(adding_up.reports(user, CONSIDERED))
    ]
    judged = [report for report in reports if report.by_criterion]
    for age, report in enumerate(judged):
        found += [CriterionScore(age, one.name, one.score) for one in report.by_criterion]
    return tuple(found), len(judged)


def _role(rows: Rows, user: str) -> str | None:
    latest = rows(adding_up.latest_job(user))
    return Job.model_validate_json(latest[0].job).role if latest else None
