"""Pages of EHC cases: who may open them, what they do, what a refusal looks like."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from casework.models import AccessLog
from ehcp.models import EhcCase
from ehcp.rules.decisions import Outcome
from ehcp.rules.plan import Section
from tests.factories.ehcp import (
    decide,
    fresh,
    make_assessment,
    make_coordinator,
    make_draft,
    make_plan,
    make_request,
)
from tests.factories.people import make_authority, make_child, make_user, open_to

pytestmark = pytest.mark.django_db

# The page's name, and what makes a case at whose stage it opens.
PAGES = {
    "show": make_request,
    "tell_others": make_request,
    "withdraw": make_request,
    "record_exemption": make_request,
    "decide_assessment": make_request,
    "ask_advice": make_assessment,
    "reuse_advice": make_assessment,
    "decide_plan": make_assessment,
    "plan": make_plan,
    "agree_health": make_plan,
    "issue_draft": make_plan,
    "name_placement": make_draft,
    "hear_family": make_draft,
    "issue_final": make_draft,
}
CHANGES = sorted(PAGES.keys() - {"show", "plan"})


@pytest.fixture(autouse=True)
def authorities():
    make_authority("northshire")
    make_authority("southshire")


def signed_in(client, user):
    client.force_login(user)
    return client


def address(page, ehc, *more):
    return reverse(f"ehcp:{page}", args=[ehc.case.reference, *more])


def text_of(response):
    return " ".join(response.content.decode().split())


def on(field, day):
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{field}-{part}": str(value) for part, value in parts.items()}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_the_owner_and_is_not_there_for_another_authority(client, page):
    mine = PAGES[page]()
    other = PAGES[page](owner=make_coordinator("southshire"))
    signed_in(client, mine.case.owner)

    addresses = [address(page, mine), address(page, other)]
    addresses.append(reverse(f"ehcp:{page}", args=["E-2025-99999-X"]))

    assert [client.get(path).status_code for path in addresses] == [200, 404, 404]
    opened = AccessLog.objects.order_by("pk").values_list("allowed", flat=True)
    assert list(opened) == [True, False, False]


@pytest.mark.parametrize("page", CHANGES)
def test_an_agency_that_sees_a_case_may_not_change_it(client, page):
    ehc = PAGES[page]()
    open_to(ehc.case.child, "northshire-icb")
    signed_in(client, make_user(Role.CASEWORKER, agency="icb"))

    assert client.get(address("show", ehc)).status_code == 200
    assert client.get(address(page, ehc)).status_code == 403
    assert client.post(address(page, ehc), {}).status_code == 403


def test_a_section_of_the_plan_that_there_is_not_is_not_found(client):
    ehc = make_plan()
    signed_in(client, ehc.case.owner)

    statuses = [
        client.get(address("write_section", ehc, section)).status_code
        for section in ("B", "F-adulthood", "I", "K", "Z")
    ]

    assert statuses == [200, 200, 404, 404, 404]


def test_a_case_of_another_kind_is_not_found_here(client):
    owner = make_coordinator()
    ehc = make_request(owner=owner)
    EhcCase.objects.all().delete()
    signed_in(client, owner)

    assert client.get(reverse("ehcp:show", args=[ehc.case.reference])).status_code == 404


def test_a_page_opened_too_early_leads_back_and_says_why(client):
    ehc = make_request()
    signed_in(client, ehc.case.owner)

    response = client.get(address("issue_final", ehc), follow=True)

    assert response.redirect_chain == [(address("show", ehc), 302)]
    assert "You cannot issue the final plan on this case" in text_of(response)


def request_answers(owner, **changes):
    answers = {
        **on("received_on", date(2025, 9, 1)),
        "source": "parent",
        "asked_by": "A parent",
        "evidence": ["attainment"],
        "owner": str(owner.pk),
    }
    return answers | changes


def test_recording_a_request_opens_a_case_and_shows_its_dates(client):
    owner, child = make_coordinator(), make_child()
    open_to(child, "northshire-sen")
    signed_in(client, owner)

    response = client.post(
        reverse("ehcp:request", args=[child.reference]), request_answers(owner), follow=True
    )

    ehc = EhcCase.objects.get()
    assert response.redirect_chain == [(address("show", ehc), 302)]
    assert "The request is recorded." in text_of(response)
    assert ehc.evidence == ["attainment"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (on("received_on", date(2090, 1, 1)), "The request cannot have been received after today"),
        ({"source": "young-person"}, "A child of compulsory school age cannot make the request"),
        ({"source": "school"}, "Say whether the family knows of and agrees"),
        ({"source": ""}, "Select who asked"),
    ],
)
def test_a_request_that_cannot_be_is_refused_at_its_field_and_keeps_what_was_typed(
    client, changes, says
):
    owner, child = make_coordinator(), make_child(born_on=date(2014, 5, 3))
    open_to(child, "northshire-sen")
    signed_in(client, owner)

    response = client.post(
        reverse("ehcp:request", args=[child.reference]), request_answers(owner, **changes)
    )

    assert response.status_code == 200
    assert text_of(response).count(says) == 2  # in the summary and at the field
    assert 'value="A parent"' in text_of(response)
    assert EhcCase.objects.count() == 0


def test_a_request_is_recorded_by_those_who_may_and_see_the_child(client):
    child = make_child()
    open_to(child, "northshire-icb")
    page = reverse("ehcp:request", args=[child.reference])

    statuses = [
        signed_in(client, user).get(page).status_code
        for user in (
            make_user(Role.CASEWORKER, agency="icb"),
            make_user(Role.MANAGER, agency="icb"),
            make_user(Role.CASEWORKER, agency="care"),
            make_user(Role.CASEWORKER, authority="southshire"),
        )
    ]

    assert statuses == [200, 403, 404, 404]


def test_deciding_records_reasons_and_leads_back_to_the_case(client):
    ehc = make_request()
    signed_in(client, ehc.case.owner)
    answers = {"outcome": "assess", "reasons": "It may be necessary."}

    response = client.post(
        address("decide_assessment", ehc),
        answers | on("sent_on", date(2025, 10, 13)) | {"revision": ehc.case.revision},
        follow=True,
    )

    assert response.redirect_chain == [(address("show", ehc), 302)]
    assert fresh(ehc.case.reference).case.stage == "assessing"
    assert "It may be necessary." in text_of(response)


def test_the_second_of_two_people_keeps_their_words_and_sees_what_changed(client):
    ehc = make_request()
    seen = ehc.case.revision
    signed_in(client, ehc.case.owner)
    tell = {"occasion": "considering", "recipients": ["family"], **on("on", date(2025, 9, 2))}
    client.post(address("tell_others", ehc), tell)
    answers = {"outcome": "assess", "reasons": "My own words."} | on("sent_on", date(2025, 9, 9))

    response = client.post(address("decide_assessment", ehc), answers | {"revision": str(seen)})

    page = text_of(response)
    now = fresh(ehc.case.reference).case.revision
    assert "Somebody else has changed this case since you opened it" in page
    assert "Told that the authority is considering: Parent or young person" in page
    assert "My own words." in page
    assert f'name="revision" value="{now}"' in page


def test_writing_a_section_keeps_its_words(client):
    ehc = make_plan(write=False)
    signed_in(client, ehc.case.owner)
    words = {"words": "Needs time to answer.", "revision": ehc.case.revision}

    response = client.post(address("write_section", ehc, "B"), words, follow=True)

    assert response.redirect_chain == [(address("plan", ehc), 302)]
    assert ehc.plan.sections.get(code=Section.NEEDS).words == "Needs time to answer."


def test_advice_is_asked_of_those_ticked(client):
    ehc = decide(make_request(), Outcome.ASSESS)
    signed_in(client, ehc.case.owner)
    answers = {
        **on("asked_on", date(2025, 10, 13)),
        "ask_2": "on",
        "who_2": "Community paediatrics",
        "email_2": "paediatrics@health.example",
        "who_3": "Not ticked",
        "revision": ehc.case.revision,
    }

    client.post(address("ask_advice", ehc), answers)

    asked = ehc.advice.values_list("head", "adviser", "email")
    assert list(asked) == [("health", "Community paediatrics", "paediatrics@health.example")]


def test_the_page_of_a_case_says_whose_move_it_is(client):
    ehc = make_request()
    signed_in(client, ehc.case.owner)

    page = text_of(client.get(address("show", ehc)))

    assert "The authority decides whether to assess" in page
    assert "Decide whether to assess</a>" in page
