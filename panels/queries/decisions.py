"""What was decided, what stands of it, and what a decision must be measured against."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from casework.forms.dates import in_words
from casework.rules.money import format_pounds
from panels.models import AgendaItem, Decision, OutcomeNote
from panels.rules.decisions import RECHARGES, RESPONSIBILITIES, Purpose
from panels.rules.policy import PanelPolicy
from referrals import queries as referrals

Versioned = TypeVar("Versioned", Decision, OutcomeNote)


@dataclass(frozen=True)
class Asked:
    """What an item asks of the panel: yearly cost and shares in pence, and what names the place.

    ``total_pence`` is None where no money is asked.
    """

    total_pence: int | None = None
    shares: dict[str, int] | None = None
    named_by: str = ""


def newest(rows: Iterable[Versioned]) -> Versioned:
    """Return the version that stands, out of rows already fetched."""
    return max(rows, key=lambda row: row.version)


def newest_or_none(rows: Iterable[Versioned]) -> Versioned | None:
    """Return the version that stands; None where nothing was written yet."""
    return max(rows, key=lambda row: row.version, default=None)


def asked_of(item: AgendaItem) -> Asked:
    """Return what an item asks of the panel, read from the app that owns the case."""
    if item.purpose != Purpose.NEW_REFERRAL:
        return Asked()
    return asked_by_referral(item)


def asked_by_referral(item: AgendaItem) -> Asked:
    """Return what a referral asks: its cost, the shares asked, and a plan that names the place."""
    referral = referrals.whole_referral(item.case.reference)
    facts = referrals.facts_of(referral, item.meeting.held_on)
    return Asked(facts.costs.yearly_pence, dict(facts.shares), facts.child.named_by)


Words = tuple[str, tuple[str, ...]]


def decision_words(decision: Decision, policy: PanelPolicy) -> list[Words]:
    """Return a decision in words, heading by heading, for the page and the note alike.

    Headings under which nothing was decided are left out.
    """
    review = in_words(decision.review_on) if decision.review_on else ""
    lines = [
        ("Decision", (decision.label,)),
        ("Reasons", (decision.reasons,)),
        ("Conditions", tuple(decision.conditions)),
        ("The panel confirmed that", _confirmed(decision, policy)),
        *_stated(decision, policy),
        ("Shares", _shares(decision, policy)),
        ("Who pays the provider", (RESPONSIBILITIES.get(decision.responsibility, ""),)),
        ("Recharged", (RECHARGES.get(decision.recharge, ""),)),
        ("Review on", (review,)),
        ("Recorded by", (decision.recorded_by.name,)),
    ]
    return [(label, words) for label, words in lines if any(words)]


def _confirmed(decision: Decision, policy: PanelPolicy) -> tuple[str, ...]:
    says = {one.code: one.says for one in policy.decisions.confirmations}
    return tuple(says.get(code, code) for code in decision.confirmations)


def _stated(decision: Decision, policy: PanelPolicy) -> list[Words]:
    says = {one.code: _first_large(one.says) for one in policy.decisions.statements}
    return [(says.get(code, code), (text,)) for code, text in decision.statements.items()]


def _shares(decision: Decision, policy: PanelPolicy) -> tuple[str, ...]:
    return tuple(
        f"{_first_large(policy.labels.get(payer, payer))}: {format_pounds(pence)} a year"
        for payer, pence in decision.shares.items()
    )


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
