"""Money in a period: yearly amounts by the day, award years, and financial quarters."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from casework.rules.errors import Refused
from casework.rules.periods import ONE_DAY, months_after

MONTHS_IN_YEAR = 12
MONTHS_IN_QUARTER = 3
APRIL = 4

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")


@dataclass(frozen=True)
class Window:
    """A period from its first day to its last, both inclusive."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def overlap(self, other: "Window") -> "Window | None":
        """Return the days that both have, or None.

        >>> may = Window(date(2026, 5, 1), date(2026, 5, 31))
        >>> may.overlap(Window(date(2026, 5, 31), date(2026, 6, 9)))
        Window(first=datetime.date(2026, 5, 31), last=datetime.date(2026, 5, 31))
        """
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Window(first, last) if first <= last else None


class Point(NamedTuple):
    """Where a day stands in award years: whole years gone, days of the next gone, its length."""

    years: int
    days: int
    length: int

    def accrued(self, yearly_pence: int) -> int:
        """Return the pence of a yearly amount that are due up to the day before.

        Inside a year the whole pence of the days gone, so each year ends on its full amount.
        """
        return self.years * yearly_pence + yearly_pence * self.days // self.length


@lru_cache(maxsize=100_000)
def point(year_from: date, day: date) -> Point:
    """Return where ``day`` stands in years that run 12 months from ``year_from``.

    >>> point(date(2026, 4, 1), date(2027, 4, 11))
    Point(years=1, days=10, length=366)
    """
    year = _award_year(year_from, day)
    begins = months_after(year_from, MONTHS_IN_YEAR * year)
    ends = months_after(year_from, MONTHS_IN_YEAR * (year + 1))
    return Point(year, (day - begins).days, (ends - begins).days)


def accrued(yearly_pence: int, year_from: date, day: date) -> int:
    """Return the pence due from ``year_from`` up to the day before ``day``; negative before it.

    >>> accrued(365_00, date(2026, 4, 1), date(2026, 4, 11))
    1000
    >>> accrued(100_00, date(2024, 2, 29), date(2025, 2, 28))
    10000
    """
    return point(year_from, day).accrued(yearly_pence)


def pence_in(yearly_pence: int, year_from: date, window: Window) -> int:
    """Return the pence of a yearly amount that fall in a window, both days inclusive.

    A difference of two running sums, so that days add to weeks, quarters to years, and nothing
    is lost where windows meet.

    >>> quarters = [quarter(f"2026-Q{number}") for number in (1, 2, 3, 4)]
    >>> [pence_in(100_00, date(2026, 4, 1), each) for each in quarters]
    [2493, 2520, 2521, 2466]
    """
    upto = accrued(yearly_pence, year_from, window.last + ONE_DAY)
    return upto - accrued(yearly_pence, year_from, window.first)


def award_year(year_from: date, day: date) -> Window:
    """Return the award year, 12 months from its start, in which a day falls.

    >>> award_year(date(2024, 9, 1), date(2026, 8, 31))
    Window(first=datetime.date(2025, 9, 1), last=datetime.date(2026, 8, 31))
    """
    year = _award_year(year_from, day)
    begins = months_after(year_from, MONTHS_IN_YEAR * year)
    return Window(begins, months_after(year_from, MONTHS_IN_YEAR * (year + 1)) - ONE_DAY)


def quarter(name: str) -> Window:
    """Return a quarter of the financial year, which begins on 1 April.

    Raises:
        Refused: ``quarter-wrong`` for what is not written like 2026-Q2.

    >>> quarter("2026-Q4")
    Window(first=datetime.date(2027, 1, 1), last=datetime.date(2027, 3, 31))
    """
    parts = _QUARTER.fullmatch(name.strip().upper())
    if parts is None:
        says = (
            f"{name!r} is not a quarter. Write the year and the quarter: 2026-Q1 is April to June."
        )
        raise Refused("quarter-wrong", says, rule="KENT-114", field="quarter")
    months = MONTHS_IN_QUARTER * (int(parts[2]) - 1)
    begins = months_after(date(int(parts[1]), APRIL, 1), months)
    return Window(begins, months_after(begins, MONTHS_IN_QUARTER) - ONE_DAY)


def quarter_of(day: date) -> str:
    """Return the name of the quarter in which a day falls.

    >>> quarter_of(date(2027, 3, 31)), quarter_of(date(2026, 4, 1))
    ('2026-Q4', '2026-Q1')
    """
    months = day.month - APRIL
    year = day.year if months >= 0 else day.year - 1
    return f"{year}-Q{months % MONTHS_IN_YEAR // MONTHS_IN_QUARTER + 1}"


def quarter_after(name: str, quarters: int = 1) -> str:
    """Return the name of the quarter so many after (or, negative, before) another.

    >>> quarter_after("2026-Q4"), quarter_after("2026-Q1", -1)
    ('2027-Q1', '2025-Q4')
    """
    return quarter_of(months_after(quarter(name).first, MONTHS_IN_QUARTER * quarters))


def quarter_in_words(name: str) -> str:
    """Return a quarter as people say it.

    >>> quarter_in_words("2026-Q4")
    'January to March 2027'
    """
    window = quarter(name)
    return f"{window.first:%B} to {window.last:%B %Y}"


def _award_year(year_from: date, day: date) -> int:
    """Return the number of the year of a day: 0 for the first, negative before the start."""
    year = day.year - year_from.year
    return year - (day < months_after(year_from, MONTHS_IN_YEAR * year))
