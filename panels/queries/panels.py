"""A panel's dates and the people who may sit on it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from panels.models import Meeting, Panel

PAST_SHOWN = 12


def next_meetings(panels: Iterable[Panel], today: date) -> dict[int, Meeting]:
    """Return the next meeting of each panel, by the panel's id."""
    rows = Meeting.objects.filter(panel__in=list(panels)).to_come(today)
    found: dict[int, Meeting] = {}
    for meeting in rows:
        found.setdefault(meeting.panel_id, meeting)
    return found


def dates_of(panel: Panel, today: date) -> list[Meeting]:
    """The meetings from today on, moved and cancelled ones too, soonest first."""
    return list(panel.meetings.filter(held_on__gte=today).order_by("held_on", "pk"))


def meetings_past(panel: Panel, today: date) -> list[Meeting]:
    """The twelve meetings before today, newest first."""
    rows = panel.meetings.filter(held_on__lt=today).order_by("-held_on", "-pk")
    return list(rows[:PAST_SHOWN])


def people_for(panel: Panel) -> QuerySet[User]:
    """Those who may take a seat: active people of the agencies that serve the authority."""
    people = User.objects.filter(is_active=True, agency__authorities=panel.authority_id)
    return people.select_related("agency").order_by("name", "pk")
