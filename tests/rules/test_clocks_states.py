"""How clocks stand: met, late, stopped, superseded, taken back, and whose they are."""

from datetime import date

import pytest

from casework.rules.errors import Refused
from tests.rules.clock_cases import ask, dues, event, only, whose

REQUEST = event("ehc.request_received", "2025-09-01")


def states(readings):
    return {(r.id, whose(r)): r.state for r in readings}


@pytest.mark.parametrize(
    ("answered", "today", "state", "met_on"),
    [
        (None, date(2025, 10, 13), "running", None),
        (None, date(2025, 10, 14), "late", None),
        ("2025-10-13", date(2025, 10, 13), "met", date(2025, 10, 13)),
        ("2025-10-14", date(2025, 10, 20), "met-late", date(2025, 10, 14)),
    ],
)
def test_the_last_day_itself_is_in_time(answered, today, state, met_on):
    answer = [event("ehc.assessment_agreed", answered)] if answered else []

    reading = only(ask(REQUEST, *answer, today=today), "decide-whether-to-assess")

    assert (reading.state, reading.met_on) == (state, met_on)


@pytest.mark.rule("COP-157", "SUT-028")
@pytest.mark.parametrize(
    ("kind", "on", "state"),
    [
        ("ehc.plan_refused", "2025-12-22", "met"),
        ("ehc.plan_refused", "2025-12-23", "met-late"),
        ("ehc.plan_agreed", "2026-01-05", "stopped"),
        ("ehc.draft_issued", "2026-01-05", "stopped"),
    ],
)
def test_only_a_refusal_of_a_plan_is_bound_to_sixteen_weeks(kind, on, state):
    assert states(ask(REQUEST, event(kind, on)))["decide-no-plan", None] == state


@pytest.mark.parametrize(
    "ending", ["ehc.request_withdrawn", "ehc.assessment_refused", "ehc.moved_out", "ehc.died"]
)
def test_what_ends_an_assessment_stops_its_final_plan(ending):
    reading = only(ask(REQUEST, event(ending, "2025-10-03")), "issue-final-plan")

    assert (reading.state, reading.stopped_on, reading.met_on) == (
        "stopped",
        date(2025, 10, 3),
        None,
    )
    assert "Stopped on 3 October 2025" in reading.says


def test_a_request_withdrawn_and_made_again_has_a_clock_of_its_own():
    readings = ask(
        REQUEST,
        event("ehc.request_withdrawn", "2025-10-03"),
        event("ehc.request_received", "2025-11-03"),
        event("ehc.assessment_agreed", "2025-12-01", recipients=["icb"]),
    )

    decisions = [r for r in readings if r.id == "decide-whether-to-assess"]
    assert [(r.started_on, r.state) for r in decisions] == [
        (date(2025, 9, 1), "stopped"),
        (date(2025, 11, 3), "met"),
    ]


def test_a_decision_meets_the_oldest_request_that_is_still_open():
    readings = ask(
        REQUEST,
        event("ehc.request_received", "2025-09-15"),
        event("ehc.assessment_agreed", "2025-10-10", recipients=["icb"]),
    )

    decisions = [r for r in readings if r.id == "decide-whether-to-assess"]
    assert [r.state for r in decisions] == ["met", "late"]


def test_each_adviser_answers_for_themselves():
    readings = ask(
        event("ehc.advice_requested", "2025-10-13", adviser="Dr Ames", head="health"),
        event("ehc.advice_requested", "2025-10-13", adviser="Ms Bold", head="care"),
        event("ehc.advice_received", "2025-11-20", adviser="Ms Bold"),
    )

    assert states(readings) == {
        ("return-advice", "Dr Ames"): "late",
        ("return-advice", "Ms Bold"): "met",
    }
    assert [r.of for r in readings] == [{"adviser": "Dr Ames"}, {"adviser": "Ms Bold"}]


@pytest.mark.rule("SUT-027", "SUT-084", "SUT-085", "COP-156")
@pytest.mark.parametrize(
    ("head", "force", "due_on", "target_on"),
    [
        ("health", "law", date(2025, 11, 24), None),
        ("care", "guidance", date(2025, 11, 24), None),
        ("psychology", "guidance", date(2025, 11, 24), None),
        ("family", "guidance", None, date(2025, 11, 24)),
    ],
)
def test_outside_bodies_are_bound_by_law_and_the_family_by_nothing(head, force, due_on, target_on):
    asked = event("ehc.advice_requested", "2025-10-13", adviser="A", head=head)

    reading = only(ask(asked), "return-advice")

    assert (reading.force, reading.due_on, reading.target_on) == (force, due_on, target_on)
    assert reading.state == ("late" if due_on else "running")


