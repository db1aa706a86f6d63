"""Roles as data: which role may do which verb, standing in which relation to the case."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent.parent / "roles.toml"


class Relation(StrEnum):
    """How a person stands to a case."""

    OWNER = "owner"
    LEAD = "lead"
    NETWORK = "network"
    ASKED = "asked"
    PANEL = "panel"
    AUTHORITY = "authority"


class Role(StrEnum):
    """What somebody does here. Their names and rights are in ``roles.toml``."""

    CASEWORKER = "caseworker"
    PANEL_ADMIN = "panel-admin"
    CHAIR = "chair"
    MEMBER = "member"
    FINANCE = "finance"
    COORDINATOR = "coordinator"
    ADVISER = "adviser"
    MANAGER = "manager"
    SYSADMIN = "sysadmin"

    @property
    def label(self) -> str:
        return rights_of(self).label


@dataclass(frozen=True)
class Rights:
    """What one role may do: its relations for each verb, and the kinds of case it sees whole."""

    label: str
    sees: frozenset[str]
    verbs: Mapping[str, frozenset[Relation]]


@cache
def table() -> Mapping[Role, Rights]:
    """Return the rights of every role, read once from ``roles.toml``."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {Role(name): _read(row) for name, row in rows.items()}


def _read(row: Mapping[str, object]) -> Rights:
    words = {key: _words(value) for key, value in row.items() if key != "label"}
    sees = frozenset(words.pop("sees"))
    verbs = {verb: frozenset(map(Relation, relations)) for verb, relations in words.items()}
    return Rights(str(row["label"]), sees, verbs)


def _words(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list of words.")
    return [str(word) for word in value]


def rights_of(role: Role) -> Rights:
    """Return what ``role`` may do."""
    return table()[role]


def verbs() -> frozenset[str]:
    """Return every verb that any role may do."""
    return frozenset(verb for rights in table().values() for verb in rights.verbs)


def may(roles: Iterable[Role], verb: str, relations: Iterable[Relation]) -> bool:
    """Say whether somebody with ``roles``, standing in ``relations`` to a case, may do ``verb``.

    Raises:
        KeyError: no role has such a verb, so the question is misspelt.

    >>> may([Role.CASEWORKER], "referral.submit", [Relation.NETWORK])
    False
    >>> may([Role.CASEWORKER], "referral.submit", [Relation.NETWORK, Relation.LEAD])
    True
    """
    if verb not in verbs():
        raise KeyError(verb)
    standing = frozenset(relations)
    return any(standing & rights_of(role).verbs.get(verb, frozenset()) for role in roles)
