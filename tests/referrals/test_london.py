"""A London referral through the pages: one price a year, health's part first, transport apart."""

import pytest
from django.urls import reverse

from funding.rules.policy import KINDS
from people.models import Case
from referrals import actions
from tests.conftest import act_on
from tests.factories.people import make_child, open_to
from tests.factories.referrals import VIEWED, a_setting, get, make_cast
from tests.referrals.test_views import ask, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast("thameside", "london-atr")


def raised(client, cast):
    client.force_login(cast.sen)
    child = make_child("thameside")
    open_to(child, "thameside-sen")
    client.post(
        url("raise", child.reference),
        {
            "reason": "No local school can meet need.",
            "consent_thameside-care": "given",
            "consent_thameside-icb": "given",
            "basis": "parent",
            "given_by": "A. Parent",
            "given_on": "2025-09-01",
            "is_emergency": "no",
            "are_costs_known": "no",
        },
    )
    reference = Case.objects.get().reference
    client.post(url("share", reference))
    return reference


def write(client, reference, page, typed):
    address = url("edit", reference, page)
    response = client.post(address, ask(client, address) | typed)
    assert response.status_code == 302, response.context["form"].errors


def place(client, reference, weeks):
    write(
        client,
        reference,
        "placement",
        {
            "setting_id": a_setting().pk,
            "kind": "residential-school",
            "is_external": "yes",
            "weeks": str(weeks),
            "weeks_details": "The school’s own year.",
            "starts_on": "2026-01-05",
        },
    )


def cost(client, reference, **pounds):
    periods = {f"{kind}_per": "year" for kind in KINDS}
    write(client, reference, "costs", {"charged_weeks": "52"} | periods | pounds)


@pytest.mark.rule("LDN-001", "LDN-007", "LDN-008", "LDN-009", "LDN-024", "LDN-026", "LDN-031")
def test_a_year_not_broken_down_is_shared_and_submitted_without_prior_agreement(client, cast):
    reference = raised(client, cast)
    assert get(reference).case.stage == "views"
    actions.give_view(
        act_on(VIEWED, cast.icb),
        reference=reference,
        agency="thameside-icb",
        position="agree",
        because="Continuing care is agreed.",
        offered_pence=52_000_00,
    )
    child = {"has_plan": "yes", "has_health_issues": "no", "is_known_to_care": "yes"}
    write(client, reference, "child", {"needs": "Care by day and night."} | child)
    place(client, reference, 52)
    cost(client, reference, unbroken="208,000", transport="9,000.01")

    shares = client.get(url("edit", reference, "shares"))
    rows = [row[1] for row in shares.context["suggestion"].table.rows]
    assert rows == ["£43,500.01", "£121,500.00", "£52,000.00"]
    assert "odd penny goes to" in shares.content.decode()
    asked = {"education": "43,500.01", "care": "121,500", "health": "52,000"}
    write(client, reference, "shares", asked)
    write(client, reference, "options", {"statement": "Every option was explored."})
    write(
        client,
        reference,
        "discussion",
        {
            "held_on": "2025-09-20",
            "is_meeting": "yes",
            "convened_by_id": "thameside-sen",
            "attendees": "SEN, social care, health, the parents",
            "options_for_school": "Outreach.",
            "options_for_home": "Short breaks.",
        },
    )
    check = url("check", reference)
    client.post(check, ask(client, check))

    assert get(reference).case.stage == "submitted"


@pytest.mark.rule("LDN-032")
def test_a_length_that_no_formula_covers_is_refused_by_name_on_the_page(client, cast):
    reference = raised(client, cast)
    place(client, reference, 39)
    cost(client, reference, unbroken="208,000")

    page = client.get(url("edit", reference, "shares")).content.decode()

    assert "No funding formula is agreed for a 39 week placement" in page


def test_what_the_panel_needs_is_asked_for_on_the_page(client, cast):
    reference = raised(client, cast)
    address = reverse("referrals:edit", args=[reference, "child"])

    response = client.post(address, ask(client, address) | {"needs": "Care."})

    assert set(response.context["form"].errors) == {
        "has_plan",
        "has_health_issues",
        "is_known_to_care",
    }
