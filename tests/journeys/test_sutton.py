"""An EHC needs assessment by Sutton's protocol, from the request to the final plan, in 20 weeks."""

from datetime import date

import pytest

from accounts.rules.roles import Role
from tests.factories.ehcp import adopt_sutton, make_coordinator
from tests.factories.people import make_authority, make_user
from tests.journeys.steps import adds_a_child

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

RECEIVED, SIX_WEEKS = date(2025, 9, 1), date(2025, 10, 13)
ADVICE_IN, AGREED = date(2025, 11, 20), date(2025, 12, 1)
DRAFT, WINDOW_ENDS = date(2025, 12, 22), date(2026, 1, 5)
TWENTY_WEEKS = date(2026, 1, 19)
PHONE = {"width": 390, "height": 844}
PLAN = {
    "Views, interests and aspirations": "Robin wants to work with animals.",
    "Special educational needs": "Robin finds it hard to follow long instructions.",
    "Outcomes sought": "By July 2027 Robin follows three steps without help.",
    "Special educational provision": "Twenty hours a week of a trained assistant.",
    "Preparing for adulthood": "A week of work at a farm in each year.",
}


@pytest.mark.rule("SUT-027", "SUT-030", "COP-158")
@pytest.mark.parametrize("scripted", [True, False], ids=["with-script", "without-script"])
def test_a_request_becomes_a_final_plan_within_twenty_weeks(at_desk, today, scripted):
    given_an_authority_that_follows_sutton()
    officer = make_coordinator(username="jo-officer")
    psychologist = make_user(Role.ADVISER, agency="sen", username="eduardo-psychologist")
    doctor = make_user(Role.ADVISER, agency="icb", username="priya-doctor")
    jo = at_desk(officer, scripted=scripted)

    when_a_parents_request_is_recorded(jo, today)
    then_the_page_shows_six_sixteen_and_twenty_weeks(jo)

    when_it_is_decided_to_assess_on_the_last_day_of_six_weeks(jo, today)
    when_advice_is_asked_that_day(jo, psychologist, doctor)
    then_all_advice_is_due_on_24_november(jo)

    when_the_psychologist_answers_at_a_phone(at_desk(psychologist, scripted=scripted), today)
    when_the_officer_records_what_the_others_sent(jo)
    when_a_plan_is_agreed_and_written(jo, today)
    when_the_draft_is_served_on_22_december(jo, today)
    then_the_family_has_until_the_end_of_5_january(jo)

    then_a_final_plan_is_refused_before_that_day_is_over(jo, today)
    when_a_school_is_named_and_the_final_plan_goes_out(jo, today)
    then_the_case_is_done_in_time(jo)


def given_an_authority_that_follows_sutton():
    make_authority()
    adopt_sutton()


def when_a_parents_request_is_recorded(jo, today):
    today.day = date(2025, 9, 3)
    adds_a_child(jo, "Robin", "Sample", date(2011, 5, 3))
    jo.follows("Request an EHC needs assessment")
    jo.dates("When was the request received?", RECEIVED)
    jo.answers("Who asked?", "Parent")
    jo.writes("Name of the person who asked", "Alex Sample")
    jo.presses("Record the request")


def then_the_page_shows_six_sixteen_and_twenty_weeks(jo):
    jo.reads(
        "Monday 13 October 2025", "Monday 22 December 2025", "Monday 19 January 2026", "in 40 days"
    )


def when_it_is_decided_to_assess_on_the_last_day_of_six_weeks(jo, today):
    today.day = SIX_WEEKS
    jo.follows("Decide whether to assess")
    jo.answers("What do you decide?", "Assess")
    jo.writes("Reasons", "Robin may need provision that a school cannot make by itself.")
    jo.dates("When is the family told?", SIX_WEEKS)
    jo.presses("Record the decision")
    jo.reads("13 October 2025 Met")


def when_advice_is_asked_that_day(jo, psychologist, doctor):
    jo.follows("Ask for advice")
    jo.dates("When is the advice asked for?", SIX_WEEKS)
    for head, adviser in (("Educational psychology", psychologist), ("Medical", doctor)):
        line = jo.page.get_by_role("group", name=head)
        line.get_by_label("Email address").fill(adviser.email)
    jo.presses("Ask for the advice")


def then_all_advice_is_due_on_24_november(jo):
    jo.reads("Monday 24 November 2025", "Educational psychology service")


def when_the_psychologist_answers_at_a_phone(eduardo, today):
    today.day = ADVICE_IN
    eduardo.page.set_viewport_size(PHONE)
    eduardo.opens("/")
    eduardo.opens("/ehc/advice/")
    eduardo.reads("Monday 24 November 2025", "in 4 days")
    eduardo.does_not_read("Robin")
    eduardo.follows("E-2025-")
    eduardo.writes("Who wrote the advice?", "Eduardo Psychologist, educational psychologist")
    eduardo.writes("Or type it", "Robin understands more than Robin can hold in mind.")
    eduardo.presses("Send the advice")


def when_the_officer_records_what_the_others_sent(jo):
    jo.follows("EHC")
    jo.follows("E-2025-")
    jo.reads("Eduardo Psychologist")
    while jo.page.get_by_role("link", name="Record advice").count():
        jo.follows("Record advice")
        jo.dates("When was the advice received?", ADVICE_IN)
        jo.writes("Or type it", "What Robin needs, and what would meet it.")
        jo.presses("Record the advice")


def when_a_plan_is_agreed_and_written(jo, today):
    today.day = AGREED
    jo.follows("Decide on a plan")
    jo.answers("What do you decide?", "Make a plan")
    jo.writes("Reasons", "The advice shows that Robin needs more than a school has.")
    jo.dates("When is the family told?", AGREED)
    jo.presses("Record the decision")
    jo.follows("Write the plan")
    for section, words in PLAN.items():
        jo.follows(section)
        jo.page.get_by_role("textbox").fill(words)
        jo.presses("Save the section")


def when_the_draft_is_served_on_22_december(jo, today):
    today.day = DRAFT
    jo.follows("Issue a draft")
    jo.dates("When is the draft sent?", DRAFT)
    jo.dates("When did it reach the family?", DRAFT)
    jo.presses("Issue the draft")


def then_the_family_has_until_the_end_of_5_january(jo):
    jo.reads("Monday 5 January 2026")


def then_a_final_plan_is_refused_before_that_day_is_over(jo, today):
    today.day = WINDOW_ENDS
    jo.follows("Write the plan")
    jo.follows("I Placement")
    jo.writes("School, college or other institution", "Hillview School")
    jo.selects("Type of institution", "Mainstream secondary school")
    jo.presses("Save section I")
    jo.follows("Issue the final plan")
    jo.dates("When is the final plan sent to the family?", WINDOW_ENDS)
    jo.presses("Issue the final plan")
    jo.reads("The family has until the end of Monday 5 January 2026 to give views on the draft.")


def when_a_school_is_named_and_the_final_plan_goes_out(jo, today):
    today.day = TWENTY_WEEKS
    jo.dates("When is the final plan sent to the family?", TWENTY_WEEKS)
    jo.presses("Issue the final plan")


def then_the_case_is_done_in_time(jo):
    jo.reads("The final plan is issued", "19 January 2026 Met")
