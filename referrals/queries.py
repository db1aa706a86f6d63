"""What is asked about referrals. Each query declares all that its answer reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from accounts import queries as accounts
from accounts.models import Purpose
from casework.rules.errors import Refused
from funding.rules.costs import CostLine, Costs
from funding.rules.policy import FundingPolicy, parse_policy
from funding.rules.prices import weekly_of
from funding.rules.shares import Split, share_cost
from people.models import Case, LegalStatus
from referrals.models import AskedAgency, Referral
from referrals.rules.facts import (
    AgencyFacts,
    AlertFacts,
    CapacityFacts,
    CheckFacts,
    ChildFacts,
    Consent,
    CostFacts,
    DiscussionFacts,
    OptionsFacts,
    PlacementFacts,
    Position,
    ReferralFacts,
)
from referrals.rules.policy import Policy, read_policy
from referrals.rules.workflow import Stage

PARTS = (
    "referrer",
    "child_part",
    "placement_part",
    "options_part",
    "discussion__convened_by",
    "checks__report",
)
READY = (Stage.SUBMITTED, Stage.DEFERRED)


def whole_referral(reference: str) -> Referral:
    """Return one referral with all that its pages and gates read, in a fixed number of queries."""
    related = ("case__child", "case__lead_agency", "case__owner", "case__placement__setting")
    return (
        Referral.objects.select_related(*related, *PARTS)
        .prefetch_related(
            "case__placement__lines",
            "shares",
            "answers",
            "case__child__consents",
            "case__child__legal_statuses",
            Prefetch("agencies", asked_agencies()),
        )
        .get(case__reference=reference)
    )


def asked_agencies() -> QuerySet[AskedAgency]:
    """The agencies of a referral with their assessment, view and confirmation, as payers stand."""
    related = ("agency", "view__given_by", "confirmation__confirmed_by")
    return (
        AskedAgency.objects.select_related(*related)
        .prefetch_related("assessments__document")
        .order_by("agency__payer", "agency_id")
    )


def policy_in_force(authority: str, on: date) -> tuple[Policy, str]:
    """Return what the authority's joint funding protocol asks of a referral, and its label.

    Raises:
        Refused: ``no-protocol``; ``no-joint-funding`` when its panel takes no such referral.
    """
    protocol = accounts.protocol_in_force(authority, Purpose.JOINT_FUNDING, on)
    policy = read_policy(protocol.sections["referrals"])
    if not policy.takes_joint_funding.applies:
        raise Refused(
            "no-joint-funding",
            f"Under {protocol.name} no referral for joint funding is taken.",
            rule=policy.takes_joint_funding.rule,
        )
    return policy, protocol.label


def policy_of(referral: Referral) -> Policy:
    """Return what the protocol version that the referral keeps asks of it."""
    return read_policy(accounts.protocol_version(referral.protocol).sections["referrals"])


def complete_for_panel(authority: str) -> QuerySet[Referral]:
    """The referrals that an agenda may take: complete when submitted, oldest first.

    Rules: KENT-053, KENT-055.
    """
    return (
        Referral.objects.select_related("case__child", "case__lead_agency", "case__owner")
        .filter(case__authority=authority, case__stage__in=READY)
        .order_by("submitted_on", "case__reference")
    )


def facts_of(referral: Referral, on: date) -> ReferralFacts:
    """Return a referral from ``whole_referral`` as the rules read it on a day."""
    return ReferralFacts(
        stage=Stage(referral.case.stage),
        on=on,
        child=_child(referral, on),
        agencies=tuple(_agency(referral, asked) for asked in referral.agencies.all()),
        capacity=_capacity(referral),
        alert=AlertFacts(
            referral.are_costs_known, referral.known_weekly_pence, referral.known_yearly_pence
        ),
        placement=_placement(referral),
        costs=_costs(referral),
        shares={share.payer: share.yearly_pence for share in referral.shares.all()},
        options=_options(referral),
        checks=_checks(referral),
        answers={answer.question: answer.text for answer in referral.answers.all()},
        is_assessed_together=any(
            assessment.is_made_together
            for asked in referral.agencies.all()
            for assessment in asked.assessments.all()
        ),
        is_emergency=referral.is_emergency,
    )


def legal_status(case: Case, on: date) -> LegalStatus | None:
    """Return the child's legal status on a day from rows already fetched."""
    known = [status for status in case.child.legal_statuses.all() if status.from_on <= on]
    return max(known, key=lambda status: status.from_on, default=None)


def consent_of(referral: Referral, asked: AskedAgency) -> Consent:
    """Return whether an agency may be told. The lead agency holds its own record."""
    if asked.agency_id == referral.case.lead_agency_id:
        return Consent.GIVEN
    consents = [
        consent
        for consent in referral.case.child.consents.all()
        if consent.agency_id == asked.agency_id
    ]
    if any(consent.withdrawn_on is None for consent in consents):
        return Consent.GIVEN
    return Consent.REFUSED if consents or asked.refused_on else Consent.NOT_RECORDED


