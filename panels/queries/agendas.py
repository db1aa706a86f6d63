"""What waits to be listed, what stands on an agenda, and who may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from casework.rules.calendar import WorkingCalendar
from panels.models import AgendaItem, Meeting
from panels.queries.people import members_on
from panels.queries.policies import policy_of
from panels.rules.decisions import Purpose
from panels.rules.papers import Timeliness, find_timeliness, latest_day
from panels.rules.policy import PanelPolicy
from people.models import Case, Consent
from referrals import queries as referrals
from referrals.rules.gates import blocking, find_lacks


@dataclass(frozen=True)
class Candidate:
    """A case that waits for a panel: why, since when its papers are in, and whether in time."""

    case: Case
    purpose: Purpose
    protocol: str
    papers: Timeliness


@dataclass(frozen=True)
class Withheld:
    """A member who will not be shown a listed case, because the family shares with others only."""

    case: Case
    user: User


def candidates(meeting: Meeting, calendar: WorkingCalendar) -> list[Candidate]:
    """Return the cases that an agenda may take, in the order in which their papers came.

    What is due is pulled from below; nothing below knows of panels.

    Rules: KENT-053, LDN-019.
    """
    policy = policy_of(meeting.protocol)
    found: list[Candidate] = []
    if Purpose.NEW_REFERRAL in policy.purposes:
        found += _new_referrals(meeting, policy, calendar)
    return found


def _new_referrals(
    meeting: Meeting, policy: PanelPolicy, calendar: WorkingCalendar
) -> list[Candidate]:
    rows = referrals.complete_for_panel(meeting.panel.authority_id)
    return [
        Candidate(
            case=row.case,
            purpose=Purpose.NEW_REFERRAL,
            protocol=row.protocol,
            papers=papers_of(meeting, policy, row.submitted_on, calendar),
        )
        for row in rows
    ]


def papers_of(
    meeting: Meeting, policy: PanelPolicy, came_on: date, calendar: WorkingCalendar
) -> Timeliness:
    """Return whether papers that came on a day were in time for a meeting. Rules: LDN-019."""
    return find_timeliness(
        policy.lead_times.papers_in, came_on=came_on, meeting_on=meeting.held_on, calendar=calendar
    )


def due_dates(meeting: Meeting, policy: PanelPolicy, calendar: WorkingCalendar) -> dict[str, date]:
    """Return when papers close and the agenda is due out, where the protocol says."""
    leads = {"papers": policy.lead_times.papers_in, "agenda": policy.lead_times.agenda_out}
    return {
        name: latest_day(lead, meeting.held_on, calendar) for name, lead in leads.items() if lead
    }


def missing_papers(reference: str, on: date) -> list[str]:
    """Return what a referral lacks on a day, in sentences; empty when it may be listed."""
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
        if (item.case.child_id, user.agency_id) in closed
    ]


def _closed_to(items: Iterable[AgendaItem]) -> set[tuple[int, str]]:
    """Return (child, agency) for each agency that had consent once and has none now."""
    children = [item.case.child_id for item in items]
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
