"""Quarters: when they can be locked, what changed in one, and what later changes adjust."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.rules.errors import Refused
from casework.rules.money import PAYERS
from funding.rules.awards import State, Version
from funding.rules.periods import Window, quarter, quarter_after, quarter_in_words, quarter_of


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


class What(StrEnum):
    """What a version made of the one before it."""

    NEW = "new"
    RESPLIT = "re-split"
    REPRICED = "re-priced"
    ENDED = "ended"


@dataclass(frozen=True)
class Change:
    """One thing that changed in a quarter. ``before`` is None for a new award."""

    what: What
    version: Version
    before: Version | None
    is_back_dated: bool


def changes_in(versions: Sequence[Version], window: Window, since: datetime) -> list[Change]:
    """Return what changed in a quarter: what applies from its days, and what is back-dated.

    ``since`` is when the quarter before was locked: what was recorded after that and applies
    from an earlier day is back-dated into this quarter. ``versions`` are all that were ever
    recorded; those that another replaced are only compared with.
    """
    standing = [version for version in versions if version.superseded_at is None]
    changed = [
        version
        for version in standing
        if window.first <= version.from_on <= window.last
        or (version.from_on < window.first and version.recorded_at > since)
    ]
    return [_change(version, versions, window) for version in changed]


def _change(version: Version, versions: Sequence[Version], window: Window) -> Change:
    before = _before(version, versions)
    return Change(_what(version, before), version, before, version.from_on < window.first)


def _before(version: Version, versions: Sequence[Version]) -> Version | None:
    """Return what would have applied from the version's day, had it not been recorded."""
    known = [
        other
        for other in versions
        if other is not version
        and other.from_on <= version.from_on
        and other.recorded_at <= version.recorded_at
        and (other.superseded_at is None or other.superseded_at >= version.recorded_at)
    ]
    return max(known, key=lambda other: (other.from_on, other.recorded_at), default=None)


def _what(version: Version, before: Version | None) -> What:
    if version.state == State.ENDED:
        return What.ENDED
    if before is None or before.state == State.ENDED:
        return What.NEW
    return What.RESPLIT if version.yearly_pence == before.yearly_pence else What.REPRICED
