"""What panels put on somebody's desk: meetings to come, notes to endorse, forms to sign."""

from datetime import date

from accounts.models import Delegation, User
from accounts.permissions import authorities_where
from funding.models import FundingForm
from panels.models import AgendaItem, Meeting, OutcomeNote
from panels.rules.workflow import ItemStatus, MeetingStatus, NoteStatus
from people.models import Case

SHOWN = 3


def meetings_soon(user: User, today: date) -> list[Meeting]:
    """The next meetings whose agenda this person may open, soonest first."""
    meetings = Meeting.objects.visible_to(user).with_panel().to_come(today)
    return list(meetings.prefetch_related("items")[:SHOWN])


def meetings_managed(user: User) -> list[Meeting]:
    """The meetings whose duties this person minds: not yet closed, of authorities they manage."""
    authorities = authorities_where(user, "panel.manage")
    meetings = Meeting.objects.with_panel().filter(panel__authority__in=authorities)
    over = [MeetingStatus.CLOSED, MeetingStatus.CANCELLED]
    return list(meetings.exclude(status__in=over).order_by("held_on", "pk"))


def notes_to_endorse(user: User) -> list[OutcomeNote]:
    """Notes of closed meetings that this person chaired and has still to endorse. KENT-090."""
    notes = OutcomeNote.objects.filter(
        status=NoteStatus.DRAFTED,
        item__meeting__status=MeetingStatus.CLOSED,
        item__meeting__attendances__user=user,
        item__meeting__attendances__is_in_chair=True,
    )
    related = ("item__case__child", "item__meeting__panel")
    return list(notes.select_related(*related).order_by("item__meeting__held_on", "pk"))


def forms_to_sign(user: User, today: date) -> list[AgendaItem]:
    """Items whose award waits for the signature of an agency that this person may commit.

    Rules: KENT-068, KENT-095.
    """
    agencies = Delegation.objects.in_force(today).filter(user=user).values("agency")
    forms = FundingForm.objects.filter(
        signed_at=None,
        version__superseded_at=None,
        version__award__payers__agency__in=agencies,
    ).exclude(signatures__agency__in=agencies)
    cases = forms.values("version__award__placement__asked_in")
    items = AgendaItem.objects.filter(case__in=cases, status=ItemStatus.DECIDED)
    seen = items.filter(case__in=Case.objects.visible_to(user))
    related = ("case__child", "meeting__panel")
    return list(seen.select_related(*related).order_by("meeting__held_on", "pk"))


def listing_of(case: Case) -> AgendaItem | None:
    """Return the item under which a case is, or was last, on an agenda; None if it never was."""
    items = AgendaItem.objects.filter(case=case).exclude(status=ItemStatus.WITHDRAWN)
    return items.select_related("meeting__panel").order_by("-meeting__held_on", "-pk").first()


def next_meeting_for(case: Case, today: date) -> Meeting | None:
    """Return the next meeting that could take a referral of the case's authority."""
    meetings = Meeting.objects.with_panel().to_come(today)
    mine = meetings.filter(panel__authority=case.authority_id, panel__purpose="joint-funding")
    return mine.exclude(status=MeetingStatus.OPEN).first()
