"""What the rules give for a referral's costs, with the reasoning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts import queries as accounts
from casework.rules.errors import Refused
from funding.rules.costs import CostLine, Costs
from funding.rules.policy import FundingPolicy, parse_policy
from funding.rules.shares import Split, share_cost
from people.models import LegalStatus
from referrals.models import Referral
from referrals.queries.whole import legal_status
from referrals.rules.facts import Position


@dataclass(frozen=True)
class Suggestion:
    """What the rules give for the costs: a split with its steps, or why they give none."""

    split: Split | None
    refused: Refused | None


def suggested_split(referral: Referral, on: date) -> Suggestion:
    """Return the shares that the protocol gives for a referral's costs, with the reasoning.

    What health has offered comes off first where the provider does not break its price down.

    Rules: KENT-044, KENT-078, KENT-079, KENT-080, LDN-024, LDN-031.
    """
    try:
        return Suggestion(
            share_cost(_costs_to_share(referral, on), _funding_policy(referral)), None
        )
    except Refused as refused:
        return Suggestion(None, refused)


def _funding_policy(referral: Referral) -> FundingPolicy:
    return parse_policy(accounts.protocol_version(referral.protocol).sections["funding"])


def _costs_to_share(referral: Referral, on: date) -> Costs:
    placed = getattr(referral.case, "placement", None)
    if placed is None:
        raise Refused("no-costs", "Enter the placement and its costs first.")
    lines = tuple(CostLine(line.kind, line.yearly_pence) for line in placed.lines.all())
    status = legal_status(referral.case, on)
    return Costs(
        weeks=placed.weeks,
        lines=lines,
        health_pence=_health_offered(referral, lines),
        in_care=None if status is None else status.status != LegalStatus.Status.NOT_IN_CARE,
    )


def _health_offered(referral: Referral, lines: Sequence[CostLine]) -> int:
    """Return what health offers a year towards costs that the provider does not break down."""
    kinds = {line.kind for line in lines}
    if "unbroken" not in kinds or "health" in kinds:
        return 0
    views = [getattr(asked, "view", None) for asked in referral.agencies.all()]
    offers = [
        view.offered_pence or 0
        for asked, view in zip(referral.agencies.all(), views, strict=True)
        if view and asked.agency.payer == "health" and view.position != Position.DISAGREE
    ]
    return sum(offers)
