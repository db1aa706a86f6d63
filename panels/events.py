"""Facts about panels. A meeting's stream is its own reference; a case's is the case's."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.events import Fact


@dataclass(frozen=True, kw_only=True)
class MeetingSet(Fact):
    kind: ClassVar[str] = "panel.meeting_set"
    says: ClassVar[str] = "Meeting set for {meeting_on}"

    meeting_on: date
    panel: str


@dataclass(frozen=True, kw_only=True)
class MeetingMoved(Fact):
    kind: ClassVar[str] = "panel.meeting_moved"
    says: ClassVar[str] = "Meeting moved from {moved_from} to {meeting_on}: {because}"

    moved_from: date
    meeting_on: date
    because: str


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(Fact):
    kind: ClassVar[str] = "panel.meeting_cancelled"
    says: ClassVar[str] = "Meeting cancelled: {because}"

    because: str


@dataclass(frozen=True, kw_only=True)
class DatesCirculated(Fact):
    """The year's dates went to the members. Its stream is the panel's code."""

    kind: ClassVar[str] = "panel.dates_circulated"
    says: ClassVar[str] = "{meetings} dates from {first_on} sent to {people} members"

    meetings: int
    first_on: date
    people: int


@dataclass(frozen=True, kw_only=True)
class CaseListed(Fact):
    kind: ClassVar[str] = "panel.case_listed"
    says: ClassVar[str] = "Listed for {panel} on {meeting_on}"

    meeting: str
    meeting_on: date
    panel: str
    purpose: str
    late_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PapersReceived(Fact):
    """The papers of a case came; in the meeting's stream, on the day they came."""

    kind: ClassVar[str] = "panel.papers_received"
    says: ClassVar[str] = "Papers of {case} received"

    case: str


@dataclass(frozen=True, kw_only=True)
class CaseTakenOff(Fact):
    """In the meeting's stream; the case's own says that it was left off."""

    kind: ClassVar[str] = "panel.case_taken_off"
    says: ClassVar[str] = "{case} taken off the agenda: {because}"

    case: str
    because: str


@dataclass(frozen=True, kw_only=True)
class AgendaSent(Fact):
    kind: ClassVar[str] = "panel.agenda_sent"
    says: ClassVar[str] = "Agenda of {cases} cases sent to {people} members"

    cases: int
    people: int


@dataclass(frozen=True, kw_only=True)
class MeetingOpened(Fact):
    kind: ClassVar[str] = "panel.meeting_opened"
    says: ClassVar[str] = "Meeting opened, {chair} in the chair"

    chair: str


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Fact):
    kind: ClassVar[str] = "panel.attendance_recorded"
    says: ClassVar[str] = "{name} ({agency}): {attendance}"

    name: str
    agency: str
    attendance: str


@dataclass(frozen=True, kw_only=True)
class DeputyArranged(Fact):
    kind: ClassVar[str] = "panel.deputy_arranged"
    says: ClassVar[str] = "{name} will come as {capacity}"

    name: str
    capacity: str
    stands_in_for: str = ""


@dataclass(frozen=True, kw_only=True)
class ChairTaken(Fact):
    kind: ClassVar[str] = "panel.chair_taken"
    says: ClassVar[str] = "{chair} took the chair"

    chair: str
    is_stand_in: bool = False
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class InterestDeclared(Fact):
    """Somebody declared an interest in an item. Its stream is the case's."""

    kind: ClassVar[str] = "panel.interest_declared"
    says: ClassVar[str] = "{name} declared an interest"

    name: str
    meeting: str


@dataclass(frozen=True, kw_only=True)
class DecisionRecorded(Fact):
    kind: ClassVar[str] = "panel.decision_recorded"
    says: ClassVar[str] = "{panel} decided: {label}"

    item: int
    version: int
    outcome: str
    label: str
    panel: str
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AdviceGiven(Fact):
    """A panel that decides nothing advised; the officer's decision is another fact."""

    kind: ClassVar[str] = "panel.advice_given"
    says: ClassVar[str] = "{panel}: {label}"

    item: int
    version: int
    outcome: str
    label: str
    panel: str


@dataclass(frozen=True, kw_only=True)
class DecisionCorrected(Fact):
    kind: ClassVar[str] = "panel.decision_corrected"
    says: ClassVar[str] = "Decision corrected ({label}): {because}"

    item: int
    version: int
    outcome: str
    label: str
    because: str


@dataclass(frozen=True, kw_only=True)
class MeetingHeld(Fact):
    """A meeting was held: in its own stream, and in that of each case it decided.

    ``agency`` are the payers whose signature an agreement waits for; ``outcome`` is "held" in
    the meeting's own stream.
    """

    kind: ClassVar[str] = "panel.meeting_held"
    says: ClassVar[str] = "{panel} of {meeting_on} was held"

    meeting: str
    meeting_on: date
    panel: str
    outcome: str = "held"
    agency: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class OutcomeNoteEndorsed(Fact):
    kind: ClassVar[str] = "panel.outcome_note_endorsed"
    says: ClassVar[str] = "Outcome note endorsed by {chair}"

    note: int
    version: int
    chair: str


@dataclass(frozen=True, kw_only=True)
class OutcomeNoteSent(Fact):
    kind: ClassVar[str] = "panel.outcome_note_sent"
    says: ClassVar[str] = "Outcome note sent to {to}"

    to: str
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordAvailable(Fact):
    kind: ClassVar[str] = "panel.record_available"
    says: ClassVar[str] = "Written record of the decision available"

    document: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionDone(Fact):
    kind: ClassVar[str] = "panel.action_done"
    says: ClassVar[str] = "Done: {what}"

    what: str


@dataclass(frozen=True, kw_only=True)
class FundingFormSigned(Fact):
    """An agency signed; ``agency`` are the payers it signed for. Said in the referral's stream."""

    kind: ClassVar[str] = "panel.funding_form_signed"
    says: ClassVar[str] = "Funding form signed for {of} by {name}"

    award: str
    event: int
    agency: list[str]
    of: str
    name: str


@dataclass(frozen=True, kw_only=True)
class PackIssued(Fact):
    kind: ClassVar[str] = "panel.pack_issued"
    says: ClassVar[str] = "Parts 1 and 2, outcome note and funding form issued as one document"

    document: str
