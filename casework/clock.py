"""The only module that reads the system clock. Edges call it; rules never do."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Return today's date in London, whatever the zone of the server or the reader."""
    return now().astimezone(LONDON).date()
