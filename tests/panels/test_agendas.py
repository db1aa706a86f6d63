"""Agendas: built from complete cases, put in order, sent."""

from datetime import date

import pytest

from accounts.rules.roles import Role
from casework import bank_holidays
from casework.models import Clock, Event, Message
from panels.actions import agendas, panels, sessions
from panels.models import AgendaItem
from panels.queries.agendas import withheld
from panels.queries.candidates import candidates
from panels.rules.workflow import ItemStatus, MeetingStatus
from people.actions import network
from people.models import Case
from tests.conftest import act_on
from tests.factories import referrals as made
from tests.factories.panels import (
    HELD,
    SENT,
    fresh,
    listed,
    make_delegate,
    make_panel,
    open_up,
    plan,
    send,
    submitted,
)
from tests.factories.people import make_user
from tests.panels.conftest import refused

pytestmark = pytest.mark.django_db
LISTED_ON = date(2025, 11, 10)


def list_one(table, meeting, reference, on=LISTED_ON, **more):
    return agendas.list_case(
        act_on(on, table.admin),
        meeting=meeting.reference,
        reference=reference,
        purpose="new-referral",
        **more,
    )


@pytest.mark.rule("KENT-053")
def test_candidates_are_the_complete_cases_and_no_others(table):
    meeting, complete = plan(table), submitted(table)
    made.make_complete(table.cast)

    found = candidates(meeting, bank_holidays.england())

    assert [one.case.reference for one in found] == [complete]
    assert (found[0].papers.came_on, found[0].papers.latest_on) == (date(2025, 11, 3), None)


def test_candidates_stay_in_their_authority(table):
    other = make_panel("southshire", "london-atr")
    submitted(other)

    assert candidates(plan(table), bank_holidays.england()) == []


@pytest.mark.rule("KENT-053")
def test_list_case_puts_a_complete_case_on_the_agenda_and_tells_it(table):
    meeting, reference = plan(table), submitted(table)

    list_one(table, meeting, reference)

    item = AgendaItem.objects.get()
    assert (item.case.reference, item.purpose, item.position, item.status) == (
        reference,
        "new-referral",
        1,
        "listed",
    )
    assert (item.protocol, item.papers_on) == ("kent-jrap@1", date(2025, 11, 3))
    assert (item.presenting_agency_id, item.presenter) == (
        "northshire-sen",
        table.cast.sen.name,
    )
    assert Case.objects.get(reference=reference).stage == "listed"
    fact = Event.objects.get(stream=reference, kind="panel.case_listed")
    assert (fact.data["meeting"], fact.data["meeting_on"]) == (meeting.reference, "2025-12-02")


@pytest.mark.rule("KENT-053", "KENT-047")
def test_list_case_never_takes_an_incomplete_case_and_names_what_is_missing(table):
    meeting, reference = plan(table), made.raise_one(table.cast)

    refusal = refused("papers-incomplete", list_one, table, meeting, reference)

    assert "The assessment of Northshire icb is missing" in refusal.says
    assert AgendaItem.objects.count() == 0


def test_list_case_refuses_one_that_consent_has_left_since(table):
    meeting, reference = plan(table), submitted(table)
    child = Case.objects.get(reference=reference).child
    for agency in ("care", "icb"):
        network.withdraw_consent(
            act_on(LISTED_ON),
            child_reference=child.reference,
            agency=table.cast.agency(agency),
        )

    refused("papers-incomplete", list_one, table, meeting, reference)


def test_list_case_refuses_one_that_is_on_an_agenda_already(table):
    meeting = plan(table)
    item = listed(table, meeting)

    refused("not-waiting", list_one, table, meeting, item.case.reference)


@pytest.mark.rule("KENT-055", "LDN-019")
def test_late_papers_are_heard_only_with_the_chairs_reason():
    table = make_panel(protocol="london-atr")
    meeting = plan(table)
    reference = submitted(table, date(2025, 12, 11))

    refusal = refused("papers-late", list_one, table, meeting, reference, date(2025, 12, 12))
    list_one(
        table, meeting, reference, date(2025, 12, 12), late_reason="A move on Friday: the chair."
    )

    assert (refusal.field, refusal.rule) == ("late_reason", "LDN-019")
    assert AgendaItem.objects.get().late_reason == "A move on Friday: the chair."


def test_list_all_in_time_leaves_late_and_incomplete_cases_to_wait():
    table = make_panel(protocol="london-atr")
    meeting = plan(table)
    first, second = submitted(table), submitted(table)
    submitted(table, date(2025, 12, 11))
    made.make_complete(table.cast)
    act = act_on(date(2025, 12, 12), table.admin)

    agendas.list_all_in_time(act, meeting=meeting.reference)

    rows = AgendaItem.objects.order_by("position").values_list("case__reference", flat=True)
    assert list(rows) == [first, second]
    refused("nothing-to-list", agendas.list_all_in_time, act, meeting=meeting.reference)


