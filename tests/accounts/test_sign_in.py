"""Signing in and out: in our words, and nothing is given away."""

import re

import pytest
from django.core import mail

from accounts.rules.roles import Role
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody():
    make_authority()
    return make_user(Role.CASEWORKER, username="robin")


def test_somebody_signs_in_by_name_or_address(client, somebody):
    for login in ("robin", "robin@northshire.example"):
        answer = client.post("/account/sign-in/", {"login": login, "password": "a-long-password"})

        assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, ["Enter your username or email address", "Enter your password"]),
        (
            {"login": "robin", "password": "wrong"},
            ["Check your username and password: they do not match"],
        ),
        (
            {"login": "nobody", "password": "wrong"},
            ["Check your username and password: they do not match"],
        ),
    ],
)
def test_wrong_sign_in_says_how_to_mend_it(client, somebody, typed, says):
    html = client.post("/account/sign-in/", typed).content.decode()

    summary = html.split("govuk-error-summary__list")[1].split("</ul>")[0]
    assert re.findall(r">([^<>]+)</(?:a|li)>", summary) == says
    assert html.count("<title>Error: Sign in") == 1


def test_demo_people_are_listed_only_in_a_demonstration(client, settings):
    settings.DEMO = True
    assert b"demo-panel-2026" in client.get("/account/sign-in/").content

    settings.DEMO = False
    assert b"demo-panel-2026" not in client.get("/account/sign-in/").content


def test_forgotten_password_sends_a_link_that_works_once(client, somebody):
    client.post("/account/password/forgotten/", {"email": "robin@northshire.example"})
    link = re.search(r"http://[^/]+(/account/password/new/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    new = {"password1": "purple-kettle-garden", "password2": "purple-kettle-garden"}

    client.post(page.request["PATH_INFO"], new)

    client.logout()
    entry = {"login": "robin", "password": "purple-kettle-garden"}
    assert client.post("/account/sign-in/", entry).status_code == 302
    client.logout()
    assert b"This link no longer works" in client.get(link, follow=True).content


def test_forgotten_password_says_the_same_of_a_stranger(client, somebody):
    pages = [
        client.post("/account/password/forgotten/", {"email": email}, follow=True)
        for email in ("robin@northshire.example", "nobody@northshire.example")
    ]

    assert [page.redirect_chain for page in pages] == [[("/account/password/sent/", 302)]] * 2


def test_page_bears_the_authority_and_the_way_out(client, somebody):
    client.force_login(somebody)

    html = client.get("/account/password/").content.decode()

    assert "Northshire" in html
    assert 'action="/account/sign-out/"' in html


def test_password_is_changed_by_what_the_page_asks(client, somebody):
    client.force_login(somebody)
    html = client.get("/account/password/").content.decode()
    asked = re.findall(r'<input[^>]* name="(\w+)"[^>]* type="password"', html)
    new = "purple-kettle-garden"

    client.post("/account/password/", dict(zip(asked, ["a-long-password", new, new], strict=True)))

    somebody.refresh_from_db()
    assert somebody.check_password(new)


def test_short_password_is_refused_in_words(client, somebody):
    client.force_login(somebody)
    typed = {"oldpassword": "a-long-password", "password1": "short", "password2": "short"}

    html = client.post("/account/password/", typed).content.decode()

    assert "at least 12 characters" in html
