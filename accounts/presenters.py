"""A person's own account, as tables."""

from collections.abc import Iterable

from django.urls import reverse
from knox.models import AuthToken

from casework.components import Link, Table
from casework.templatetags.govuk import day


def tokens_table(tokens: Iterable[AuthToken]) -> Table:
    """Return a person's API tokens: never the token, only how it begins."""
    return Table(
        "Your tokens",
        ["System", "Begins with", "Made", "Ends", "Change"],
        [
            [
                name_of(token),
                token.token_key,
                day(token.created),
                day(token.expiry),
                Link("Revoke", reverse("accounts:revoke_token", args=[token.token_key]),
                     f"the token of {name_of(token)}"),
            ]
            for token in tokens
        ],
        empty="You have no tokens.",
    )  # fmt: skip


def name_of(token: AuthToken) -> str:
    """Return what a token is called; one made elsewhere has no name."""
    return token.called.name if hasattr(token, "called") else "Not named"
