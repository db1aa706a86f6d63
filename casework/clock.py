"""The only module that reads the system clock. Edges call it; rules never do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_read: Callable[[], datetime] = timezone.now


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _read()


def today() -> date:
    """Return today's date in London, whatever the zone of the server or the reader."""
    return now().astimezone(LONDON).date()


@contextmanager
def read_from(hands: Callable[[], datetime]) -> Iterator[None]:
    """Read ``hands`` meanwhile: a demonstration that has a past, a test of a day to come."""
    global _read
    kept, _read = _read, hands
    try:
        yield
    finally:
        _read = kept
