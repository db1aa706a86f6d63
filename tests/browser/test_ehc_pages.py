"""Every page of an EHC case in a browser: accessible, narrow enough, without a complaint."""

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from ehcp.models import AdviceRequest
from ehcp.rules.advice import Head
from tests.browser.conftest import check_page, ready
from tests.factories.ehcp import (
    adopt_sutton,
    make_assessment,
    make_coordinator,
    make_draft,
    make_plan,
    make_request,
)
from tests.factories.people import make_authority, make_child, make_user, open_to

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password"

PAGES = {
    make_request: ["show", "tell_others", "withdraw", "record_exemption", "decide_assessment"],
    make_assessment: ["show", "ask_advice", "reuse_advice", "decide_plan"],
    make_plan: ["show", "plan", "agree_health", "issue_draft"],
    make_draft: ["plan", "name_placement", "hear_family", "issue_final"],
}


@pytest.fixture
def officer():
    make_authority()
    adopt_sutton()
    return make_coordinator(username="jo")


def test_the_officers_pages(page, sign_in, live_server, officer):
    child = make_child()
    open_to(child, "northshire-sen")
    cases = {make: make(owner=officer) for make in PAGES}
    advice = cases[make_assessment].advice.first()
    sign_in("jo", PASSWORD)

    paths = [reverse("ehcp:list"), reverse("ehcp:request", args=[child.reference])]
    for make, names in PAGES.items():
        reference = cases[make].case.reference
        paths += [reverse(f"ehcp:{name}", args=[reference]) for name in names]
    reference = cases[make_assessment].case.reference
    paths.append(reverse("ehcp:record_advice", args=[reference, advice.pk]))
    reference = cases[make_plan].case.reference
    paths.append(reverse("ehcp:write_section", args=[reference, "B"]))

    for path in paths:
        page.goto(f"{live_server.url}{path}")
        check_page(page)


def test_a_form_sent_empty_is_answered_with_links_to_its_errors(
    page, sign_in, live_server, officer
):
    ehc = make_request(owner=officer)
    sign_in("jo", PASSWORD)
    path = reverse("ehcp:decide_assessment", args=[ehc.case.reference])
    page.goto(f"{live_server.url}{path}")

    page.get_by_role("button", name="Record the decision").click()
    ready(page)

    page.get_by_text("There is a problem").wait_for()
    check_page(page)


def test_the_advisers_pages(page, sign_in, live_server, officer):
    adviser = make_user(Role.ADVISER, agency="icb", username="priya")
    make_assessment(owner=officer, ask=[Head.HEALTH], emails={Head.HEALTH: adviser.email})
    mine = AdviceRequest.objects.get(user=adviser)
    sign_in("priya", PASSWORD)

    for path in (reverse("ehcp:list_advice"), reverse("ehcp:give_advice", args=[mine.pk])):
        page.goto(f"{live_server.url}{path}")
        check_page(page)
