"""The rows that a fact leaves: the engine's reading of the stream, rewritten with each fact."""

from datetime import date

import pytest

from casework.events import publish
from casework.models import Clock
from ehcp.events import (
    AdviceRequested,
    AssessmentAgreed,
    DraftIssued,
    NothingMoreToAdd,
    RequestReceived,
)
from tests.conftest import act_on

pytestmark = pytest.mark.django_db
STREAM = "E-2025-00001-A"


def due(clock):
    return Clock.objects.get(stream=STREAM, clock=clock).due_on


def test_a_request_starts_its_three_clocks(act):
    publish(act, STREAM, RequestReceived(source="the parent"), on=date(2025, 9, 1))

    rows = Clock.objects.of(STREAM).values_list("clock", "due_on")
    assert list(rows) == [
        ("decide-whether-to-assess", date(2025, 10, 13)),
        ("decide-no-plan", date(2025, 12, 22)),
        ("issue-final-plan", date(2026, 1, 19)),
    ]


def test_an_answer_meets_its_clock_and_the_rows_are_rewritten(act):
    publish(act, STREAM, RequestReceived(source="the parent"), on=date(2025, 9, 1))
    publish(act_on(date(2025, 10, 10)), STREAM, AssessmentAgreed(recipients=["icb"]))

    row = Clock.objects.get(stream=STREAM, clock="decide-whether-to-assess")
    told = Clock.objects.get(stream=STREAM, clock="tell-others")
    assert row.met_on == date(2025, 10, 10)
    assert (told.of, told.due_on) == ({"recipient": "icb"}, date(2025, 10, 13))


def test_each_adviser_has_a_clock_of_their_own(act):
    for adviser, received_on in [("Dr Ames", None), ("Ms Bold", date(2025, 9, 3))]:
        asked = AdviceRequested(adviser=adviser, head="health", received_on=received_on)
        publish(act, STREAM, asked)

    rows = Clock.objects.of(STREAM).values_list("of__adviser", "due_on", "owed_by")
    assert list(rows) == [
        ("Dr Ames", date(2025, 10, 13), "Dr Ames"),
        ("Ms Bold", date(2025, 10, 15), "Ms Bold"),
    ]


def test_the_familys_window_is_no_duty_and_ends_when_it_has_nothing_to_add(act):
    publish(act, STREAM, DraftIssued(version=1, sent_on=date(2025, 9, 1)))
    window = Clock.objects.get(stream=STREAM, clock="views-on-draft")
    publish(act_on(date(2025, 9, 5)), STREAM, NothingMoreToAdd())

    assert (window.due_on, window.window) == (date(2025, 9, 15), True)
    assert not Clock.objects.open().filter(clock="views-on-draft").exists()
    assert Clock.objects.get(stream=STREAM, clock="views-on-draft").stopped


def test_rows_say_nothing_that_another_day_would_make_untrue(act):
    publish(act, STREAM, RequestReceived(source="the parent"), on=date(2025, 9, 1))

    assert Clock.objects.get(stream=STREAM, clock="issue-final-plan").says == (
        "Send the final plan to the family by Monday 19 January 2026: 20 weeks after "
        "1 September 2025 (SI 2014/1530 reg 13(2)); request for an assessment received on "
        "1 September 2025."
    )


def test_a_long_name_fits_the_row_that_it_owes(act):
    adviser = "Community Paediatrics and Speech and Language Therapy, " * 4
    publish(act, STREAM, AdviceRequested(adviser=adviser, head="health"))

    row = Clock.objects.get(stream=STREAM)
    row.clean_fields(exclude=["exemption", "target_on", "met_on"])
    assert row.owed_by == adviser
