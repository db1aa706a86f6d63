"""What is asked about authorities: which protocol is in force, who belongs to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from knox.models import AuthToken

from accounts.models import Adoption, Agency, ProtocolVersion, User
from casework.rules.errors import Refused


@dataclass(frozen=True)
class Protocol:
    """A version of a protocol. ``sections`` is plain data; each app parses its own."""

    code: str
    version: int
    name: str
    sections: Mapping[str, Mapping[str, Any]]

    @property
    def label(self) -> str:
        """How a case keeps it: ``kent-jrap@1``."""
        return f"{self.code}@{self.version}"


def protocol_in_force(authority: str, purpose: str, on: date) -> Protocol:
    """Return the protocol by which ``authority`` runs panels of ``purpose`` on that day.

    Raises:
        Refused: ``no-protocol`` when it has adopted none by then.
    """
    adopted = Adoption.objects.filter(authority=authority, purpose=purpose, from_on__lte=on)
    adoption = adopted.order_by("-from_on").first()
    if adoption is None:
        raise Refused("no-protocol", "This authority has adopted no protocol for such a panel.")
    return newest_version(adoption.protocol, on)


def newest_version(code: str, on: date) -> Protocol:
    """Return the version of protocol ``code`` in force on a day.

    Raises:
        Refused: ``no-protocol`` when none was in force by then.
    """
    versions = ProtocolVersion.objects.filter(code=code, from_on__lte=on)
    row = versions.order_by("-from_on").first()
    if row is None:
        raise Refused("no-protocol", f"No version of {code} was in force then.")
    return _protocol(row)


def protocol_version(label: str) -> Protocol:
    """Return the version that a case has kept, such as ``kent-jrap@1``."""
    code, _, version = label.partition("@")
    return _protocol(ProtocolVersion.objects.get(code=code, version=int(version)))


def _protocol(row: ProtocolVersion) -> Protocol:
    return Protocol(row.code, row.version, row.name, row.sections)


def agencies_of(authority: str) -> QuerySet[Agency]:
    """The agencies that serve an authority, in the order of payers."""
    return Agency.objects.filter(authorities=authority).order_by("payer", "code")


def tokens_of(user: User) -> QuerySet[AuthToken]:
    """A person's API tokens with what each is called, the newest first."""
    tokens = AuthToken.objects.filter(user=user).select_related("called")
    return tokens.order_by("-created", "pk")
