"""The last day of every clock: one line for each row of the table of clocks, and each vector."""

import pytest

from casework import lawbook
from tests.rules.clock_cases import ask, dues, event, only

ROWS = [
    # clock, of, due, events, policy
    ("decide-whether-to-assess", None, "2025-10-13", [event("ehc.request_received", "2025-09-01")]),
    ("decide-no-plan", None, "2025-12-22", [event("ehc.request_received", "2025-09-01")]),
    ("issue-final-plan", None, "2026-01-19", [event("ehc.request_received", "2025-09-01")]),
    (
        "decide-whether-to-assess",
        None,
        "2025-04-11",
        [event("ehc.became_responsible", "2025-02-28")],
    ),
    ("decide-no-plan", None, "2025-06-20", [event("ehc.became_responsible", "2025-02-28")]),
    ("issue-final-plan", None, "2025-07-18", [event("ehc.became_responsible", "2025-02-28")]),
    (
        "return-advice",
        "psychologist",
        "2025-11-24",
        [event("ehc.advice_requested", "2025-10-13", adviser="psychologist", head="psychology")],
    ),
    (
        "return-advice",
        "Dr Ames",
        "2025-11-26",
        [event("ehc.advice_requested", "2025-10-13", adviser="Dr Ames", received_on="2025-10-15")],
    ),
    (
        "return-advice",
        "mother",
        None,
        [event("ehc.advice_requested", "2025-10-13", adviser="mother", head="family")],
    ),
    ("views-on-draft", None, "2026-01-05", [event("ehc.draft_issued", "2025-12-22")]),
    (
        "setting-reply",
        "Hill School",
        "2026-05-16",
        [event("ehc.setting_consulted", "2026-05-01", setting="Hill School")],
    ),
    ("next-review", None, "2025-03-09", [event("ehc.final_issued", "2024-03-10")]),
    ("next-review", None, "2026-03-02", [event("ehc.review_decided", "2025-03-03")]),
    (
        "review-notice",
        None,
        "2026-01-27",
        [event("ehc.review_planned", "2026-01-05", meeting_on="2026-02-10")],
    ),
    (
        "circulate-review-advice",
        None,
        "2026-01-27",
        [event("ehc.review_planned", "2026-01-05", meeting_on="2026-02-10")],
    ),
    ("review-report", None, "2026-02-24", [event("ehc.review_held", "2026-02-10", by="school")]),
    ("review-decision", None, "2026-03-10", [event("ehc.review_held", "2026-02-10")]),
    ("views-on-amendments", None, "2026-04-14", [event("ehc.amendment_notice_sent", "2026-03-31")]),
    ("amended-final", None, "2026-05-05", [event("ehc.amendment_notice_sent", "2026-03-10")]),
    (
        "amended-final",
        None,
        "2026-05-04",
        [event("ehc.amendment_notice_sent", "2026-03-10", sent_on="2026-03-09")],
    ),
    (
        "amended-final",
        None,
        "2026-05-05",
        [
            event("ehc.review_held", "2026-02-10"),
            event("ehc.review_decided", "2026-03-10", outcome="amend"),
            event("ehc.amendment_notice_sent", "2026-03-24"),
        ],
    ),
    (
        "phase-transfer",
        None,
        "2026-02-14",
        [
            event(
                "ehc.phase_transfer_due",
                "2025-09-01",
                **{"from": "primary", "to": "secondary", "year": 2026},
            )
        ],
    ),
    (
        "phase-transfer",
        None,
        "2026-03-30",
        [
            event(
                "ehc.phase_transfer_due",
                "2025-09-01",
                **{"from": "secondary", "to": "post-16", "transfer_on": "2026-09-07"},
            )
        ],
    ),
    (
        "phase-transfer",
        None,
        "2026-04-01",
        [
            event(
                "ehc.phase_transfer_due",
                "2025-09-01",
                **{"from": "post-16", "to": "post-16", "transfer_on": "2026-09-01"},
            )
        ],
    ),
    (
        "decide-whether-to-reassess",
        None,
        "2026-05-16",
        [event("ehc.reassessment_requested", "2026-05-01")],
    ),
    ("reassessed-final", None, "2026-04-20", [event("ehc.reassessment_agreed", "2026-01-12")]),
    ("keep-plan", None, "2026-05-11", [event("ehc.cease_notified", "2026-03-10")]),
    (
        "transfer-plan-out",
        None,
        "2026-01-07",
        [event("ehc.move_known", "2025-12-15", moved_on="2025-12-20")],
    ),
    (
        "transfer-plan-out",
        None,
        "2026-01-07",
        [event("ehc.move_known", "2025-12-15", moved_on="2026-01-07")],
    ),
    (
        "transfer-plan-out",
        None,
        "2026-01-08",
        [event("ehc.move_known", "2025-12-15", moved_on="2026-01-08")],
    ),
    ("transfer-plan-out", None, "2025-06-20", [event("ehc.move_known", "2025-06-02")]),
    (
        "tell-family-after-transfer",
        None,
        "2026-04-20",
        [event("ehc.plan_transferred_in", "2026-03-09")],
    ),
    (
        "review-after-transfer",
        None,
        "2025-09-19",
        [event("ehc.plan_transferred_in", "2025-06-20", last_review_on="2024-09-01")],
    ),
    (
        "review-after-transfer",
        None,
        "2026-05-31",
        [event("ehc.plan_transferred_in", "2025-06-20", made_on="2025-06-01")],
    ),
    (
        "change-of-commissioner",
        None,
        "2025-06-23",
        [event("ehc.icb_change_known", "2025-06-02")],
    ),
    (
        "tell-others",
        "icb",
        "2025-10-13",
        [
            event("ehc.request_received", "2025-09-01"),
            event("ehc.assessment_refused", "2025-10-02", recipients=["icb"]),
        ],
    ),
    (
        "tell-others",
        "setting",
        "2026-01-19",
        [
            event("ehc.request_received", "2025-09-01"),
            event("ehc.final_issued", "2026-01-12", recipients=["setting"]),
        ],
    ),
    (
        "custody-notice",
        "youth-offending-team",
        "2026-04-10",
        [event("ehc.detained", "2026-04-01", body=["youth-offending-team"])],
    ),
    (
        "direct-payment-review",
        None,
        "2026-02-28",
        [event("ehc.direct_payment_started", "2025-11-30")],
    ),
    (
        "contact-mediation-adviser",
        None,
        "2026-02-28",
        [event("dispute.decision_notified", "2025-12-31")],
    ),
    (
        "tell-icb-of-mediation",
        None,
        "2026-04-08",
        [event("dispute.mediation_wanted", "2026-04-01", issues=["education", "health"])],
    ),
    (
        "mediation-session",
        None,
        "2026-07-01",
        [event("dispute.mediation_wanted", "2026-05-29", told_on="2026-06-01")],
    ),
    (
        "mediation-certificate",
        None,
        "2026-04-08",
        [event("dispute.mediation_declined", "2026-04-01")],
    ),
    ("mediation-certificate", None, "2026-06-11", [event("dispute.mediation_ended", "2026-06-08")]),
    (
        "mediation-certificate",
        None,
        "2026-06-10",
        [event("dispute.mediation_not_arranged", "2026-06-05")],
    ),
    ("register-appeal", None, "2025-05-12", [event("dispute.decision_notified", "2025-03-10")]),
    (
        "register-appeal",
        None,
        "2025-06-20",
        [
            event("dispute.decision_notified", "2025-03-10"),
            event("dispute.certificate_issued", "2025-05-20"),
        ],
    ),
    (
        "register-appeal",
        None,
        "2025-09-01",
        [
            event("dispute.decision_notified", "2025-06-02"),
            event("dispute.certificate_issued", "2025-07-10"),
        ],
    ),
    ("register-appeal", None, "2026-01-02", [event("dispute.decision_notified", "2025-10-25")]),
    ("register-appeal", None, "2026-01-02", [event("dispute.decision_notified", "2025-11-01")]),
    ("answer-appeal", None, "2026-04-15", [event("dispute.appeal_received", "2026-03-02")]),
    ("answer-appeal", None, "2026-09-29", [event("dispute.appeal_received", "2026-07-20")]),
    (
        "answer-appeal",
        None,
        "2026-03-20",
        [event("dispute.appeal_received", "2026-03-02", directed_by="2026-03-20")],
    ),
    (
        "tribunal-direction",
        "bundle",
        "2026-05-01",
        [event("dispute.directed", "2026-04-01", what="bundle", by="2026-05-01")],
    ),
    (
        "answer-recommendation",
        "icb",
        "2026-04-06",
        [event("dispute.recommendation_received", "2026-03-02", body="icb")],
    ),
]

