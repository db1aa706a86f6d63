"""Facts about children, their network and consent. Their stream is the child's reference."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from casework.events import Fact


@dataclass(frozen=True, kw_only=True)
class ChildAdded(Fact):
    kind: ClassVar[str] = "child.added"
    says: ClassVar[str] = "Record opened"


@dataclass(frozen=True, kw_only=True)
class ChildDetailsChanged(Fact):
    kind: ClassVar[str] = "child.details_changed"
    says: ClassVar[str] = "Details changed: {details}"

    details: list[str]


@dataclass(frozen=True, kw_only=True)
class CarerRecorded(Fact):
    """A parent or carer was recorded, or what is known of them changed."""

    kind: ClassVar[str] = "child.carer_recorded"
    says: ClassVar[str] = "{name} recorded as {relation}; parental responsibility: {responsible}"

    name: str
    relation: str
    responsible: bool


@dataclass(frozen=True, kw_only=True)
class LegalStatusRecorded(Fact):
    kind: ClassVar[str] = "child.legal_status_recorded"
    says: ClassVar[str] = "Legal status recorded: {status}, from {from_on}"

    status: str
    from_on: date


@dataclass(frozen=True, kw_only=True)
class AgencyJoinedNetwork(Fact):
    kind: ClassVar[str] = "child.agency_joined"
    says: ClassVar[str] = "{agency} joined the network"

    agency: str


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Fact):
    kind: ClassVar[str] = "child.consent_given"
    says: ClassVar[str] = "Sharing with {agency} recorded: {basis}, {given_by}"

    agency: str
    basis: str
    given_by: str


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Fact):
    kind: ClassVar[str] = "child.consent_withdrawn"
    says: ClassVar[str] = "Consent to share with {agency} withdrawn"

    agency: str


@dataclass(frozen=True, kw_only=True)
class SightGiven(Fact):
    """Named people were let see a case. Their stream is the case's reference."""

    kind: ClassVar[str] = "case.sight_given"
    says: ClassVar[str] = "Sight of this case given ({people}): {why}"

    people: int
    why: str
