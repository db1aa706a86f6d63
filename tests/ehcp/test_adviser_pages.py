"""An adviser sees what is asked of them, answers it, and sees nothing else."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.rules.roles import Role
from casework import clock
from casework.models import AccessLog, Document, Message
from ehcp.models import AdviceRequest
from ehcp.rules.advice import Head
from tests.ehcp.test_advice_actions import PDF
from tests.factories.ehcp import make_assessment
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 11, 20, 12, tzinfo=ZoneInfo("Europe/London"))
MINE = "/ehc/advice/"


@pytest.fixture(autouse=True)
def the_day():
    make_authority()
    with clock.read_from(lambda: NOON):
        yield


@pytest.fixture
def adviser():
    return make_user(Role.ADVISER, agency="icb")


@pytest.fixture
def other():
    return make_user(Role.ADVISER, agency="icb")


def asked_of(adviser, other):
    """One request to each of two advisers, in one case."""
    emails = {Head.HEALTH: adviser.email, Head.PSYCHOLOGY: other.email}
    ehc = make_assessment(ask=list(emails), emails=emails)
    return ehc, *(AdviceRequest.objects.get(user=person) for person in (adviser, other))


def give(advice):
    return reverse("ehcp:give_advice", args=[advice.pk])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_an_adviser_sees_requests_addressed_to_them_and_no_case(client, adviser, other):
    ehc, mine, theirs = asked_of(adviser, other)
    reference = ehc.case.reference
    client.force_login(adviser)

    page = text_of(client.get(MINE))
    statuses = [
        client.get(path).status_code
        for path in (
            give(mine),
            give(theirs),
            "/ehc/advice/999999/",
            reverse("ehcp:show", args=[reference]),
            reverse("ehcp:plan", args=[reference]),
        )
    ]

    assert page.count(reference) == 1
    assert "Monday 24 November 2025 in 4 days" in page.replace("<br>", " ")
    assert statuses == [200, 404, 404, 404, 404]
    opened = AccessLog.objects.order_by("pk").values_list("what", "allowed")
    assert list(opened)[:4] == [
        ("ehcp.list_advice", True),
        ("ehcp.give_advice", True),
        ("ehcp.give_advice", False),
        ("ehcp.give_advice", False),
    ]


def test_somebody_asked_who_is_no_adviser_any_more_may_not_answer(client, adviser, other):
    _ehc, mine, _theirs = asked_of(adviser, other)
    adviser.roles_held.update(to_on=date(2025, 11, 19))
    client.force_login(adviser)

    assert client.get(give(mine)).status_code == 403


def test_advice_typed_is_received_today_and_the_coordinator_is_told(
    client, adviser, other, django_capture_on_commit_callbacks
):
    ehc, mine, _theirs = asked_of(adviser, other)
    client.force_login(adviser)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            give(mine), {"author": "Dr Example", "words": "Needs time."}, follow=True
        )

    mine.refresh_from_db()
    assert response.redirect_chain == [(MINE, 302)]
    assert (mine.state, mine.received_on, mine.words) == (
        "received",
        date(2025, 11, 20),
        "Needs time.",
    )
    assert Message.objects.filter(to=ehc.case.owner.email).count() == 1


def test_advice_sent_as_a_file_is_kept(client, adviser, other):
    ehc, mine, _theirs = asked_of(adviser, other)
    client.force_login(adviser)
    file = SimpleUploadedFile("advice.pdf", PDF, "application/pdf")

    client.post(give(mine), {"author": "Dr Example", "file": file})

    assert Document.objects.get(stream=ehc.case.reference).file_name == "advice.pdf"


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"author": "Dr Example"}, "Choose a file, or type the advice."),
        ({"author": "", "words": "Needs time."}, "Enter who wrote the advice"),
        (
            {"author": "Dr Example", "file": SimpleUploadedFile("a.pdf", b"no pdf")},
            "its content is something else",
        ),
    ],
)
def test_advice_that_cannot_be_taken_is_answered_on_the_form(client, adviser, other, answers, says):
    _ehc, mine, _theirs = asked_of(adviser, other)
    client.force_login(adviser)

    response = client.post(give(mine), answers)

    assert response.status_code == 200
    assert text_of(response).count(says) == 2
    assert AdviceRequest.objects.get(pk=mine.pk).state == "asked"


def test_advice_sent_already_leads_back_to_the_list(client, adviser, other):
    _ehc, mine, _theirs = asked_of(adviser, other)
    client.force_login(adviser)
    client.post(give(mine), {"author": "Dr Example", "words": "Needs time."})

    response = client.get(give(mine), follow=True)

    assert response.redirect_chain == [(MINE, 302)]
    assert "This advice has been sent already." in text_of(response)


@pytest.mark.parametrize("requests", [1, 3])
def test_the_list_takes_as_many_queries_for_three_requests_as_for_one(
    client, adviser, requests, django_assert_num_queries
):
    for _one in range(requests):
        make_assessment(ask=[Head.HEALTH], emails={Head.HEALTH: adviser.email})
    client.force_login(adviser)
    client.get(MINE)

    with django_assert_num_queries(7):
        client.get(MINE)
