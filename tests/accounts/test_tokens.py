"""API tokens: made and ended by their owner, shown once, worth what their owner is."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from knox.models import AuthToken
from rest_framework.test import APIClient

from accounts.rules.roles import Role
from casework import clock
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db
TOKENS = "/account/tokens/"
ASKED = {"name": "Ledger", "days": "90", "form_key": "one"}


@pytest.fixture
def officer(client):
    make_authority()
    user = make_user(Role.CASEWORKER)
    client.force_login(user)
    return user


def shown(answer) -> str:
    return re.search(r"<code>([0-9a-f]{64})</code>", answer.content.decode())[1]


def test_a_token_is_shown_once_and_opens_the_api(client, officer):
    token = shown(client.post(TOKENS, ASKED))

    listed = client.get(TOKENS).content.decode()
    api = APIClient(headers={"Authorization": f"Token {token}"})
    assert token not in listed
    assert ("Ledger" in listed, token[:8] in listed) == (True, True)
    assert api.get("/api/v1/children/").status_code == 200
    kept = AuthToken.objects.get()
    assert kept.user == officer
    assert timedelta(days=89) < kept.expiry - clock.now() <= timedelta(days=90)


def test_the_same_form_sent_twice_makes_one_token(client, officer):
    client.post(TOKENS, ASKED)
    again = client.post(TOKENS, ASKED, follow=True).content.decode()

    assert AuthToken.objects.count() == 1
    assert "shown only once" in again
    assert re.search(r"[0-9a-f]{64}", again) is None


def test_a_token_without_a_name_or_a_length_is_not_made(client, officer):
    page = client.post(TOKENS, {"name": ""}).content.decode()

    assert "Enter the name of the system" in page
    assert AuthToken.objects.count() == 0


def test_a_token_ends_when_it_is_revoked(client, officer):
    token = shown(client.post(TOKENS, ASKED))
    address = reverse("accounts:revoke_token", args=[AuthToken.objects.get().token_key])

    unsure = client.post(address, {})
    sure = client.post(address, {"is_sure": "on"})

    api = APIClient(headers={"Authorization": f"Token {token}"})
    assert (unsure.status_code, sure.status_code) == (200, 302)
    assert api.get("/api/v1/children/").status_code == 401


def test_a_token_of_somebody_else_is_not_there(client, officer):
    shown(client.post(TOKENS, ASKED))
    key = AuthToken.objects.get().token_key
    client.force_login(make_user(Role.CASEWORKER))

    listed = client.get(TOKENS).content.decode()
    answer = client.post(reverse("accounts:revoke_token", args=[key]), {"is_sure": "on"})

    assert ("Ledger" in listed, answer.status_code) == (False, 404)
    assert AuthToken.objects.count() == 1