LOCAL = [
    (
        "agenda-out",
        None,
        "2026-06-01",
        [event("panel.meeting_set", "2026-01-05", meeting_on="2026-06-15")],
        "kent",
    ),
    (
        "papers-in",
        None,
        "2026-06-08",
        [event("panel.meeting_set", "2026-01-05", meeting_on="2026-06-15")],
        "london",
    ),
    ("outcome-note", None, "2026-06-09", [event("panel.meeting_held", "2026-06-02")], "kent"),
    ("outcome-note", None, "2026-05-08", [event("panel.meeting_held", "2026-05-01")], "london"),
    ("sign-funding-form", None, "2026-06-09", [event("panel.meeting_held", "2026-06-02")], "kent"),
    (
        "notify-emergency",
        "health",
        "2026-04-10",
        [event("placement.emergency_made", "2026-04-01", agency=["health"])],
        "kent",
    ),
    (
        "emergency-to-panel",
        None,
        "2026-07-07",
        [
            event("panel.meeting_set", "2026-01-05", meeting_on="2026-06-02"),
            event("panel.meeting_set", "2026-01-05", meeting_on="2026-07-07"),
            event("placement.emergency_made", "2026-06-02"),
        ],
        "kent",
    ),
    (
        "emergency-to-panel",
        None,
        "2026-07-09",
        [
            event("panel.meeting_set", "2026-01-05", meeting_on="2026-07-07"),
            event(
                "panel.meeting_moved",
                "2026-06-20",
                moved_from="2026-07-07",
                meeting_on="2026-07-09",
            ),
            event("placement.emergency_made", "2026-06-22"),
        ],
        "london",
    ),
    (
        "emergency-to-panel",
        None,
        None,
        [event("placement.emergency_made", "2026-06-22")],
        "london",
    ),
    ("review-placement", None, "2026-03-01", [event("placement.started", "2025-09-01")], "london"),
    (
        "review-placement",
        None,
        "2026-04-01",
        [event("placement.review_date_set", "2025-10-07", by="2026-04-01")],
        "kent",
    ),
    (
        "agency-review",
        "health",
        "2026-09-01",
        [event("placement.started", "2025-09-01", agency=["health", "education"])],
        "kent",
    ),
    ("full-review", None, "2026-09-01", [event("placement.started", "2025-09-01")], "kent"),
    (
        "notice-to-cease",
        None,
        "2026-04-10",
        [event("placement.notice_given", "2026-01-10")],
        "kent",
    ),
    (
        "contact-for-next-steps",
        None,
        "2024-06-14",
        [event("panel.next_steps_offered", "2024-06-05", panel_on="2024-06-04")],
        "sutton",
    ),
    (
        "hold-next-steps",
        None,
        "2024-06-18",
        [event("panel.next_steps_offered", "2024-06-05", panel_on="2024-06-04")],
        "sutton",
    ),
]


