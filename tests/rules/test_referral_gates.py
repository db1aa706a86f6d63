"""The gates: a complete referral passes; change one thing and the lack is named with its rule."""

from dataclasses import replace
from datetime import date

import pytest

from referrals.rules.facts import AlertFacts, CapacityFacts, Consent, OptionsFacts, Position
from referrals.rules.gates import Incomplete, find_lacks, require_alert, require_complete
from referrals.rules.sections import Section
from tests.rules.referral_cases import COMPLETE, policy, with_agency, with_part

KENT = policy("kent-jrap")
LONDON = policy("london-atr")

SIXTEEN = with_part(COMPLETE, "child", born_on=date(2009, 11, 3))
LOCAL = with_part(COMPLETE, "placement", is_external=False)
NO_DISCUSSION = with_part(COMPLETE, "options", discussion=None)
NO_OPTIONS_AT_HOME = with_part(
    COMPLETE, "options", discussion=replace(COMPLETE.options.discussion, options_for_home=" ")
)
ONLY_CONFERRED = with_part(
    COMPLETE, "options", discussion=replace(COMPLETE.options.discussion, is_meeting=False)
)
NAMED = with_part(COMPLETE, "child", named_by="tribunal")
UNTESTED = OptionsFacts(statement="Explored.", discussion=COMPLETE.options.discussion)


def found(facts, protocol=KENT):
    """The blocking lacks, as (gate, rule, section)."""
    return [
        (finding.gate, finding.rule, finding.section)
        for finding in find_lacks(facts, protocol)
        if finding.blocks
    ]


@pytest.mark.parametrize("protocol", [KENT, LONDON], ids=["kent", "london"])
def test_a_complete_referral_lacks_nothing_that_blocks(protocol):
    assert found(COMPLETE, protocol) == []


ONE_LACK = {
    "consent not recorded": (
        with_agency(COMPLETE, "health", consent=Consent.NOT_RECORDED),
        ("consent", "KENT-040", Section.CONSENT),
    ),
    "money asked where consent was refused": (
        with_agency(COMPLETE, "health", consent=Consent.REFUSED),
        ("consent", "KENT-040", Section.SHARES),
    ),
    "sixteen today, no consent of their own": (
        SIXTEEN,
        ("own-consent", "KENT-088", Section.CONSENT),
    ),
    "capacity assessed, no best interest decision": (
        replace(SIXTEEN, capacity=CapacityFacts(assessed_on=date(2025, 10, 1))),
        ("own-consent", "KENT-088", Section.CONSENT),
    ),
    "no legal status": (
        with_part(COMPLETE, "child", legal_status="", is_in_care=True),
        ("legal-status", "KENT-037", Section.CHILD),
    ),
    "needs blank": (
        with_part(COMPLETE, "child", needs=" "),
        ("needs", "KENT-046", Section.CHILD),
    ),
    "an assessment missing": (
        with_agency(COMPLETE, "sen", has_assessment=False),
        ("assessments", "KENT-047", Section.ASSESSMENTS),
    ),
    "nothing assessed together": (
        replace(COMPLETE, is_assessed_together=False),
        ("assessed-together", "KENT-026", Section.ASSESSMENTS),
    ),
    "no view": (
        with_agency(COMPLETE, "care", position=None),
        ("agreement-in-principle", "KENT-028", Section.ASSESSMENTS),
    ),
    "a contributing agency disagrees": (
        with_agency(COMPLETE, "care", position=Position.DISAGREE),
        ("agreement-in-principle", "KENT-028", Section.ASSESSMENTS),
    ),
    "a contributing agency wants more": (
        with_agency(COMPLETE, "care", position=Position.MORE_INFORMATION),
        ("agreement-in-principle", "KENT-028", Section.ASSESSMENTS),
    ),
    "own agency's agreement without a name": (
        with_agency(COMPLETE, "care", own_agreed_by=""),
        ("own-agency-agreement", "KENT-011", Section.SHARES),
    ),
    "own agency agreed another sum": (
        with_agency(COMPLETE, "care", own_agreed_pence=98_000_00),
        ("own-agency-agreement", "KENT-011", Section.SHARES),
    ),
    "specification not confirmed": (
        with_agency(COMPLETE, "health", has_specification=False),
        ("specification", "KENT-045", Section.ASSESSMENTS),
    ),
    "a kind that the panel does not know": (
        with_part(COMPLETE, "placement", kind="boarding-kennel"),
        ("placement-kind", "KENT-073", Section.PLACEMENT),
    ),
    "an 80 week year": (
        with_part(COMPLETE, "placement", weeks=80),
        ("duration", "KENT-049", Section.PLACEMENT),
    ),
    "44 weeks without details": (
        with_part(COMPLETE, "placement", weeks=44),
        ("duration", "KENT-049", Section.PLACEMENT),
    ),
    "education paid over no number of weeks": (
        with_part(COMPLETE, "costs", education_weeks=None),
        ("payment-terms", "KENT-051", Section.COSTS),
    ),
    "payment terms blank": (
        with_part(COMPLETE, "costs", payment_terms=""),
        ("payment-terms", "KENT-051", Section.COSTS),
    ),
    "cost goes up by a penny": (
        with_part(COMPLETE, "costs", yearly_pence=208_000_01),
        ("shares", "KENT-044", Section.SHARES),
    ),
    "care asked for a child not in care": (
        with_part(COMPLETE, "child", is_in_care=False),
        ("care-share", "KENT-036", Section.SHARES),
    ),
    "options blank": (
        with_part(COMPLETE, "options", statement=""),
        ("options", "KENT-072", Section.OPTIONS),
    ),
    "one of three tests without evidence": (
        with_part(COMPLETE, "options", local_facility=" "),
        ("external-tests", "KENT-024", Section.OPTIONS),
    ),
    "registration not checked": (
        with_part(COMPLETE, "checks", registration_checked_on=None),
        ("registration", "KENT-030", Section.CHECKS),
    ),
    "care quality registration needed": (
        with_part(COMPLETE, "checks", is_cqc_needed=True),
        ("registration", "KENT-030", Section.CHECKS),
    ),
    "visit required and not made": (
        with_part(COMPLETE, "checks", visited_on=None),
        ("visit", "KENT-031", Section.CHECKS),
    ),
    "report without its file": (
        with_part(COMPLETE, "checks", has_report=False),
        ("documents", "KENT-032", Section.CHECKS),
    ),
    "terms not accepted": (
        with_part(COMPLETE, "checks", are_terms_accepted=False),
        ("terms", "KENT-033", Section.CHECKS),
    ),
}


