"""A panel's dates as a file for calendars: when and where, and nothing of any case."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from panels.models import Meeting, Panel
from panels.rules.workflow import MeetingStatus

HOURS = timedelta(hours=3)


def calendar_of(panel: Panel) -> bytes:
    """Return a panel's dates for a calendar: when and where, and nothing of any case.

    Rules: KENT-064, LDN-012.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//SEND Panel//Panel dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", panel.name)
    for meeting in panel.meetings.order_by("held_on", "pk"):
        calendar.add_component(_calendar_event(panel, meeting))
    return calendar.to_ical()


def _calendar_event(panel: Panel, meeting: Meeting) -> Event:
    start = timezone.make_aware(datetime.combine(meeting.held_on, meeting.starts_at))
    event = Event()
    event.add("uid", f"{meeting.reference}@sendpanel")
    # The revision stands for the moment of writing, so that the same dates give the same file.
    event.add("sequence", meeting.revision)
    event.add("dtstamp", start)
    event.add("dtstart", start)
    event.add("dtend", start + HOURS)
    event.add("summary", panel.short_name)
    event.add("location", meeting.venue)
    event.add("url", settings.SITE_URL + reverse("panels:meeting", args=[meeting.reference]))
    is_off = meeting.status == MeetingStatus.CANCELLED
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return event
