"""A referral's rows as the rules read them; ``whole_referral`` has fetched all of them."""

from datetime import date

from funding.rules.prices import weekly_of
from people.models import LegalStatus
from referrals.models import AskedAgency, Referral
from referrals.queries.whole import consent_of, legal_status
from referrals.rules.facts import (
    AgencyFacts,
    AlertFacts,
    CapacityFacts,
    CheckFacts,
    ChildFacts,
    CostFacts,
    DiscussionFacts,
    OptionsFacts,
    PlacementFacts,
    Position,
    ReferralFacts,
)
from referrals.rules.workflow import Stage


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
