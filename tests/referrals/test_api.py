"""Referrals for other systems: the same doors, actions and refusals as the pages."""

import pytest
from rest_framework.test import APIClient

from casework.models import AccessLog
from people.models import Case
from tests.factories.people import make_child, open_to
from tests.factories.referrals import get, make_cast, make_complete, raise_one, share

pytestmark = pytest.mark.django_db

LIST = "/api/v1/referrals/"


@pytest.fixture
def cast():
    return make_cast()


def caller(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def one(reference, what=""):
    return f"{LIST}{reference}/{what}"


def test_list_shows_what_the_caller_sees_by_initials(cast):
    reference = raise_one(cast)
    raise_one(make_cast("southshire"))

    body = caller(cast.sen).get(LIST, {"stage": "alert"}).json()

    assert [(row["reference"], row["stage"]) for row in body["results"]] == [(reference, "alert")]
    assert "Sample" not in str(body)


def test_show_gives_the_revision_and_what_is_lacking(cast):
    reference = share(cast, raise_one(cast))

    response = caller(cast.sen).get(one(reference))

    assert response.headers["ETag"] == f'"{get(reference).case.revision}"'
    assert {"KENT-047", "KENT-028"} <= {lack["rule"] for lack in response.json()["lacking"]}


def alert(child):
    return {
        "child": child.reference,
        "consented": ["northshire-care"],
        "basis": "parent",
        "given_by": "A. Parent",
        "given_on": "2025-09-01",
        "reason": "Needs cannot be met locally.",
    }


def test_an_alert_raised_twice_under_one_key_is_raised_once(cast):
    child = make_child()
    open_to(child, "northshire-sen")
    client = caller(cast.sen)

    first = client.post(LIST, alert(child), headers={"Idempotency-Key": "once"})
    second = client.post(LIST, alert(child), headers={"Idempotency-Key": "once"})

    assert (first.status_code, first.json()) == (201, second.json())
    assert Case.objects.count() == 1


@pytest.mark.rule("KENT-040")
def test_an_alert_without_consent_is_a_problem_with_its_rule(cast):
    child = make_child()
    open_to(child, "northshire-sen")

    response = caller(cast.sen).post(LIST, alert(child) | {"consented": []})

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["rule"] == "KENT-040"


def test_an_alert_is_shared_by_the_administrator(cast):
    reference = raise_one(cast)

    refused = caller(cast.sen).post(one(reference, "share/"))
    shared = caller(cast.admin).post(one(reference, "share/"))

    assert (refused.status_code, shared.json()["stage"]) == (403, "views")


@pytest.mark.rule("KENT-012")
def test_an_agency_answers_for_itself_alone(cast):
    reference = share(cast, raise_one(cast))
    client = caller(cast.care)
    view = {"position": "agree", "because": "It meets need."}
    share_of = {"yearly_pence": 98_800_00, "agreed_on": "2025-10-20", "agreed_by": "Director"}

    own = client.post(one(reference, "views/"), view | {"agency": "northshire-care"})
    others = client.post(one(reference, "views/"), view | {"agency": "northshire-icb"})
    confirmed = client.post(
        one(reference, "confirmations/"), share_of | {"agency": "northshire-care"}
    )
    denied = client.post(one(reference, "confirmations/"), share_of | {"agency": "northshire-icb"})

    statuses = [response.status_code for response in (own, others, confirmed, denied)]
    assert statuses == [200, 403, 200, 403]


@pytest.mark.rule("KENT-047")
def test_an_incomplete_referral_is_refused_and_a_complete_one_submitted(cast):
    incomplete, complete = share(cast, raise_one(cast)), make_complete(cast)
    client = caller(cast.sen)

    refused = client.post(one(incomplete, "submit/"))
    submitted = client.post(one(complete, "submit/"))

    assert refused.status_code == 422
    assert submitted.json()["stage"] == "submitted"


def test_a_stale_revision_is_a_conflict(cast):
    reference = make_complete(cast)

    response = caller(cast.sen).post(one(reference, "submit/"), headers={"If-Match": '"1"'})

    assert (response.status_code, response.json()["code"]) == (409, "stale")


@pytest.mark.parametrize("what", ["", "share/", "views/", "confirmations/", "submit/"])
def test_what_is_out_of_sight_is_not_there_and_the_try_is_logged(cast, what):
    reference = raise_one(cast)
    stranger = make_cast("southshire").sen
    client = caller(stranger)
    body = {
        "agency": "southshire-sen",
        "position": "agree",
        "because": "x",
        "yearly_pence": 1,
        "agreed_on": "2025-10-20",
        "agreed_by": "x",
    }

    response = client.post(one(reference, what), body) if what else client.get(one(reference))

    assert response.status_code == 404
    assert AccessLog.objects.latest("pk").allowed is False
