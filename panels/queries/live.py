"""What Panel Live reads about the case on the table, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from casework.models import Document
from casework.rules.errors import Refused
from funding.models import Placement
from funding.queries import placement_of, suggest_shares
from funding.rules.shares import Split
from panels.models import AgendaItem, Decision, Meeting
from panels.queries.decisions import Asked
from people.models import Case
from referrals import queries as referrals
from referrals.models import Referral
from referrals.rules.facts import ReferralFacts


@dataclass(frozen=True)
class OnTable:
    """A referral on the table: its rows, its facts, its placement, papers and history."""

    referral: Referral
    facts: ReferralFacts
    placement: Placement
    papers: list[Document]
    earlier: list[Decision]
    asked: Asked


def on_table(item: AgendaItem) -> OnTable:
    """Return all that the live page shows of a new referral."""
    reference, day = item.case.reference, item.meeting.held_on
    referral = referrals.whole_referral(reference)
    facts = referrals.facts_of(referral, day)
    return OnTable(
        referral=referral,
        facts=facts,
        placement=placement_of(reference),
        papers=list(Document.objects.of(reference)),
        earlier=_earlier(item),
        asked=Asked(facts.costs.yearly_pence, dict(facts.shares), facts.child.named_by),
    )


def _earlier(item: AgendaItem) -> list[Decision]:
    others = Decision.objects.filter(item__case=item.case).exclude(item=item)
    return list(others.order_by("decided_on", "version"))


def split_by_protocol(item: AgendaItem, on: date) -> tuple[Split | None, Refused | None]:
    """Return who would pay what by the protocol's formula, or why it does not say."""
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
