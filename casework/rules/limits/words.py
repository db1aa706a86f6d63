"""Days and amounts of time in words."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What a limit is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


UNIT_WORDS: Mapping[Unit, str] = {
    Unit.DAYS: "day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "month",
    Unit.WORKING_DAYS: "working day",
}


def spell(day: date) -> str:
    """Return a date in words.

    >>> spell(date(2027, 2, 3))
    '3 February 2027'
    """
    return f"{day.day} {day:%B %Y}"


def spell_amount(amount: int, unit: Unit) -> str:
    """Return an amount of time in words.

    >>> spell_amount(15, Unit.WORKING_DAYS), spell_amount(1, Unit.MONTHS)
    ('15 working days', '1 month')
    """
    return f"{amount} {UNIT_WORDS[unit]}{'s' * (amount != 1)}"