@pytest.mark.rule(
    *("KENT-011", "KENT-024", "KENT-026", "KENT-028", "KENT-030", "KENT-031", "KENT-032"),
    *("KENT-033", "KENT-036", "KENT-037", "KENT-040", "KENT-044", "KENT-045", "KENT-047"),
    *("KENT-049", "KENT-051", "KENT-072", "KENT-073", "KENT-088"),
)
@pytest.mark.parametrize(("facts", "lack"), ONE_LACK.values(), ids=ONE_LACK)
def test_kent_names_the_one_thing_that_is_lacking(facts, lack):
    assert found(facts) == [lack]


LONDON_LACKS = {
    "no plan": (
        with_part(COMPLETE, "child", has_plan=False),
        ("plan", "LDN-009", Section.CHILD),
    ),
    "plan not answered": (
        with_part(COMPLETE, "child", has_plan=None),
        ("plan", "LDN-009", Section.CHILD),
    ),
    "health issues and no continuing care referral": (
        with_part(COMPLETE, "child", has_health_issues=True),
        ("health-issues", "LDN-008", Section.CHILD),
    ),
    "no discussion": (NO_DISCUSSION, ("discussion", "LDN-001", Section.OPTIONS)),
    "no options at home": (
        NO_OPTIONS_AT_HOME,
        ("discussion-record", "LDN-007", Section.OPTIONS),
    ),
    "known to social care and never met": (
        ONLY_CONFERRED,
        ("convened-meeting", "LDN-005", Section.OPTIONS),
    ),
    "not said whether known": (
        with_part(COMPLETE, "child", is_known_to_care=None),
        ("convened-meeting", "LDN-005", Section.CHILD),
    ),
    "39 weeks without details": (
        with_part(COMPLETE, "placement", weeks=39),
        ("duration", "LDN-032", Section.PLACEMENT),
    ),
}


@pytest.mark.rule("LDN-001", "LDN-004", "LDN-005", "LDN-007", "LDN-008", "LDN-009", "LDN-032")
@pytest.mark.parametrize(("facts", "lack"), LONDON_LACKS.values(), ids=LONDON_LACKS)
def test_london_names_the_one_thing_that_is_lacking(facts, lack):
    assert found(facts, LONDON) == [lack]


@pytest.mark.rule("LDN-001")
def test_an_emergency_is_listed_with_the_discussion_outstanding():
    facts = replace(NO_DISCUSSION, is_emergency=True)

    assert found(facts, LONDON) == []
    assert [lack.gate for lack in find_lacks(facts, LONDON)] == ["questions", "discussion"]


@pytest.mark.rule("LDN-003")
def test_london_asks_for_no_agreement_before_the_panel():
    facts = with_agency(COMPLETE, "care", position=None, own_agreed_on=None, has_assessment=False)

    assert found(facts, LONDON) == []


@pytest.mark.rule("KENT-088")
@pytest.mark.parametrize(
    "capacity",
    [
        CapacityFacts(own_consent_on=date(2025, 11, 1)),
        CapacityFacts(assessed_on=date(2025, 10, 1), best_interest_on=date(2025, 10, 9)),
    ],
    ids=["own consent", "capacity and best interest"],
)
def test_at_16_own_consent_or_a_best_interest_decision_opens_the_gate(capacity):
    assert found(replace(SIXTEEN, capacity=capacity)) == []


@pytest.mark.rule("KENT-088")
def test_the_day_before_16_the_family_consents():
    assert found(with_part(COMPLETE, "child", born_on=date(2009, 11, 4))) == []


