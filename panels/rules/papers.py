"""When papers must be in and the agenda out, and whether a case may go on an agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.rules.calendar import WorkingCalendar
from casework.rules.errors import Refused


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working-days"
    WEEKS = "weeks"


@dataclass(frozen=True)
class LeadTime:
    """How long before a meeting something must have happened, and who says so."""

    amount: int
    unit: Unit
    rule: str | None = None


@dataclass(frozen=True)
class Timeliness:
    """Whether something came in time: the day it came and the last day in time, if there is one."""

    came_on: date
    latest_on: date | None
    rule: str | None = None

    @property
    def is_late(self) -> bool:
        return self.latest_on is not None and self.came_on > self.latest_on


def latest_day(lead: LeadTime, meeting_on: date, calendar: WorkingCalendar) -> date:
    """Return the last day in time for something due ahead of a meeting.

    Raises:
        OutsideCalendar: working days reach before the bank holidays that we hold.

    Rules: KENT-054, LDN-019.

    >>> from casework.rules.calendar import no_holidays_in
    >>> two_weeks = LeadTime(2, Unit.WEEKS, rule="KENT-054")
    >>> latest_day(two_weeks, date(2026, 6, 15), no_holidays_in(2026))
    datetime.date(2026, 6, 1)
    """
    if lead.unit is Unit.WORKING_DAYS:
        return calendar.take_working_days(meeting_on, lead.amount)
    days = lead.amount * (7 if lead.unit is Unit.WEEKS else 1)
    return meeting_on - timedelta(days=days)


def find_timeliness(
    lead: LeadTime | None, *, came_on: date, meeting_on: date, calendar: WorkingCalendar
) -> Timeliness:
    """Say whether papers or an agenda came in time; without a limit nothing is late.

    Rules: KENT-054, LDN-019.

    >>> from casework.rules.calendar import no_holidays_in
    >>> week = LeadTime(1, Unit.WEEKS, rule="LDN-019")
    >>> [find_timeliness(week, came_on=date(2026, 4, day), meeting_on=date(2026, 4, 15),
    ...     calendar=no_holidays_in(2026)).is_late for day in (8, 9)]
    [False, True]
    """
    if lead is None:
        return Timeliness(came_on, None)
    return Timeliness(came_on, latest_day(lead, meeting_on, calendar), lead.rule)


def require_complete(reference: str, missing: Sequence[str]) -> None:
    """Refuse to list a case whose papers are incomplete.

    Raises:
        Refused: ``papers-incomplete``, with each thing that is missing.

    Rules: KENT-053.
    """
    if missing:
        says = f"{reference} cannot go on the agenda yet: {'; '.join(missing)}."
        raise Refused("papers-incomplete", says, rule="KENT-053")


def require_in_time(papers: Timeliness, late_reason: str) -> None:
    """Refuse late papers unless the chair's reason for hearing the case is written down.

    Raises:
        Refused: ``papers-late``, with both days.

    Rules: KENT-055, LDN-019.
    """
    if papers.is_late and not late_reason.strip():
        raise Refused("papers-late", _says_late(papers), rule=papers.rule, field="late_reason")


def _says_late(papers: Timeliness) -> str:
    latest = papers.latest_on or papers.came_on
    return (
        f"The papers came on {_words(papers.came_on)}, after the last day for them, "
        f"{_words(latest)}. Write the chair's reason for hearing the case all the same."
    )


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
