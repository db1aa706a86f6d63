"""The meeting itself: opened by who may chair, attendance and quorum, interests, closed."""

from datetime import date

import pytest

from accounts.models import Delegation
from accounts.rules.roles import Role
from casework.models import Event
from panels.actions import agendas, sessions
from panels.models import Attendance
from panels.queries.people import members_on, quorum_of
from panels.queries.policies import policy_of
from panels.rules.workflow import ItemStatus, MeetingStatus
from people.models import Case
from tests.conftest import act_on
from tests.factories.panels import (
    HELD,
    KENT_YES,
    arrive,
    close,
    decide,
    fresh,
    in_session,
    listed,
    make_delegate,
    make_panel,
    open_up,
    plan,
    send,
)
from tests.factories.people import make_user
from tests.panels.conftest import refused

pytestmark = pytest.mark.django_db


def quorum(meeting):
    return quorum_of(meeting, policy_of(meeting.protocol))


@pytest.fixture
def sent(table):
    """A meeting whose agenda of one case has gone out."""
    meeting = plan(table)
    listed(table, meeting)
    return send(table, meeting)


def test_open_meeting_seats_the_chair(table, sent):
    meeting = open_up(table, sent)

    row = Attendance.objects.get()
    assert meeting.status == MeetingStatus.OPEN
    assert (row.user, row.is_in_chair, row.is_present) == (table.chair, True, True)


def test_open_meeting_waits_for_its_day_and_for_its_agenda(table, sent):
    early = act_on(date(2025, 12, 1), table.admin)
    planned = table.panel.meetings.get(held_on=date(2025, 11, 4))

    refused(
        "before-its-day",
        sessions.open_meeting,
        early,
        reference=sent.reference,
        chair=table.chair.pk,
    )
    refused(
        "not-now",
        sessions.open_meeting,
        early,
        reference=planned.reference,
        chair=table.chair.pk,
    )


@pytest.mark.rule("KENT-069")
def test_open_meeting_refuses_a_chair_whose_seat_does_not_chair(table, sent):
    deputy = make_delegate(Role.MEMBER, "sen")
    act = act_on(HELD, table.admin)
    sessions.arrange_deputy(
        act,
        reference=sent.reference,
        username=deputy.username,
        capacity="deputy",
        stands_in_for=table.members["sen"].pk,
    )

    refusal = refused(
        "may-not-chair",
        sessions.open_meeting,
        act,
        reference=sent.reference,
        chair=deputy.pk,
        because="The Head of SEN is ill.",
    )

    assert refusal.rule == "KENT-069"
    assert refusal.says == (
        f"{deputy.name} may not chair: the chair is the Head of SEN, the Assistant Director "
        "or the Health Decision Maker."
    )


@pytest.mark.rule("LDN-014")
def test_london_takes_a_stand_in_for_the_chair_only_on_record():
    table = make_panel(protocol="london-atr")
    meeting = plan(table)
    listed(table, meeting)
    send(table, meeting)
    act = act_on(meeting.held_on, table.admin)
    stand_in = table.members["sen"]
    given = {"reference": meeting.reference, "chair": stand_in.pk}

    refused("may-not-chair", sessions.open_meeting, act, **given)
    sessions.open_meeting(act, **given, because="The Head of Safeguarding is on leave.")

    assert quorum(fresh(meeting))
    assert Attendance.objects.get(user=stand_in).is_stand_in


@pytest.mark.rule("KENT-065", "KENT-067")
def test_meeting_is_quorate_only_after_healths_deputy_joins(table, sent):
    meeting = open_up(table, sent)
    arrive(table, meeting, "care")
    before = quorum(meeting)
    deputy = make_delegate(Role.MEMBER, "icb")
    act = act_on(HELD, table.admin)

    sessions.arrange_deputy(
        act,
        reference=meeting.reference,
        username=deputy.username,
        capacity="deputy",
        stands_in_for=table.members["icb"].pk,
    )
    sessions.record_attendance(
        act, reference=meeting.reference, user=deputy.pk, attendance=sessions.PRESENT
    )

    assert before.says == ("Nobody from health can commit money today.",)
    assert quorum(fresh(meeting)).counted["health"] == (deputy.name,)


@pytest.mark.rule("KENT-067", "KENT-068")
def test_a_deputy_without_delegated_authority_does_not_count(table, sent):
    meeting = open_up(table, sent)
    arrive(table, meeting, "care")
    deputy = make_user(Role.MEMBER, agency="icb")
    act = act_on(HELD, table.admin)
    sessions.arrange_deputy(
        act,
        reference=meeting.reference,
        username=deputy.username,
        capacity="deputy",
        stands_in_for=table.members["icb"].pk,
    )
    sessions.record_attendance(
        act, reference=meeting.reference, user=deputy.pk, attendance=sessions.PRESENT
    )

    assert quorum(meeting).says == (
        f"Nobody from health can commit money today ({deputy.name} has no delegated authority).",
    )


def test_a_delegation_that_ended_before_the_meeting_does_not_count(table, sent):
    meeting = open_up(table, sent)
    arrive(table, meeting)
    Delegation.objects.filter(user=table.members["care"]).update(to_on=date(2025, 12, 1))

    assert quorum(meeting).missing == {"care": 1}


