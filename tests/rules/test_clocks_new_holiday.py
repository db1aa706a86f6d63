"""A bank holiday proclaimed in the middle of a case moves working-day clocks and no others."""

from dataclasses import replace
from datetime import date

from casework import lawbook
from casework.bank_holidays import england
from casework.rules.calendar import leave_out_tribunal_recess
from casework.rules.clocks import clocks
from casework.rules.questions import read_question
from tests.rules.clock_cases import event

EVENTS = {
    "events": [
        event("ehc.request_received", "2026-03-02"),
        event("dispute.mediation_declined", "2026-03-02"),
        event("ehc.move_known", "2026-03-02"),
        event("dispute.appeal_received", "2026-03-02"),
        event("ehc.review_held", "2026-03-02"),
        event("dispute.order_made", "2026-03-02", order="amend"),
    ]
}


def read(calendar):
    law = lawbook.law()
    question = read_question(EVENTS, law)
    readings = clocks(
        question.events,
        law=law,
        protocol=None,
        calendar=calendar,
        tribunal=leave_out_tribunal_recess(calendar),
        today=date(2026, 3, 2),
    )
    return {reading.id: reading.due_on for reading in readings}


def test_only_working_day_clocks_move():
    proclaimed = replace(england(), holidays=england().holidays | {date(2026, 3, 4)})

    before, after = read(england()), read(proclaimed)

    assert {clock for clock in before if before[clock] != after[clock]} == {
        "mediation-certificate",
        "transfer-plan-out",
        "answer-appeal",
    }
