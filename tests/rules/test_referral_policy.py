"""Reading the referrals section of a protocol, and refusing what cannot be read."""

import pytest

from referrals.rules.gates import GATES
from referrals.rules.policy import GATES as KNOWN
from referrals.rules.policy import PolicyRefused, read_policy
from referrals.rules.sections import Section
from tests.rules.referral_cases import policy, section


def test_policy_knows_exactly_the_gates_that_exist():
    assert set(KNOWN) == set(GATES)


@pytest.mark.parametrize("code", ["kent-jrap", "london-atr", "sutton-send"])
def test_shipped_protocols_can_be_read(code):
    assert policy(code).own_consent_age == 16


@pytest.mark.rule("KENT-039")
def test_kent_has_the_administrator_share_the_alert():
    assert policy("kent-jrap").shared_by == "panel-administrator"


@pytest.mark.rule("KENT-046")
def test_kent_has_part_2_written_by_the_referrer():
    assert policy("kent-jrap").is_written_by_referrer
    assert not policy("london-atr").is_written_by_referrer


@pytest.mark.rule("KENT-073")
def test_kent_offers_its_four_kinds_and_other():
    assert list(policy("kent-jrap").kinds) == [
        "residential",
        "residential-school",
        "residential-health",
        "residential-all",
        "other",
    ]


@pytest.mark.rule("LDN-009")
def test_london_asks_for_a_plan_and_kent_does_not():
    assert policy("london-atr").gate("plan").applies
    assert not policy("kent-jrap").gate("plan").applies


def test_what_no_source_gives_is_set_by_the_authority():
    assert policy("london-atr").gate("consent").source == "set by the authority"


def test_sutton_takes_no_joint_funding():
    assert not policy("sutton-send").takes_joint_funding.applies


@pytest.mark.rule("KENT-013", "KENT-014")
def test_kent_adds_its_own_questions_to_a_section():
    asked = [question.key for question in policy("kent-jrap").questions_of(Section.PLACEMENT)]

    assert asked == ["contact_plan", "distance_from_home"]


BROKEN = {
    "missing": ({"part_1": None}, "referrals.part_1"),
    "no value": ({"part_1": {"rule": "KENT-038"}}, "referrals.part_1"),
    "neither rule nor authority": ({"part_1": {"value": "Alert"}}, "referrals.part_1"),
    "both": (
        {"part_1": {"value": "Alert", "rule": "KENT-038", "set_by": "authority"}},
        "referrals.part_1",
    ),
    "blank": ({"part_2": {"value": " ", "rule": "KENT-046"}}, "referrals.part_2"),
    "not a known sharer": (
        {"shared_by": {"value": "anyone", "rule": "KENT-039"}},
        "referrals.shared_by",
    ),
    "age in words": (
        {"own_consent_age": {"value": "sixteen", "rule": "KENT-088"}},
        "referrals.own_consent_age",
    ),
    "80 weeks": ({"weeks_offered": {"value": [80], "rule": "KENT-049"}}, "referrals.weeks_offered"),
    "kinds as a list": ({"kinds": {"value": ["school"], "rule": "KENT-073"}}, "referrals.kinds"),
    "unknown gate": (
        {"gates": {"horoscope": {"value": True, "rule": "KENT-040"}}},
        "referrals.gates.horoscope",
    ),
    "gate not a switch": (
        {"gates": {"consent": {"value": "yes", "rule": "KENT-040"}}},
        "referrals.gates.consent",
    ),
    "question without a section": (
        {"questions": {"why": {"asks": "Why?", "kind": "text", "needed": True}}},
        "referrals.questions.why",
    ),
    "question without words": (
        {"questions": {"why": {"section": "child", "kind": "text", "needed": True}}},
        "referrals.questions.why",
    ),
}


@pytest.mark.parametrize(("change", "at"), BROKEN.values(), ids=BROKEN)
def test_read_policy_says_where_the_fault_is(change, at):
    with pytest.raises(PolicyRefused) as refused:
        read_policy(section("kent-jrap") | change)

    assert refused.value.at == at
