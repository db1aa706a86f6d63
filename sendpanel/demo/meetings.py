"""Panels with a year behind them and a meeting today, each case taken as far as its day allows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from accounts.models import Purpose, User
from casework.rules.calendar import WorkingCalendar
from casework.rules.periods import months_after
from funding import actions as funding
from funding.queries import award_of
from panels.actions import agendas, decisions, meetings, notes, packs, panels, sessions
from panels.models import AgendaItem, Meeting, Panel
from panels.rules.decisions import ActionDraft, DecisionDraft
from people.models import Case
from sendpanel.demo.acting import on
from sendpanel.demo.cast import PEOPLE, Council, somebody
from sendpanel.demo.referrals import Asking

AGENDA_OUT = timedelta(weeks=2)
LISTED = timedelta(days=20)
MOVED = timedelta(days=24)
MONTHS_BEHIND = 12
SIGNERS = {"education": "member-sen", "care": "member-care", "health": "member-health"}
ADVISORY_SEATS = {
    "member-sen": "sen-manager",
    "adviser": "principal-psychologist",
    "caseworker-care": "social-care",
    "caseworker-health": "health",
}


@dataclass(frozen=True)
class EveryDay(WorkingCalendar):
    """A calendar without a day of rest: the demonstration's panel meets whatever day it is."""

    def is_working_day(self, day: date) -> bool:
        return True


@dataclass(frozen=True)
class Heard:
    """One case that a panel heard: what was asked, and what the panel made of it."""

    reference: str
    asking: Asking
    outcome: str = "agreed"


def set_up(council: Council, today: date) -> Panel:
    """Set up both panels of an authority, seat their members, set two years of dates."""
    first = months_after(today, -MONTHS_BEHIND).replace(day=1)
    for purpose, _protocol in council.protocols:
        code = panels.set_up_panel(on(first), authority=council.code, purpose=purpose)
        _seat(council, code, purpose, first)
        for start in (first, months_after(first, 12)):
            meetings.plan_year(on(first), panel=code, first_month=start)
    return Panel.objects.get(authority=council.code, purpose=Purpose.JOINT_FUNDING)


def _seat(council: Council, code: str, purpose: Purpose, day: date) -> None:
    seats = {person.username: person.seats[council.place] for person in PEOPLE}
    if purpose is not Purpose.JOINT_FUNDING:
        seats = ADVISORY_SEATS
    for username, seat in seats.items():
        if seat:
            username = f"{council.prefix}{username}"
            panels.add_member(on(day), panel=code, username=username, seat=seat)


def past_meetings(panel: Panel, today: date) -> list[Meeting]:
    """Return the meetings whose notes are out by today, first to last."""
    return list(panel.meetings.filter(held_on__lt=today - timedelta(days=21)).order_by("held_on"))


def meet_today(council: Council, panel: Panel, today: date) -> Meeting:
    """Move the meeting nearest to today onto today, so that there is one to sit in."""
    near = panel.meetings.filter(held_on__gte=today - timedelta(days=21)).order_by("held_on")
    meeting = near.filter(held_on=today).first() or near.first()
    if meeting.held_on != today:
        act = on(today - MOVED, somebody(council, "panel-admin"))
        every_day = EveryDay(act.calendar.first, act.calendar.last, frozenset())
        meetings.move_meeting(
            replace(act, calendar=every_day),
            reference=meeting.reference,
            held_on=today,
            because="The room is free on this day.",
        )
    return Meeting.objects.get(pk=meeting.pk)


def prepare(council: Council, meeting: Meeting, references: Iterable[str]) -> None:
    """List cases in the order given and send the agenda two weeks ahead."""
    admin = somebody(council, "panel-admin")
    for reference in references:
        agendas.list_case(
            on(meeting.held_on - LISTED, admin),
            meeting=meeting.reference,
            reference=reference,
            purpose="new-referral",
        )
    agendas.send_agenda(on(meeting.held_on - AGENDA_OUT, admin), reference=meeting.reference)


def open_with(council: Council, meeting: Meeting, usernames: Sequence[str]) -> None:
    """Open the meeting with its chair, and let those named come in."""
    act = on(meeting.held_on, somebody(council, "panel-admin"))
    chair = somebody(council, "chair")
    sessions.open_meeting(act, reference=meeting.reference, chair=chair.pk)
    for username in usernames:
        sessions.record_attendance(
            act,
            reference=meeting.reference,
            user=somebody(council, username).pk,
            attendance=sessions.PRESENT,
        )


def hold(council: Council, meeting: Meeting, heard: Sequence[Heard]) -> Iterator[str]:
    """Hold a meeting of the past from agenda to signatures; yield each case as it is settled."""
    prepare(council, meeting, [one.reference for one in heard])
    open_with(council, meeting, ("member-sen", "member-care", "member-health"))
    act = on(meeting.held_on, somebody(council, "panel-admin"))
    for one in heard:
        item = AgendaItem.objects.get(meeting=meeting, case__reference=one.reference)
        decisions.record_decision(act, item=item.pk, draft=_draft(one, meeting.held_on))
    sessions.close_meeting(act, reference=meeting.reference)
    for one in heard:
        _settle(council, meeting, one)
        yield one.reference


def _draft(one: Heard, day: date) -> DecisionDraft:
    if one.outcome not in ("agreed", "agreed-with-conditions"):
        return DecisionDraft(one.outcome, "The panel needs the health assessment to decide.")
    with_conditions = one.outcome == "agreed-with-conditions"
    return DecisionDraft(
        outcome=one.outcome,
        reasons="Local options have been exhausted, and the placement meets the assessed needs.",
        conditions=("The social worker visits before the start.",) if with_conditions else (),
        actions=(ActionDraft("Visit the school", "Social worker", day + timedelta(days=17)),),
        confirmations=frozenset(
            {
                *("best_value", "efficient_use", "meets_assessed_needs"),
                *("best_interest", "all_other_options_explored"),
            }
        ),
        statements={"expected_outcomes": "Safe, in school every day, and near family."},
        shares=dict(one.asking.yearly_shares),
        responsibility="hosted",
        recharge="quarterly",
        review_on=months_after(day, 6),
    )


def _settle(council: Council, meeting: Meeting, one: Heard) -> None:
    """Endorse the note, have the form signed for each agency that pays, and start the placement."""
    item = AgendaItem.objects.get(meeting=meeting, case__reference=one.reference)
    endorsed_on = meeting.held_on + timedelta(days=2)
    act = on(endorsed_on, somebody(council, "chair"))
    note = item.notes.latest("version").pk
    notes.endorse_note(act, note=note)
    notes.send_note(on(endorsed_on, somebody(council, "panel-admin")), note=note)
    award = award_of(one.reference)
    if award is None:
        return
    for payer, username in SIGNERS.items():
        if one.asking.yearly_shares.get(payer):
            _sign(one.reference, council.agency(payer), somebody(council, username), endorsed_on)
    start = Case.objects.get(reference=one.reference).placement.starts_on
    funding.start_placement(
        on(start, somebody(council, "finance")),
        award_reference=award.case.reference,
        started_on=start,
    )


def _sign(reference: str, agency: str, member: User, day: date) -> None:
    packs.sign_funding_form(
        on(day, member), reference=reference, agency=agency, typed_name=member.name
    )
