"""Panel Live's middle: the case as the panel reads it, whichever app it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casework.addresses import address_of
from casework.components import Column, IdentityBar, Link, SummaryRow, Table
from casework.forms.dates import in_words
from casework.models import Clock, Document
from casework.rules.money import PAYERS, format_pounds, percentages
from casework.rules.periods import age_on
from ehcp.models import AdviceRequest, EhcCase
from ehcp.rules.requests import EVIDENCE_HEADS
from funding.models import Placement
from funding.queries import AwardFacts
from panels.models import AgendaItem
from panels.queries.live import OnTable, ReferralOnTable
from panels.rules.decisions import PURPOSES, Purpose
from panels.rules.policy import PanelPolicy
from referrals.models import AskedAgency
from referrals.rules.facts import Position, ReferralFacts

POSITION_WORDS = {
    Position.AGREE: "Agrees in principle",
    Position.DISAGREE: "Does not agree",
    Position.MORE_INFORMATION: "Needs more information",
}
NAMED_WORDS = {
    "plan": "The final plan names this placement: the authority must secure it. "
    "The panel settles who pays.",
    "tribunal": "The Tribunal has ordered this placement: the authority must secure it. "
    "The panel settles who pays.",
}


@dataclass(frozen=True)
class ViewCard:
    """What one agency says, beside the others."""

    agency: str
    position: str
    because: str
    rows: Sequence[SummaryRow]


@dataclass(frozen=True)
class CasePaper:
    """The case as it lies on the table. What an app does not know of stays empty."""

    reference: str
    href: str
    identity: IdentityBar
    heading: str
    asked: Sequence[SummaryRow]
    duty: str
    views: Sequence[ViewCard]
    child_words: str
    family_words: str
    needs: str
    money: Table | None
    clocks: Sequence[str]
    documents: Sequence[Link]
    history: Sequence[str]


@dataclass(frozen=True)
class About:
    """What one app tells of its case."""

    asked: Sequence[SummaryRow]
    duty: str = ""
    views: Sequence[ViewCard] = ()
    child_words: str = ""
    family_words: str = ""
    needs: str = ""
    money: Table | None = None
    alerts: Sequence[str] = field(default_factory=list)


def case_paper(item: AgendaItem, table: OnTable, policy: PanelPolicy) -> CasePaper:
    """Return a case as the panel reads it, out of rows already fetched."""
    about = ABOUT[Purpose(item.purpose)](table.about, item, policy)
    return CasePaper(
        reference=item.case.reference,
        href=address_of(item.case.reference),
        identity=identity(item, about.alerts),
        heading=f"{PURPOSES[Purpose(item.purpose)].label}: {item.case.reference}",
        asked=about.asked,
        duty=about.duty,
        views=about.views,
        child_words=about.child_words,
        family_words=about.family_words,
        needs=about.needs,
        money=about.money,
        clocks=[_clock_line(clock) for clock in table.clocks],
        documents=[_paper_link(paper) for paper in table.papers],
        history=[f"{in_words(one.decided_on)}: {one.label}" for one in table.earlier],
    )


def identity(item: AgendaItem, alerts: Sequence[str]) -> IdentityBar:
    """Return who the case is about; in care and a hidden address stand out."""
    child, on = item.case.child, item.meeting.held_on
    hidden = ["Address withheld"] if child.is_address_hidden else []
    return IdentityBar(
        name=child.name,
        facts=[("Born", f"{in_words(child.born_on)} ({age_on(on, child.born_on)})")],
        alerts=[*alerts, *hidden],
    )


def _clock_line(clock: Clock) -> str:
    """Return a duty of law that runs on whatever the panel does."""
    due = f" by {in_words(clock.due_on)}" if clock.due_on else ""
    return f"{clock.label or clock.clock}{due}"


def _referral(about: ReferralOnTable, item: AgendaItem, policy: PanelPolicy) -> About:
    part, facts = getattr(about.referral, "child_part", None), about.facts
    return About(
        asked=_asked(about.placement, facts),
        duty=NAMED_WORDS.get(facts.child.named_by, ""),
        views=[_view(asked) for asked in about.referral.agencies.all()],
        child_words=part.child_words if part else "",
        family_words=part.family_words if part else "",
        needs=facts.child.needs,
        money=money_table(facts.shares, _weeks(facts), policy, "What is asked of each agency"),
        alerts=["In care"] if facts.child.is_in_care else [],
    )


def _weeks(facts: ReferralFacts) -> int:
    return (facts.placement.weeks if facts.placement else None) or 52


def _award(about: AwardFacts, item: AgendaItem, policy: PanelPolicy) -> About:
    placement, version = about.award.placement, about.form.version
    reviews = [
        f"{in_words(one.held_on)}, {one.agency.name if one.agency else 'the panel'}: {one.found}"
        for one in about.reviews
    ]
    return About(
        asked=[
            SummaryRow("Placement", [placement.setting.name, placement.arrangement]),
            SummaryRow("Started", in_words(placement.started_on) if placement.started_on else ""),
            SummaryRow("Shares since", in_words(version.from_on)),
            SummaryRow("Reviewed before", reviews or "Not yet"),
        ],
        money=money_table(version.shares, placement.weeks, policy, "What each agency pays"),
    )


def _ehc(about: EhcCase, item: AgendaItem, policy: PanelPolicy) -> About:
    there = [words for head, words in EVIDENCE_HEADS.items() if head in about.evidence]
    school = item.case.child.setting
    return About(
        asked=[
            SummaryRow("Asked by", about.asked_by),
            SummaryRow("Received", in_words(about.received_on)),
            SummaryRow("School or setting", school.name if school else ""),
            SummaryRow("Evidence sent", there),
        ],
        views=[_advice(row) for row in about.advice.all()],
    )


def _advice(row: AdviceRequest) -> ViewCard:
    came = in_words(row.received_on) if row.received_on else ""
    state = f"Advice of {came}" if came else row.get_state_display()
    return ViewCard(f"{row.get_head_display()}: {row.adviser}", state, row.words, [])


ABOUT: Mapping[Purpose, Callable[[Any, AgendaItem, PanelPolicy], About]] = {
    Purpose.NEW_REFERRAL: _referral,
    Purpose.REVIEW: _award,
    Purpose.REQUEST_TO_ASSESS: _ehc,
    Purpose.PLAN_OR_NOT: _ehc,
}


def _asked(placement: Placement, facts: ReferralFacts) -> list[SummaryRow]:
    return [
        SummaryRow("Placement", [placement.setting.name, placement.arrangement]),
        SummaryRow(
            "Length", f"{placement.weeks} weeks a year from {in_words(placement.starts_on)}"
        ),
        SummaryRow(
            "Cost",
            [
                f"{format_pounds(facts.costs.weekly_pence)} a week",
                f"{format_pounds(facts.costs.yearly_pence)} a year",
            ],
        ),
        SummaryRow("Payment terms", facts.costs.payment_terms),
        SummaryRow("Options explored", facts.options.statement),
    ]


def _view(asked: AskedAgency) -> ViewCard:
    view = getattr(asked, "view", None)
    confirmed = getattr(asked, "confirmation", None)
    if view is None:
        return ViewCard(asked.agency.name, "No view given", "", [])
    share = f"{format_pounds(confirmed.yearly_pence)} a year" if confirmed else ""
    rows = [
        SummaryRow("Own agreement", f"{share}, {confirmed.agreed_by}" if confirmed else ""),
        SummaryRow("Conditions", view.conditions),
        SummaryRow("Time frame", view.time_frame),
        SummaryRow("Staffing", view.staffing),
        SummaryRow("Resources", view.resources),
    ]
    given = [row for row in rows if row.value]
    return ViewCard(asked.agency.name, POSITION_WORDS[Position(view.position)], view.because, given)


def money_table(asked: Mapping[str, int], weeks: int, policy: PanelPolicy, caption: str) -> Table:
    """Return each agency's share: by the year, by the week, as a percentage."""
    shares = {payer: asked.get(payer, 0) for payer in PAYERS}
    total, parts = sum(shares.values()), percentages(shares)
    numbers = [Column("A year", numeric=True), Column("A week", numeric=True), Column("%", True)]
    return Table(
        caption,
        ["Agency", *numbers],
        [
            [
                first_large(policy.labels.get(payer, payer)),
                format_pounds(pence),
                format_pounds(pence // weeks),
                f"{parts[payer]}%",
            ]
            for payer, pence in shares.items()
        ],
        foot=["Total", format_pounds(total), format_pounds(total // weeks), "100.00%"],
        caption_size="s",
    )


def first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paper_link(paper: Document) -> Link:
    return Link(paper.title, address_of(paper.reference), paper.file_name)
