"""EHC cases over the API: the same doors, rights, actions and refusals as the pages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from accounts.rules.roles import Role
from casework import clock
from casework.models import AccessLog, Event
from ehcp.models import AdviceRequest, EhcCase
from ehcp.rules.advice import Head
from tests.ehcp.test_advice_actions import PDF
from tests.factories.ehcp import (
    fresh,
    make_assessment,
    make_coordinator,
    make_draft,
    make_plan,
    make_request,
)
from tests.factories.people import make_authority, make_child, make_user, open_to

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 2, 2, 12, tzinfo=ZoneInfo("Europe/London"))
BASE = "/api/v1/ehc/"


@pytest.fixture(autouse=True)
def the_day():
    make_authority("northshire")
    make_authority("southshire")
    with clock.read_from(lambda: NOON):
        yield


def as_user(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def owner_of(ehc):
    return as_user(ehc.case.owner)


def at(ehc, *path):
    return BASE + "/".join([ehc.case.reference, *path]) + "/"


def test_the_list_is_of_cases_that_the_caller_may_see_with_what_is_due_next():
    mine = make_request(owner=make_coordinator("northshire"))
    make_request(owner=make_coordinator("southshire"))

    body = owner_of(mine).get(BASE, {"stage": "requested"}).json()

    assert body["count"] == 1
    row = body["results"][0]
    assert (row["reference"], row["next_clock"], row["next_due_on"]) == (
        mine.case.reference,
        "decide-whether-to-assess",
        "2025-10-13",
    )
    assert AccessLog.objects.get().references == [mine.case.reference]


@pytest.mark.parametrize("cases", [1, 3])
def test_the_list_takes_as_many_queries_for_three_cases_as_for_one(
    cases, django_assert_num_queries
):
    owner = make_coordinator()
    for _one in range(cases):
        make_assessment(owner=owner, ask=[Head.HEALTH])
    api = as_user(owner)
    api.get(BASE)

    with django_assert_num_queries(4):
        api.get(BASE)


def test_a_request_is_recorded_for_a_child_whose_record_the_caller_sees():
    owner, child = make_coordinator(), make_child()
    open_to(child, "northshire-sen")
    asked = {
        "child": child.reference,
        "received_on": "2025-09-01",
        "source": "parent",
        "asked_by": "A parent",
        "evidence": ["attainment"],
    }

    answer = as_user(owner).post(BASE, asked)

    ehc = EhcCase.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {"reference": ehc.case.reference, "revision": 1},
    )
    assert (ehc.received_on, ehc.evidence, ehc.case.owner) == (
        date(2025, 9, 1),
        ["attainment"],
        owner,
    )
    assert as_user(make_coordinator("southshire")).post(BASE, asked).status_code == 404


def test_the_same_key_records_one_request():
    owner, child = make_coordinator(), make_child()
    open_to(child, "northshire-sen")
    asked = {
        "child": child.reference,
        "received_on": "2025-09-01",
        "source": "parent",
        "asked_by": "A parent",
    }
    api = as_user(owner)

    references = {
        api.post(BASE, asked, headers={"Idempotency-Key": "once"}).json()["reference"]
        for _again in range(2)
    }

    assert references == {EhcCase.objects.get().case.reference}


def test_a_case_is_shown_whole_with_its_revision_as_etag():
    ehc = make_draft()

    answer = owner_of(ehc).get(at(ehc))

    body = answer.json()
    assert answer.headers["ETag"] == f'"{ehc.case.revision}"'
    assert (body["stage"], len(body["advice"]), body["plans"][0]["state"]) == (
        "with the family",
        6,
        "draft",
    )


def test_a_decision_is_recorded_and_a_stale_one_is_409():
    ehc = make_request()
    decision = {"outcome": "assess", "sent_on": "2025-10-13", "reasons": "It may be necessary."}
    api = owner_of(ehc)

    stale = api.post(at(ehc, "decisions"), decision, headers={"If-Match": '"99"'})
    done = api.post(at(ehc, "decisions"), decision, headers={"If-Match": f'"{ehc.case.revision}"'})

    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert done.status_code == 200
    assert done.json()["revision"] == fresh(ehc.case.reference).case.revision


def test_a_refusal_is_a_problem_that_names_its_rule():
    ehc = make_draft()
    api = owner_of(ehc)
    api.put(at(ehc, "plan", "placement"), {"setting": "Hillview School"})
    final = {"sent_on": "2026-01-05", "signed_by": "Officer", "signed_role": "Manager"}

    answer = api.post(at(ehc, "plan", "final"), final)

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json()["rule"]) == ("window-open", "SUT-030")
    late = api.post(at(ehc, "plan", "final"), final | {"sent_on": "2026-01-06"})
    assert late.status_code == 200


def test_advice_is_asked_and_recorded_as_words_or_as_a_file():
    ehc = make_assessment(ask=[])
    api = owner_of(ehc)
    asks = [
        {"head": "health", "adviser": "Paediatrics", "asked_on": "2025-10-13"},
        {"head": "other", "adviser": "Youth team", "asked_on": "2025-10-13"},
    ]

    api.post(at(ehc, "advice"), {"asks": asks})
    first, second = ehc.advice.order_by("pk")
    answer = {"author": "Dr Example", "received_on": "2025-11-20"}
    api.post(at(ehc, "advice", str(first.pk)), answer | {"words": "Needs time."})
    file = SimpleUploadedFile("advice.pdf", PDF, "application/pdf")
    api.post(at(ehc, "advice", str(second.pk)), answer | {"file": file}, format="multipart")

    rows = ehc.advice.order_by("pk").values_list("state", "words", "document__file_name")
    assert list(rows) == [("received", "Needs time.", None), ("received", "", "advice.pdf")]


def test_a_plan_is_written_drafted_heard_about_and_told_of():
    ehc = make_plan()
    api = owner_of(ehc)

    statuses = [
        api.put(at(ehc, "plan", "sections", "B"), {"words": "New words."}).status_code,
        api.put(at(ehc, "plan", "sections", "Z"), {"words": "x"}).status_code,
        api.post(
            at(ehc, "plan", "drafts"), {"sent_on": "2025-12-22", "served_on": "2025-12-22"}
        ).status_code,
        api.post(
            at(ehc, "plan", "views"), {"on": "2025-12-29", "words": "Please add swimming."}
        ).status_code,
        api.post(
            at(ehc, "told"),
            {"occasion": "assessment", "recipients": ["icb"], "on": "2025-10-13"},
        ).status_code,
    ]

    assert statuses == [200, 404, 200, 200, 200]
    assert ehc.plan.versions.get().sections["B"] == "New words."
    kinds = set(Event.objects.of(ehc.case.reference).values_list("kind", flat=True))
    assert {"ehc.draft_issued", "ehc.representations_received", "ehc.others_told"} <= kinds


def test_a_request_is_withdrawn():
    ehc = make_request()

    owner_of(ehc).post(at(ehc, "withdrawal"), {"on": "2025-09-09", "reason": "Moved."})

    assert fresh(ehc.case.reference).case.stage == "withdrawn"


DOINGS = [
    ("post", ("decisions",)),
    ("post", ("told",)),
    ("post", ("withdrawal",)),
    ("post", ("advice",)),
    ("post", ("advice", "1")),
    ("put", ("plan", "sections", "B")),
    ("put", ("plan", "placement")),
    ("post", ("plan", "drafts")),
    ("post", ("plan", "views")),
    ("post", ("plan", "final")),
]


@pytest.mark.parametrize(("method", "path"), DOINGS)
def test_who_does_not_see_a_case_gets_404_and_who_may_not_change_it_403(method, path):
    ehc = make_request()
    open_to(ehc.case.child, "northshire-icb")

    statuses = [
        getattr(as_user(user), method)(at(ehc, *path), {}).status_code
        for user in (
            make_coordinator("southshire"),
            make_user(Role.CASEWORKER, agency="icb"),
        )
    ]

    assert statuses == [404, 403]


def test_an_adviser_sees_and_answers_what_is_asked_of_them_alone():
    mine, other = (make_user(Role.ADVISER, agency="icb") for _one in range(2))
    emails = {Head.HEALTH: mine.email, Head.PSYCHOLOGY: other.email}
    make_assessment(ask=list(emails), emails=emails)
    advice = {row.user_id: row.pk for row in AdviceRequest.objects.all()}
    api, answer = as_user(mine), {"author": "Dr Example", "words": "Needs time."}

    listed = api.get(f"{BASE}advice/").json()["results"]
    statuses = [
        api.post(f"{BASE}advice/{pk}/", answer).status_code
        for pk in (advice[other.pk], 999999, advice[mine.pk])
    ]

    assert [row["id"] for row in listed] == [advice[mine.pk]]
    assert statuses == [404, 404, 200]
    assert AdviceRequest.objects.get(pk=advice[mine.pk]).received_on == NOON.date()
