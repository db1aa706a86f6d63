"""What Panel Live reads about the case on the table, in a fixed number of queries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from casework.models import Clock, Document
from casework.rules.errors import Refused
from ehcp.models import EhcCase
from funding.models import Placement
from funding.queries import AwardFacts, award_facts, placement_of, suggest_shares
from funding.rules.shares import Split
from panels.models import AgendaItem, Decision, Meeting
from panels.queries.decisions import Asked
from panels.rules.decisions import Purpose
from people.models import Case
from referrals import queries as referrals
from referrals.models import Referral
from referrals.rules.facts import ReferralFacts


@dataclass(frozen=True)
class ReferralOnTable:
    """A referral on the table: its rows, its facts, its placement."""

    referral: Referral
    facts: ReferralFacts
    placement: Placement


@dataclass(frozen=True)
class OnTable:
    """The case on the table: what it asks, its papers, its history, and the rows of its own app.

    ``about`` is a referral, an award, or an EHC case with its advice.
    """

    asked: Asked
    papers: list[Document]
    earlier: list[Decision]
    clocks: list[Clock]
    about: ReferralOnTable | AwardFacts | EhcCase


def on_table(item: AgendaItem) -> OnTable:
    """Return all that the live page shows of the case on the table."""
    about, asked = ABOUT[Purpose(item.purpose)](item)
    reference = item.case.reference
    return OnTable(
        asked=asked,
        papers=list(Document.objects.of(reference)),
        earlier=_earlier(item),
        clocks=list(Clock.objects.of(reference).filter(met_on=None, stopped=False, force="law")),
        about=about,
    )


def _referral(item: AgendaItem) -> tuple[ReferralOnTable, Asked]:
    reference, day = item.case.reference, item.meeting.held_on
    referral = referrals.whole_referral(reference)
    facts = referrals.facts_of(referral, day)
    asked = Asked(facts.costs.yearly_pence, dict(facts.shares), facts.child.named_by)
    return ReferralOnTable(referral, facts, placement_of(reference)), asked


def _award(item: AgendaItem) -> tuple[AwardFacts, Asked]:
    return award_facts(item.case), Asked()


def _ehc_case(item: AgendaItem) -> tuple[EhcCase, Asked]:
    rows = EhcCase.objects.prefetch_related("advice").select_related("case__child__setting")
    return rows.get(case=item.case), Asked()


ABOUT: Mapping[Purpose, Callable[[AgendaItem], tuple[Any, Asked]]] = {
    Purpose.NEW_REFERRAL: _referral,
    Purpose.REVIEW: _award,
    Purpose.REQUEST_TO_ASSESS: _ehc_case,
    Purpose.PLAN_OR_NOT: _ehc_case,
}


def _earlier(item: AgendaItem) -> list[Decision]:
    others = Decision.objects.filter(item__case=item.case).exclude(item=item)
    return list(others.order_by("decided_on", "version"))


def split_by_protocol(item: AgendaItem, on: date) -> tuple[Split | None, Refused | None]:
    """Return who would pay what by the protocol's formula, or why it does not say.

    Neither, where the item asks no money.
    """
    if item.purpose != Purpose.NEW_REFERRAL:
        return None, None
    try:
        return suggest_shares(item.case.reference, on), None
    except Refused as refused:
        return None, refused


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """Return a meeting's items in order, with all that an agenda shows."""
    items = list(meeting.items.for_agenda())
    for item in items:
        item.meeting = meeting
    return items


def seen_by(user: User, items: list[AgendaItem]) -> dict[int, str]:
    """Return the child's name, by item, for the items whose case this person sees."""
    cases = [item.case_id for item in items]
    seen = set(Case.objects.visible_to(user).filter(pk__in=cases).values_list("pk", flat=True))
    return {item.pk: item.case.child.name for item in items if item.case_id in seen}
