"""The API about children and their streams: the same doors, the same answers as the pages."""

from datetime import date

import pytest
from rest_framework.test import APIClient

from accounts.rules.roles import Role
from casework import clock
from casework.models import AccessLog
from people.models import Case, Child
from tests.factories.people import DAY, make_authority, make_child, make_user, open_to
from tests.factories.streams import PDF, make_clock, make_document, make_fact
from tests.people.test_doors import opened_by, with_case

pytestmark = pytest.mark.django_db
TODAY = date(2025, 10, 6)


@pytest.fixture
def officer(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    make_authority("northshire")
    make_authority("southshire")
    return make_user(Role.CASEWORKER)


@pytest.fixture
def api(officer):
    client = APIClient()
    client.force_authenticate(officer)
    return client


@pytest.fixture
def two(officer):
    """A child of the officer's, and one of another authority's, each with a case."""
    south = make_user(Role.CASEWORKER, authority="southshire")
    mine, theirs = opened_by(officer, "Mine"), opened_by(south, "Theirs")
    return with_case(mine, officer), with_case(theirs, south)


def test_a_stranger_gets_a_problem_and_nothing_else():
    answer = APIClient().get("/api/v1/children/")

    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")
    assert answer.json()["status"] == 401


def test_children_are_those_the_caller_may_see(api, two):
    body = api.get("/api/v1/children/").json()

    assert (body["count"], [row["family_name"] for row in body["results"]]) == (1, ["Mine"])
    assert AccessLog.objects.get().references == [two[0].child.reference]


@pytest.mark.parametrize(
    "address",
    ["children/{child}/", "timeline/{child}/", "timeline/{case}/", "documents/{document}/",
     "documents/{document}/file/"],
)  # fmt: skip
def test_what_is_anothers_and_what_never_was_look_alike(api, two, address):
    def status(case: Case) -> int:
        document = make_document(case.reference, DAY).reference
        names = {"child": case.child.reference, "case": case.reference, "document": document}
        return api.get(f"/api/v1/{address.format(**names)}").status_code

    never = {"child": "BCDFGHJK", "case": "R-2025-99999-X", "document": "D-BCDF"}

    assert status(two[0]) == 200
    assert status(two[1]) == 404
    assert api.get(f"/api/v1/{address.format(**never)}").status_code == 404


def test_a_child_is_shown_with_cases_network_and_revision(api, two):
    case = two[0]

    answer = api.get(f"/api/v1/children/{case.child.reference}/")

    body = answer.json()
    assert answer.headers["ETag"] == '"1"'
    assert [row["reference"] for row in body["cases"]] == [case.reference]
    assert body["network"] == [
        {
            "agency": "northshire-sen",
            "name": "Northshire sen",
            "joined_on": "2025-09-01",
            "sharing": "Own record",
        }
    ]


def test_a_withheld_address_goes_to_whoever_may_change_it(api, two):
    child = two[0].child
    Child.objects.filter(pk=child.pk).update(address="1 Secret Street", is_address_hidden=True)
    open_to(child, "northshire-icb")
    health = APIClient()
    health.force_authenticate(make_user(Role.CASEWORKER, agency="icb"))
    address = f"/api/v1/children/{child.reference}/"

    assert api.get(address).json()["address"] == "1 Secret Street"
    assert health.get(address).json()["address"] is None


def test_a_child_is_added_once_for_one_key(api):
    details = {
        "authority": "northshire",
        "given_names": "Sam",
        "family_name": "Reed",
        "born_on": "2011-05-03",
    }

    first, again = (
        api.post("/api/v1/children/", details, headers={"Idempotency-Key": "one"}) for _ in range(2)
    )
    alike = api.post("/api/v1/children/", details)

    assert (first.status_code, first.json()) == (201, again.json())
    assert Child.objects.count() == 1
    assert (alike.status_code, alike.headers["Content-Type"]) == (422, "application/problem+json")
    assert alike.json()["code"] == "child-may-exist"


def test_a_child_is_added_where_the_caller_may(api):
    details = {"given_names": "Sam", "family_name": "Reed", "born_on": "2011-05-03"}

    elsewhere = api.post("/api/v1/children/", details | {"authority": "southshire"})
    without = api.post("/api/v1/children/", details)

    assert (elsewhere.status_code, without.status_code) == (403, 400)
    assert without.json()["errors"] == {"authority": ["This field is required."]}


def test_search_finds_only_what_may_be_seen(api, two):
    body = api.post("/api/v1/children/search/", {"text": "sam 3 May 2011"}).json()
    nothing = api.post("/api/v1/children/search/", {"text": "?"})

    assert [row["family_name"] for row in body["results"]] == ["Mine"]
    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing-sought")


def test_a_timeline_is_told_in_words_and_as_it_stood(api, two):
    case = two[0]
    make_fact(case.reference, date(2025, 9, 3), why="third")
    make_fact(case.reference, date(2025, 9, 5), why="fifth")
    address = f"/api/v1/timeline/{case.reference}/"

    now = api.get(address).json()
    then = api.get(address, {"until": "2025-09-04T00:00:00Z"}).json()
    wrong = api.get(address, {"until": "yesterday"})

    assert [row["says"] for row in now["results"]][0] == "Sight of this case given (1): fifth"
    assert (now["count"] - then["count"], wrong.status_code) == (1, 400)


def test_clocks_are_filtered_and_say_how_they_stand(api, two):
    mine, theirs = (case.reference for case in two)
    make_clock(mine, date(2025, 10, 3), clock="late-one", owed_by="authority")
    make_clock(mine, date(2025, 10, 9), clock="coming", owed_by="family")
    make_clock(mine, date(2025, 10, 1), clock="done", met_on=date(2025, 10, 2))
    make_clock(theirs, date(2025, 10, 3), clock="hidden")

    def found(**query):
        rows = api.get("/api/v1/clocks/", query).json()["results"]
        return [(row["id"], row["state"]) for row in rows]

    assert found() == [("done", "met-late"), ("late-one", "late"), ("coming", "running")]
    assert found(standing="late") == [("late-one", "late")]
    assert found(standing="open", owed_by="family") == [("coming", "running")]
    assert found(due_from="2025-10-04", stream=mine) == [("coming", "running")]
    assert found(stream=theirs) == []


def test_a_document_says_what_it_is_and_hands_over_its_file(api, two):
    document = make_document(two[0].reference, DAY, title="A letter")

    body = api.get(f"/api/v1/documents/{document.reference}/").json()
    file = api.get(body["file"])

    assert (body["title"], body["size"], body["sha256"]) == (
        "A letter",
        len(PDF),
        document.file.sha256,
    )
    assert (file.content, file.headers["X-Content-Type-Options"]) == (PDF, "nosniff")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("children", 3), ("clocks", 3)])
def test_a_list_asks_the_database_as_often_for_one_as_for_three(
    api, officer, rows, address, queries, django_assert_num_queries
):
    for number in range(rows):
        case = with_case(opened_by(officer, f"Child{number}"), officer)
        make_clock(case.reference, TODAY)
    api.get(f"/api/v1/{address}/")

    with django_assert_num_queries(queries):
        api.get(f"/api/v1/{address}/")


def test_nobody_is_shown_beyond_what_was_made(api):
    make_child()

    assert api.get("/api/v1/children/").json()["count"] == 0
