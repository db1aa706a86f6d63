"""A complete referral as facts, for the tables of the rules: change one thing, see one lack."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

from referrals.rules.facts import (
    AgencyFacts,
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

PROTOCOLS = Path(__file__).parents[2] / "accounts" / "protocols"


def section(code: str) -> dict[str, object]:
    return tomllib.loads((PROTOCOLS / code / "referrals.toml").read_text())


def policy(code: str) -> Policy:
    return read_policy(section(code))


def agency(code: str, name: str, payer: str, pence: int) -> AgencyFacts:
    return AgencyFacts(
        code=code,
        name=name,
        payer=payer,
        consent=Consent.GIVEN,
        has_assessment=True,
        position=Position.AGREE,
        has_specification=True,
        own_agreed_on=date(2025, 10, 20),
        own_agreed_by="A. Budget-Holder",
        own_agreed_pence=pence,
    )


SEN = agency("sen", "SEN", "education", 78_000_00)
CARE = agency("care", "Social care", "care", 98_800_00)
HEALTH = agency("health", "Health", "health", 31_200_00)

COMPLETE = ReferralFacts(
    stage=Stage.REFERRAL,
    on=date(2025, 11, 3),
    child=ChildFacts(
        born_on=date(2011, 5, 3),
        needs="Round the clock support with communication and feeding.",
        legal_status="care-order",
        is_in_care=True,
        has_plan=True,
        has_health_issues=False,
        is_known_to_care=True,
    ),
    agencies=(SEN, CARE, HEALTH),
    placement=PlacementFacts(
        kind="residential-school", provider="Hillview School", is_external=True, weeks=52
    ),
    costs=CostFacts(
        lines=3,
        weekly_pence=4_000_00,
        yearly_pence=208_000_00,
        education_pence=78_000_00,
        education_weeks=52,
        payment_terms="Weekly fee over 52 weeks.",
    ),
    shares={"education": 78_000_00, "care": 98_800_00, "health": 31_200_00},
    options=OptionsFacts(
        statement="Every local school and package was tried.",
        local_packages="Outreach and short breaks tried from March to July 2025.",
        local_facility="Three local schools said in writing that they cannot meet need.",
        complexity="Joint assessment of 2 September 2025.",
        discussion=DiscussionFacts(
            held_on=date(2025, 9, 2),
            is_meeting=True,
            attendees="SEN, social care, health, parents",
            options_for_school="Outreach; a place at the resource base.",
            options_for_home="Short breaks; night sitting.",
            recommendation="Recommend joint funding.",
        ),
    ),
    checks=CheckFacts(
        registered_with="ofsted",
        registration_checked_on=date(2025, 10, 1),
        is_cqc_needed=False,
        is_visit_needed=True,
        visited_on=date(2025, 10, 8),
        visited_by="SEN Area Manager",
        report_on=date(2025, 3, 12),
        has_report=True,
        are_terms_accepted=True,
        contract="framework",
    ),
    is_assessed_together=True,
)


def with_agency(facts: ReferralFacts, code: str, **changes: object) -> ReferralFacts:
    """The same referral with one agency's facts changed."""
    agencies = tuple(
        replace(each, **changes) if each.code == code else each for each in facts.agencies
    )
    return replace(facts, agencies=agencies)


def with_part(facts: ReferralFacts, part: str, **changes: object) -> ReferralFacts:
    """The same referral with one part's facts changed."""
    return replace(facts, **{part: replace(getattr(facts, part), **changes)})
