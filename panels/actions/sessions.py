"""The meeting itself: opened, who is there, who is in the chair, interests, closed."""

from dataclasses import replace
from datetime import timedelta

from accounts.models import User
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from panels.actions.agendas import leave_off, open_cases
from panels.actions.locking import lock_item, lock_meeting
from panels.events import (
    AttendanceRecorded,
    ChairTaken,
    DeputyArranged,
    InterestDeclared,
    MeetingHeld,
    MeetingOpened,
)
from panels.models import AgendaItem, Attendance, Interest, Meeting, Member
from panels.queries.decisions import newest
from panels.queries.people import members_on, presence_of
from panels.queries.policies import policy_of
from panels.rules.decisions import AGREEING
from panels.rules.policy import PanelPolicy
from panels.rules.quorum import Capacity, may_take_chair
from panels.rules.workflow import (
    ItemStatus,
    ItemVerb,
    MeetingStatus,
    MeetingVerb,
    next_item_status,
    next_meeting_status,
)
from people.actions.cases import lock_case
from people.models import Case

PRESENT, APOLOGIES, ABSENT = "present", "apologies", "absent"
# How long a deputy for one meeting keeps the seat, to sign for their agency after it.
DAYS_TO_SIGN = timedelta(days=28)
ATTENDANCES = {PRESENT: "Present", APOLOGIES: "Apologies", ABSENT: "Not present"}


@action
def record_attendance(act: Act, *, reference: str, user: int, attendance: str) -> str:
    """Record that a member or deputy is present, has sent apologies, or has left.

    Raises:
        Refused: ``not-a-member``; ``not-now`` before the agenda is sent or after closing.

    Rules: KENT-065, KENT-066.
    """
    meeting = lock_meeting(act, reference)
    next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.RECORD_ATTENDANCE)
    member = _member(meeting, user)
    is_present = attendance == PRESENT
    row = _attendance(act, meeting, member)
    row.is_present, row.has_apologies = is_present, attendance == APOLOGIES
    row.is_in_chair = row.is_in_chair and is_present
    row.recorded_at = act.at
    row.save()
    publish(
        act,
        reference,
        AttendanceRecorded(
            name=member.user.name,
            agency=member.agency.name,
            attendance=ATTENDANCES[attendance],
        ),
    )
    return reference


def _member(meeting: Meeting, user: int) -> Member:
    found = [member for member in members_on(meeting) if member.user_id == user]
    if not found:
        says = "This person does not sit on the panel. Arrange them as a deputy first."
        raise Refused("not-a-member", says)
    return found[0]


def _attendance(act: Act, meeting: Meeting, member: Member) -> Attendance:
    """Return the row of this member at this meeting, made from their seat if there is none yet."""
    columns = {"agency": member.agency, "seat": member.seat, "capacity": member.capacity}
    row, _created = Attendance.objects.get_or_create(
        meeting=meeting, user=member.user, defaults=columns | {"recorded_at": act.at}
    )
    return row


@action
def arrange_deputy(
    act: Act, *, reference: str, username: str, capacity: str, stands_in_for: int | None = None
) -> str:
    """Let somebody come to this meeting only, and see its cases: a deputy, or an adviser.

    Whether a deputy counts is their own delegated authority.

    Raises:
        Refused: ``no-member-named``, ``other-agency`` for a deputy; ``already-coming``;
            ``not-now`` once the meeting is closed.

    Rules: KENT-066, KENT-067.
    """
    meeting = lock_meeting(act, reference)
    next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.ARRANGE_DEPUTY)
    user = User.objects.select_related("agency").get(username=username)
    member = _stood_in_for(meeting, user, capacity, stands_in_for)
    Member.objects.create(
        panel=meeting.panel,
        user=user,
        agency=user.agency,
        seat="",
        capacity=capacity,
        stands_in_for=member.user if member else None,
        only_meeting=meeting,
        from_on=act.today,
        to_on=max(meeting.held_on, act.today) + DAYS_TO_SIGN,
    )
    if meeting.agenda_sent_at:
        open_cases(act, meeting, meeting.items.for_agenda())
    named = member.user.name if member else ""
    fact = DeputyArranged(name=user.name, capacity=capacity, stands_in_for=named)
    publish(act, reference, fact)
    return reference


def _stood_in_for(
    meeting: Meeting, user: User, capacity: str, member_id: int | None
) -> Member | None:
    coming = {member.user_id: member for member in members_on(meeting)}
    if user.pk in coming:
        raise Refused("already-coming", f"{user.name} is expected already.", field="username")
    if capacity == Capacity.ADVISER:
        return None
    member = coming.get(member_id)
    if member is None:
        says = "Say for which member the deputy comes."
        raise Refused("no-member-named", says, field="stands_in_for", rule="KENT-067")
    if member.agency_id != user.agency_id:
        says = f"A deputy for {member.user.name} comes from {member.agency.name}."
        raise Refused("other-agency", says, field="username", rule="KENT-067")
    return member


