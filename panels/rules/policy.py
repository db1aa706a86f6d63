"""A panel's own rules, read from the ``panels`` section of a protocol."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from panels.rules.decisions import DecisionRule, Purpose, Statement
from panels.rules.papers import LeadTime, Unit
from panels.rules.quorum import QuorumRule
from panels.rules.reading import Reader, Source, find_sources
from panels.rules.schedule import DAYS, ScheduleRule, WhenNotWorked

LIMITS = {"weeks": Unit.WEEKS, "days": Unit.DAYS, "working_days": Unit.WORKING_DAYS}


class PanelKind(StrEnum):
    """Whether a panel decides about money or, a SEND Panel, advises an officer."""

    JOINT_FUNDING = "joint-funding"
    SEND_PANEL = "send-panel"


class EmergencyRoute(StrEnum):
    """Who may agree a placement that cannot wait for the next meeting."""

    CHAIR = "chair"
    AGENCY_REPRESENTATIVES = "agency-representatives"
    NONE = "none"


@dataclass(frozen=True)
class Seat:
    """A seat at the table: its title, whose it is and what its holder may do.

    An empty ``agency`` may be filled from any agency.
    """

    code: str
    title: str
    agency: str = ""
    may_chair: bool = False
    is_adviser: bool = False
    varies_by_case: bool = False


@dataclass(frozen=True)
class LeadTimes:
    """How long before the meeting papers and agenda are due, and how long members see the cases."""

    agenda_out: LeadTime | None
    papers_in: LeadTime | None
    sight_after_note: LeadTime


@dataclass(frozen=True)
class PanelPolicy:
    """Everything that differs between panels. ``sources`` says where each value comes from."""

    code: str
    kind: PanelKind
    name: str
    short_name: str
    purposes: tuple[Purpose, ...]
    plan_required: bool
    agencies: tuple[str, ...]
    labels: Mapping[str, str]
    seats: tuple[Seat, ...]
    quorum: QuorumRule
    schedule: ScheduleRule
    starts_at: time
    venue: str
    lead_times: LeadTimes
    decisions: DecisionRule
    note_status: str
    emergency_route: EmergencyRoute
    escalation: Mapping[str, tuple[str, ...]]
    sources: tuple[Source, ...]

    def seat(self, code: str) -> Seat:
        """Return the seat of that code; one since taken out of the protocol chairs nothing."""
        return next((seat for seat in self.seats if seat.code == code), Seat(code, code))


def parse_policy(sections: Mapping[str, Mapping[str, object]]) -> PanelPolicy:
    """Read the ``panels`` section of a protocol, and from ``clocks`` what is due before a meeting.

    Raises:
        PolicyUnreadable: something is missing, of the wrong kind or without a source.

    Rules: KENT-063, KENT-065, KENT-066, KENT-069, LDN-011, LDN-013, LDN-014.
    """
    section = sections.get("panels", {})
    read, clocks = Reader(section), Reader(sections.get("clocks", {}), "clocks")
    return PanelPolicy(
        code=read.code("panel.code"),
        kind=read.made("panel.kind", PanelKind),
        name=read.text("panel.name"),
        short_name=read.text("panel.short_name"),
        purposes=read.each_made("panel.purposes", Purpose),
        plan_required=read.flag("panel.plan_required"),
        agencies=read.words("membership.agencies"),
        labels={code: read.text(f"labels.{code}") for code in read.words("membership.agencies")},
        seats=tuple(map(_seat, read.tables("membership.seats"))),
        quorum=_quorum(read),
        schedule=_schedule(read),
        starts_at=read.made("schedule.at", time.fromisoformat),
        venue=read.text("schedule.venue"),
        lead_times=_lead_times(read, clocks),
        decisions=_decisions(read),
        note_status=read.text("note.status"),
        emergency_route=read.made("emergency.route", EmergencyRoute),
        escalation={key: read.words(f"escalation.{key}") for key in read.keys("escalation")},
        sources=tuple(find_sources(section)),
    )


def _seat(read: Reader) -> Seat:
    return Seat(
        code=read.code("code"),
        title=read.text("title"),
        agency=read.code("agency") if read.has("agency") else "",
        may_chair=read.flag("may_chair"),
        is_adviser=read.has("is_adviser") and read.flag("is_adviser"),
        varies_by_case=read.has("varies_by_case") and read.flag("varies_by_case"),
    )


def _quorum(read: Reader) -> QuorumRule:
    each = read.number("quorum.per_agency") if read.has("quorum.per_agency") else 0
    return QuorumRule(
        required=dict.fromkeys(read.words("membership.agencies"), each) if each else {},
        chair=read.text("quorum.chair") if read.has("quorum.chair") else "",
        stand_in_may_chair=read.flag("quorum.stand_in_may_chair"),
        interest_leaves=read.flag("quorum.interest_leaves"),
        rule=read.rule("quorum.per_agency"),
        chair_rule=read.rule("quorum.chair"),
    )


def _schedule(read: Reader) -> ScheduleRule:
    return ScheduleRule(
        weekday=read.made("schedule.weekday", DAYS.index),
        ordinals=read.numbers("schedule.ordinals"),
        when_not_worked=read.made("schedule.when_not_worked", WhenNotWorked),
    )


def _lead_times(read: Reader, clocks: Reader) -> LeadTimes:
    path = "lead_times.sight_after_note"
    return LeadTimes(
        agenda_out=_limit(clocks, "agenda-out"),
        papers_in=_limit(clocks, "papers-in"),
        sight_after_note=LeadTime(read.number(path), Unit.DAYS, read.rule(path)),
    )


def _limit(clocks: Reader, name: str) -> LeadTime | None:
    """Return a clock's limit before a meeting; None where the protocol sets no number."""
    for key, unit in LIMITS.items():
        if clocks.has(f"{name}.value.{key}"):
            amount = clocks.bare_number(f"{name}.value.{key}")
            return LeadTime(amount, unit, clocks.rule(name))
    return None


def _decisions(read: Reader) -> DecisionRule:
    has_review = read.has("decisions.review_months")
    return DecisionRule(
        confirmations=tuple(map(_statement, read.tables("decisions.confirmations"))),
        statements=tuple(map(_statement, read.tables("decisions.statements"))),
        labels={key: read.text(f"decisions.labels.{key}") for key in read.keys("decisions.labels")},
        review_months=read.number("decisions.review_months") if has_review else None,
    )


def _statement(read: Reader) -> Statement:
    return Statement(read.code("code"), read.text("says"), read.rule("says"))
