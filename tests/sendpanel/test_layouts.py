"""What stands around every page: the parts one has work in, messages, and pages for faults."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import override_settings
from django.urls import path

from accounts.rules.roles import Role
from sendpanel.context import PARTS, navigation
from sendpanel.urls import urlpatterns as real

pytestmark = pytest.mark.django_db


FAULTS = {"fall": RuntimeError, "no": PermissionDenied, "odd": SuspiciousOperation}


@login_not_required
def fail(request, how):
    raise FAULTS[how]("on purpose")


urlpatterns = [*real, path("fail/<str:how>/", fail)]


def names(*roles: Role, path: str = "/") -> list[str]:
    return [part["text"] for part in navigation(path, frozenset(roles))]


def test_adviser_is_led_nowhere_without_work():
    assert set(names(Role.ADVISER)) <= {"My work", "Tools"}


def test_stranger_to_every_role_is_led_nowhere():
    assert names() == []


def test_every_part_there_is_is_offered_to_somebody():
    assert [part.text for part in PARTS if not part.roles] == []


def test_part_that_one_is_in_is_marked():
    [search] = [
        part
        for part in navigation("/search/abc/", frozenset({Role.CASEWORKER}))
        if part["text"] == "Search"
    ]

    assert (search["active"], search["current"]) == (True, False)


@pytest.mark.parametrize(
    ("how", "status", "title"),
    [
        ("fall", 500, "Sorry, there is a problem"),
        ("no", 403, "You cannot do this"),
        ("odd", 400, "We could not read that request"),
    ],
)
@override_settings(ROOT_URLCONF="tests.sendpanel.test_layouts")
def test_fault_has_a_page_that_says_what_to_do(client, how, status, title):
    client.raise_request_exception = False

    answer = client.get(f"/fail/{how}/")

    assert answer.status_code == status
    assert re.search(rf"<title>\s*{title}", answer.content.decode())
    assert "on purpose" not in answer.content.decode()


def test_page_that_is_not_there_says_so(client):
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert re.search(r"<title>\s*Page not found", answer.content.decode())


def test_page_for_our_faults_leans_on_nothing_but_files_that_are_there():
    text = (settings.ROOT / "templates" / "500.html").read_text()
    files = re.findall(r'href="/static/([^"]+)"', text)

    assert "{%" not in text
    assert [name for name in files if not (settings.ROOT / "static" / name).is_file()] == []


@pytest.mark.parametrize(
    "name",
    ["templates/layouts/base.html", "static/app/app.js", "static/app/document.css"],
)
def test_vendored_files_that_are_named_are_there(name):
    named = re.findall(r"vendor/[\w.@/-]+", (settings.ROOT / name).read_text())

    assert named != []
    assert [file for file in named if not (settings.ROOT / "static" / file).is_file()] == []
