"""Being in care: since when, from the legal statuses recorded."""

from collections.abc import Iterable
from datetime import date


def in_care_since(statuses: Iterable[tuple[date, bool]], day: date) -> date | None:
    """Return the day from which the child has been in care without a break; None if not in care.

    ``statuses`` are the first day of each status and whether it means care, in any order. One
    kind of care followed by another is no break. Rules: KENT-036, KENT-037.

    >>> in_care_since([(date(2024, 3, 1), True), (date(2025, 2, 4), True)], date(2025, 9, 1))
    datetime.date(2024, 3, 1)
    >>> in_care_since([(date(2024, 3, 1), True), (date(2025, 2, 4), False)], date(2025, 9, 1))
    """
    since = None
    for from_on, is_care in sorted(status for status in statuses if status[0] <= day):
        since = (since or from_on) if is_care else None
    return since
