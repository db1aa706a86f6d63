"""What waits for a panel, pulled from the apps below; nothing below knows of panels."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef

from casework.models import Clock
from casework.rules.calendar import WorkingCalendar
from ehcp.models import AdviceRequest, EhcCase
from ehcp.rules.workflow import Stage as EhcStage
from panels.models import AgendaItem, Decision, Meeting
from panels.queries.policies import policy_of
from panels.rules.decisions import Advice, Purpose
from panels.rules.papers import Timeliness, find_timeliness
from panels.rules.workflow import ItemStatus
from people.models import Case
from referrals import queries as referrals

# Until when a review may wait for this meeting, where no later one is set.
A_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Waiting:
    """A case that a lower app has ready: the day its papers came, and its protocol if it keeps one.

    An empty ``protocol`` is that of the meeting.
    """

    case: Case
    came_on: date
    protocol: str = ""


@dataclass(frozen=True)
class Candidate:
    """A case that waits for a panel: why, since when its papers are in, and whether in time."""

    case: Case
    purpose: Purpose
    protocol: str
    papers: Timeliness


def candidates(meeting: Meeting, calendar: WorkingCalendar) -> list[Candidate]:
    """Return the cases that an agenda may take, purpose by purpose, oldest papers first.

    A case that is on an agenda for the same purpose waits no longer.

    Rules: KENT-053, LDN-019.
    """
    lead = policy_of(meeting.protocol).lead_times.papers_in
    listed = _listed(meeting)
    return [
        Candidate(
            case=one.case,
            purpose=purpose,
            protocol=one.protocol or meeting.protocol,
            papers=find_timeliness(
                lead, came_on=one.came_on, meeting_on=meeting.held_on, calendar=calendar
            ),
        )
        for purpose in policy_of(meeting.protocol).purposes
        for one in PULLS[purpose](meeting)
        if (one.case.pk, purpose) not in listed
    ]


def _listed(meeting: Meeting) -> set[tuple[int, str]]:
    items = AgendaItem.objects.filter(
        meeting__panel__authority=meeting.panel.authority_id, status=ItemStatus.LISTED
    )
    return set(items.values_list("case_id", "purpose"))


def _new_referrals(meeting: Meeting) -> Iterable[Waiting]:
    for row in referrals.complete_for_panel(meeting.panel.authority_id):
        yield Waiting(row.case, row.submitted_on, row.protocol)


def _requests_to_assess(meeting: Meeting) -> Iterable[Waiting]:
    """Requests that no officer has decided; a panel that has advised is not asked again."""
    rows = _ehc_cases(meeting, EhcStage.REQUESTED, Purpose.REQUEST_TO_ASSESS)
    for row in rows.order_by("received_on", "pk"):
        yield Waiting(row.case, row.received_on)


def _plan_questions(meeting: Meeting) -> Iterable[Waiting]:
    """Assessments whose advice has come, all that was asked for."""
    asked = AdviceRequest.objects.filter(ehc=OuterRef("pk"))
    rows = _ehc_cases(meeting, EhcStage.ASSESSING, Purpose.PLAN_OR_NOT).filter(
        Exists(asked), ~Exists(asked.filter(state=AdviceRequest.State.ASKED))
    )
    for row in rows.annotate(last_on=Max("advice__received_on")).order_by("received_on", "pk"):
        yield Waiting(row.case, row.last_on or row.received_on)


def _ehc_cases(meeting: Meeting, stage: EhcStage, purpose: Purpose):
    advised = Decision.objects.filter(item__purpose=purpose).exclude(
        outcome=Advice.MORE_INFORMATION
    )
    rows = EhcCase.objects.filter(
        case__authority=meeting.panel.authority_id, case__stage=stage, case__closed_on=None
    )
    related = ("case__child", "case__lead_agency", "case__owner")
    return rows.exclude(case__in=advised.values("item__case")).select_related(*related)


def _reviews(meeting: Meeting) -> Iterable[Waiting]:
    """Placements whose review is due before the panel meets again. Rules: LDN-027, KENT-087."""
    later = meeting.panel.meetings.filter(held_on__gt=meeting.held_on).order_by("held_on")
    following = later.values_list("held_on", flat=True).first() or meeting.held_on + A_MONTH
    due = Clock.objects.open().filter(clock="review-placement", due_on__lt=following)
    days = dict(due.order_by("-due_on").values_list("stream", "started_on"))
    cases = Case.objects.open().filter(
        reference__in=days, kind=Case.Kind.AWARD, authority=meeting.panel.authority_id
    )
    related = ("child", "lead_agency", "owner")
    for case in cases.select_related(*related).order_by("reference"):
        yield Waiting(case, days[case.reference])


PULLS: Mapping[Purpose, Callable[[Meeting], Iterable[Waiting]]] = {
    Purpose.NEW_REFERRAL: _new_referrals,
    Purpose.REVIEW: _reviews,
    Purpose.REQUEST_TO_ASSESS: _requests_to_assess,
    Purpose.PLAN_OR_NOT: _plan_questions,
}
