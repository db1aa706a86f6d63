"""The tool for deadlines: enter what happened, see what is due and why; nothing in the address."""

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db
PAGE = reverse("insight:deadlines")
REQUEST = {"on-day": "1", "on-month": "9", "on-year": "2025"}


@pytest.fixture
def browser(client):
    make_authority()
    client.force_login(make_user(Role.COORDINATOR))
    return client


def add(browser, kind, **answers):
    return browser.post(reverse("insight:add_event", args=[kind]), REQUEST | answers, follow=True)


def shown(browser, **settings):
    browser.post(PAGE, {"today": "2025-10-14"} | settings)
    return {d.label: d for d in browser.get(PAGE).context["deadlines"]}


def test_the_page_starts_with_what_most_questions_start_with(browser):
    page = browser.get(PAGE)

    assert "What happened first?" in page.content.decode()
    assert page.context["deadlines"] == []


def test_an_event_shows_every_clock_it_starts_and_how_each_date_was_worked_out(browser):
    add(browser, "ehc.request_received")

    found = shown(browser)

    decision = found["Tell the family whether there will be an assessment"]
    assert (decision.due_on.isoformat(), decision.state) == ("2025-10-13", "late")
    assert [(row.key, row.value) for row in decision.steps][:5] == [
        ("Counted", "6 weeks after 1 September 2025"),
        ("From", "1 September 2025"),
        ("Rule", "SI 2014/1530 reg 5(1)"),
        ("Source", "Special Educational Needs and Disability Regulations 2014"),
        ("Force", "Law"),
    ]
    page = browser.get(PAGE).content.decode()
    assert "How this date was worked out" in page
    assert "Monday 13 October 2025" in page
    assert "1 day late" in page


def test_what_an_event_kind_needs_is_asked_for(browser):
    form = browser.get(reverse("insight:add_event", args=["ehc.advice_requested"])).context["form"]
    refused = add(browser, "ehc.advice_requested")

    assert list(form.fields) == ["on", "adviser", "received_on", "head"]
    assert refused.context["form"].errors == {
        "adviser": ["Answer the question “Who gives the advice?”"]
    }


def test_several_names_are_typed_with_commas(browser):
    add(browser, "ehc.detained", body="prison, nhs-england")

    assert len(shown(browser)) == 2


def test_time_that_is_the_familys_is_owed_by_nobody(browser):
    add(browser, "ehc.draft_issued")

    assert [d.whose for d in shown(browser).values()] == ["For: Family"]


def test_a_date_that_cannot_be_is_refused_beside_its_field(browser):
    page = add(browser, "ehc.review_planned", meeting_on="2025-08-01")

    assert "before the day of the event" in page.context["form"].errors["meeting_on"][0]
    assert browser.get(PAGE).context["events"] == []


def test_a_protocol_brings_its_own_clocks(browser):
    add(browser, "panel.meeting_held")

    assert shown(browser) == {}
    assert list(shown(browser, policy="kent")) == ["Send the outcome note", "Sign the funding form"]


def test_a_reason_that_the_law_does_not_know_for_a_clock_is_refused_by_name(browser):
    add(browser, "ehc.request_received")
    reason = {"clock": "issue-final-plan", "from_on": "2025-10-01", "last_on": "2025-10-10"}
    address = reverse("insight:add_exemption")

    refused = browser.post(address, reason | {"ground": "missed-appointment"})
    short = browser.post(address, reason | {"ground": "absent-from-area"})
    browser.post(address, reason | {"ground": "exceptional-circumstances", "who": "child"})

    assert "no ground for issue-final-plan" in refused.context["form"].errors["ground"][0]
    assert "at least 28 are needed" in short.context["form"].errors["last_on"][0]
    final = shown(browser)["Send the final plan to the family"]
    assert final.due_on.isoformat() == "2026-01-19"
    assert {row.key: row.value for row in final.steps}["Target"] == (
        "29 January 2026, which is not a legal date"
    )


def test_an_event_can_be_taken_out_and_everything_forgotten(browser):
    add(browser, "ehc.request_received")
    add(browser, "ehc.draft_issued")
    remove = reverse("insight:remove_from_deadlines")

    browser.post(remove, {"list": "events", "place": "0"})
    assert [said.label for said in browser.get(PAGE).context["events"]] == [
        "Draft plan served on the family"
    ]
    browser.post(remove)
    assert browser.get(PAGE).context["events"] == []


def test_taking_out_an_event_takes_its_reasons_for_delay_with_it(browser):
    add(browser, "ehc.request_received")
    reason = {"clock": "issue-final-plan", "from_on": "2025-10-01", "last_on": "2025-10-10"}
    browser.post(reverse("insight:add_exemption"), reason | {"ground": "exceptional-circumstances"})

    browser.post(reverse("insight:remove_from_deadlines"), {"list": "events", "place": "0"})

    assert browser.get(PAGE).context["exemptions"] == []


def test_every_kind_of_event_has_a_form_that_can_be_shown(browser):
    groups = browser.get(reverse("insight:choose_event")).context["groups"]
    kinds = [choice.kind for _, choices in groups for choice in choices]

    statuses = {
        browser.get(reverse("insight:add_event", args=[kind])).status_code for kind in kinds
    }

    assert len(kinds) > 60
    assert "ehc.information_requested" in kinds
    assert statuses == {200}


def test_a_kind_that_is_not_there_is_not_found(browser):
    address = reverse("insight:add_event", args=["ehc.nonsense"])

    assert browser.get(address).status_code == 404


def test_what_one_person_enters_another_does_not_see(browser, client):
    add(browser, "ehc.request_received")
    client.logout()
    client.force_login(make_user(Role.COORDINATOR))

    assert client.get(PAGE).context["events"] == []