def _name(value):
    return value if isinstance(value, str) else None


@pytest.mark.rule("SUT-025", "SUT-026", "SUT-027", "SUT-028", "SUT-030", "SUT-058", "SUT-059")
@pytest.mark.rule("COP-138", "COP-154", "COP-155", "COP-156", "COP-157", "COP-158", "COP-178")
@pytest.mark.rule("COP-212", "COP-219", "COP-250", "COP-270", "COP-275", "COP-276", "COP-278")
@pytest.mark.rule("COP-284", "COP-290", "COP-292", "COP-293", "COP-297", "COP-298", "COP-299")
@pytest.mark.rule("COP-301", "COP-302", "COP-307", "COP-309", "COP-312", "COP-313", "COP-389")
@pytest.mark.rule("COP-413", "COP-414", "COP-415", "COP-418", "COP-419", "COP-421", "COP-426")
@pytest.mark.rule("COP-432", "SUT-084", "SUT-085")
@pytest.mark.parametrize(("clock", "of", "due", "events"), ROWS, ids=_name)
def test_the_last_day_of_each_clock_of_the_law(clock, of, due, events):
    assert dues(ask(*events))[clock, of] == due


@pytest.mark.rule("KENT-019", "KENT-054", "KENT-057", "KENT-058", "KENT-094", "KENT-095")
@pytest.mark.rule("KENT-105", "KENT-107", "KENT-111", "LDN-018", "LDN-019", "LDN-021", "LDN-027")
@pytest.mark.rule("SUT-134", "SUT-135")
@pytest.mark.parametrize(("clock", "of", "due", "events", "policy"), LOCAL, ids=_name)
def test_the_last_day_of_each_clock_of_a_protocol(clock, of, due, events, policy):
    assert dues(ask(*events, policy=policy))[clock, of] == due


