"""What a placement costs, and who would pay it by the authority's protocol."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from accounts.models import Purpose
from accounts.queries import protocol_in_force
from accounts.rules.protocols import sections_called
from funding.models import Placement
from funding.rules.costs import CostLine, Costs
from funding.rules.policy import FundingPolicy, parse_policy
from funding.rules.shares import NO_POLICY, Split, share_cost
from people.queries import is_in_care


def policy_for(authority: str, on: date) -> FundingPolicy:
    """Return how an authority's joint funding panel shares costs on a day.

    Raises:
        Refused: ``no-protocol``, ``policy-wrong``.
    """
    protocol = protocol_in_force(authority, Purpose.JOINT_FUNDING, on)
    return parse_policy(protocol.sections.get("funding", {}))


def policy_called(name: str) -> FundingPolicy:
    """Return the funding policy that a command or a page calls by a short name; "" is none.

    Raises:
        Refused: ``policy-unknown``.
    """
    return parse_policy(sections_called(name)["funding"]) if name else NO_POLICY


def costs_of(
    placement: Placement,
    on: date,
    *,
    health_pence: int = 0,
    agreed: Mapping[str, int] | None = None,
) -> Costs:
    """Return a placement's costs as the rules share them, with whether the child is in care."""
    lines = placement.lines.order_by("pk").values_list("kind", "yearly_pence")
    child = placement.asked_in.child
    return Costs(
        weeks=placement.weeks,
        lines=tuple(CostLine(kind, pence) for kind, pence in lines),
        health_pence=health_pence,
        in_care=is_in_care(child, on),
        agreed=agreed,
        born=child.born_on,
    )


def suggest_shares(case_reference: str, on: date, *, health_pence: int = 0) -> Split:
    """Return who pays what for the placement that a case asks for, by its authority's protocol.

    Raises:
        Refused: what the protocol does not cover, by name.
    """
    placement = placement_of(case_reference)
    policy = policy_for(placement.asked_in.authority_id, on)
    return share_cost(costs_of(placement, on, health_pence=health_pence), policy)


def placement_of(case_reference: str) -> Placement:
    """Return the placement that a case asks for, with its case, child and setting.

    Raises:
        Placement.DoesNotExist: the case asks for none.
    """
    related = ("asked_in__child", "setting")
    return Placement.objects.select_related(*related).get(asked_in__reference=case_reference)


def yearly_cost(placement: Placement) -> int:
    """Return the yearly pence of all cost lines of a placement."""
    return sum(placement.lines.values_list("yearly_pence", flat=True))


def narrow_placements(
    placements: QuerySet[Placement], asked: Mapping[str, str]
) -> QuerySet[Placement]:
    """Return those at a ``stage``, with a ``provider`` so named, paid by an ``agency``."""
    wanted = {
        "stage": asked.get("stage"),
        "setting__name__icontains": asked.get("provider"),
        "award__payers__agency": asked.get("agency"),
    }
    return placements.filter(**{name: value for name, value in wanted.items() if value})
