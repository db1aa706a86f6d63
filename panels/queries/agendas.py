"""What waits to be listed, what stands on an agenda, and who may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from casework.rules.calendar import WorkingCalendar
from panels.models import AgendaItem, Meeting
from panels.queries.people import members_on
from panels.rules.decisions import Purpose
from panels.rules.papers import latest_day
from panels.rules.policy import PanelPolicy
from people.models import Case, Consent
from people.rules.sight import BY_LAW
from referrals import queries as referrals
from referrals.rules.gates import blocking, find_lacks


@dataclass(frozen=True)
class Withheld:
    """A member who will not be shown a listed case, because the family shares with others only."""

    case: Case
    user: User


def due_dates(meeting: Meeting, policy: PanelPolicy, calendar: WorkingCalendar) -> dict[str, date]:
    """Return when papers close and the agenda is due out, where the protocol says."""
    leads = {"papers": policy.lead_times.papers_in, "agenda": policy.lead_times.agenda_out}
    return {
        name: latest_day(lead, meeting.held_on, calendar) for name, lead in leads.items() if lead
    }


def missing_papers(reference: str, purpose: Purpose, on: date) -> list[str]:
    """Return what a referral lacks on a day, in sentences; empty when it may be listed.

    What comes for another purpose comes on what there is: the clock that runs is the family's.
    """
    if purpose is not Purpose.NEW_REFERRAL:
        return []
    referral = referrals.whole_referral(reference)
    facts = referrals.facts_of(referral, on)
    lacks = find_lacks(facts, referrals.policy_of(referral))
    return [finding.says.rstrip(".") for finding in blocking(lacks)]


def withheld(meeting: Meeting, items: Iterable[AgendaItem]) -> list[Withheld]:
    """Return who will not be shown which case: consent for their agency was refused or withdrawn.

    The administrator sees this before the agenda goes out. Rules: KENT-091.
    """
    items = list(items)
    closed = _closed_to(items)
    users = [member.user for member in members_on(meeting)]
    return [
        Withheld(item.case, user)
        for item in items
        for user in users
        if item.case.kind not in BY_LAW and (item.case.child_id, user.agency_id) in closed
    ]


def _closed_to(items: Iterable[AgendaItem]) -> set[tuple[int, str]]:
    """Return (child, agency) for each agency that had consent once and has none now.

    Where the law itself orders the agencies to be told, consent is not the gate.
    """
    children = [item.case.child_id for item in items if item.case.kind not in BY_LAW]
    rows = Consent.objects.filter(child__in=children).values_list(
        "child_id", "agency_id", "withdrawn_on"
    )
    rows = list(rows)
    open_to = {(child, agency) for child, agency, withdrawn in rows if withdrawn is None}
    return {(child, agency) for child, agency, _ in rows} - open_to


def readers_of(meeting: Meeting, items: Iterable[AgendaItem]) -> dict[str, list[int]]:
    """Return, by case reference, the people to whom sending the agenda opens that case."""
    items = list(items)
    barred = {(row.case.pk, row.user.pk) for row in withheld(meeting, items)}
    users = [member.user_id for member in members_on(meeting)]
    return {
        item.case.reference: [user for user in users if (item.case_id, user) not in barred]
        for item in items
    }
