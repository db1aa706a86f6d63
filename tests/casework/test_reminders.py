"""Reminders: on their day, once for each clock, step and person, and of nobody by name."""

from datetime import date, timedelta

import pytest

from casework.models import Clock, Message
from casework.reminders import due_reminders
from casework.rules.reminders import step_reached
from ehcp.rules.advice import Head
from ehcp.rules.decisions import Outcome
from sendpanel.sweep import sweep
from tests.conftest import act_on
from tests.factories.ehcp import decide, make_assessment, make_coordinator, make_request
from tests.factories.people import make_authority

pytestmark = pytest.mark.django_db
SIX_WEEKS = date(2025, 10, 13)
ADVICE_DUE = date(2025, 11, 24)


@pytest.fixture(autouse=True)
def authority():
    make_authority()


def messages(**which):
    return list(Message.objects.filter(**which).order_by("pk"))


def sweep_on(day):
    return due_reminders(act_on(day))


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2025, 9, 28), None),
        (date(2025, 9, 29), -14),
        (date(2025, 10, 5), -14),
        (date(2025, 10, 6), -7),
        (date(2025, 10, 13), -1),
        (date(2025, 10, 14), 1),
        (date(2026, 10, 14), 14),
    ],
)
def test_the_newest_step_whose_day_has_come_is_the_one(today, step):
    assert step_reached(SIX_WEEKS, (-14, -7, -1, 1, 7, 14), today=today) == step


def test_the_owner_is_reminded_before_and_after_the_day_and_never_twice():
    ehc = make_request()
    days = [SIX_WEEKS + timedelta(days=away) for away in range(-20, 5)]

    written = [sweep_on(day) + sweep_on(day) for day in days]

    spoken = {day: count for day, count in zip(days, written, strict=True) if count}
    assert spoken == {
        date(2025, 9, 29): 1,
        date(2025, 10, 6): 1,
        date(2025, 10, 12): 1,
        date(2025, 10, 14): 1,
    }
    assert {message.to for message in messages()} == {ehc.case.owner.email}


def test_after_a_pause_only_the_newest_step_is_spoken_of():
    make_request()

    assert sweep_on(date(2025, 10, 20)) == 1
    assert messages()[0].subject.endswith("due 7 days late")


def test_a_reminder_gives_reference_duty_and_day_and_names_no_child():
    ehc = make_request()

    sweep_on(date(2025, 10, 6))

    message = messages()[0]
    assert message.subject == f"{ehc.case.reference}: due in 7 days"
    assert "Tell the family whether there will be an assessment." in message.body
    assert "Due: Monday 13 October 2025, in 7 days" in message.body
    assert f"/ehc/{ehc.case.reference}/" in message.body
    assert ehc.case.child.family_name not in message.subject + message.body
    assert ehc.case.child.given_names not in message.subject + message.body


def test_what_is_done_reminds_nobody():
    decide(make_request(), Outcome.ASSESS)

    sweep_on(date(2025, 10, 20))

    assert not [m for m in messages() if "whether there will be" in m.body]


@pytest.mark.rule("SUT-084")
def test_an_adviser_is_reminded_at_four_five_and_six_weeks_and_the_owner_once_it_is_late():
    emails = {Head.HEALTH: "paediatrics@health.example"}
    ehc = make_assessment(ask=[Head.HEALTH], emails=emails)
    days = [ADVICE_DUE + timedelta(days=away) for away in (-15, -14, -7, 0, 1)]

    for day in days:
        sweep_on(day)

    advised = messages(to="paediatrics@health.example")
    assert [m.subject.partition(": ")[2] for m in advised] == [
        "due in 14 days",
        "due in 7 days",
        "due today",
        "due 1 day late",
    ]
    owned = [m for m in messages(to=ehc.case.owner.email) if "Give advice" in m.body]
    assert [m.subject.partition(": ")[2] for m in owned] == ["due 1 day late"]


def test_two_advisers_of_one_case_are_each_reminded():
    emails = {Head.HEALTH: "a@health.example", Head.PSYCHOLOGY: "b@health.example"}
    make_assessment(ask=list(emails), emails=emails)

    sweep_on(date(2025, 11, 17))

    assert {m.to for m in messages(to__endswith="@health.example")} == set(emails.values())


def test_the_sweep_writes_reminders_and_may_run_twice():
    make_request()
    act = act_on(date(2025, 10, 6))

    first, again = sweep(act), sweep(act)

    assert (first["reminders written"], again["reminders written"]) == (1, 0)


@pytest.mark.parametrize("cases", [1, 3])
def test_a_sweep_with_nothing_new_takes_as_many_queries_for_three_cases_as_for_one(
    cases, django_assert_num_queries
):
    owner = make_coordinator()
    for _one in range(cases):
        make_request(owner=owner)
    sweep_on(date(2025, 10, 6))

    with django_assert_num_queries(NOTHING_NEW):
        sweep_on(date(2025, 10, 6))


NOTHING_NEW = 3  # the clocks, the owners, the messages there are


def test_a_clock_whose_day_is_not_fixed_reminds_nobody():
    ehc = make_assessment(ask=[Head.FAMILY], emails={Head.FAMILY: "parent@home.example"})

    sweep_on(date(2025, 12, 1))

    assert Clock.objects.filter(stream=ehc.case.reference, due_on=None).exists()
    assert messages(to="parent@home.example") == []
