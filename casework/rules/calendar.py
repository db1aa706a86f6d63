"""Working days: which count, and walking along them. A calendar that does not know, says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casework.rules.errors import Refused

ONE_DAY = timedelta(days=1)
SATURDAY = 5
AUGUST = 8


class OutsideCalendar(Refused):
    """We hold no bank holidays for this day, so cannot say whether it is worked."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(
            code="outside-calendar",
            says=f"{_words(day)} is outside the working days that we hold, "
            f"which run from {_words(first)} to {_words(last)}.",
        )


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked between ``first`` and ``last``, both inclusive.

    ``holidays`` are the days, other than Saturdays and Sundays, on which nothing counts.

    >>> easter = WorkingCalendar(
    ...     first=date(2025, 1, 1), last=date(2025, 12, 31),
    ...     holidays=frozenset({date(2025, 4, 18), date(2025, 4, 21)}),
    ... )
    >>> easter.add_working_days(date(2025, 4, 17), 1)
    datetime.date(2025, 4, 22)
    >>> easter.take_working_days(date(2025, 4, 22), 1)
    datetime.date(2025, 4, 17)
    """

    first: date
    last: date
    holidays: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """Say whether ``day`` is a working day.

        Raises:
            OutsideCalendar: we hold no bank holidays for that year.
        """
        if not self.first <= day <= self.last:
            raise OutsideCalendar(day, self.first, self.last)
        return day.weekday() < SATURDAY and day not in self.holidays

    def add_working_days(self, start: date, days: int) -> date:
        """Return the ``days``-th working day after ``start``; ``start`` itself is day nought."""
        return self._walk(start, days, ONE_DAY)

    def take_working_days(self, start: date, days: int) -> date:
        """Return the ``days``-th working day before ``start``; ``start`` itself is day nought."""
        return self._walk(start, days, -ONE_DAY)

    def next_working_day(self, day: date) -> date:
        """Return ``day`` if it is worked, otherwise the first working day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def working_days(self, first: date, last: date) -> Iterator[date]:
        """Return each working day from ``first`` to ``last``, both inclusive."""
        length = (last - first).days + 1
        return filter(self.is_working_day, (first + ONE_DAY * n for n in range(length)))

    def _walk(self, day: date, days: int, step: timedelta) -> date:
        while days:
            day += step
            days -= self.is_working_day(day)
        return day


def leave_out_tribunal_recess(calendar: WorkingCalendar) -> WorkingCalendar:
    """Return the tribunal's days: also without 25 December to 1 January, and without August.

    Rules: Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008, rule 12.
    """
    days = range((calendar.last - calendar.first).days + 1)
    every = (calendar.first + ONE_DAY * n for n in days)
    recess = frozenset(day for day in every if is_christmas_recess(day) or day.month == AUGUST)
    return replace(calendar, holidays=calendar.holidays | recess)


def is_christmas_recess(day: date) -> bool:
    """Say whether ``day`` lies from 25 December to 1 January, both inclusive."""
    return (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


def no_holidays_in(year: int) -> WorkingCalendar:
    """Return a calendar for tests and examples: one year, weekends but no bank holidays."""
    return WorkingCalendar(first=date(year, 1, 1), last=date(year, 12, 31), holidays=frozenset())


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
