"""The same question as the command takes, over the API."""

import pytest
from rest_framework.test import APIClient

from accounts.rules.roles import Role
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db
URL = "/api/v1/tools/deadlines/"
REQUEST = {"events": [{"kind": "ehc.request_received", "on": "2025-09-01"}]}


@pytest.fixture
def api():
    make_authority()
    client = APIClient()
    client.force_authenticate(make_user(Role.COORDINATOR))
    return client


def test_the_answer_is_that_of_the_command(api):
    answer = api.post(f"{URL}?today=2025-10-14", REQUEST, format="json")

    assert answer.status_code == 200
    assert [(one["id"], one["due_on"], one["state"]) for one in answer.json()["clocks"]] == [
        ("decide-whether-to-assess", "2025-10-13", "late"),
        ("decide-no-plan", "2025-12-22", "running"),
        ("issue-final-plan", "2026-01-19", "running"),
    ]


def test_a_policy_may_be_named(api):
    held = {"events": [{"kind": "panel.meeting_held", "on": "2026-06-02"}]}

    answer = api.post(f"{URL}?policy=kent", held, format="json")

    assert [one["id"] for one in answer.json()["clocks"]] == ["outcome-note", "sign-funding-form"]


@pytest.mark.parametrize(
    ("body", "query", "code", "at"),
    [
        ('{"events": [', "", "json-wrong", "line 1, column 13"),
        ('{"event": []}', "", "unknown-key", "event"),
        ('{"events": []}', "?policy=essex", "policy-unknown", "--policy"),
        ('{"events": []}', "?law=1999", "unknown-law", None),
    ],
)
def test_a_refusal_is_a_problem_with_its_place(api, body, query, code, at):
    answer = api.post(URL + query, body, content_type="application/json")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json().get("at")) == (code, at)


def test_the_kinds_of_event_are_listed(api):
    kinds = api.get(URL).json()["kinds"]

    assert {"kind", "label", "fields", "starts", "meets", "stops"} == set(kinds[0])


def test_a_stranger_is_refused():
    assert APIClient().post(URL, REQUEST, format="json").status_code == 401
