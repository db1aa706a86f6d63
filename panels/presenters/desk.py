"""Rows for the slots of lower pages: the next panel of a case, and what waits on a desk."""

from datetime import date

from django.urls import reverse

from accounts.models import User
from casework import bank_holidays
from casework.components import Link, SummaryRow
from casework.desk import Notice, Stream, ToDo
from casework.forms.dates import in_words
from panels.models import AgendaItem, Meeting
from panels.presenters.meetings import item_tag
from panels.presenters.panels import status_tag, weekday_in_words
from panels.queries import desk
from panels.queries.agendas import due_dates
from panels.queries.policies import policy_of
from panels.rules.workflow import ItemStatus
from people.models import Case


def next_panel_of(*, case: Case, today: date) -> list[SummaryRow]:
    """Return which panel hears a referral, or heard it; else the next one that could."""
    item = desk.listing_of(case)
    if item is not None and item.status != ItemStatus.NOT_HEARD:
        return _listed_rows(item, case)
    meeting = desk.next_meeting_for(case, today)
    return _coming_rows(meeting) if meeting else []


def _listed_rows(item: AgendaItem, case: Case) -> list[SummaryRow]:
    rows = [
        SummaryRow("Panel", item.meeting.panel.short_name),
        SummaryRow("Date", weekday_in_words(item.meeting.held_on)),
        SummaryRow("State", item_tag(item)),
    ]
    if item.status != ItemStatus.DECIDED:
        return rows
    outcome = Link("What the panel decided", reverse("panels:outcome", args=[case.reference]))
    return [*rows, SummaryRow("Decision", outcome)]


def _coming_rows(meeting: Meeting) -> list[SummaryRow]:
    due = due_dates(meeting, policy_of(meeting.protocol), bank_holidays.england())
    rows = [
        SummaryRow("Next meeting", weekday_in_words(meeting.held_on)),
        SummaryRow("Panel", meeting.panel.short_name),
    ]
    if "papers" in due:
        rows.append(SummaryRow("Papers close", weekday_in_words(due["papers"])))
    return rows


def next_panels_on_desk(*, user: User, today: date) -> list[Notice]:
    """Return the meetings to come that this person may open."""
    return [_notice(meeting) for meeting in desk.meetings_soon(user, today)]


def _notice(meeting: Meeting) -> Notice:
    due = due_dates(meeting, policy_of(meeting.protocol), bank_holidays.england())
    listed = sum(item.status != ItemStatus.WITHDRAWN for item in meeting.items.all())
    lines = [
        f"{meeting.starts_at:%H:%M}, {meeting.venue}".rstrip(", "),
        f"{status_tag(meeting).text}, {listed} {'case' if listed == 1 else 'cases'} listed",
    ]
    if "agenda" in due and meeting.agenda_sent_at is None:
        lines.append(f"Agenda goes out by {weekday_in_words(due['agenda'])}")
    return Notice(
        f"Next panel: {meeting.panel.short_name}, {weekday_in_words(meeting.held_on)}",
        lines,
        reverse("panels:meeting", args=[meeting.reference]),
    )


def to_sign_on_desk(*, user: User, today: date) -> list[ToDo]:
    """Return the notes to endorse and the funding forms to sign. Rules: KENT-090, KENT-095."""
    notes = [
        ToDo(
            "Endorse the outcome note",
            _about(note.item),
            reverse("panels:note", args=[note.pk]),
            _held(note.item),
        )
        for note in desk.notes_to_endorse(user)
    ]
    forms = [
        ToDo(
            "Sign the funding form",
            _about(item),
            reverse("panels:sign", args=[item.case.reference]),
            _held(item),
        )
        for item in desk.forms_to_sign(user, today)
    ]
    return notes + forms


def _about(item: AgendaItem) -> str:
    return f"{item.case.reference}, {item.case.child.initials}"


def _held(item: AgendaItem) -> str:
    return f"{item.meeting.panel.short_name} of {in_words(item.meeting.held_on)}"


def meetings_on_desk(*, user: User, today: date) -> list[Stream]:
    """Return the meetings whose papers and agenda this person minds."""
    return [
        Stream(meeting.reference, f"{meeting.panel.short_name}, {in_words(meeting.held_on)}")
        for meeting in desk.meetings_managed(user)
    ]
