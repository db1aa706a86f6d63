"""What is asked about placements and awards."""

from collections.abc import Mapping
from datetime import date

from accounts.models import Agency, Purpose
from accounts.queries import protocol_in_force
from casework.rules.money import PAYERS
from funding.models import Award, AwardVersion, FundingForm, Placement
from funding.rules.awards import Version
from funding.rules.costs import CostLine, Costs
from funding.rules.policy import FundingPolicy, parse_policy
from funding.rules.shares import Split, share_cost
from people.models import Case
from people.queries import is_in_care


def policy_for(authority: str, on: date) -> FundingPolicy:
    """Return how an authority's joint funding panel shares costs on a day.

    Raises:
        Refused: ``no-protocol``, ``policy-wrong``.
    """
    protocol = protocol_in_force(authority, Purpose.JOINT_FUNDING, on)
    return parse_policy(protocol.sections.get("funding", {}))


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


def award_of(case_reference: str) -> Award | None:
    """Return the award made for the placement that a case asks for, if one was made."""
    awards = Award.objects.select_related("case")
    return awards.filter(placement__asked_in__reference=case_reference).first()


def versions_of(award: Award) -> list[Version]:
    """Return every version of an award, those superseded too, as the rules know them."""
    rows = award.versions.order_by("recorded_at", "pk")
    return [row.as_rule() for row in rows]


def newest_form(award: Award) -> FundingForm:
    """Return the funding form of the version recorded last among those that pay and stand."""
    forms = FundingForm.objects.filter(version__award=award, version__superseded_at=None)
    return forms.select_related("version").latest("version__recorded_at", "pk")


def agencies_behind(case: Case, chosen: Mapping[str, str]) -> dict[str, Agency]:
    """Return the agency behind each payer: the one chosen, else one of the child's network.

    An authority with one agency for a payer needs no choice.
    """
    in_network = set(case.child.network.filter(to_on=None).values_list("agency_id", flat=True))
    agencies = Agency.objects.filter(authorities=case.authority_id).order_by("code")
    found: dict[str, Agency] = {}
    for payer in PAYERS:
        known = [agency for agency in agencies if agency.payer == payer]
        named = [agency for agency in known if agency.code == chosen.get(payer)]
        near = [agency for agency in known if agency.code in in_network]
        if known:
            found[payer] = (named or near or known)[0]
    return found


def must_sign(form: FundingForm) -> list[Agency]:
    """Return the agencies whose share on the form is above nought, in the order of payers."""
    shares = form.version.shares
    payers = form.version.award.payers.select_related("agency")
    by_payer = {row.payer: row.agency for row in payers}
    return [by_payer[payer] for payer in PAYERS if shares[payer] and payer in by_payer]


def yet_to_sign(form: FundingForm) -> list[Agency]:
    """Return the agencies that have still to sign. Rules: KENT-095, KENT-096."""
    signed = set(form.signatures.values_list("agency_id", flat=True))
    return [agency for agency in must_sign(form) if agency.code not in signed]


def broken_sums() -> list[str]:
    """Return a sentence for each award whose rows do not add up; none is expected ever.

    The database holds the sums by constraint; this is the auditor's own look.
    """
    rows = AwardVersion.objects.order_by("award_id", "from_on", "pk")
    return [
        f"{row.award_id} from {row.from_on}: {row.shares} does not make {row.total_pence}"
        for row in rows.iterator(chunk_size=2000)
        if sum(row.shares.values()) != row.total_pence
    ]