def _child(referral: Referral, on: date) -> ChildFacts:
    status = legal_status(referral.case, on)
    standing = {
        "born_on": referral.case.child.born_on,
        "legal_status": status.status if status else "",
        "is_in_care": bool(status and status.status != LegalStatus.Status.NOT_IN_CARE),
    }
    part = getattr(referral, "child_part", None)
    if part is None:
        return ChildFacts(**standing)
    return ChildFacts(
        **standing,
        needs=part.needs,
        has_plan=part.has_plan,
        named_by=part.named_by,
        has_health_issues=part.has_health_issues,
        continuing_care_on=part.continuing_care_on,
        is_known_to_care=part.is_known_to_care,
        is_concern=part.is_concern,
    )


def _capacity(referral: Referral) -> CapacityFacts:
    """The young person's own consent, or the two dates that stand in its place."""
    standing = [row for row in referral.case.child.consents.all() if row.withdrawn_on is None]
    own = [row.given_on for row in standing if row.basis == "young-person"]
    best = [row for row in standing if row.basis == "best-interests"]
    return CapacityFacts(
        own_consent_on=max(own, default=None),
        assessed_on=max((row.capacity_assessed_on for row in best), default=None),
        best_interest_on=max((row.best_interests_on for row in best), default=None),
    )


def _agency(referral: Referral, asked: AskedAgency) -> AgencyFacts:
    view = getattr(asked, "view", None)
    confirmation = getattr(asked, "confirmation", None)
    return AgencyFacts(
        code=asked.agency_id,
        name=asked.agency.name,
        payer=asked.agency.payer,
        is_lead=asked.agency_id == referral.case.lead_agency_id,
        consent=consent_of(referral, asked),
        has_assessment=bool(asked.assessments.all()),
        position=Position(view.position) if view else None,
        has_specification=bool(view and view.time_frame and view.staffing),
        own_agreed_on=confirmation.agreed_on if confirmation else None,
        own_agreed_by=confirmation.agreed_by if confirmation else "",
        own_agreed_pence=confirmation.yearly_pence if confirmation else None,
    )


def _options(referral: Referral) -> OptionsFacts:
    part = getattr(referral, "options_part", None)
    return OptionsFacts(
        statement=part.statement if part else "",
        local_packages=part.local_packages if part else "",
        local_facility=part.local_facility if part else "",
        complexity=part.complexity if part else "",
        discussion=_discussion(referral),
    )


def _discussion(referral: Referral) -> DiscussionFacts | None:
    held = getattr(referral, "discussion", None)
    if held is None:
        return None
    return DiscussionFacts(
        held_on=held.held_on,
        is_meeting=held.is_meeting,
        attendees=held.attendees,
        options_for_school=held.options_for_school,
        options_for_home=held.options_for_home,
        recommendation=held.recommendation,
    )


def _checks(referral: Referral) -> CheckFacts | None:
    checks = getattr(referral, "checks", None)
    if checks is None:
        return None
    return CheckFacts(
        registered_with=checks.registered_with,
        registration_checked_on=checks.registration_checked_on,
        is_cqc_needed=checks.is_cqc_needed,
        cqc_checked_on=checks.cqc_checked_on,
        is_visit_needed=checks.is_visit_needed,
        visited_on=checks.visited_on,
        visited_by=checks.visited_by,
        report_on=checks.report_on,
        has_report=checks.report_id is not None,
        are_terms_accepted=checks.are_terms_accepted,
        contract=checks.contract,
    )


def _placement(referral: Referral) -> PlacementFacts | None:
    placed = getattr(referral.case, "placement", None)
    if placed is None:
        return None
    part = getattr(referral, "placement_part", None)
    return PlacementFacts(
        kind=placed.kind,
        provider=placed.setting.name,
        is_external=placed.is_external,
        weeks=placed.weeks,
        weeks_details=part.weeks_details if part else "",
        starts_on=placed.starts_on,
        grounds=tuple(part.grounds) if part else (),
        complexity=part.complexity if part else "",
    )


def _costs(referral: Referral) -> CostFacts:
    placed = getattr(referral.case, "placement", None)
    if placed is None:
        return CostFacts()
    lines = list(placed.lines.all())
    yearly = sum(line.yearly_pence for line in lines)
    return CostFacts(
        lines=len(lines),
        weekly_pence=weekly_of(yearly, placed.weeks),
        yearly_pence=yearly,
        education_pence=sum(line.yearly_pence for line in lines if line.kind == "education"),
        education_weeks=placed.education_weeks,
        payment_terms=placed.payment_terms,
    )


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
