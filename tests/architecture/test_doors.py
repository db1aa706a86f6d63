"""Every address asks who you are. A new one is covered without anyone remembering to."""

import re
from collections.abc import Iterator

import pytest
from django.urls import get_resolver

PUBLIC = {
    "healthz",
    "readyz",
    # Asks for a token of its own, or for a reader on this very machine.
    "metrics",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    # What a program could ask, in general: it says nothing of anybody.
    "schema",
    "api-docs",
    # A calendar that subscribes: its address is signed, and says only when a panel meets.
    "feed",
    # Shown on a developer's machine and in tests alone.
    "components",
}
SAMPLES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}


def addresses(patterns=None, prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Yield each address there is, by name and as it would be typed."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, route)
        elif pattern.name not in PUBLIC:
            yield pattern.name or route, re.sub(r"<(?:(\w+):)?\w+>", sample, route)


def sample(found: re.Match) -> str:
    return SAMPLES.get(found[1], "x")


ADDRESSES = [pytest.param(path, id=f"{name} {path}") for name, path in addresses()]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ADDRESSES)
def test_stranger_is_sent_to_sign_in_and_a_program_is_refused(client, path):
    response = client.get(path)

    if path.startswith("/api/"):
        assert response.status_code == 401
    else:
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (
            302,
            "/account/sign-in/",
        )


def test_public_addresses_are_those_there_are():
    def names(patterns) -> Iterator[str | None]:
        for pattern in patterns:
            nested = hasattr(pattern, "url_patterns")
            yield from names(pattern.url_patterns) if nested else [pattern.name]

    assert PUBLIC - set(names(get_resolver().url_patterns)) == set()
