"""What the rules are told about a referral: plain, frozen values, made from the rows by a query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from referrals.rules.workflow import Stage


class Position(StrEnum):
    """What an agency says of the placement before the panel meets."""

    AGREE = "agree"
    DISAGREE = "disagree"
    MORE_INFORMATION = "more-information"


class Consent(StrEnum):
    """Whether one agency may be told and asked. Not asked yet is its own answer."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_RECORDED = "not-recorded"


@dataclass(frozen=True)
class AgencyFacts:
    """One agency of the child's network, and what it has done so far."""

    code: str
    name: str
    payer: str
    is_lead: bool = False
    consent: Consent = Consent.NOT_RECORDED
    has_assessment: bool = False
    position: Position | None = None
    has_specification: bool = False
    own_agreed_on: date | None = None
    own_agreed_by: str = ""
    own_agreed_pence: int | None = None

    @property
    def takes_part(self) -> bool:
        """An agency whose share of the papers the family refused takes no part."""
        return self.consent is not Consent.REFUSED


@dataclass(frozen=True)
class ChildFacts:
    """What bears on the gates about the child. ``None`` means that nobody has answered."""

    born_on: date
    needs: str = ""
    legal_status: str = ""
    is_in_care: bool = False
    has_plan: bool | None = None
    named_by: str = ""
    has_health_issues: bool | None = None
    continuing_care_on: date | None = None
    is_known_to_care: bool | None = None
    is_concern: bool | None = None

    @property
    def is_placement_named(self) -> bool:
        """A final plan or the Tribunal names the placement: the panel settles only who pays."""
        return bool(self.named_by)


@dataclass(frozen=True)
class CapacityFacts:
    """From 16: the young person's own consent, or an assessment and a best interest decision."""

    own_consent_on: date | None = None
    assessed_on: date | None = None
    best_interest_on: date | None = None


@dataclass(frozen=True)
class AlertFacts:
    """Costs on part 1, when the referrer already knows them."""

    are_costs_known: bool = False
    weekly_pence: int | None = None
    yearly_pence: int | None = None


@dataclass(frozen=True)
class PlacementFacts:
    """The placement that part 2 proposes."""

    kind: str
    provider: str
    is_external: bool
    weeks: int | None
    weeks_details: str = ""
    starts_on: date | None = None
    grounds: tuple[str, ...] = ()
    complexity: str = ""


@dataclass(frozen=True)
class CostFacts:
    """Part 2's money, in pence. ``education_weeks`` is how many weeks education is paid over."""

    lines: int = 0
    weekly_pence: int = 0
    yearly_pence: int = 0
    education_pence: int = 0
    education_weeks: int | None = None
    payment_terms: str = ""


@dataclass(frozen=True)
class DiscussionFacts:
    """A meeting of the agencies, or their conferring without one, before the need is decided."""

    held_on: date
    is_meeting: bool
    attendees: str
    options_for_school: str
    options_for_home: str
    recommendation: str


@dataclass(frozen=True)
class OptionsFacts:
    """What was tried, and the evidence for each of the three tests of an external placement."""

    statement: str = ""
    local_packages: str = ""
    local_facility: str = ""
    complexity: str = ""
    discussion: DiscussionFacts | None = None

    def evidence(self, test: str) -> str:
        """Return what is written for one of ``referrals.rules.gates.TESTS``."""
        return {
            "local_packages_exhausted": self.local_packages,
            "no_appropriate_local_facility": self.local_facility,
            "complexity_evidenced": self.complexity,
        }[test]


@dataclass(frozen=True)
class CheckFacts:
    """The checks made on the provider before the placement may be considered."""

    registered_with: str = ""
    registration_checked_on: date | None = None
    is_cqc_needed: bool | None = None
    cqc_checked_on: date | None = None
    is_visit_needed: bool | None = None
    visited_on: date | None = None
    visited_by: str = ""
    report_on: date | None = None
    has_report: bool = False
    are_terms_accepted: bool = False
    contract: str = ""


@dataclass(frozen=True)
class ReferralFacts:
    """One referral as it stands on a day: all that the gates and the task list read.

    ``shares`` is the yearly sum asked of each payer, in pence; a payer not asked is absent or 0.
    ``answers`` holds the replies to the questions that the protocol adds to the core.
    """

    stage: Stage
    on: date
    child: ChildFacts
    agencies: tuple[AgencyFacts, ...] = ()
    capacity: CapacityFacts = CapacityFacts()
    alert: AlertFacts = AlertFacts()
    placement: PlacementFacts | None = None
    costs: CostFacts = CostFacts()
    shares: Mapping[str, int] = field(default_factory=dict)
    options: OptionsFacts = OptionsFacts()
    checks: CheckFacts | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    is_assessed_together: bool = False
    is_emergency: bool = False

    @property
    def asked(self) -> frozenset[str]:
        """The payers from whom money is asked."""
        return frozenset(payer for payer, pence in self.shares.items() if pence)

    @property
    def taking_part(self) -> tuple[AgencyFacts, ...]:
        """The agencies that may be told: those that the family did not refuse."""
        return tuple(agency for agency in self.agencies if agency.takes_part)

    @property
    def contributing(self) -> tuple[AgencyFacts, ...]:
        """The agencies from which money is asked."""
        return tuple(agency for agency in self.agencies if agency.payer in self.asked)
