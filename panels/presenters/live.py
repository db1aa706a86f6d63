"""Panel Live beside the case: the agenda at the left, the split, the decision at the right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework.components import SummaryRow
from casework.forms.dates import in_words
from casework.rules.errors import Refused
from casework.rules.money import format_pounds
from funding.rules.shares import Split
from panels.models import AgendaItem, Decision, Interest
from panels.presenters.meetings import item_tag
from panels.presenters.papers import first_large
from panels.queries.decisions import decision_words
from panels.rules.policy import PanelPolicy


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
            (first_large(policy.labels.get(payer, payer)), format_pounds(pence))
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
