"""Panels set up, members seated, and the year of dates."""

from datetime import date

import pytest

from accounts.rules.roles import Role
from casework.models import Event, Message
from panels.actions import meetings, panels
from panels.models import Meeting, Member
from tests.conftest import act_on
from tests.factories.panels import SET_UP, listed, plan
from tests.factories.people import make_user
from tests.panels.conftest import refused

pytestmark = pytest.mark.django_db


def test_set_up_panel_takes_its_names_from_the_protocol(table):
    assert (table.panel.code, table.panel.name, table.panel.short_name) == (
        "northshire-jrap",
        "Joint Resources Allocation Panel",
        "JRAP",
    )


def test_set_up_panel_is_refused_where_no_protocol_is_adopted(table):
    refused(
        "no-protocol",
        panels.set_up_panel,
        act_on(SET_UP),
        authority="northshire",
        purpose="send-panel",
    )


@pytest.mark.rule("KENT-066", "LDN-013")
@pytest.mark.parametrize(
    ("agency", "seat", "capacity", "code"),
    [
        ("sen", "nothing", "member", "no-such-seat"),
        ("care", "head-of-sen", "member", "other-agency"),
        ("care", "adviser", "member", "adviser-seat"),
        ("care", "budget-holder", "adviser", "adviser-seat"),
    ],
)
def test_add_member_refuses_what_the_protocol_does_not_seat(table, agency, seat, capacity, code):
    user = make_user(Role.MEMBER, agency=agency)

    refused(
        code,
        panels.add_member,
        act_on(SET_UP),
        panel=table.panel.code,
        username=user.username,
        seat=seat,
        capacity=capacity,
    )


def test_a_member_sits_once_at_a_time_and_may_leave_and_come_back(table):
    username = table.members["sen"].username
    given = {"panel": table.panel.code, "username": username, "seat": "head-of-sen"}

    refused("already-member", panels.add_member, act_on(SET_UP), **given)
    panels.end_membership(act_on(SET_UP), panel=table.panel.code, username=username)
    panels.add_member(act_on(date(2025, 9, 2)), **given)

    assert Member.objects.filter(user__username=username).count() == 2
    refused(
        "not-a-member",
        panels.end_membership,
        act_on(SET_UP),
        panel=table.panel.code,
        username="nobody",
    )


@pytest.mark.rule("KENT-063", "KENT-064", "LDN-011")
def test_plan_year_sets_twelve_first_tuesdays_at_the_usual_place(table):
    meeting = plan(table)

    days = list(table.panel.meetings.order_by("held_on").values_list("held_on", flat=True))
    assert (len(days), days[0], days[-1]) == (12, date(2025, 9, 2), date(2026, 8, 4))
    assert (meeting.venue, str(meeting.starts_at)) == ("Sessions House, Maidstone", "10:00:00")
    assert meeting.protocol == "kent-jrap@1"
    set_on = Event.objects.get(stream=meeting.reference)
    assert (set_on.kind, set_on.data["meeting_on"]) == ("panel.meeting_set", "2025-12-02")


def test_plan_year_again_adds_only_what_is_not_there(table):
    plan(table)
    act = act_on(date(2026, 1, 12), table.admin)

    meetings.plan_year(act, panel=table.panel.code, first_month=date(2025, 11, 1))

    assert table.panel.meetings.count() == 14
    refused(
        "nothing-to-set",
        meetings.plan_year,
        act,
        panel=table.panel.code,
        first_month=date(2025, 11, 1),
    )


def test_plan_year_sets_no_day_that_is_past(table):
    meetings.plan_year(
        act_on(date(2025, 9, 10)), panel=table.panel.code, first_month=date(2025, 9, 1)
    )

    assert table.panel.meetings.order_by("held_on").first().held_on == date(2025, 10, 7)


def test_plan_year_is_refused_past_the_bank_holidays_we_hold(table):
    refused(
        "outside-calendar",
        meetings.plan_year,
        act_on(SET_UP),
        panel=table.panel.code,
        first_month=date(2060, 1, 1),
    )


def test_move_meeting_keeps_the_regular_day_and_says_why(table):
    meeting = plan(table)
    act = act_on(date(2025, 10, 1), table.admin)

    meetings.move_meeting(
        act, reference=meeting.reference, held_on=date(2025, 12, 9), because="The room is taken."
    )

    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.regular_on) == (date(2025, 12, 9), date(2025, 12, 2))
    moved = Event.objects.filter(stream=meeting.reference).latest("number")
    assert (moved.kind, moved.data["because"]) == ("panel.meeting_moved", "The room is taken.")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2025, 9, 30), "date-past"),
        (date(2025, 12, 25), "not-a-working-day"),
        (date(2025, 12, 6), "not-a-working-day"),
        (date(2025, 11, 4), "date-taken"),
    ],
)
def test_move_meeting_refuses_a_day_that_will_not_do(table, day, code):
    meeting = plan(table)

    refused(
        code,
        meetings.move_meeting,
        act_on(date(2025, 10, 1), table.admin),
        reference=meeting.reference,
        held_on=day,
        because="The room is taken.",
    )


def test_move_meeting_tells_who_looked_at_an_older_one(table):
    meeting = plan(table)

    refused(
        "stale",
        meetings.move_meeting,
        act_on(date(2025, 10, 1), table.admin),
        reference=meeting.reference,
        held_on=date(2025, 12, 9),
        because="The room is taken.",
        revision=meeting.revision + 1,
    )


def test_cancel_meeting_waits_until_no_case_is_listed(table):
    meeting = plan(table)
    listed(table, meeting)
    act = act_on(date(2025, 11, 12), table.admin)

    refused(
        "cases-listed",
        meetings.cancel_meeting,
        act,
        reference=meeting.reference,
        because="No quorum to be had.",
    )


def test_cancelled_meeting_frees_its_day(table):
    meeting = plan(table)
    act = act_on(date(2025, 10, 1), table.admin)
    meetings.cancel_meeting(act, reference=meeting.reference, because="Strike.")
    other = Meeting.objects.get(held_on=date(2025, 11, 4))

    meetings.move_meeting(
        act, reference=other.reference, held_on=date(2025, 12, 2), because="Swapped."
    )

    assert Meeting.objects.get(pk=other.pk).held_on == date(2025, 12, 2)
    refused(
        "not-now",
        meetings.move_meeting,
        act,
        reference=meeting.reference,
        held_on=date(2025, 12, 16),
        because="Again.",
    )


@pytest.mark.rule("LDN-012", "KENT-064")
def test_circulate_dates_writes_to_each_member_once(table):
    plan(table)
    act = act_on(SET_UP, table.admin)

    meetings.circulate_dates(act, panel=table.panel.code)
    meetings.circulate_dates(act, panel=table.panel.code)

    written = Message.objects.filter(stream=table.panel.code).order_by("to")
    assert [message.to for message in written] == sorted(
        member.email for member in table.members.values()
    )
    assert "2 December 2025" in written[0].body


def test_circulate_dates_needs_dates(table):
    refused("no-dates", meetings.circulate_dates, act_on(SET_UP), panel=table.panel.code)
