"""The year of meetings: which days a panel sits, and where a day goes that is not worked."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.rules.calendar import WorkingCalendar

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(weeks=1)
MONTHS = 12


class WhenNotWorked(StrEnum):
    """Where a meeting goes whose regular day is a bank holiday."""

    SAME_DAY_NEXT_WEEK = "same-day-next-week"
    NEXT_WORKING_DAY = "next-working-day"
    PREVIOUS_WORKING_DAY = "previous-working-day"


@dataclass(frozen=True)
class ScheduleRule:
    """On which days of each month a panel meets.

    ``weekday`` is 0 for Monday to 4 for Friday. ``ordinals`` count that weekday within the month,
    from 1; -1 is the last.
    """

    weekday: int
    ordinals: tuple[int, ...]
    when_not_worked: WhenNotWorked


@dataclass(frozen=True)
class MeetingDay:
    """One date of the year: the day it is held, and the regular day it stands for."""

    on: date
    regular_on: date

    @property
    def is_moved(self) -> bool:
        return self.on != self.regular_on


def year_of_meetings(
    rule: ScheduleRule, first_month: date, calendar: WorkingCalendar
) -> list[MeetingDay]:
    """Return the meetings of the twelve months from the month of ``first_month``, in order.

    Raises:
        OutsideCalendar: the year runs past the bank holidays that we hold.

    Rules: KENT-063, LDN-011.

    >>> from casework.rules.calendar import no_holidays_in
    >>> kent = ScheduleRule(1, (1,), WhenNotWorked.SAME_DAY_NEXT_WEEK)
    >>> [str(day.on) for day in year_of_meetings(kent, date(2025, 1, 1), no_holidays_in(2025))][:3]
    ['2025-01-07', '2025-02-04', '2025-03-04']
    """
    regular = (
        day for year, month in _months_from(first_month) for day in _regular_days(rule, year, month)
    )
    return [MeetingDay(held_on(day, rule.when_not_worked, calendar), day) for day in regular]


def held_on(regular_on: date, when_not_worked: WhenNotWorked, calendar: WorkingCalendar) -> date:
    """Return the day a meeting is held: its regular day, or where the rule moves it.

    Raises:
        OutsideCalendar: a day that would have to be judged lies past the bank holidays we hold.
    """
    step = {
        WhenNotWorked.SAME_DAY_NEXT_WEEK: ONE_WEEK,
        WhenNotWorked.NEXT_WORKING_DAY: ONE_DAY,
        WhenNotWorked.PREVIOUS_WORKING_DAY: -ONE_DAY,
    }[when_not_worked]
    day = regular_on
    while not calendar.is_working_day(day):
        day += step
    return day


def _months_from(first: date) -> Iterator[tuple[int, int]]:
    for number in range(MONTHS):
        years, month = divmod(first.month - 1 + number, MONTHS)
        yield first.year + years, month + 1


def _regular_days(rule: ScheduleRule, year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    days = [first + ONE_DAY * n for n in range(monthrange(year, month)[1])]
    same = [day for day in days if day.weekday() == rule.weekday]
    return sorted({same[n - 1 if n > 0 else n] for n in rule.ordinals})
