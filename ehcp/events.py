"""Facts about EHC cases. The kinds are relied on by the clocks and by whoever reads timelines."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from casework.events import Fact


@dataclass(frozen=True, kw_only=True)
class RequestReceived(Fact):
    kind: ClassVar[str] = "ehc.request_received"
    says: ClassVar[str] = "Request for an assessment received from {source}"

    source: str


@dataclass(frozen=True, kw_only=True)
class BecameResponsible(Fact):
    kind: ClassVar[str] = "ehc.became_responsible"
    says: ClassVar[str] = "Brought to the authority's attention by {source}"

    source: str


@dataclass(frozen=True, kw_only=True)
class ConsiderationTold(Fact):
    kind: ClassVar[str] = "ehc.consideration_told"
    says: ClassVar[str] = "Told that the authority is considering: {who}"

    recipient: str
    who: str


@dataclass(frozen=True, kw_only=True)
class OthersTold(Fact):
    kind: ClassVar[str] = "ehc.others_told"
    says: ClassVar[str] = "Told of the decision: {who}"

    recipient: str
    who: str


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(Fact):
    kind: ClassVar[str] = "ehc.request_withdrawn"
    says: ClassVar[str] = "Request withdrawn"

    reason: str


@dataclass(frozen=True, kw_only=True)
class PanelAdviceReceived(Fact):
    kind: ClassVar[str] = "ehc.panel_advice_received"
    says: ClassVar[str] = "The panel advised: {outcome}"

    outcome: str
    meeting: str


@dataclass(frozen=True, kw_only=True)
class AssessmentAgreed(Fact):
    kind: ClassVar[str] = "ehc.assessment_agreed"
    says: ClassVar[str] = "Decided to assess; the family was told"

    recipients: list[str]


@dataclass(frozen=True, kw_only=True)
class AssessmentRefused(Fact):
    kind: ClassVar[str] = "ehc.assessment_refused"
    says: ClassVar[str] = "Decided not to assess; the family was told"

    recipients: list[str]


@dataclass(frozen=True, kw_only=True)
class AdviceRequested(Fact):
    kind: ClassVar[str] = "ehc.advice_requested"
    says: ClassVar[str] = "Advice asked of {adviser}"

    adviser: str
    head: str
    received_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AdviceReceived(Fact):
    kind: ClassVar[str] = "ehc.advice_received"
    says: ClassVar[str] = "Advice received from {adviser}"

    adviser: str


@dataclass(frozen=True, kw_only=True)
class AdviceReused(Fact):
    kind: ClassVar[str] = "ehc.advice_reused"
    says: ClassVar[str] = "Existing advice of {adviser} used, as all agree that it suffices"

    adviser: str
    head: str


@dataclass(frozen=True, kw_only=True)
class PlanAgreed(Fact):
    kind: ClassVar[str] = "ehc.plan_agreed"
    says: ClassVar[str] = "Decided to make a plan"


@dataclass(frozen=True, kw_only=True)
class PlanRefused(Fact):
    kind: ClassVar[str] = "ehc.plan_refused"
    says: ClassVar[str] = "Decided to make no plan; the family was told"

    recipients: list[str]


@dataclass(frozen=True, kw_only=True)
class SectionWritten(Fact):
    """Which section, never its words: those are in the plan."""

    kind: ClassVar[str] = "ehc.plan_section_written"
    says: ClassVar[str] = "Section {section} of the plan written"

    section: str


@dataclass(frozen=True, kw_only=True)
class PlacementNamed(Fact):
    kind: ClassVar[str] = "ehc.placement_named"
    says: ClassVar[str] = "Section I of the plan written: {placement}"

    placement: str


@dataclass(frozen=True, kw_only=True)
class HealthProvisionAgreed(Fact):
    kind: ClassVar[str] = "ehc.health_provision_agreed"
    says: ClassVar[str] = "Health provision agreed by {agreed_by}"

    agreed_by: str


@dataclass(frozen=True, kw_only=True)
class DraftIssued(Fact):
    """``on`` is the day of service; ``sent_on`` the day it left."""

    kind: ClassVar[str] = "ehc.draft_issued"
    says: ClassVar[str] = "Draft plan {version} served on the family"

    version: int
    sent_on: date


@dataclass(frozen=True, kw_only=True)
class RepresentationsReceived(Fact):
    kind: ClassVar[str] = "ehc.representations_received"
    says: ClassVar[str] = "The family gave its views on the draft"


@dataclass(frozen=True, kw_only=True)
class NothingMoreToAdd(Fact):
    """Ends the family's time for the draft."""

    kind: ClassVar[str] = "ehc.nothing_more_to_add"
    says: ClassVar[str] = "The family said in writing that it has nothing more to add"


@dataclass(frozen=True, kw_only=True)
class FinalIssued(Fact):
    kind: ClassVar[str] = "ehc.final_issued"
    says: ClassVar[str] = "Final plan sent to the family"

    version: int
    recipients: list[str]


@dataclass(frozen=True, kw_only=True)
class DecisionNotified(Fact):
    """Starts the family's time to appeal. ``grounds`` is what the appeal could be about."""

    kind: ClassVar[str] = "dispute.decision_notified"
    says: ClassVar[str] = "The family was told of its right of appeal"

    grounds: str
