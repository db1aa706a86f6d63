"""Facts about a referral. Their stream is the case's reference."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from casework.events import Fact


@dataclass(frozen=True, kw_only=True)
class AlertRaised(Fact):
    kind: ClassVar[str] = "referral.alert_raised"
    says: ClassVar[str] = "Alert raised"

    agencies: list[str]


@dataclass(frozen=True, kw_only=True)
class AlertShared(Fact):
    kind: ClassVar[str] = "referral.alert_shared"
    says: ClassVar[str] = "Alert shared with the network"

    agencies: list[str]


@dataclass(frozen=True, kw_only=True)
class AgencyRefused(Fact):
    """The family does not want this agency told."""

    kind: ClassVar[str] = "referral.agency_refused"
    says: ClassVar[str] = "The family refused to share with {agency}"

    agency: str


@dataclass(frozen=True, kw_only=True)
class AgencyAsked(Fact):
    kind: ClassVar[str] = "referral.agency_asked"
    says: ClassVar[str] = "{agency} asked for its assessment and view"

    agency: str
    code: str


@dataclass(frozen=True, kw_only=True)
class AssessmentReceived(Fact):
    kind: ClassVar[str] = "referral.assessment_received"
    says: ClassVar[str] = "Assessment received from {agency}"

    agency: str
    document: str


@dataclass(frozen=True, kw_only=True)
class ViewGiven(Fact):
    kind: ClassVar[str] = "referral.view_given"
    says: ClassVar[str] = "{agency} gave its view: {position}"

    agency: str
    position: str
    because: str
    offered_pence: int | None


@dataclass(frozen=True, kw_only=True)
class ShareConfirmed(Fact):
    kind: ClassVar[str] = "referral.share_confirmed"
    says: ClassVar[str] = "{agency} confirmed its own funding, agreed by {agreed_by}"

    agency: str
    yearly_pence: int
    agreed_on: date
    agreed_by: str


@dataclass(frozen=True, kw_only=True)
class SectionSaved(Fact):
    kind: ClassVar[str] = "referral.section_saved"
    says: ClassVar[str] = "Section saved: {title}"

    section: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ReferralSubmitted(Fact):
    kind: ClassVar[str] = "referral.submitted"
    says: ClassVar[str] = "Referral submitted to the panel"

    protocol: str


@dataclass(frozen=True, kw_only=True)
class ReferralTakenBack(Fact):
    kind: ClassVar[str] = "referral.taken_back"
    says: ClassVar[str] = "Referral reopened for changes"


@dataclass(frozen=True, kw_only=True)
class ReferralListed(Fact):
    kind: ClassVar[str] = "referral.listed"
    says: ClassVar[str] = "Listed for the panel of {meets_on}"

    meeting: str
    meets_on: date


@dataclass(frozen=True, kw_only=True)
class ReferralLeftOff(Fact):
    kind: ClassVar[str] = "referral.left_off"
    says: ClassVar[str] = "Left off the agenda: {because}"

    meeting: str
    because: str


@dataclass(frozen=True, kw_only=True)
class ReferralDecided(Fact):
    kind: ClassVar[str] = "referral.decided"
    says: ClassVar[str] = "Decided: {outcome}"

    outcome: str
    meeting: str
    award: str


@dataclass(frozen=True, kw_only=True)
class ReferralWithdrawn(Fact):
    kind: ClassVar[str] = "referral.withdrawn"
    says: ClassVar[str] = "Withdrawn: {because}"

    because: str
