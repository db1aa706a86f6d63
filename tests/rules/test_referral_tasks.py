"""The task list: eight sections, each with its state and what it waits for."""

from dataclasses import replace
from datetime import date

import pytest

from referrals.rules.facts import AgencyFacts, ChildFacts, Consent, CostFacts, ReferralFacts
from referrals.rules.tasks import State, list_tasks
from referrals.rules.workflow import Stage
from tests.rules.referral_cases import COMPLETE, policy, with_agency

KENT = policy("kent-jrap")
ALERT = ReferralFacts(
    stage=Stage.VIEWS,
    on=date(2025, 9, 1),
    child=ChildFacts(born_on=date(2011, 5, 3)),
    agencies=(
        AgencyFacts("sen", "SEN", "education", consent=Consent.GIVEN),
        AgencyFacts("care", "Social care", "care", consent=Consent.GIVEN),
        AgencyFacts("health", "Health", "health", consent=Consent.GIVEN),
    ),
)


def said(facts, protocol=KENT):
    return [task.says for task in list_tasks(facts, protocol)]


def test_a_complete_referral_has_eight_completed_sections():
    tasks = list_tasks(COMPLETE, KENT)

    assert [task.state for task in tasks] == [State.COMPLETED] * 8
    assert [task.number for task in tasks] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_after_the_alert_the_list_says_what_each_section_waits_for():
    assert said(ALERT) == [
        "Not started",
        "Completed",
        "0 of 3",
        "Not started",
        "Cannot start yet: the placement",
        "Cannot start yet: costs",
        "Not started",
        "Cannot start yet: the placement",
    ]


@pytest.mark.rule("KENT-042")
def test_assessments_are_counted():
    facts = with_agency(COMPLETE, "health", has_assessment=False)

    assert said(facts)[2] == "2 of 3"


def test_an_agency_that_the_family_refused_is_not_counted():
    facts = with_agency(ALERT, "health", consent=Consent.REFUSED)

    assert said(facts)[2] == "0 of 2"


def test_a_section_begun_and_lacking_is_in_progress():
    facts = replace(COMPLETE, costs=CostFacts(lines=1, yearly_pence=208_000_00))

    assert said(facts)[4] == "In progress"


def test_a_section_that_a_protocol_does_not_ask_for_is_optional():
    facts = replace(COMPLETE, checks=None)

    assert said(facts, policy("london-atr"))[7] == "Optional"
