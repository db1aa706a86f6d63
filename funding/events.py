"""Facts about placements, awards and quarters. An award's stream is its case's reference."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from casework.events import Fact


@dataclass(frozen=True, kw_only=True)
class PlacementProposed(Fact):
    """Proposed, or proposed anew. Its stream is the case that asks for it."""

    kind: ClassVar[str] = "placement.proposed"
    says: ClassVar[str] = "Placement proposed: {arrangement} at {setting}, {weeks} weeks a year"

    arrangement: str
    setting: str
    weeks: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class PlacementCosted(Fact):
    kind: ClassVar[str] = "placement.costed"
    says: ClassVar[str] = "Costs entered: {lines} lines"

    lines: int
    yearly_pence: int


@dataclass(frozen=True, kw_only=True)
class PlacementNotAgreed(Fact):
    kind: ClassVar[str] = "placement.not_agreed"
    says: ClassVar[str] = "Placement not agreed"

    decision: str


@dataclass(frozen=True, kw_only=True)
class AwardMade(Fact):
    kind: ClassVar[str] = "award.made"
    says: ClassVar[str] = "Award made from {from_on}, decided in {decision}"

    asked_in: str
    decision: str
    from_on: date
    education_pence: int
    care_pence: int
    health_pence: int


@dataclass(frozen=True, kw_only=True)
class AwardRevised(Fact):
    kind: ClassVar[str] = "award.revised"
    says: ClassVar[str] = "Shares changed from {from_on}, decided in {decision}"

    decision: str
    from_on: date
    education_pence: int
    care_pence: int
    health_pence: int


@dataclass(frozen=True, kw_only=True)
class AwardEnded(Fact):
    kind: ClassVar[str] = "award.ended"
    says: ClassVar[str] = "Award ends: its last day is {last_day}"

    decision: str
    last_day: date


@dataclass(frozen=True, kw_only=True)
class AwardSigned(Fact):
    kind: ClassVar[str] = "award.signed"
    says: ClassVar[str] = "Funding form signed for {agency} by {name}"

    agency: str
    name: str


@dataclass(frozen=True, kw_only=True)
class AwardFullySigned(Fact):
    """Every agency that pays has signed: the form can be drawn and the pack made."""

    kind: ClassVar[str] = "award.fully_signed"
    says: ClassVar[str] = "Every agency has signed the funding form"

    asked_in: str


@dataclass(frozen=True, kw_only=True)
class FundingFormIssued(Fact):
    kind: ClassVar[str] = "award.form_issued"
    says: ClassVar[str] = "Funding form issued"

    document: str


@dataclass(frozen=True, kw_only=True)
class PlacementStarted(Fact):
    kind: ClassVar[str] = "placement.started"
    says: ClassVar[str] = "Placement started"


@dataclass(frozen=True, kw_only=True)
class ReviewDateSet(Fact):
    kind: ClassVar[str] = "placement.review_date_set"
    says: ClassVar[str] = "Review due by {by}"

    by: date


@dataclass(frozen=True, kw_only=True)
class PlacementReviewed(Fact):
    """``agency`` is empty when the panel reviewed it."""

    kind: ClassVar[str] = "placement.reviewed"
    says: ClassVar[str] = "Placement reviewed"

    agency: str


@dataclass(frozen=True, kw_only=True)
class QuarterLocked(Fact):
    """Its stream is the quarter of one authority."""

    kind: ClassVar[str] = "quarter.locked"
    says: ClassVar[str] = "Quarter {quarter} locked with {awards} awards"

    authority: str
    quarter: str
    awards: int
    sha256: str