@pytest.mark.rule("KENT-024", "KENT-025")
def test_a_local_placement_needs_none_of_the_three_tests():
    facts = replace(LOCAL, options=UNTESTED, is_assessed_together=False)

    assert found(facts) == []


@pytest.mark.rule("KENT-024")
def test_the_three_tests_are_shown_and_do_not_stop_a_placement_that_the_tribunal_names():
    facts = replace(NAMED, options=UNTESTED)

    assert found(facts) == []
    assert [lack.gate for lack in find_lacks(facts, KENT)].count("external-tests") == 3


@pytest.mark.rule("KENT-047")
def test_an_agency_that_the_family_refused_owes_nothing():
    facts = with_agency(
        COMPLETE, "health", consent=Consent.REFUSED, has_assessment=False, position=None
    )
    facts = replace(
        facts,
        shares={"education": 78_000_00, "care": 130_000_00},
        agencies=with_agency(facts, "care", own_agreed_pence=130_000_00).agencies,
    )

    assert found(replace(facts, placement=replace(facts.placement, grounds=("care-needs",)))) == []


@pytest.mark.rule("KENT-074")
def test_education_with_social_care_needs_a_ground():
    facts = replace(
        with_agency(COMPLETE, "care", own_agreed_pence=130_000_00),
        shares={"education": 78_000_00, "care": 130_000_00, "health": 0},
    )

    assert found(facts) == [("grounds", "KENT-074", Section.PLACEMENT)]


@pytest.mark.rule("KENT-077")
def test_health_with_social_care_needs_the_complexity_stated():
    facts = replace(
        with_agency(
            with_agency(COMPLETE, "care", own_agreed_pence=108_000_00),
            "health",
            own_agreed_pence=100_000_00,
        ),
        shares={"care": 108_000_00, "health": 100_000_00},
    )

    assert found(facts) == [("complexity", "KENT-077", Section.PLACEMENT)]


@pytest.mark.rule("KENT-010")
def test_a_placement_funded_by_one_agency_stays_outside():
    facts = replace(
        with_agency(COMPLETE, "health", own_agreed_pence=208_000_00),
        shares={"health": 208_000_00},
    )

    assert found(facts) == [("jointly-funded", "KENT-010", Section.SHARES)]


def test_a_share_needs_an_agency_in_the_network():
    facts = replace(COMPLETE, agencies=COMPLETE.agencies[:2])

    assert found(facts) == [("shares", "KENT-044", Section.SHARES)]


@pytest.mark.rule("KENT-052")
def test_a_referral_without_costs_lacks_costs_and_shares():
    facts = with_part(replace(COMPLETE, shares={}), "costs", lines=0, yearly_pence=0)

    assert found(facts) == [
        ("costs", "KENT-048", Section.COSTS),
        ("shares", "KENT-044", Section.SHARES),
    ]


@pytest.mark.rule("KENT-013", "KENT-014")
def test_kents_own_questions_are_flagged_and_not_refused():
    flagged = [lack.rule for lack in find_lacks(COMPLETE, KENT) if lack.gate == "questions"]

    assert flagged == ["KENT-013", "KENT-014", "KENT-014", "KENT-014"]


@pytest.mark.rule("KENT-047", "KENT-053")
def test_require_complete_refuses_with_all_findings_and_the_first_in_words():
    facts = with_agency(
        with_part(COMPLETE, "checks", are_terms_accepted=False), "sen", has_assessment=False
    )

    with pytest.raises(Incomplete) as refused:
        require_complete(facts, KENT)

    assert refused.value.says == "The assessment of SEN is missing. 1 more thing is lacking."
    assert refused.value.rule == "KENT-047"
    assert [finding.gate for finding in refused.value.findings] == ["assessments", "terms"]


@pytest.mark.rule("KENT-040")
def test_an_alert_with_no_consent_is_refused():
    agencies = tuple(replace(each, consent=Consent.NOT_RECORDED) for each in COMPLETE.agencies)

    with pytest.raises(Incomplete) as refused:
        require_alert(replace(COMPLETE, agencies=agencies), KENT)

    assert refused.value.rule == "KENT-040"


@pytest.mark.rule("KENT-040")
def test_an_alert_that_only_its_own_agency_may_see_is_refused():
    agencies = (replace(COMPLETE.agencies[0], is_lead=True),)

    with pytest.raises(Incomplete, match="The consent section is not completed"):
        require_alert(replace(COMPLETE, agencies=agencies, shares={}), KENT)


@pytest.mark.rule("KENT-041")
def test_an_alert_with_costs_known_and_none_given_is_refused():
    with pytest.raises(Incomplete) as refused:
        require_alert(replace(COMPLETE, alert=AlertFacts(are_costs_known=True)), KENT)

    assert refused.value.rule == "KENT-041"


@pytest.mark.rule("KENT-041")
@pytest.mark.parametrize(
    "alert",
    [
        AlertFacts(),
        AlertFacts(are_costs_known=True, weekly_pence=4_000_00),
        AlertFacts(are_costs_known=True, yearly_pence=208_000_00),
    ],
)
def test_an_alert_with_consent_goes_on(alert):
    require_alert(replace(COMPLETE, alert=alert), KENT)