@action
def open_meeting(
    act: Act, *, reference: str, chair: int, because: str = "", revision: int | None = None
) -> str:
    """Open a meeting with somebody in the chair. Attendance, quorum and decisions follow.

    ``because`` says why a stand-in chairs, where the protocol takes one.

    Raises:
        Refused: ``not-now`` before its agenda is sent; ``before-its-day``; ``may-not-chair``;
            ``stale``.

    Rules: KENT-069, LDN-014.
    """
    meeting = lock_meeting(act, reference, revision)
    meeting.status = next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.OPEN)
    if act.today < meeting.held_on:
        day = f"{meeting.held_on.day} {meeting.held_on:%B %Y}"
        raise Refused("before-its-day", f"This meeting is on {day}. Open it on that day.")
    row = _seat_chair(act, meeting, chair, because)
    meeting.opened_at = act.at
    meeting.save(update_fields=["status", "opened_at"])
    publish(act, reference, MeetingOpened(chair=row.user.name), on=meeting.held_on)
    return reference


@action
def take_chair(act: Act, *, reference: str, chair: int, because: str = "") -> str:
    """Hand the chair of an open meeting to somebody who may take it.

    Raises:
        Refused: ``may-not-chair``; ``not-now``.

    Rules: KENT-069, LDN-014.
    """
    meeting = lock_meeting(act, reference)
    next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.RECORD_ATTENDANCE)
    row = _seat_chair(act, meeting, chair, because)
    fact = ChairTaken(chair=row.user.name, is_stand_in=row.is_stand_in, because=because)
    publish(act, reference, fact)
    return reference


def _seat_chair(act: Act, meeting: Meeting, user: int, because: str) -> Attendance:
    """Put a member in the chair; being there, they are present."""
    row = _attendance(act, meeting, _member(meeting, user))
    policy = policy_of(meeting.protocol)
    row.is_stand_in = bool(because) and not policy.seat(row.seat).may_chair
    if not may_take_chair(presence_of(row, policy, set()), policy.quorum):
        raise Refused(
            "may-not-chair",
            _says_may_not(row, policy),
            field="chair",
            rule=policy.quorum.chair_rule,
        )
    meeting.attendances.filter(is_in_chair=True).update(is_in_chair=False)
    row.is_in_chair, row.is_present, row.has_apologies = True, True, False
    row.recorded_at = act.at
    row.save()
    return row


def _says_may_not(row: Attendance, policy: PanelPolicy) -> str:
    says = f"{row.user.name} may not chair: the chair is {policy.quorum.chair}."
    if policy.quorum.stand_in_may_chair:
        return f"{says} To hand the chair to a stand-in, say why."
    return says


@action
def declare_interest(act: Act, *, item: int, user: int, says: str) -> str:
    """Record a personal interest of somebody in one item; returns the meeting's reference."""
    case, meeting, found = lock_item(act, item)
    next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.RECORD_ATTENDANCE)
    member = _member(meeting, user)
    Interest.objects.update_or_create(
        item=found, user=member.user, defaults={"says": says, "declared_at": act.at}
    )
    fact = InterestDeclared(name=member.user.name, meeting=meeting.reference)
    publish(act, case.reference, fact)
    return meeting.reference


@action
def close_meeting(act: Act, *, reference: str, revision: int | None = None) -> str:
    """Close a meeting: cases not heard go back to wait; each decided case is told it was held.

    Raises:
        Refused: ``not-now`` unless it is open; ``stale``.

    Rules: KENT-055, KENT-094, LDN-021.
    """
    ids = AgendaItem.objects.filter(meeting__reference=reference).values_list("case_id", flat=True)
    for case in Case.objects.filter(pk__in=list(ids)).order_by("pk"):
        lock_case(act, case.reference)
    meeting = lock_meeting(act, reference, revision)
    meeting.status = next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.CLOSE)
    meeting.closed_at = act.at
    meeting.save(update_fields=["status", "closed_at"])
    held = _held(meeting)
    publish(act, reference, held, on=meeting.held_on)
    for item in meeting.items.for_agenda():
        _settle(act, meeting, item, held)
    return reference


def _held(meeting: Meeting) -> MeetingHeld:
    there = meeting.attendances.filter(is_present=True).select_related("user")
    return MeetingHeld(
        meeting=meeting.reference,
        meeting_on=meeting.held_on,
        panel=meeting.panel.short_name,
        present=sorted(row.user.name for row in there),
    )


def _settle(act: Act, meeting: Meeting, item: AgendaItem, held: MeetingHeld) -> None:
    """Tell a decided case that the meeting was held; send one not heard back to wait."""
    if item.status == ItemStatus.DECIDED:
        decision = newest(item.decisions.all())
        payers = [payer for payer, pence in decision.shares.items() if pence]
        # What was agreed without money, such as a review, waits for no signature.
        is_unpaid = decision.outcome in AGREEING and not payers
        outcome = held.outcome if is_unpaid else decision.outcome
        fact = replace(held, outcome=outcome, agency=payers)
        publish(act, item.case.reference, fact, on=meeting.held_on)
        return
    item.status = next_item_status(ItemStatus(item.status), ItemVerb.CARRY_OVER)
    item.save(update_fields=["status"])
    because = f"Not reached on {meeting.held_on.day} {meeting.held_on:%B %Y}."
    leave_off(act, item, because)
