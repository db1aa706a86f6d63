"""A placement under London's protocol: shared by its formula, decided by a panel with its chair.

52 weeks at £208,000 a year, which the provider does not break down; health pays £52,000 of it.
"""

from datetime import date

import pytest

from tests.factories import referrals as made
from tests.factories.panels import Table, complete, make_panel
from tests.journeys.steps import lists_and_sends, opens_the_meeting

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BEFORE, PANEL_DAY = date(2025, 11, 3), date(2025, 12, 17)
SHARES = ("£39,000.00", "£117,000.00", "£52,000.00", "£208,000.00")
PANEL = "Access to Resources (SEN) Panel"


@pytest.mark.rule("LDN-022", "LDN-024", "LDN-026", "LDN-031", "LDN-032")
def test_a_cost_is_shared_before_there_is_a_case(at_desk):
    table = make_panel(protocol="london-atr")
    somebody = at_desk(table.admin)

    somebody.follows("Tools")
    somebody.follows("Who pays what")
    when_a_year_of_52_weeks_is_shared(somebody)
    somebody.reads(*SHARES)

    somebody.writes("Transport", "9,000.01")
    somebody.presses("Share the cost")
    somebody.reads("£43,500.01", "£121,500.00", "£217,000.01")
    somebody.reads("penny")

    somebody.writes("Weeks a year", "39")
    somebody.presses("Share the cost")
    somebody.reads("There is a problem", "39")
    somebody.does_not_read("Who pays what £")


def when_a_year_of_52_weeks_is_shared(somebody):
    somebody.answers("Which protocol?", "London Access to Resources")
    somebody.writes("Weeks a year", "52")
    somebody.writes("Not broken down", "£208,000")
    somebody.writes("Health's contribution", "52000")
    somebody.presses("Share the cost")


@pytest.mark.rule("LDN-002", "LDN-014", "LDN-020", "LDN-024", "LDN-031")
def test_a_london_panel_decides_with_its_chair(at_desk, today):
    table = make_panel(protocol="london-atr")
    reference = given_a_referral_of_which_health_offers_52_000(table)
    today.day = BEFORE
    sen, admin = at_desk(table.cast.sen), at_desk(table.admin)

    when_the_costs_are_entered_not_broken_down(sen, reference)
    when_the_shares_of_the_formula_are_asked(sen)
    when_it_is_submitted(sen)
    lists_and_sends(admin, PANEL, "17 December 2025", reference)

    today.day = PANEL_DAY
    opens_the_meeting(admin, table.members["sen"])
    then_somebody_else_may_not_chair(admin)
    when_the_head_of_safeguarding_takes_the_chair(admin, table)
    when_the_panel_agrees(admin)
    admin.reads("is recorded", "Agreed", *SHARES[:3])


def given_a_referral_of_which_health_offers_52_000(table: Table) -> str:
    reference = complete(table)
    made.answer(table.cast, reference, "icb", 52_000_00)
    return reference


def when_the_costs_are_entered_not_broken_down(sen, reference):
    sen.follows("Referrals")
    sen.follows(reference)
    sen.follows("Task list")
    sen.follows("5. Costs and payment terms")
    for kind in ("Education", "Care", "Health"):
        sen.writes(kind, "")
    sen.writes("Not broken down by the provider", "208,000")
    sen.selects("Not broken down by the provider: for", "a year")
    sen.presses("Save and continue")
    sen.presses("Save and continue")


def when_the_shares_of_the_formula_are_asked(sen):
    sen.follows("6. Who is asked for what")
    sen.reads(*SHARES)
    for who, share in zip(("Education", "Social care", "Health"), SHARES, strict=False):
        sen.writes(who, share)
    sen.presses("Save and continue")


def when_it_is_submitted(sen):
    sen.follows("Check answers and submit")
    sen.reads(*SHARES)
    sen.presses("Submit to the panel")
    sen.reads("The panel’s office has it.")


def then_somebody_else_may_not_chair(admin):
    admin.reads("There is a problem", "the chair is the Head of Safeguarding")


def when_the_head_of_safeguarding_takes_the_chair(admin, table):
    opens_the_meeting(admin, table.chair)
    admin.reads("In the chair", "Quorate")
    admin.does_not_read("Not quorate")


def when_the_panel_agrees(admin):
    admin.follows("Panel Live")
    admin.answers("Decision", "Agreed")
    admin.writes("Reasons", "No school nearer can meet the needs.")
    admin.ticks("this serves the child's best interests", "all other options have been explored")
    admin.answers(
        "Who pays the provider?", "Each agency contracts with and pays the provider itself"
    )
    admin.presses("Record and go to the next case")
