"""Panel Live: the case in the middle, as the panel reads it before it decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework.components import Column, IdentityBar, Link, SummaryRow, Table
from casework.forms.dates import in_words
from casework.models import Document
from casework.rules.errors import Refused
from casework.rules.money import PAYERS, format_pounds, percentages
from casework.rules.periods import age_on
from funding.models import Placement
from funding.rules.shares import Split
from panels.models import AgendaItem, Decision, Interest
from panels.presenters.meetings import item_tag
from panels.queries.decisions import decision_words
from panels.queries.live import OnTable
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
    """The case as it lies on the table."""

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
    money: Table
    documents: Sequence[Link]
    history: Sequence[str]


def case_paper(item: AgendaItem, table: OnTable, policy: PanelPolicy) -> CasePaper:
    """Return a referral as the panel reads it, out of rows already fetched."""
    part, facts = getattr(table.referral, "child_part", None), table.facts
    return CasePaper(
        reference=item.case.reference,
        href=reverse("referrals:show", args=[item.case.reference]),
        identity=identity(item, facts),
        heading=f"{PURPOSES[Purpose(item.purpose)].label}: {item.case.reference}",
        asked=_asked(table.placement, facts),
        duty=NAMED_WORDS.get(facts.child.named_by, ""),
        views=[_view(asked) for asked in table.referral.agencies.all()],
        child_words=part.child_words if part else "",
        family_words=part.family_words if part else "",
        needs=facts.child.needs,
        money=money_table(facts, policy),
        documents=[_paper_link(paper) for paper in table.papers],
        history=[f"{in_words(one.decided_on)}: {one.label}" for one in table.earlier],
    )


def identity(item: AgendaItem, facts: ReferralFacts) -> IdentityBar:
    """Return who the case is about; in care and a hidden address stand out."""
    child, on = item.case.child, item.meeting.held_on
    alerts = ["In care"] * facts.child.is_in_care + ["Address withheld"] * child.is_address_hidden
    return IdentityBar(
        name=child.name,
        facts=[("Born", f"{in_words(child.born_on)} ({age_on(on, child.born_on)})")],
        alerts=alerts,
    )


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


def money_table(facts: ReferralFacts, policy: PanelPolicy) -> Table:
    """Return what is asked of each agency: by the year, by the week, as a percentage."""
    shares = {payer: facts.shares.get(payer, 0) for payer in PAYERS}
    total = sum(shares.values())
    parts = percentages(shares)
    weeks = facts.placement.weeks if facts.placement and facts.placement.weeks else 52
    numbers = [Column("A year", numeric=True), Column("A week", numeric=True), Column("%", True)]
    return Table(
        "What is asked of each agency",
        ["Agency", *numbers],
        [
            [
                _first_large(policy.labels.get(payer, payer)),
                format_pounds(pence),
                format_pounds(pence // weeks),
                f"{parts[payer]}%",
            ]
            for payer, pence in shares.items()
        ],
        foot=["Total", format_pounds(total), format_pounds(total // weeks), "100.00%"],
        caption_size="s",
    )


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paper_link(paper: Document) -> Link:
    return Link(paper.title, reverse("people:document", args=[paper.reference]), paper.file_name)


@dataclass(frozen=True)
class SplitHelp:
    """Who would pay what by the protocol's own formula, step by step; or why it cannot say."""

    shares: Sequence[tuple[str, str]]
    steps: Sequence[str]
    refused: str = ""


def split_help(split: Split | None, refused: Refused | None, policy: PanelPolicy) -> SplitHelp:
    """Return the split that the protocol gives, to stand beside what is typed."""
    if split is None:
        return SplitHelp([], [], refused.says if refused else "")
    return SplitHelp(
        [
            (_first_large(policy.labels.get(payer, payer)), format_pounds(pence))
            for payer, pence in split.shares.items()
        ],
        [f"{step.says} ({step.rule or 'set by the authority'})" for step in split.steps],
    )


@dataclass(frozen=True)
class DecisionCard:
    """A recorded decision, as the page and the note's preview show it."""

    item: int
    version: int
    label: str
    rows: Sequence[SummaryRow]
    actions: Sequence[str]
    correct_href: str


def decision_card(item: AgendaItem, decision: Decision, policy: PanelPolicy) -> DecisionCard:
    """Return what was recorded, in the order of the form."""
    return DecisionCard(
        item=item.pk,
        version=decision.version,
        label=decision.label,
        rows=decision_rows(decision, policy),
        actions=[
            f"{one.what}: {one.who}, by {in_words(one.due_on)}" for one in decision.actions.all()
        ],
        correct_href=reverse("panels:correct", args=[item.pk]),
    )


def decision_rows(decision: Decision, policy: PanelPolicy) -> list[SummaryRow]:
    """Return a decision as a summary list."""
    return [SummaryRow(label, list(words)) for label, words in decision_words(decision, policy)]


@dataclass(frozen=True)
class InterestLine:
    """An interest declared in the item on the table."""

    name: str
    says: str


def interest_lines(interests: Iterable[Interest]) -> list[InterestLine]:
    return [InterestLine(one.user.name, one.says) for one in interests]


@dataclass(frozen=True)
class StopLine:
    """One item in the agenda at the left of the live page."""

    number: int
    text: str
    href: str
    is_current: bool
    state: str
    is_decided: bool


def stop_lines(items: Sequence[AgendaItem], current: int, names: dict[int, str]) -> list[StopLine]:
    """Return the agenda at the left. A case that this person may not see has no name."""
    return [
        StopLine(
            number=number,
            text=names.get(item.pk, "Not shown to you"),
            href=reverse("panels:live_item", args=[item.meeting.reference, item.pk])
            if item.pk in names
            else "",
            is_current=item.pk == current,
            state=item_tag(item).text,
            is_decided=bool(item.decisions.all()),
        )
        for number, item in enumerate(items, start=1)
    ]


def day_line(held_on: date, today: date) -> str:
    """Return how far off a meeting is, in words."""
    days = (held_on - today).days
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days" if days > 0 else "")