@pytest.mark.rule("COP-435")
@pytest.mark.parametrize(
    ("order", "steps"),
    [
        ("assess", {"tell": "2026-03-16", "no-plan": "2026-05-11", "final": "2026-06-08"}),
        ("reassess", {"tell": "2026-03-16", "no-plan": "2026-05-11", "final": "2026-06-08"}),
        ("reconsider", {"tell": "2026-03-16", "no-plan": "2026-05-11", "final": "2026-06-08"}),
        ("make-plan", {"draft": "2026-04-06", "final": "2026-05-18"}),
        ("amend", {"amend": "2026-04-06"}),
        ("change-placement", {"place": "2026-03-16"}),
        ("maintain", {"continue": "2026-03-02"}),
        ("maintain-and-amend", {"amend": "2026-04-06"}),
        ("cease", {"end": "2026-03-02"}),
    ],
)
@pytest.mark.parametrize(
    ("clock", "kind", "field"),
    [
        ("obey-order", "dispute.order_made", "order"),
        ("obey-concession", "dispute.appeal_conceded", "what"),
        ("obey-mediation-agreement", "dispute.mediation_agreed", "what"),
    ],
)
def test_the_steps_of_an_order_a_concession_and_an_agreement(clock, kind, field, order, steps):
    readings = ask(event(kind, "2026-03-02", **{field: order}))

    assert dues(readings) == {(clock, step): due for step, due in steps.items()}


def test_what_cannot_be_appealed_is_done_in_two_weeks():
    readings = ask(event("dispute.mediation_agreed", "2026-03-02", what="not-appealable"))

    assert dues(readings) == {("obey-mediation-agreement", "carry-out"): "2026-03-16"}


def test_a_directed_date_stands_for_every_step_or_for_the_one_it_names():
    order = event("dispute.order_made", "2026-03-02", order="make-plan", directed_by="2026-03-20")

    assert dues(ask(order)) == {
        ("obey-order", "draft"): "2026-03-20",
        ("obey-order", "final"): "2026-03-20",
    }
    assert dues(ask(order | {"directed_step": "draft"})) == {
        ("obey-order", "draft"): "2026-03-20",
        ("obey-order", "final"): "2026-05-18",
    }


def test_a_written_date_stands_for_what_was_agreed():
    agreed = event("dispute.mediation_agreed", "2026-03-02", what="amend", by="2026-05-01")

    assert dues(ask(agreed)) == {("obey-mediation-agreement", "amend"): "2026-05-01"}


def test_every_clock_of_the_law_has_a_row_here():
    shown = {row[0] for row in ROWS + LOCAL}
    steps = {"obey-order", "obey-concession", "obey-mediation-agreement"}

    assert shown | steps | {"adult-care-alert"} == set(lawbook.law().clocks)


def test_the_alert_at_seventeen_comes_by_itself_and_has_no_day():
    reading = only(ask(born="2009-03-03", policy="kent"), "adult-care-alert")

    assert (reading.started_on.isoformat(), reading.due_on, reading.state) == (
        "2026-03-03",
        None,
        "running",
    )
    assert ask(born="2010-03-03", policy="kent") == []


def test_the_next_direct_payment_review_goes_with_the_review_of_the_plan():
    readings = ask(
        event("ehc.final_issued", "2025-09-01"),
        event("ehc.direct_payment_started", "2025-09-15"),
        event("ehc.direct_payment_reviewed", "2025-12-01"),
    )

    reviews = [r for r in readings if r.id == "direct-payment-review"]
    assert [(r.due_on.isoformat(), r.state) for r in reviews] == [
        ("2025-12-15", "met"),
        ("2026-08-31", "late"),
    ]


def test_kent_and_london_need_not_agree_on_what_a_clock_is():
    meeting = event("panel.meeting_set", "2026-01-05", meeting_on="2026-06-15")

    assert dues(ask(meeting)) == {}
    assert dues(ask(meeting, policy="kent")) == {("agenda-out", None): "2026-06-01"}
    assert dues(ask(meeting, policy="london")) == {("papers-in", None): "2026-06-08"}
