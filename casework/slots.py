"""Slots: a lower page shows rows that an upper app supplies, without knowing that app.

``sendpanel.wiring`` fills each slot once; the lower app's view asks for the rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

Rows = Callable[..., Iterable[object]]
_slots: dict[str, list[Rows]] = defaultdict(list)


def register(slot: str, function: Rows) -> None:
    """Let ``function`` supply rows for ``slot``. Filling it twice with the same one counts once."""
    if function not in _slots[slot]:
        _slots[slot].append(function)


def rows(slot: str, **context: object) -> list[object]:
    """Return the rows of everybody who fills ``slot``; an empty list when nobody does."""
    return [row for function in _slots[slot] for row in function(**context)]
