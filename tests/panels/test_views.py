"""Pages of panels: the way through them, each refusal, and what is out of sight."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from casework import clock
from casework.models import AccessLog
from panels.models import AgendaItem, Attendance, Decision, Meeting, OutcomeNote
from tests.conftest import act_on
from tests.factories.panels import (
    HELD,
    arrive,
    close,
    decide,
    fresh,
    in_session,
    listed,
    make_panel,
    open_up,
    plan,
    send,
    submitted,
)
from tests.factories.people import make_user
from tests.factories.referrals import HILLVIEW

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_the_day(monkeypatch):
    """The clock stands at ten in the morning of the meeting, or of another day."""

    def stand(day=HELD):
        monkeypatch.setattr(clock, "today", lambda: day)
        monkeypatch.setattr(clock, "now", lambda: act_on(day).at)

    stand()
    return stand


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


def url(name, *args):
    return reverse(f"panels:{name}", args=args)


YES = {
    "version": "0",
    "outcome": "agreed-with-conditions",
    "reasons": "Local options are exhausted.",
    "conditions": "The social worker visits first.\nFamily contact each month.",
    "confirmations": ["best_value", "efficient_use", "meets_assessed_needs"],
    "expected_outcomes": "Safe and in school.",
    "education": "78,000",
    "care": "98,800",
    "health": "31,200",
    "responsibility": "hosted",
    "recharge": "quarterly",
    "review_on-day": "2",
    "review_on-month": "6",
    "review_on-year": "2026",
    "what_1": "Visit Hillview School",
    "who_1": "Social worker",
    "due_1-day": "19",
    "due_1-month": "12",
    "due_1-year": "2025",
}


def test_a_meeting_runs_through_its_pages(table, client, on_the_day):
    on_the_day(date(2025, 9, 1))
    reference = submitted(table)
    client.force_login(table.admin)
    client.post(url("plan_year", table.panel.code), {"first_month": "2025-09-01"})
    meeting = Meeting.objects.get(held_on=HELD)
    on_the_day(date(2025, 11, 10))
    client.post(
        url("list_case", meeting.reference), {"reference": reference, "purpose": "new-referral"}
    )
    on_the_day(date(2025, 11, 18))
    client.post(url("send_agenda", meeting.reference), {"form_key": "a"})
    on_the_day(HELD)
    client.post(url("open", meeting.reference), {"chair": table.chair.pk})
    for member in table.members.values():
        client.post(url("tick", meeting.reference), {"user": member.pk, "attendance": "present"})
    item = AgendaItem.objects.get()

    recorded = client.post(url("live_item", meeting.reference, item.pk), YES)
    client.post(url("close", meeting.reference), {"form_key": "b"})

    assert recorded.status_code == 302
    decision = Decision.objects.get()
    assert decision.shares == HILLVIEW
    assert decision.conditions == [
        "The social worker visits first.",
        "Family contact each month.",
    ]
    assert decision.review_on == date(2026, 6, 2)
    assert decision.actions.get().due_on == date(2025, 12, 19)
    assert fresh(meeting).status == "closed"


def test_the_live_page_shows_case_views_words_money_and_quorum(table, client, on_the_day):
    meeting, (item,) = in_session(table)
    client.force_login(table.admin)

    page = words_of(client.get(url("live_item", meeting.reference, item.pk)))

    assert item.case.child.name in page
    assert "“I want to be near my nan.”" in page
    assert "Hillview School" in page
    assert "£4,000.00 a week" in page
    assert "The placement meets need." in page
    assert "£98,800.00" in page
    assert "Quorate" in page
    assert f"<strong>SEN:</strong> {table.members['sen'].name}" in page


@pytest.mark.rule("KENT-065")
def test_a_decision_without_quorum_says_which_agency_and_keeps_the_words(table, client, on_the_day):
    meeting = plan(table)
    item = listed(table, meeting)
    send(table, meeting)
    open_up(table, meeting)
    arrive(table, meeting, "care")
    client.force_login(table.admin)

    response = client.post(url("live_item", meeting.reference, item.pk), YES)

    page = words_of(response)
    assert "Nobody from health can commit money today. (KENT-065)" in page
    assert "Family contact each month." in page
    assert Decision.objects.count() == 0


def test_two_who_record_at_once_one_wins_and_the_other_keeps_every_word(table, client, on_the_day):
    meeting, (item,) = in_session(table)
    decide(table, item)
    client.force_login(table.chair)

    page = words_of(
        client.post(
            url("live_item", meeting.reference, item.pk),
            YES | {"reasons": "My own words, typed at length."},
        )
    )

    assert f"{table.admin.name} recorded “Endorsed with conditions”" in page
    assert "My own words, typed at length." in page
    assert "Local options are exhausted and the placement meets the assessed needs." in page
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"outcome": ""}, "Choose what the panel decided."),
        ({"reasons": ""}, "Give the reason for the decision."),
        ({"conditions": ""}, "Write at least one condition."),
        ({"confirmations": []}, "Confirm that this represents best value."),
        ({"expected_outcomes": ""}, "Say how this will improve outcomes"),
        ({"health": "31,199.99"}, "The shares add up to £207,999.99 a year"),
        ({"education": "lots"}, "must be an amount in pounds"),
        ({"responsibility": ""}, "Say who contracts with the provider and pays it."),
        ({"recharge": ""}, "Say how often it is recharged."),
        ({"review_on-year": "2027"}, "The review date must be within a year, by 2 December 2026."),
        ({"who_1": ""}, "Action 1 needs what is to be done, who does it and by when."),
        ({"due_1-month": "11"}, "Action 1 is due before the meeting."),
    ],
)
def test_the_decision_form_says_what_is_wrong_and_keeps_what_was_typed(
    table, client, on_the_day, changes, says
):
    meeting, (item,) = in_session(table)
    client.force_login(table.admin)

    page = words_of(client.post(url("live_item", meeting.reference, item.pk), YES | changes))

    assert says in page.replace("&#x27;", "'")
    assert 'value="Visit Hillview School"' in page
    assert Decision.objects.count() == 0


def test_after_recording_the_next_case_is_on_the_table(table, client, on_the_day):
    meeting, (first, second) = in_session(table, cases=2)
    client.force_login(table.admin)

    response = client.post(url("live_item", meeting.reference, first.pk), YES)

    assert response.url == url("live_item", meeting.reference, second.pk)


def test_pulse_is_unchanged_until_the_meeting_changes(table, client, on_the_day):
    meeting, (item,) = in_session(table)
    client.force_login(table.members["icb"])
    address = url("pulse", meeting.reference, item.pk)
    first = client.get(address)

    same = client.get(address, headers={"If-None-Match": first["ETag"]})
    decide(table, item)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, same.status_code, changed.status_code) == (200, 304, 200)
    assert same.content == b""
    assert "Decided: Endorsed with conditions" in words_of(changed)
    assert 'hx-swap-oob="true"' in words_of(changed)


def test_late_papers_ask_for_the_chairs_reason_on_the_page(client, on_the_day):
    table = make_panel(protocol="london-atr")
    meeting = plan(table)
    reference = submitted(table, date(2025, 12, 11))
    on_the_day(date(2025, 12, 12))
    client.force_login(table.admin)
    given = {"reference": reference, "purpose": "new-referral"}

    refused = client.post(url("list_case", meeting.reference), given)
    client.post(url("list_case", meeting.reference), given | {"late_reason": "A move on Friday."})

    assert refused.status_code == 422
    assert "The papers came on 11 December 2025" in words_of(refused)
    assert AgendaItem.objects.get().late_reason == "A move on Friday."


def test_opening_with_a_wrong_chair_says_who_may(table, client, on_the_day):
    meeting = plan(table)
    listed(table, meeting)
    send(table, meeting)
    on_the_day(date(2025, 12, 1))
    client.force_login(table.admin)

    response = client.post(url("open", meeting.reference), {"chair": table.chair.pk})

    assert response.status_code == 422
    assert "This meeting is on 2 December 2025. Open it on that day." in words_of(response)


def test_attendance_shows_who_cannot_commit_money(table, client, on_the_day):
    meeting = plan(table)
    listed(table, meeting)
    client.force_login(table.admin)
    table.members["icb"].delegations.update(to_on=date(2025, 10, 1))

    page = words_of(client.get(url("attendance", meeting.reference)))

    assert page.count("may commit the agency’s money") == 2
    assert "no delegated authority in force that day" in page


def test_the_calendar_has_the_dates_and_no_case(table, client, on_the_day):
    meeting = plan(table)
    item = listed(table, meeting)
    client.force_login(table.members["care"])

    response = client.get(url("calendar", table.panel.code))

    text = response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == 12
    assert "DTSTART;TZID=Europe/London:20251202T100000" in text
    assert "LOCATION:Sessions House\\, Maidstone" in text
    assert item.case.reference not in text


def test_a_calendar_subscribes_by_its_own_address_without_signing_in(table, client, on_the_day):
    plan(table)
    client.force_login(table.members["care"])
    page = client.get(url("show", table.panel.code)).context["feed"]
    client.logout()

    known = client.get(page)
    forged = client.get(page.replace("/feed/", "/feed/x"))
    table.members["care"].panel_seats.all().delete()
    gone = client.get(page)

    assert (known.status_code, forged.status_code, gone.status_code) == (200, 404, 404)


def test_another_authoritys_meeting_is_not_there_and_the_try_is_logged(table, client, on_the_day):
    meeting, (item,) = in_session(table)
    make_panel("southshire", "london-atr")
    stranger = make_user(Role.PANEL_ADMIN, authority="southshire")
    client.force_login(stranger)

    answers = [
        client.get(url("meeting", meeting.reference)).status_code,
        client.get(url("live_item", meeting.reference, item.pk)).status_code,
        client.get(url("show", table.panel.code)).status_code,
        client.get(url("meeting", "M-2025-99999-X")).status_code,
    ]

    assert answers == [404, 404, 404, 404]
    tried = AccessLog.objects.filter(user_id=stranger.pk, allowed=False)
    assert tried.first().references == [meeting.reference]


def test_a_member_reads_decides_nothing_and_manages_nothing(table, client, on_the_day):
    meeting, (item,) = in_session(table)
    client.force_login(table.members["icb"])

    assert client.get(url("live_item", meeting.reference, item.pk)).status_code == 200
    assert client.post(url("live_item", meeting.reference, item.pk), YES).status_code == 403
    assert client.post(url("list_all", meeting.reference)).status_code == 403
    assert client.get(url("send_agenda", meeting.reference)).status_code == 403
    assert client.get(url("plan_year", table.panel.code)).status_code == 403


def test_a_caseworker_knows_the_dates_and_opens_no_agenda(table, client, on_the_day):
    meeting, _items = in_session(table)
    client.force_login(table.cast.care)

    assert client.get(url("show", table.panel.code)).status_code == 200
    assert client.get(url("meeting", meeting.reference)).status_code == 404


def test_one_reading_of_the_agenda_is_one_line_with_its_cases(table, client, on_the_day):
    meeting, items = in_session(table, cases=2)
    client.force_login(table.admin)

    client.get(url("meeting", meeting.reference))

    row = AccessLog.objects.get(user_id=table.admin.pk)
    assert row.references == [meeting.reference, *(item.case.reference for item in items)]


def test_a_referrer_sees_what_was_decided_on_their_own_case(table, client, on_the_day):
    meeting, (item,) = in_session(table)
    client.force_login(table.cast.sen)
    before = words_of(client.get(url("outcome", item.case.reference)))
    decide(table, item)

    after = words_of(client.get(url("outcome", item.case.reference)))

    assert "No panel has decided on this case yet." in before
    assert "Endorsed with conditions" in after
    assert "It is sent once the chair has endorsed it." in after


def test_the_chair_endorses_and_the_administrator_sends(
    table, client, on_the_day, django_capture_on_commit_callbacks
):
    meeting, (item,) = in_session(table)
    decide(table, item)
    close(table, meeting)
    note = OutcomeNote.objects.get()
    client.force_login(table.chair)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("endorse_note", note.pk))
    client.force_login(table.admin)

    client.post(url("send_note", note.pk))

    note.refresh_from_db()
    assert note.status == "sent"
    assert Attendance.objects.get(is_in_chair=True).user == table.chair


@pytest.mark.parametrize("cases", [3, 10])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("meeting", 11), ("live_item", 34), ("notes", 10), ("pulse", 12)],
)
def test_pages_of_a_meeting_cost_the_same_however_long_its_agenda(
    table, client, on_the_day, django_assert_num_queries, name, queries, cases
):
    meeting, items = in_session(table, cases=cases)
    decide(table, items[0])
    parts = {"live_item": [items[1].pk], "pulse": [items[1].pk]}
    address = url(name, meeting.reference, *parts.get(name, []))
    client.force_login(table.admin)
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)
