"""Measurements: for a reader on this machine, or one with the token; never about anybody."""

import pytest

from accounts.rules.roles import Role
from tests.factories.people import make_authority, make_user


@pytest.mark.parametrize(
    ("headers", "remote", "status"),
    [
        ({}, "127.0.0.1", 200),
        ({}, "::1", 200),
        ({}, "10.0.0.5", 403),
        ({"X-Forwarded-For": "10.0.0.5"}, "127.0.0.1", 403),
        ({"Authorization": "Bearer wrong"}, "10.0.0.5", 403),
        ({"Authorization": "Bearer sesame"}, "10.0.0.5", 200),
        ({"Authorization": "Bearer sesame", "X-Forwarded-For": "10.0.0.5"}, "127.0.0.1", 200),
    ],
)
def test_who_may_read_them(client, settings, headers, remote, status):
    settings.METRICS_TOKEN = "sesame"

    assert client.get("/metrics", headers=headers, REMOTE_ADDR=remote).status_code == status


def test_without_a_token_in_the_environment_none_opens(client, settings):
    settings.METRICS_TOKEN = ""

    answer = client.get("/metrics", headers={"Authorization": "Bearer "}, REMOTE_ADDR="10.0.0.5")

    assert answer.status_code == 403


@pytest.mark.django_db
def test_they_name_pages_and_never_whom_a_page_is_about(client):
    make_authority()
    client.force_login(make_user(Role.CASEWORKER, username="olive-officer"))
    client.get("/children/BCDFGHJK/")

    text = client.get("/metrics").content.decode()

    assert 'view="people:child"' in text
    assert ("BCDFGHJK" in text, "olive" in text) == (False, False)
