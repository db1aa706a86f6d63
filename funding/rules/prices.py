"""What a provider's price comes to in a year."""

from dataclasses import dataclass
from enum import StrEnum

TERMS_IN_YEAR = 3


class Per(StrEnum):
    """What a provider names a price for."""

    WEEK = "week"
    TERM = "term"
    YEAR = "year"


@dataclass(frozen=True)
class QuotedLine:
    """One line of a quotation as the provider words it. ``weeks`` is how many are charged."""

    kind: str
    pence: int
    per: Per
    weeks: int
    description: str = ""

    @property
    def yearly_pence(self) -> int:
        """What the line comes to in a year."""
        return yearly_of(self.pence, self.per, self.weeks)


def yearly_of(pence: int, per: Per, weeks: int) -> int:
    """Return what a price comes to in a year, in pence; ``weeks`` is how many are charged.

    Rules: KENT-051.

    >>> yearly_of(1_000_00, Per.WEEK, 39), yearly_of(750_00, Per.WEEK, 52)
    (3900000, 3900000)
    """
    times = {Per.WEEK: weeks, Per.TERM: TERMS_IN_YEAR, Per.YEAR: 1}
    return pence * times[per]


def weekly_of(yearly_pence: int, weeks: int) -> int:
    """Return the weekly price of a yearly cost over so many weeks, rounded up to a penny.

    Rounded up, so that a limit a week is never passed unseen.

    Rules: KENT-051.

    >>> weekly_of(39_000_00, 52), weekly_of(39_000_00, 39), weekly_of(100, 52)
    (75000, 100000, 2)
    """
    return -(-yearly_pence // weeks)
