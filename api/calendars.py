"""The practice plan as a calendar file (RFC 5545) that any calendar reads, and updates from."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

    from domain import PlanDay, PracticePlan

PRODUCT = "-//Rehearse//practice plan//EN"
OURS = re.compile(rb"BEGIN:VCALENDAR\r?\n(?:[^\r\n]+\r?\n){0,3}PRODID:-//Rehearse//")
"""How every calendar file of ours begins, so that a later one may take its place."""

_ALARM_BEFORE = timedelta(minutes=-10)
_ALARM_ON_THE_DAY = timedelta(hours=8)


def calendar_of(plan: PracticePlan, user: str, at: time | None = None) -> bytes:
    """The days of a plan from the day it was made on, as events with an alarm: all day long, or
    from `at` (local time) for as long as the day's practice takes; and the day of the interview.

    A day keeps its UID from one file to the next, and SEQUENCE rises with the moment the plan was
    made, so that importing a later file changes the events there are.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Interview practice")
    made = plan.made_at.astimezone().date()
    for day in plan.days:
        if day.day >= made and day.items:
            calendar.add_component(_event(plan, day, user, at))
    if plan.until:
        calendar.add_component(_interview(plan, plan.until, user))
    return bytes(calendar.to_ical())


def _event(plan: PracticePlan, day: PlanDay, user: str, at: time | None) -> Event:
    from icalendar import Alarm

    event = _stamped(plan, f"{user}|{day.day.isoformat()}")
    event.add("summary", f"Interview practice: {day.minutes:.0f} minutes")
    event.add("description", _told(day))
    if at is None:
        event.add("dtstart", day.day)
        event.add("dtend", day.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        # A time of no zone is that of wherever the calendar is (RFC 5545, 3.3.5, form 1).
        start = datetime.combine(day.day, at)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=max(5.0, day.minutes)))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Interview practice")
    alarm.add("trigger", _ALARM_ON_THE_DAY if at is None else _ALARM_BEFORE)
    event.add_component(alarm)
    return event


def _interview(plan: PracticePlan, until: date, user: str) -> Event:
    event = _stamped(plan, f"{user}|interview")
    where = f" at {plan.job.company}" if plan.job.company else ""
    event.add("summary", f"Interview{where}")
    event.add("dtstart", until)
    event.add("dtend", until + timedelta(days=1))
    return event


def _stamped(plan: PracticePlan, name: str) -> Event:
    """An event known by its name, not by what the name tells."""
    from icalendar import Event

    event = Event()
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]
    event.add("uid", f"{digest}@rehearse")
    event.add("dtstamp", plan.made_at)
    event.add("last-modified", plan.made_at)
    event.add("sequence", _minutes_since(plan))
    return event


def _minutes_since(plan: PracticePlan) -> int:
    """A number that rises with each plan made, a minute at least apart, and fits 31 bits."""
    return int(plan.made_at.timestamp() // 60)


def _told(day: PlanDay) -> str:
    lines = [
        f"- {item.question or item.kind} ({item.minutes:g} min): {item.why}" for item in day.items
    ]
    return "\n".join([*lines, *([day.note] if day.note else [])])
