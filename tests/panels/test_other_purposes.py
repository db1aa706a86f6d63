"""What comes to a panel beside new referrals: advice to an officer, and reviews of placements."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from casework import bank_holidays
from casework.models import Clock, Event
from ehcp.models import PanelAdvice
from ehcp.rules.decisions import Outcome
from panels.actions import agendas, decisions, meetings, panels, sessions
from panels.models import AgendaItem, Decision, Panel
from panels.queries.candidates import candidates
from panels.rules.decisions import DecisionDraft
from people.models import Case
from tests.conftest import act_on
from tests.factories import ehcp as made
from tests.factories.funding import make_award
from tests.factories.panels import KENT_YES, SET_UP, Table, arrive, close, make_panel, open_up, send
from tests.factories.referrals import make_cast

pytestmark = pytest.mark.django_db
HEARD = date(2025, 10, 2)
REASONS = "The school has used what it has; needs go beyond it."


def found(meeting):
    return [
        (one.case.reference, one.purpose) for one in candidates(meeting, bank_holidays.england())
    ]


@pytest.fixture
def send_panel():
    """A SEND Panel of Northshire by Sutton's protocol, meeting on 2 October 2025."""
    cast = make_cast()
    made.adopt_sutton("northshire")
    act = act_on(SET_UP, cast.admin)
    code = panels.set_up_panel(act, authority="northshire", purpose="send-panel")
    table = Table(cast, Panel.objects.get(code=code))
    table.members["sen"] = made.make_coordinator()
    panels.add_member(act, panel=code, username=table.members["sen"].username, seat="sen-manager")
    meetings.plan_year(act, panel=code, first_month=date(2025, 9, 1))
    return table


def meeting_on(table, day=HEARD):
    return table.panel.meetings.get(held_on=day)


def list_it(table, meeting, reference, purpose):
    agendas.list_case(
        act_on(meeting.held_on, table.admin),
        meeting=meeting.reference,
        reference=reference,
        purpose=purpose,
    )
    return AgendaItem.objects.get(meeting=meeting, case__reference=reference)


def in_session(table, meeting):
    agendas.send_agenda(act_on(meeting.held_on, table.admin), reference=meeting.reference)
    meeting = open_up(table, meeting)
    arrive(table, meeting)
    return meeting


def advise(table, item, outcome, **words):
    draft = DecisionDraft(outcome=outcome, reasons=REASONS, **words)
    act = act_on(item.meeting.held_on, table.admin)
    return decisions.record_decision(act, item=item.pk, draft=draft)


@pytest.mark.rule("SUT-098", "SUT-115")
def test_a_send_panel_advises_and_the_officer_still_decides(send_panel):
    meeting = meeting_on(send_panel)
    ehc = made.make_request(today=made.RECEIVED)
    reference = ehc.case.reference
    assert found(meeting) == [(reference, "request-to-assess")]
    item = list_it(send_panel, meeting, reference, "request-to-assess")
    in_session(send_panel, meeting)

    advise(send_panel, item, "assess")
    close(send_panel, meeting)

    advice = PanelAdvice.objects.get()
    assert (advice.outcome, advice.panel_on, advice.meeting) == (
        "assess",
        HEARD,
        meeting.reference,
    )
    assert Case.objects.get(reference=reference).stage == "requested"
    assert Decision.objects.get().label == "Advises an assessment"
    fact = Event.objects.get(stream=reference, kind="panel.advice_given")
    assert (fact.on, fact.data["outcome"]) == (HEARD, "assess")
    assert not Clock.objects.filter(stream=reference, clock="sign-funding-form").exists()


def test_who_has_been_advised_waits_no_longer_unless_more_was_asked(send_panel):
    meeting, later = meeting_on(send_panel), meeting_on(send_panel, date(2025, 10, 16))
    first, second = (made.make_request(today=made.RECEIVED) for _ in range(2))
    items = [
        list_it(send_panel, meeting, ehc.case.reference, "request-to-assess")
        for ehc in (first, second)
    ]
    in_session(send_panel, meeting)

    advise(send_panel, items[0], "no-assessment")
    asked = replace(KENT_YES.actions[0], due_on=date(2025, 10, 10))
    advise(send_panel, items[1], "more-information", actions=(asked,))

    assert found(later) == [(second.case.reference, "request-to-assess")]


@pytest.mark.rule("SUT-116")
def test_whether_to_make_a_plan_comes_once_all_advice_is_in(send_panel):
    later = meeting_on(send_panel, date(2025, 12, 4))
    ehc = made.decide(made.make_request(), Outcome.ASSESS)
    waiting = found(later)

    made.answer_all(made.make_assessment(child=None))

    assert waiting == []
    assert [purpose for _reference, purpose in found(later)] == ["plan-or-not"]
    assert ehc.case.reference not in [reference for reference, _purpose in found(later)]


def test_the_law_opens_a_request_to_members_whatever_was_consented(send_panel, client):
    meeting = meeting_on(send_panel)
    ehc = made.make_request(today=made.RECEIVED)
    item = list_it(send_panel, meeting, ehc.case.reference, "request-to-assess")
    in_session(send_panel, meeting)
    client.force_login(send_panel.admin)

    page = client.get(reverse("panels:live_item", args=[meeting.reference, item.pk]))

    words = page.content.decode()
    assert "Advises an assessment" in words
    assert "1 September 2025" in words
    assert "13 October 2025" in words
    assert "What each agency pays" not in words


@pytest.mark.rule("KENT-087", "KENT-105")
def test_a_review_comes_to_the_meeting_before_it_is_late_and_sets_the_next(client):
    table = make_panel()
    meetings.plan_year(
        act_on(date(2026, 8, 3), table.admin),
        panel=table.panel.code,
        first_month=date(2026, 8, 1),
    )
    before = meeting_on(table, date(2026, 9, 1))
    meeting = meeting_on(table, date(2026, 10, 6))
    award = make_award(table.cast.sen)
    reference = award.case.reference
    assert found(before) == [(reference, "review")]
    item = list_it(table, before, reference, "review")
    assert found(meeting) == []
    send(table, before)
    open_up(table, before)
    arrive(table, before)
    client.force_login(table.admin)
    shown = client.get(reverse("panels:live_item", args=[before.reference, item.pk]))

    draft = replace(
        KENT_YES,
        outcome="agreed",
        conditions=(),
        actions=(),
        shares={},
        review_on=date(2027, 3, 2),
    )
    decisions.record_decision(act_on(date(2026, 9, 1), table.admin), item=item.pk, draft=draft)
    sessions.close_meeting(act_on(date(2026, 9, 1), table.admin), reference=before.reference)

    assert "What each agency pays" in shown.content.decode()
    award.refresh_from_db()
    assert (award.review_on, award.reviews.get().held_on) == (
        date(2027, 3, 2),
        date(2026, 9, 1),
    )
    assert not Clock.objects.filter(stream=reference, clock="sign-funding-form").exists()
    assert found(meeting) == []