@pytest.mark.rule("COP-158", "SUT-030")
def test_a_window_is_met_on_its_last_day_and_a_new_draft_opens_a_new_one():
    first = event("ehc.draft_issued", "2025-12-22")

    assert only(ask(first, today=date(2026, 1, 4)), "views-on-draft").state == "running"
    assert only(ask(first, today=date(2026, 1, 5)), "views-on-draft").met_on == date(2026, 1, 5)
    again = ask(first, event("ehc.draft_issued", "2025-12-30"), today=date(2026, 1, 6))
    assert [(r.due_on, r.state) for r in again] == [
        (date(2026, 1, 5), "stopped"),
        (date(2026, 1, 13), "running"),
    ]


def test_the_family_may_say_that_it_has_nothing_more_to_add():
    readings = ask(
        event("ehc.draft_issued", "2025-12-22"), event("ehc.nothing_more_to_add", "2025-12-29")
    )

    assert states(readings) == {("views-on-draft", None): "stopped"}


@pytest.mark.rule("SUT-058", "COP-284")
def test_reviews_follow_one_another_and_amended_finals_start_nothing():
    readings = ask(
        event("ehc.final_issued", "2024-03-10", recipients=["setting"]),
        event("ehc.review_decided", "2025-03-03", outcome="amend"),
        event("ehc.amended_final_issued", "2025-05-05"),
        today=date(2025, 6, 1),
    )

    reviews = [r for r in readings if r.id == "next-review"]
    assert [(r.due_on, r.state) for r in reviews] == [
        (date(2025, 3, 9), "met"),
        (date(2026, 3, 2), "running"),
    ]


def test_a_final_after_a_reassessment_does_not_put_the_review_off():
    readings = ask(
        event("ehc.final_issued", "2025-03-10", recipients=["setting"]),
        event("ehc.reassessment_agreed", "2025-06-02"),
        event("ehc.final_issued", "2025-09-01", recipients=["setting"]),
    )

    assert [r.due_on for r in readings if r.id == "next-review"] == [date(2026, 3, 9)]
    assert only(readings, "reassessed-final").state == "met"


@pytest.mark.rule("COP-294", "SUT-059")
@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([event("ehc.review_decided", "2026-03-10", outcome="maintain")], "met"),
        ([event("ehc.review_decided", "2026-03-11", outcome="cease")], "met-late"),
        ([event("ehc.review_decided", "2026-03-02", outcome="amend")], "late"),
        (
            [
                event("ehc.review_decided", "2026-02-10", outcome="amend"),
                event("ehc.amendment_notice_sent", "2026-02-10"),
            ],
            "met",
        ),
        (
            [
                event("ehc.review_decided", "2026-03-02", outcome="amend"),
                event("ehc.amendment_notice_sent", "2026-03-10"),
            ],
            "met",
        ),
        (
            [
                event("ehc.review_decided", "2026-03-02", outcome="amend"),
                event("ehc.amendment_notice_sent", "2026-03-12", sent_on="2026-03-10"),
            ],
            "met",
        ),
        (
            [
                event("ehc.review_decided", "2026-03-02", outcome="amend"),
                event("ehc.amendment_notice_sent", "2026-03-12"),
            ],
            "met-late",
        ),
    ],
)
def test_a_decision_to_amend_is_not_made_without_the_amendments(events, state):
    readings = ask(event("ehc.review_held", "2026-02-10"), *events)

    assert only(readings, "review-decision").state == state


def test_twelve_weeks_from_the_meeting_bind_only_what_followed_it():
    readings = ask(
        event("ehc.review_held", "2025-02-10"),
        event("ehc.review_decided", "2025-03-03", outcome="maintain"),
        event("ehc.amendment_notice_sent", "2025-04-28"),
    )

    reading = only(readings, "amended-final")
    assert (reading.due_on, reading.rule) == (date(2025, 6, 23), "SI 2014/1530 reg 22(3) and (4)")


