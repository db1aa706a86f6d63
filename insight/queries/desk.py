"""Whose move it is: the duties on somebody's desk, those they wait for, and their drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from accounts.permissions import roles_of
from accounts.rules.roles import Role
from casework.models import Clock, Draft
from people.models import Case

# A clock names who owes it. These words mean whoever owns the case.
OWNERS_PART = ("", "authority", "lead-agency", "referrer", "organiser")
# These mean whoever holds the role and sees the case.
PART_OF_ROLE = {
    Role.PANEL_ADMIN: "panel-administrator",
    Role.CHAIR: "chair",
    Role.MEMBER: "members",
}
# Who does what a clock asks of an agency as a whole.
SPEAK_FOR_AGENCY = {Role.CASEWORKER, Role.COORDINATOR}
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """Whose desk is looked at, and how far round it.

    ``whose`` is mine, team, agency or authority; ``streams`` are those that are no case's.
    """

    user: User
    today: date
    whose: str = "mine"
    streams: Sequence[str] = ()


@dataclass(frozen=True)
class Counts:
    """How much there is of each."""

    late: int
    soon: int
    waiting: int
    drafts: int


def cases_on(desk: Desk) -> QuerySet[Case]:
    """The cases that count as this desk's, of those the person sees."""
    visible = Case.objects.visible_to(desk.user)
    if desk.whose == "team":
        return visible.filter(team=desk.user.team_id) if desk.user.team_id else visible.none()
    if desk.whose == "agency":
        agency = desk.user.agency_id
        return visible.filter(lead_agency=agency) if agency else visible.none()
    return visible if desk.whose == "authority" else visible.filter(owner=desk.user)


def words_of_role(user: User) -> list[str]:
    """Return the words by which clocks name this person for a role held."""
    roles = _roles(user)
    return [word for role, word in PART_OF_ROLE.items() if role in roles]


def words_of_agency(user: User) -> list[str]:
    """Return the words by which clocks name this person's agency: its code, or what it pays."""
    return [user.agency_id, user.agency.payer] if user.agency else []


def _roles(user: User) -> frozenset[Role]:
    return frozenset().union(*roles_of(user).values())


def _theirs(desk: Desk) -> Q:
    """Duties that this desk owes: as owner of the case, by role, or for the agency named.

    An agency's part falls to the owner where the agency leads the case, and to all of its
    caseworkers where another does.
    """
    agency = words_of_agency(desk.user)
    owned = Q(stream__in=cases_on(desk).values("reference"), owed_by__in=[*OWNERS_PART, *agency])
    seen = Case.objects.visible_to(desk.user)
    minded = Q(stream__in=seen.values("reference")) | Q(stream__in=list(desk.streams))
    by_role = Q(owed_by__in=words_of_role(desk.user)) & minded
    if not SPEAK_FOR_AGENCY & _roles(desk.user):
        return owned | by_role
    led_by_others = seen.exclude(lead_agency=desk.user.agency_id)
    named = Q(owed_by__in=agency, stream__in=led_by_others.values("reference"))
    return owned | by_role | named


def _others(desk: Desk) -> Q:
    """Duties in this desk's cases that somebody else owes."""
    words = [*OWNERS_PART, *words_of_role(desk.user), *words_of_agency(desk.user)]
    return Q(stream__in=cases_on(desk).values("reference")) & ~Q(owed_by__in=words)


def to_do(desk: Desk) -> QuerySet[Clock]:
    """Every duty that this desk owes, soonest due first."""
    return _in_order(Clock.objects.open().filter(_theirs(desk)))


def late(desk: Desk) -> QuerySet[Clock]:
    """Those whose last day has gone by."""
    return to_do(desk).late(desk.today)


def soon(desk: Desk) -> QuerySet[Clock]:
    """Those due within seven days, today among them."""
    return to_do(desk).filter(due_on__range=(desk.today, desk.today + SOON))


def waiting(desk: Desk) -> QuerySet[Clock]:
    """What others owe in this desk's cases."""
    return _in_order(Clock.objects.open().filter(_others(desk)))


def _in_order(clocks: QuerySet[Clock]) -> QuerySet[Clock]:
    return clocks.order_by("due_on", "stream", "pk")


def counts(desk: Desk) -> Counts:
    """How many duties there are of each kind, and how many drafts the person has kept."""
    until = desk.today + SOON
    found = Clock.objects.open().aggregate(
        late=Count("pk", filter=_theirs(desk) & Q(due_on__lt=desk.today)),
        soon=Count("pk", filter=_theirs(desk) & Q(due_on__range=(desk.today, until))),
        waiting=Count("pk", filter=_others(desk)),
    )
    return Counts(**found, drafts=drafts_of(desk.user).count())


def drafts_of(user: User) -> QuerySet[Draft]:
    """What the person has typed and not yet sent, the newest first."""
    return Draft.objects.filter(user=user).order_by("-saved_at", "-pk")


def cases_by_reference(user: User, references: Sequence[str]) -> dict[str, Case]:
    """The cases under some references, with child and owner, of those the person sees."""
    cases = Case.objects.visible_to(user).filter(reference__in=references)
    return {case.reference: case for case in cases.select_related("child", "owner")}
