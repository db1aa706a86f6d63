from datetime import date

import pytest
from django.urls import reverse
from knox.models import AuthToken
from rest_framework.test import APIClient

from casework.models import AccessLog
from funding.models import AwardVersion, Signature
from tests.factories.funding import KENT_SHARES, make_award, make_people

pytestmark = pytest.mark.django_db

SHARES = {
    "from_on": "2026-09-01",
    "education_pence": 78_000_00,
    "care_pence": 110_000_00,
    "health_pence": 20_000_00,
    "decision_reference": "C-2026-00001-W",
    "because": "Health's therapy ended",
}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def award(people):
    return make_award(people["caseworker"])


def as_somebody(user):
    """An API client that holds the person's token."""
    _instance, token = AuthToken.objects.create(user)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def address(award, name="api-award"):
    return reverse(name, args=[award.case.reference])


def test_the_list_shows_what_the_caller_sees(people, award):
    make_award(make_people("southshire")["caseworker"])

    answer = as_somebody(people["finance"]).get(reverse("api-awards")).json()

    assert [row["reference"] for row in answer["results"]] == [award.case.reference]
    assert answer["results"][0]["shares"] == {
        "education": {"yearly_pence": 78_000_00, "percent": 37.5},
        "care": {"yearly_pence": 98_800_00, "percent": 47.5},
        "health": {"yearly_pence": 31_200_00, "percent": 15.0},
    }


@pytest.mark.parametrize(
    ("query", "count"), [({"stage": "ended"}, 0), ({"provider": "hill"}, 1), ({"agency": "x"}, 0)]
)
def test_the_list_is_narrowed(people, award, query, count):
    answer = as_somebody(people["finance"]).get(reverse("api-awards"), query)

    assert answer.json()["count"] == count


def test_an_award_is_shown_whole_with_its_revision(people, award):
    answer = as_somebody(people["finance"]).get(address(award))

    body = answer.json()
    assert answer.headers["ETag"] == f'"{award.case.revision}"'
    assert [version["total_pence"] for version in body["versions"]] == [208_000_00]
    assert body["yet_to_sign"] == ["northshire-sen", "northshire-care", "northshire-icb"]


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("api-award", "get"),
        ("api-award-sign", "post"),
        ("api-award-start", "post"),
        ("api-award-shares", "post"),
        ("api-award-end", "post"),
    ],
)
def test_anothers_award_is_not_there(award, name, method):
    client = as_somebody(make_people("southshire")["finance"])
    given = SHARES | {
        "agency": "southshire-sen",
        "typed_name": "x",
        "started_on": "2026-04-13",
        "last_day": "2026-07-31",
    }

    answer = getattr(client, method)(address(award, name), given)

    assert answer.status_code == 404
    assert list(AccessLog.objects.values_list("allowed", flat=True)) == [False]


@pytest.mark.parametrize(
    ("who", "statuses"), [("caseworker", [403, 403]), ("finance", [200, 403]), ("icb", [403, 200])]
)
def test_who_may_change_and_who_may_sign(people, award, who, statuses):
    client = as_somebody(people[who])
    signature = {"agency": "northshire-icb", "typed_name": people[who].name}

    answers = [
        client.post(address(award, "api-award-shares"), SHARES).status_code,
        client.post(address(award, "api-award-sign"), signature).status_code,
    ]

    assert answers == statuses


def test_shares_are_changed_once_for_one_key(people, award):
    client = as_somebody(people["finance"])

    answers = [
        client.post(address(award, "api-award-shares"), SHARES, HTTP_IDEMPOTENCY_KEY="k")
        for _time in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert AwardVersion.objects.count() == 2


def test_a_stale_change_is_a_conflict_and_a_refusal_is_unprocessable(people, award):
    client = as_somebody(people["finance"])
    too_early = SHARES | {"from_on": "2026-03-31"}
    wrong = SHARES | {"decision_reference": "C-2026-00001-X"}

    answers = [
        client.post(address(award, "api-award-shares"), SHARES, HTTP_IF_MATCH='"0"'),
        client.post(address(award, "api-award-shares"), too_early),
        client.post(address(award, "api-award-shares"), wrong),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (409, "stale"),
        (422, "before-start"),
        (422, "reference-wrong"),
    ]


def test_a_start_and_an_end_are_recorded(people, award):
    client = as_somebody(people["finance"])
    end = {"last_day": "2026-07-31", "decision_reference": "C-2026-00001-W", "because": "Moved"}

    started = client.post(address(award, "api-award-start"), {"started_on": "2026-04-13"})
    ended = client.post(address(award, "api-award-end"), end)

    award.placement.refresh_from_db()
    assert (started.status_code, ended.status_code) == (200, 200)
    assert award.placement.started_on == date(2026, 4, 13)
    assert AwardVersion.objects.latest("pk").from_on == date(2026, 8, 1)


def test_a_signature_is_kept(people, award):
    given = {"agency": "northshire-care", "typed_name": people["care"].name}

    answer = as_somebody(people["care"]).post(address(award, "api-award-sign"), given)

    assert answer.json()["yet_to_sign"] == ["northshire-sen", "northshire-icb"]
    assert Signature.objects.get().agency_id == "northshire-care"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(people, count, django_assert_num_queries):
    for _number in range(count):
        make_award(people["caseworker"], shares=KENT_SHARES)
    client = as_somebody(people["finance"])
    client.get(reverse("api-awards"))

    with django_assert_num_queries(6):
        client.get(reverse("api-awards"))