@pytest.mark.rule("KENT-054")
def test_the_meetings_clock_says_when_the_agenda_is_due_and_is_met_by_sending(table):
    meeting = plan(table)
    clock = {"clock": "agenda-out", "stream": meeting.reference}

    assert Clock.objects.get(**clock).due_on == date(2025, 11, 18)
    listed(table, meeting)
    send(table, meeting)

    assert Clock.objects.get(**clock).met_on == SENT


@pytest.mark.rule("KENT-055")
def test_take_off_sends_the_case_back_to_wait_with_the_reason(table):
    meeting = plan(table)
    item = listed(table, meeting)

    agendas.take_off(act_on(LISTED_ON, table.admin), item=item.pk, because="Visit outstanding.")

    item.refresh_from_db()
    assert item.status == ItemStatus.WITHDRAWN
    assert [one.case.pk for one in candidates(meeting, bank_holidays.england())] == [item.case_id]


def test_a_case_taken_off_may_come_back_to_the_end_of_the_same_agenda(table):
    meeting = plan(table)
    first, second = listed(table, meeting), listed(table, meeting)
    agendas.take_off(act_on(LISTED_ON, table.admin), item=first.pk, because="Visit outstanding.")

    list_one(table, meeting, first.case.reference)

    assert list(meeting.items.on_agenda()) == [second, first]


def test_order_agenda_wants_every_item_once(table):
    meeting = plan(table)
    first, second = listed(table, meeting), listed(table, meeting)
    act = act_on(LISTED_ON, table.admin)

    agendas.order_agenda(act, reference=meeting.reference, items=[second.pk, first.pk])

    assert list(meeting.items.on_agenda()) == [second, first]
    refused(
        "order-incomplete",
        agendas.order_agenda,
        act,
        reference=meeting.reference,
        items=[second.pk],
    )


@pytest.mark.rule("KENT-053", "KENT-054")
def test_send_agenda_writes_to_members_and_opens_the_cases_to_them(table):
    meeting = plan(table)
    item = listed(table, meeting)
    health = table.members["icb"]
    outsider = make_user(Role.MEMBER, agency="icb")

    sent = send(table, meeting)

    assert (sent.status, sent.agenda_sent_at.date()) == (MeetingStatus.AGENDA_SENT, SENT)
    assert Message.objects.filter(stream=meeting.reference).count() == 3
    assert Case.objects.visible_to(health).filter(pk=item.case_id).exists()
    assert list(item.case.named_sights.values_list("user", flat=True).order_by("user")) == sorted(
        member.pk for member in table.members.values()
    )
    assert not item.case.named_sights.filter(user=outsider).exists()


def test_agenda_mail_carries_nothing_about_a_child(table):
    meeting = plan(table)
    child = listed(table, meeting).case.child

    send(table, meeting)

    bodies = " ".join(
        Message.objects.filter(stream=meeting.reference).values_list("body", flat=True)
    )
    assert meeting.reference in bodies
    assert child.family_name not in bodies


@pytest.mark.rule("KENT-091")
def test_send_agenda_withholds_a_case_where_the_family_took_consent_back(table):
    meeting = plan(table)
    item = listed(table, meeting)
    network.withdraw_consent(
        act_on(LISTED_ON),
        child_reference=item.case.child.reference,
        agency="northshire-icb",
    )

    shown = [(row.case.pk, row.user) for row in withheld(meeting, [item])]
    send(table, meeting)

    assert shown == [(item.case_id, table.members["icb"])]
    assert not Case.objects.visible_to(table.members["icb"]).filter(pk=item.case_id).exists()
    assert Case.objects.visible_to(table.members["care"]).filter(pk=item.case_id).exists()


def test_send_agenda_needs_a_case_and_a_member(table):
    meeting = plan(table)
    act = act_on(SENT, table.admin)

    refused("agenda-empty", agendas.send_agenda, act, reference=meeting.reference)
    listed(table, meeting)
    for member in table.members.values():
        panels.end_membership(
            act_on(date(2025, 11, 1)), panel=table.panel.code, username=member.username
        )
    refused("no-members", agendas.send_agenda, act, reference=meeting.reference)


def test_a_case_listed_after_the_agenda_went_out_opens_to_the_members_at_once(table):
    meeting = plan(table)
    listed(table, meeting)
    late = submitted(table)
    send(table, meeting)

    list_one(table, meeting, late, SENT)

    assert Case.objects.visible_to(table.members["icb"]).filter(reference=late).exists()


def test_nothing_is_listed_once_the_meeting_is_open(table):
    meeting = plan(table)
    listed(table, meeting)
    late = submitted(table)
    send(table, meeting)
    open_up(table, meeting)

    refused("not-now", list_one, table, fresh(meeting), late, HELD)


def test_a_deputy_sees_the_cases_of_the_meeting_they_come_to(table):
    meeting = plan(table)
    item = listed(table, meeting)
    send(table, meeting)
    deputy = make_delegate(Role.MEMBER, "icb")

    sessions.arrange_deputy(
        act_on(date(2025, 11, 28), table.admin),
        reference=meeting.reference,
        username=deputy.username,
        capacity="deputy",
        stands_in_for=table.members["icb"].pk,
    )

    assert item.case.named_sights.filter(user=deputy).exists()
