"""Locking quarters: in order, once, when over; and the adjustments that later changes make."""

from collections.abc import Mapping, Set
from datetime import date

from casework.rules.errors import Refused
from casework.rules.money import PAYERS
from funding.rules.periods import quarter, quarter_after, quarter_in_words, quarter_of


def check_lock(name: str, today: date, locked: Set[str]) -> None:
    """Refuse to lock a quarter twice, before it is over, or out of order.

    Raises:
        Refused: ``quarter-locked``, ``quarter-not-over``, ``quarter-before-locked``,
            ``quarter-gap``.
    """
    if name in locked:
        says = f"{quarter_in_words(name)} is locked already. Later changes appear in the next one."
        raise Refused("quarter-locked", says, rule="KENT-114", field="quarter")
    if quarter(name).last >= today:
        says = f"{quarter_in_words(name)} is not over: it can be locked from the day after its end."
        raise Refused("quarter-not-over", says, rule="KENT-114", field="quarter")
    if locked and name < max(locked):
        says = f"{quarter_in_words(max(locked))} is locked already, so an earlier one cannot be."
        raise Refused("quarter-before-locked", says, rule="KENT-114", field="quarter")
    if locked and name != quarter_after(max(locked)):
        next_one = quarter_in_words(quarter_after(max(locked)))
        says = f"Lock {next_one} first: the adjustments pass from each quarter to the next."
        raise Refused("quarter-gap", says, rule="KENT-114", field="quarter")


def carrying_quarter(today: date, locked: Set[str]) -> str:
    """Return the quarter that carries adjustments now: the first after those locked.

    >>> carrying_quarter(date(2026, 11, 22), {"2026-Q1", "2026-Q2"})
    '2026-Q3'
    """
    return quarter_after(max(locked)) if locked else quarter_of(today)


def carried_in(name: str, locked: Set[str]) -> bool:
    """Does this quarter carry the adjustments of the locked ones before it?

    >>> carried_in("2026-Q3", {"2026-Q2"}), carried_in("2026-Q4", {"2026-Q2"})
    (True, False)
    """
    return quarter_after(name, -1) in locked


def adjustment(now: Mapping[str, int], stood: Mapping[str, int]) -> dict[str, int]:
    """Return by payer what the locked quarters come to now, less what stood in them, in pence.

    ``stood`` includes adjustments that they carried themselves; what is due comes back once.

    >>> adjustment({"education": 120}, {"education": 100, "care": 5})
    {'education': 20, 'care': -5, 'health': 0}
    """
    return {payer: now.get(payer, 0) - stood.get(payer, 0) for payer in PAYERS}
