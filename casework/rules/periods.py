"""Periods of time: months by corresponding date, "beginning with", school years and birthdays."""

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
FRIDAY = 4
JUNE = 6
SEPTEMBER = 9
SCHOOL_LEAVING_AGE = 16


def months_after(start: date, months: int) -> date:
    """Return the corresponding date ``months`` on (or back), or the last day of a month without it.

    >>> months_after(date(2025, 12, 31), 2)
    datetime.date(2026, 2, 28)
    >>> months_after(date(2026, 7, 31), -1)
    datetime.date(2026, 6, 30)
    """
    year, month = _month_after(start, months)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def months_beginning_with(start: date, months: int) -> date:
    """Return the last day of ``months`` of which ``start`` is the first day.

    >>> months_beginning_with(date(2025, 3, 3), 12)
    datetime.date(2026, 3, 2)
    >>> months_beginning_with(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    corresponding = months_after(start, months)
    return corresponding - ONE_DAY * (corresponding.day == start.day)


def days_after(start: date, days: int) -> date:
    """Return the day ``days`` on; ``start`` itself is day nought."""
    return start + timedelta(days=days)


def days_beginning_with(start: date, days: int) -> date:
    """Return the last of ``days`` days of which ``start`` is the first.

    >>> days_beginning_with(date(2025, 12, 22), 15)
    datetime.date(2026, 1, 5)
    """
    return start + timedelta(days=days - 1)


def weeks_after(start: date, weeks: int) -> date:
    """Return the same weekday ``weeks`` on (or back, if negative).

    >>> weeks_after(date(2025, 9, 1), 20)
    datetime.date(2026, 1, 19)
    """
    return start + timedelta(weeks=weeks)


def friday_of_next_week(day: date) -> date:
    """Return the Friday of the calendar week, Monday to Sunday, after the week of ``day``.

    >>> friday_of_next_week(date(2026, 3, 8))
    datetime.date(2026, 3, 13)
    """
    return day - timedelta(days=day.weekday()) + timedelta(weeks=1, days=FRIDAY)


def birthday(born: date, age: int) -> date:
    """Return the day on which somebody reaches ``age``; one born on 29 February does on 1 March.

    >>> birthday(date(2008, 2, 29), 17)
    datetime.date(2025, 3, 1)
    """
    same_day = months_after(born, 12 * age)
    return same_day + ONE_DAY * (same_day.day != born.day)


def age_on(day: date, born: date) -> int:
    """Return the age in whole years on ``day``.

    >>> age_on(date(2026, 3, 2), date(2010, 3, 3))
    15
    """
    years = day.year - born.year
    return years - (day < birthday(born, years))


def last_friday_of_june(year: int) -> date:
    """Return the school leaving date of a calendar year.

    Rules: Education Act 1996 s.8; SI 1997/1970.

    >>> last_friday_of_june(2026)
    datetime.date(2026, 6, 26)
    """
    last = date(year, JUNE, 30)
    return last - timedelta(days=(last.weekday() - FRIDAY) % 7)


def school_year_of(day: date) -> int:
    """Return the calendar year in which the school year of ``day`` (from 1 September) ends.

    >>> school_year_of(date(2025, 9, 1)), school_year_of(date(2026, 8, 31))
    (2026, 2026)
    """
    return day.year + (day.month >= SEPTEMBER)


def end_of_compulsory_school_age(born: date) -> date:
    """Return the last day of compulsory school age; from the next day one is a young person.

    Rules: Education Act 1996 s.8; Children and Families Act 2014 s.83.

    >>> end_of_compulsory_school_age(date(2010, 8, 31))
    datetime.date(2026, 6, 26)
    >>> end_of_compulsory_school_age(date(2010, 9, 1))
    datetime.date(2027, 6, 25)
    """
    return last_friday_of_june(school_year_of(birthday(born, SCHOOL_LEAVING_AGE)))


def overlap_days(first: tuple[date, date], second: tuple[date, date]) -> int:
    """Return how many days two periods share; each is its first and its last day, inclusive.

    >>> june, may = (date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 5, 1), date(2026, 5, 31))
    >>> overlap_days(june, (date(2026, 5, 30), date(2026, 6, 2))), overlap_days(june, may)
    (2, 0)
    """
    shared = min(first[1], second[1]) - max(first[0], second[0]) + ONE_DAY
    return max(shared.days, 0)


def _month_after(start: date, months: int) -> tuple[int, int]:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return year, month + 1