@pytest.mark.rule("KENT-066")
def test_an_adviser_comes_sees_and_does_not_count(table, sent):
    meeting = open_up(table, sent)
    adviser = make_delegate(Role.MEMBER, "icb")
    act = act_on(HELD, table.admin)
    sessions.arrange_deputy(
        act, reference=meeting.reference, username=adviser.username, capacity="adviser"
    )
    sessions.record_attendance(
        act, reference=meeting.reference, user=adviser.pk, attendance=sessions.PRESENT
    )

    assert quorum(meeting).counted["health"] == ()
    assert Case.objects.visible_to(adviser).count() == 1


@pytest.mark.parametrize(
    ("agency", "stands_in_for", "code"),
    [("icb", None, "no-member-named"), ("care", "icb", "other-agency")],
)
def test_a_deputy_comes_for_a_member_of_their_own_agency(table, sent, agency, stands_in_for, code):
    deputy = make_delegate(Role.MEMBER, agency)
    member = table.members.get(stands_in_for)

    refused(
        code,
        sessions.arrange_deputy,
        act_on(HELD, table.admin),
        reference=sent.reference,
        username=deputy.username,
        capacity="deputy",
        stands_in_for=member and member.pk,
    )


def test_a_deputy_sits_at_that_meeting_alone(table, sent):
    deputy = make_delegate(Role.MEMBER, "icb")
    sessions.arrange_deputy(
        act_on(HELD, table.admin),
        reference=sent.reference,
        username=deputy.username,
        capacity="deputy",
        stands_in_for=table.members["icb"].pk,
    )
    later = table.panel.meetings.get(held_on=date(2026, 1, 6))

    assert deputy in [member.user for member in members_on(sent)]
    assert deputy not in [member.user for member in members_on(later)]


def test_somebody_who_leaves_no_longer_counts_nor_chairs(table, sent):
    meeting = open_up(table, sent)
    arrive(table, meeting)
    act = act_on(HELD, table.admin)

    sessions.record_attendance(
        act, reference=meeting.reference, user=table.chair.pk, attendance=sessions.ABSENT
    )

    finding = quorum(meeting)
    assert (finding.missing, finding.chair_is_missing) == ({"education": 1}, True)
    said = Event.objects.filter(stream=meeting.reference).latest("number")
    assert said.data["attendance"] == "Not present"


def test_the_chair_may_pass_to_another_who_may_chair(table, sent):
    meeting = open_up(table, sent)
    arrive(table, meeting)

    sessions.take_chair(
        act_on(HELD, table.admin), reference=meeting.reference, chair=table.members["icb"].pk
    )

    assert Attendance.objects.get(is_in_chair=True).user == table.members["icb"]


def test_a_stranger_cannot_be_recorded_as_there(table, sent):
    stranger = make_user(Role.MEMBER, agency="icb")

    refused(
        "not-a-member",
        sessions.record_attendance,
        act_on(HELD, table.admin),
        reference=sent.reference,
        user=stranger.pk,
        attendance=sessions.PRESENT,
    )


def test_an_interest_is_on_the_case_and_leaves_the_quorum_as_policy_says(table):
    meeting, (item,) = in_session(table)

    sessions.declare_interest(
        act_on(HELD, table.members["care"]),
        item=item.pk,
        user=table.members["care"].pk,
        says="A cousin of the family.",
    )
    decided = decide(table, item)

    fact = Event.objects.get(stream=item.case.reference, kind="panel.interest_declared")
    assert fact.data == {"name": table.members["care"].name, "meeting": meeting.reference}
    assert decided.decisions.get().interests == [table.members["care"].name]


@pytest.mark.rule("KENT-055", "KENT-094", "LDN-021")
def test_close_meeting_tells_decided_cases_and_sends_the_others_back(table):
    meeting, (first, second) = in_session(table, cases=2)
    decide(table, first)

    closed = close(table, meeting)

    second.refresh_from_db()
    assert (closed.status, second.status) == (MeetingStatus.CLOSED, ItemStatus.NOT_HEARD)
    held = Event.objects.filter(kind="panel.meeting_held").order_by("pk")
    assert [(row.stream, row.on, row.data["outcome"]) for row in held] == [
        (meeting.reference, HELD, "held"),
        (first.case.reference, HELD, "agreed-with-conditions"),
    ]
    assert Case.objects.get(pk=second.case_id).stage == "submitted"


def test_a_closed_meeting_takes_no_decision(table):
    meeting, (item,) = in_session(table)
    close(table, meeting)

    refused("not-now", decide, table, item, KENT_YES)


def test_two_who_close_at_once_close_it_once(table):
    meeting, _items = in_session(table)
    revision = fresh(meeting).revision
    close(table, meeting)

    refused(
        "stale",
        sessions.close_meeting,
        act_on(HELD, table.admin),
        reference=meeting.reference,
        revision=revision,
    )


def test_agenda_cannot_be_ordered_in_session(table):
    meeting, items = in_session(table)

    refused(
        "not-now",
        agendas.order_agenda,
        act_on(HELD, table.admin),
        reference=meeting.reference,
        items=[item.pk for item in items],
    )
