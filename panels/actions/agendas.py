"""An agenda is built from complete cases, put in order, and sent to the members."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from casework import mail
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.models import Event
from casework.rules.errors import Refused
from panels.actions.locking import lock_item, lock_meeting
from panels.events import AgendaSent, CaseListed, CaseTakenOff, PapersReceived
from panels.models import AgendaItem, Meeting
from panels.queries.agendas import missing_papers, readers_of
from panels.queries.candidates import Candidate, candidates
from panels.queries.people import members_on
from panels.queries.policies import protocol_on
from panels.rules.decisions import Purpose
from panels.rules.papers import require_complete, require_in_time
from panels.rules.workflow import (
    ItemStatus,
    ItemVerb,
    MeetingStatus,
    MeetingVerb,
    next_item_status,
    next_meeting_status,
)
from people.actions.cases import lock_case
from people.actions.sight import give_sight
from referrals import actions as referrals

LISTS: Mapping[Purpose, Callable[..., str]] = {Purpose.NEW_REFERRAL: referrals.list_for_meeting}
LEAVES_OFF: Mapping[Purpose, Callable[..., str]] = {Purpose.NEW_REFERRAL: referrals.leave_off}


@action
def list_case(
    act: Act, *, meeting: str, reference: str, purpose: str, late_reason: str = ""
) -> str:
    """Put one complete case at the end of an agenda, and return the meeting's reference.

    Raises:
        Refused: ``papers-incomplete`` with what is missing; ``papers-late`` without the chair's
            reason; ``not-waiting`` when it is on an agenda already; ``not-now`` once the meeting
            is open.

    Rules: KENT-053, KENT-055, LDN-019.
    """
    lock_case(act, reference)
    found = _lock_for_listing(act, meeting)
    waiting = _waiting(act, found)
    candidate = waiting.get((reference, Purpose(purpose)))
    require_complete(reference, missing_papers(reference, Purpose(purpose), act.today))
    if candidate is None:
        raise Refused("not-waiting", f"{reference} is not waiting to be listed.")
    _list(act, found, candidate, late_reason)
    return meeting


@action
def list_all_in_time(act: Act, *, meeting: str) -> str:
    """Put every complete case whose papers came in time on the agenda, oldest papers first.

    Raises:
        Refused: ``nothing-to-list``; ``not-now`` once the meeting is open.

    Rules: KENT-053.
    """
    waiting = Meeting.objects.with_panel().get(reference=meeting)
    ready = [one for one in candidates(waiting, act.calendar) if not one.papers.is_late]
    if not ready:
        says = "No complete case whose papers came in time is waiting."
        raise Refused("nothing-to-list", says)
    for one in ready:
        lock_case(act, one.case.reference)
    found = _lock_for_listing(act, meeting)
    for one in ready:
        missing = missing_papers(one.case.reference, one.purpose, act.today)
        require_complete(one.case.reference, missing)
        _list(act, found, one, "")
    return meeting


def _lock_for_listing(act: Act, reference: str) -> Meeting:
    meeting = lock_meeting(act, reference)
    meeting.status = next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.LIST)
    return meeting


def _waiting(act: Act, meeting: Meeting) -> dict[tuple[str, Purpose], Candidate]:
    found = candidates(meeting, act.calendar)
    return {(one.case.reference, one.purpose): one for one in found}


def _list(act: Act, meeting: Meeting, candidate: Candidate, late_reason: str) -> None:
    reference = candidate.case.reference
    require_in_time(candidate.papers, late_reason)
    item = _save_item(act, meeting, candidate, late_reason if candidate.papers.is_late else "")
    _tell_case(act, meeting, candidate)
    publish(act, reference, _listed(meeting, item))
    set_on = Event.objects.of(meeting.reference).values_list("on", flat=True).first()
    came_on = max(item.papers_on, set_on) if set_on else item.papers_on
    publish(act, meeting.reference, PapersReceived(case=reference), on=came_on)
    if meeting.status == MeetingStatus.AGENDA_SENT:
        open_cases(act, meeting, [item])


def _tell_case(act: Act, meeting: Meeting, candidate: Candidate) -> None:
    """Let the app of a case know that it is listed, and the one who lists it see it."""
    reference = candidate.case.reference
    if candidate.purpose in LISTS:
        LISTS[candidate.purpose](
            act,
            reference=reference,
            meeting_reference=meeting.reference,
            meets_on=meeting.held_on,
        )
    elif act.actor.pk is not None:
        give_sight(act, reference=reference, user_ids=[act.actor.pk], why=_why(meeting))


def _why(meeting: Meeting) -> str:
    return f"Panel {meeting.reference}"


def _save_item(act: Act, meeting: Meeting, candidate: Candidate, late_reason: str) -> AgendaItem:
    """Write the item; one that was withdrawn from this same agenda comes back to its end."""
    last = meeting.items.order_by("-position").first()
    item, _created = AgendaItem.objects.update_or_create(
        meeting=meeting,
        case=candidate.case,
        purpose=candidate.purpose,
        defaults={
            "status": ItemStatus.LISTED,
            "position": last.position + 1 if last else 1,
            "protocol": candidate.protocol,
            "papers_on": candidate.papers.came_on,
            "late_reason": late_reason,
            "presenting_agency_id": candidate.case.lead_agency_id,
            "presenter": candidate.case.owner.name,
            "listed_at": act.at,
        },
    )
    return item


def _listed(meeting: Meeting, item: AgendaItem) -> CaseListed:
    return CaseListed(
        meeting=meeting.reference,
        meeting_on=meeting.held_on,
        panel=meeting.panel.short_name,
        purpose=item.purpose,
        late_reason=item.late_reason,
    )


@action
def take_off(act: Act, *, item: int, because: str) -> str:
    """Take a case off an agenda, with the reason; it waits for a later meeting.

    Raises:
        Refused: ``not-now`` once the meeting is open or the case decided.

    Rules: KENT-055.
    """
    case, meeting, found = lock_item(act, item)
    meeting.status = next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.LIST)
    found.status = next_item_status(ItemStatus(found.status), ItemVerb.WITHDRAW)
    found.save(update_fields=["status"])
    leave_off(act, found, because)
    taken_off = CaseTakenOff(case=case.reference, because=because)
    publish(act, meeting.reference, taken_off)
    return meeting.reference


def leave_off(act: Act, item: AgendaItem, because: str) -> None:
    """Let the app of a case know that it waits for a later meeting."""
    tell = LEAVES_OFF.get(Purpose(item.purpose))
    if tell is not None:
        tell(act, reference=item.case.reference, because=because)


@action
def order_agenda(act: Act, *, reference: str, items: list[int], revision: int | None = None) -> str:
    """Put the agenda in an order: the ids of all its items, first to last.

    Raises:
        Refused: ``order-incomplete`` unless each item is named once; ``not-now``; ``stale``.
    """
    meeting = lock_meeting(act, reference, revision)
    next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.LIST)
    there = {item.pk: item for item in meeting.items.on_agenda()}
    if sorted(items) != sorted(there):
        says = "The agenda has changed meanwhile. Look at it again and put it in order."
        raise Refused("order-incomplete", says)
    for position, pk in enumerate(items, start=1):
        there[pk].position = position
    AgendaItem.objects.bulk_update(there.values(), ["position"])
    return reference


@action
def send_agenda(act: Act, *, reference: str, revision: int | None = None) -> str:
    """Send the agenda to the members, and let each see its cases until after the notes.

    Each case opens to each member unless the family's consent for the member's agency was
    withdrawn. Sent again after a late case, it goes to everybody again.

    Raises:
        Refused: ``agenda-empty``; ``no-members``; ``not-now``; ``stale``.

    Rules: KENT-053, KENT-054.
    """
    meeting = lock_meeting(act, reference, revision)
    meeting.status = next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.SEND_AGENDA)
    items = list(meeting.items.for_agenda())
    members = members_on(meeting)
    if not items:
        raise Refused("agenda-empty", "List at least one complete case first.")
    if not members:
        raise Refused("no-members", "Nobody sits on this panel yet. Add its members first.")
    meeting.protocol = protocol_on(meeting.panel, meeting.held_on).label
    meeting.agenda_sent_at = act.at
    meeting.save(update_fields=["status", "protocol", "agenda_sent_at"])
    open_cases(act, meeting, items)
    for member in members:
        mail.write(
            act,
            key=f"agenda:{reference}:{meeting.revision}:{member.user_id}",
            to=member.user.email,
            template="panels/agenda",
            stream=reference,
            panel=meeting.panel.name,
            held_on=meeting.held_on,
        )
    publish(act, reference, AgendaSent(cases=len(items), people=len(members)))
    return reference


def open_cases(
    act: Act, meeting: Meeting, items: Iterable[AgendaItem], until: date | None = None
) -> None:
    """Let the members see these cases of a meeting, until a day or until its notes are out."""
    for reference, users in readers_of(meeting, items).items():
        give_sight(
            act,
            reference=reference,
            user_ids=users,
            why=_why(meeting),
            until=until,
        )