@pytest.mark.rule("COP-313")
def test_a_second_notice_gains_no_time():
    readings = ask(
        event("ehc.amendment_notice_sent", "2026-03-10"),
        event("ehc.amendment_notice_sent", "2026-04-10"),
    )

    assert [r.due_on for r in readings if r.id == "amended-final"] == [date(2026, 5, 5)]


@pytest.mark.rule("COP-301")
@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (event("ehc.amended_final_issued", "2026-02-14"), "met"),
        (
            event("ehc.review_decided", "2026-02-15", outcome="maintain", names_placement=True),
            "met-late",
        ),
        (event("ehc.review_decided", "2026-02-10", outcome="maintain"), "late"),
    ],
)
def test_a_phase_transfer_is_met_only_by_a_plan_that_names_the_place(answer, state):
    due = event(
        "ehc.phase_transfer_due",
        "2025-09-01",
        **{"from": "primary", "to": "secondary", "year": 2026},
    )

    assert only(ask(due, answer), "phase-transfer").state == state


def test_staying_in_the_same_school_starts_no_duty():
    stays = {"from": "infant", "to": "junior", "year": 2026, "same_school": True}

    assert ask(event("ehc.phase_transfer_due", "2025-09-01", **stays)) == []


def test_a_transfer_that_the_law_does_not_know_is_refused_by_name():
    with pytest.raises(Refused) as refused:
        ask(
            event(
                "ehc.phase_transfer_due",
                "2025-09-01",
                **{"from": "secondary", "to": "infant", "year": 2026},
            )
        )

    assert refused.value.as_json() == {
        "code": "no-such-transfer",
        "says": "The law knows no phase transfer from secondary to infant.",
        "at": "events[0].on",
    }


@pytest.mark.rule("COP-432")
def test_a_certificate_alone_starts_nothing():
    assert ask(event("dispute.certificate_issued", "2025-05-20")) == []


@pytest.mark.rule("COP-413")
def test_a_dispute_about_placement_only_needs_no_mediation_adviser():
    told = event("dispute.decision_notified", "2025-03-10", grounds="placement-only")

    assert states(ask(told)) == {("register-appeal", None): "late"}


def test_the_icb_is_told_only_where_health_is_in_issue():
    wanted = event("dispute.mediation_wanted", "2026-04-01", issues=["education"])

    assert states(ask(wanted)) == {("mediation-session", None): "late"}


@pytest.mark.rule("COP-419")
def test_a_mediation_that_was_not_arranged_stays_late_beside_its_certificate():
    readings = ask(
        event("dispute.mediation_wanted", "2026-05-01"),
        event("dispute.mediation_not_arranged", "2026-06-05"),
        event("dispute.certificate_issued", "2026-06-09"),
    )

    assert states(readings) == {
        ("mediation-session", None): "late",
        ("mediation-certificate", None): "met",
    }


def test_a_plan_is_kept_until_the_appeal_has_ended():
    told = event("ehc.cease_notified", "2026-03-10")
    registered = event("dispute.appeal_registered", "2026-05-01")
    ended = event("dispute.appeal_ended", "2026-11-02")

    assert only(ask(told), "keep-plan").state == "met"
    held = only(ask(told, registered), "keep-plan")
    assert (held.due_on, held.state) == (None, "running")
    over = only(ask(told, registered, ended), "keep-plan")
    assert (over.due_on, over.state) == (date(2026, 11, 2), "met")


def test_one_outcome_of_an_order_stops_the_other():
    readings = ask(
        event("dispute.order_made", "2026-03-02", order="assess"),
        event("dispute.order_obeyed", "2026-03-10", step="tell"),
        event("dispute.order_obeyed", "2026-06-08", step="final"),
    )

    assert states(readings) == {
        ("obey-order", "tell"): "met",
        ("obey-order", "no-plan"): "stopped",
        ("obey-order", "final"): "met",
    }


@pytest.mark.rule("KENT-095")
def test_the_funding_form_is_signed_when_the_last_agency_has_signed():
    held = event("panel.meeting_held", "2026-06-02", agency=["education", "health"])
    signed = [
        event("panel.funding_form_signed", "2026-06-02", agency="education"),
        event("panel.funding_form_signed", "2026-06-10", agency="health"),
    ]

    half = only(ask(held, signed[0], policy="kent"), "sign-funding-form")
    assert (half.state, half.met_on) == ("late", None)
    whole = only(ask(held, *signed, policy="kent"), "sign-funding-form")
    assert (whole.state, whole.met_on) == ("met-late", date(2026, 6, 10))


