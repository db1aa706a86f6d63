"""A panel is set up, and people take and leave their seats on it."""

from datetime import date

from django.utils.text import slugify

from accounts.models import User
from casework.act import Act
from casework.actions import action
from casework.rules.errors import Refused
from panels.models import Member, Panel
from panels.queries.policies import policy_on
from panels.rules.policy import PanelPolicy
from panels.rules.quorum import Capacity


@action
def set_up_panel(act: Act, *, authority: str, purpose: str) -> str:
    """Set up the panel that an authority runs for one purpose, and return its code.

    Raises:
        Refused: ``no-protocol`` when the authority has adopted none for it.
    """
    panel = Panel(authority_id=authority, purpose=purpose)
    policy = policy_on(panel, act.today)
    panel.code = slugify(f"{authority}-{policy.code}")
    panel.name, panel.short_name = policy.name, policy.short_name
    panel.save()
    return panel.code


@action
def add_member(
    act: Act, *, panel: str, username: str, seat: str, capacity: str = Capacity.MEMBER
) -> str:
    """Give somebody a seat on a panel for their agency, from today; returns the panel's code.

    Raises:
        Refused: ``no-such-seat``; ``no-agency``; ``other-agency`` when the seat belongs to
            another agency; ``already-member``.

    Rules: KENT-066, LDN-013.
    """
    found = Panel.objects.select_for_update().get(code=panel)
    user = User.objects.select_related("agency").get(username=username)
    _require_free(found, user, act.today)
    _require_fits(policy_on(found, act.today), seat, user, capacity)
    Member.objects.create(
        panel=found,
        user=user,
        agency=user.agency,
        seat=seat,
        capacity=capacity,
        from_on=act.today,
    )
    return panel


@action
def end_membership(act: Act, *, panel: str, username: str) -> str:
    """Let somebody leave a panel; today is their last day. Returns the panel's code."""
    sitting = Member.objects.filter(panel__code=panel, user__username=username, to_on=None)
    if not sitting.update(to_on=act.today):
        raise Refused("not-a-member", "This person does not sit on the panel.", field="username")
    return panel


def _require_free(panel: Panel, user: User, today: date) -> None:
    if panel.members.filter(user=user).in_force(today).exists():
        says = f"{user.name} already sits on this panel."
        raise Refused("already-member", says, field="username")


def _require_fits(policy: PanelPolicy, seat_code: str, user: User, capacity: str) -> None:
    seats = {seat.code: seat for seat in policy.seats}
    if seat_code not in seats:
        raise Refused("no-such-seat", "Choose one of the panel's seats.", field="seat")
    seat = seats[seat_code]
    if user.agency is None:
        says = f"{user.name} belongs to no agency, so cannot sit for one."
        raise Refused("no-agency", says, field="username")
    if seat.agency and seat.agency != user.agency.payer:
        label = policy.labels.get(seat.agency, seat.agency)
        says = f"{seat.title} is a seat of {label}. {user.name} is of {user.agency.name}."
        raise Refused("other-agency", says, field="seat")
    if seat.is_adviser is not (capacity == Capacity.ADVISER):
        says = "An adviser sits in an adviser's seat, and nobody else does."
        raise Refused("adviser-seat", says, field="capacity", rule="KENT-066")
