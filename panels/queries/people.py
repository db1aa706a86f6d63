"""Who sits on a panel, who is expected, who is there, and who of them can commit money."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from accounts.models import Delegation, User
from panels.models import Attendance, Meeting, Member
from panels.rules.policy import PanelPolicy
from panels.rules.quorum import Capacity, Presence, QuorumFinding, find_quorum


def members_on(meeting: Meeting) -> list[Member]:
    """Those who sit on the panel on the day of the meeting, or come to this one only."""
    rows = meeting.panel.members.for_list()
    seated = Q(only_meeting=None) & (Q(to_on=None) | Q(to_on__gte=meeting.held_on))
    return list(rows.filter((seated & Q(from_on__lte=meeting.held_on)) | Q(only_meeting=meeting)))


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """Who was recorded at the meeting, or with apologies, in the order of agencies."""
    rows = meeting.attendances.select_related("user", "agency")
    return list(rows.order_by("agency__payer", "user__name", "pk"))


def delegates_on(users: Iterable[int], on: date) -> set[tuple[int, str]]:
    """Return (user, agency) for each who may commit that agency's money on a day. KENT-068."""
    rows = Delegation.objects.in_force(on).filter(user__in=list(users))
    return set(rows.values_list("user_id", "agency_id"))


def presences(
    meeting: Meeting, policy: PanelPolicy, *, with_interest: frozenset[int] = frozenset()
) -> list[Presence]:
    """Return everybody in the room as the quorum rule sees them."""
    rows = [row for row in attendances_of(meeting) if row.is_present]
    delegates = delegates_on([row.user_id for row in rows], meeting.held_on)
    return [presence_of(row, policy, delegates, with_interest) for row in rows]


def presence_of(
    row: Attendance,
    policy: PanelPolicy,
    delegates: set[tuple[int, str]],
    with_interest: frozenset[int] = frozenset(),
) -> Presence:
    """Return one attendance as the quorum rule sees it."""
    return Presence(
        name=row.user.name,
        agency=row.agency.payer,
        capacity=Capacity(row.capacity),
        has_delegated_authority=(row.user_id, row.agency_id) in delegates,
        may_chair=policy.seat(row.seat).may_chair,
        is_stand_in=row.is_stand_in,
        is_in_chair=row.is_in_chair,
        has_interest=row.user_id in with_interest,
    )


def quorum_of(
    meeting: Meeting, policy: PanelPolicy, *, with_interest: frozenset[int] = frozenset()
) -> QuorumFinding:
    """Say whether those in the room may decide, and if not, who is lacking."""
    there = presences(meeting, policy, with_interest=with_interest)
    return find_quorum(policy.quorum, there, policy.labels)


def chair_of(meeting: Meeting) -> User | None:
    """Return who is, or was, in the chair; None while nobody is."""
    row = meeting.attendances.filter(is_in_chair=True).select_related("user").first()
    return row.user if row else None