@pytest.mark.parametrize(("outcome", "signs"), [("agreed", True), ("deferred", False)])
def test_only_what_the_panel_agreed_is_signed_for(outcome, signs):
    held = event("panel.meeting_held", "2026-06-02", outcome=outcome)

    clocks = {reading.id for reading in ask(held, policy="kent")}

    assert clocks == {"outcome-note"} | ({"sign-funding-form"} if signs else set())


@pytest.mark.rule("KENT-019", "KENT-107")
def test_reviews_of_a_placement_run_for_each_agency_and_for_all():
    readings = ask(
        event("placement.started", "2024-09-01", agency=["health", "care"]),
        event("placement.reviewed", "2025-08-01", agency="health"),
        event("placement.reviewed", "2025-09-01", agency="care"),
        policy="kent",
        today=date(2025, 9, 2),
    )

    assert [(r.id, whose(r), r.due_on.isoformat(), r.state) for r in readings] == [
        ("agency-review", "care", "2025-09-01", "met"),
        ("agency-review", "health", "2025-09-01", "met"),
        ("full-review", None, "2025-09-01", "met"),
        ("agency-review", "health", "2026-08-01", "running"),
        ("agency-review", "care", "2026-09-01", "running"),
        ("full-review", None, "2026-09-01", "running"),
    ]


@pytest.mark.rule("LDN-027")
def test_london_reviews_a_placement_once():
    readings = ask(
        event("placement.started", "2025-09-01"),
        event("placement.reviewed", "2026-02-20"),
        policy="london",
    )

    assert states(readings) == {("review-placement", None): "met"}


def test_a_meeting_that_moves_takes_its_agenda_with_it():
    readings = ask(
        event("panel.meeting_set", "2026-01-05", meeting_on="2026-06-02"),
        event(
            "panel.meeting_moved", "2026-04-01", meeting_on="2026-06-09", moved_from="2026-06-02"
        ),
        event("panel.agenda_sent", "2026-05-26"),
        policy="kent",
    )

    assert [(r.due_on.isoformat(), r.state) for r in readings] == [
        ("2026-05-19", "stopped"),
        ("2026-05-26", "met"),
    ]


@pytest.mark.rule("SUT-134", "SUT-135")
def test_a_family_may_decline_the_next_steps_meeting():
    readings = ask(
        event("panel.next_steps_offered", "2024-06-04"),
        event("nsm.declined", "2024-06-06"),
        policy="sutton",
    )

    assert set(states(readings).values()) == {"stopped"}


def test_a_wrong_entry_is_taken_back_by_a_later_one_and_never_edited():
    wrong = event("ehc.request_received", "2025-09-01", id="a")
    right = event("ehc.request_received", "2025-09-08", voids="a")

    assert dues(ask(wrong, right))["issue-final-plan", None] == "2026-01-26"
    assert len(ask(wrong, right)) == 3


def test_taking_back_what_took_something_back_brings_it_back():
    readings = ask(
        event("ehc.request_received", "2025-09-01"),
        event("event.voided", "2025-09-02", voids=1),
        event("event.voided", "2025-09-03", voids=2),
    )

    assert len(readings) == 3


@pytest.mark.parametrize("voids", ["nothing", 1])
def test_taking_back_what_is_not_there_is_refused(voids):
    with pytest.raises(Refused) as refused:
        ask(event("event.voided", "2025-09-02", voids=voids))

    assert (refused.value.code, refused.value.at) == ("unknown-event", "events[0].voids")


def test_the_sentence_names_whoever_holds_the_rights():
    says = [
        only(ask(REQUEST, born=born), "issue-final-plan").says
        for born in (
            "2015-01-01",
            "2008-01-01",
        )
    ]

    assert says[0].startswith("Send the final plan to the parent by Monday 19 January 2026")
    assert says[1].startswith("Send the final plan to the young person by Monday 19 January 2026")


def test_readings_come_soonest_due_first_and_those_without_a_day_last():
    readings = ask(
        event("ehc.advice_requested", "2025-09-01", adviser="mother", head="family"), REQUEST
    )

    assert [r.id for r in readings] == [
        "decide-whether-to-assess",
        "decide-no-plan",
        "issue-final-plan",
        "return-advice",
    ]
