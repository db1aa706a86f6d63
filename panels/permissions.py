"""Who may do what to a panel, a meeting or an item. One question, one function."""

from accounts.models import User
from accounts.permissions import can
from accounts.rules.roles import Relation
from casework import clock
from panels.models import AgendaItem, Meeting, Member, Panel
from people.models import Case
from people.permissions import can_on_case


def can_on_panel(user: User, verb: str, panel: Panel) -> bool:
    """Say whether ``user`` may do ``verb`` to a panel, by role or by a seat on it."""
    return can(user, verb, *_relations(user, panel), authority=panel.authority_id)


def can_on_meeting(user: User, verb: str, meeting: Meeting) -> bool:
    """Say whether ``user`` may do ``verb`` at a meeting, by role or by a seat on its panel."""
    return can_on_panel(user, verb, meeting.panel)


def can_on_item(user: User, verb: str, item: AgendaItem, case: Case) -> bool:
    """Say whether ``user``, who sees the case, may do ``verb`` to it as an item of a meeting."""
    return can_on_case(user, verb, case, *_relations(user, item.meeting.panel))


def _relations(user: User, panel: Panel) -> frozenset[Relation]:
    sits = _panels_of(user)
    seat = {Relation.PANEL} if panel.pk in sits else set()
    return frozenset({Relation.AUTHORITY, *seat})


def _panels_of(user: User) -> frozenset[int]:
    """The panels on which ``user`` sits today. One query a request."""
    if not hasattr(user, "_panels_today"):
        seats = Member.objects.in_force(clock.today()).filter(user=user)
        user._panels_today = frozenset(seats.values_list("panel_id", flat=True))
    return user._panels_today


def sees_meeting(user: User, reference: str) -> bool:
    """Say whether ``user`` may open the agenda of a meeting, and with it its facts and papers."""
    return Meeting.objects.visible_to(user).filter(reference=reference).exists()
