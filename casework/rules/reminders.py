"""When somebody is reminded of a due date: so many days before it, on it, or after it."""

from collections.abc import Sequence
from datetime import date


def step_reached(due_on: date, days: Sequence[int], *, today: date) -> int | None:
    """Return the newest step whose day has come; None while the first is still ahead.

    ``days`` count from the due date: -7 is a week before it, 0 the day itself, 1 the day after.
    After a pause only the newest step is spoken of: nobody is told twice in one breath.

    >>> step_reached(date(2025, 11, 24), (-14, -7, 1), today=date(2025, 11, 20))
    -7
    >>> step_reached(date(2025, 11, 24), (-14, -7, 1), today=date(2025, 11, 9)) is None
    True
    """
    away = (today - due_on).days
    return max((step for step in days if step <= away), default=None)
