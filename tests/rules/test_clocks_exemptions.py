"""Grounds: which count for which clock, with how many days, and that no due date moves."""

from datetime import date

import pytest

from casework.rules.errors import Refused
from casework.rules.readings import has_counted_exception
from tests.rules.clock_cases import ask, event, only

REQUEST = event("ehc.request_received", "2025-09-01")
SUMMER = event("ehc.request_received", "2025-06-16")


def exemption(clock="issue-final-plan", ground="exceptional-circumstances", **given):
    span = {"from": "2025-10-01", "to": "2025-10-10"}
    return {"clock": clock, "ground": ground} | span | given


def refusal(*events, **question):
    with pytest.raises(Refused) as refused:
        ask(*events, **question)
    return refused.value


@pytest.mark.rule("COP-161", "COP-164")
def test_an_accepted_ground_moves_the_target_and_not_the_date():
    reading = only(ask(REQUEST, exemptions=[exemption(who="child")]), "issue-final-plan")

    assert (reading.due_on, reading.target_on) == (date(2026, 1, 19), date(2026, 1, 29))
    assert (reading.excused, reading.state) == (True, "late")
    assert reading.exemption == {
        "ground": "exceptional-circumstances",
        "label": "exceptional personal circumstances of the child, the parent or the young person",
        "from": "2025-10-01",
        "to": "2025-10-10",
        "who": "child",
        "why_impractical": None,
        "evidence": None,
        "family_told_on": None,
        "rule": "SI 2014/1530 reg 13(3)(c)",
    }
    assert "not a legal date" in reading.says


@pytest.mark.rule("COP-165")
def test_an_exemption_lengthens_no_other_clock():
    readings = ask(
        REQUEST, event("ehc.draft_issued", "2025-12-22"), exemptions=[exemption(who="child")]
    )

    assert only(readings, "views-on-draft").due_on == date(2026, 1, 5)
    assert not only(readings, "decide-no-plan").excused


def test_days_that_two_grounds_share_count_once_and_only_inside_the_period():
    readings = ask(
        REQUEST,
        exemptions=[exemption(), exemption(**{"from": "2025-10-08", "to": "2025-10-12"})],
    )
    before = ask(REQUEST, exemptions=[exemption(**{"from": "2025-08-20", "to": "2025-09-03"})])

    assert only(readings, "issue-final-plan").target_on == date(2026, 1, 31)
    assert only(before, "issue-final-plan").target_on == date(2026, 1, 22)


@pytest.mark.rule("COP-160")
@pytest.mark.parametrize(
    ("last", "code"), [("2025-10-27", "too-short"), ("2025-10-28", None), ("2025-12-01", None)]
)
def test_four_weeks_away_inside_the_period_are_needed(last, code):
    away = exemption(ground="absent-from-area", **{"from": "2025-10-01", "to": last})

    if_refused = refusal(REQUEST, exemptions=[away]) if code else None

    assert (if_refused.code if if_refused else None) == code
    assert code or only(ask(REQUEST, exemptions=[away]), "issue-final-plan").excused


@pytest.mark.rule("COP-160")
def test_days_away_before_the_period_do_not_count():
    away = exemption(ground="absent-from-area", **{"from": "2025-08-01", "to": "2025-09-20"})

    found = refusal(REQUEST, exemptions=[away])

    assert (found.code, found.at) == ("too-short", "exemptions[0].to")
    assert "20 days lie inside" in found.says


@pytest.mark.parametrize(("last", "is_excused"), [("2026-03-22", False), ("2026-03-23", True)])
def test_two_weeks_away_are_enough_under_an_order(last, is_excused):
    order = event("dispute.order_made", "2026-03-02", order="amend")
    away = exemption("obey-order", "absent-from-area", **{"from": "2026-03-10", "to": last})

    excused = only(ask(order, exemptions=[away]), "obey-order").excused if is_excused else False

    assert excused == is_excused
    assert is_excused or refusal(order, exemptions=[away]).code == "too-short"


@pytest.mark.rule("COP-162")
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("2025-07-15", "not-asked-in-time"),
        ("2025-07-16", None),
        ("2025-08-27", None),
        ("2025-08-28", "not-asked-in-time"),
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        {"kind": "ehc.information_requested"},
        {"kind": "ehc.advice_requested", "adviser": "head", "head": "education"},
    ],
)
def test_a_closure_counts_by_the_day_on_which_the_school_was_asked(question, asked, code):
    closed = exemption(ground="school-closed", **{"from": "2025-07-23", "to": "2025-09-02"})
    events = [SUMMER, question | {"on": asked}]

    found = refusal(*events, exemptions=[closed]).code if code else None

    assert found == code
    assert code or only(ask(*events, exemptions=[closed]), "issue-final-plan").excused


def test_asking_somebody_else_is_not_asking_the_school():
    closed = exemption(ground="school-closed", **{"from": "2025-07-23", "to": "2025-09-02"})
    asked = event("ehc.advice_requested", "2025-07-18", adviser="nurse", head="health")

    assert refusal(SUMMER, asked, exemptions=[closed]).code == "not-asked-in-time"


@pytest.mark.rule("COP-162")
def test_christmas_is_too_short_to_be_a_closure():
    closed = exemption(ground="school-closed", **{"from": "2025-12-20", "to": "2026-01-04"})
    asked = event("ehc.information_requested", "2025-12-15")

    found = refusal(REQUEST, asked, exemptions=[closed])

    assert (found.code, found.says) == (
        "too-short",
        "It was closed for 16 days; at least 28 are needed.",
    )


@pytest.mark.parametrize(
    ("clock", "ground", "code"),
    [
        ("issue-final-plan", "no educational psychologist", "unknown-ground"),
        ("issue-final-plan", "late-advice", "unknown-ground"),
        ("issue-final-plan", "missed-appointment", "ground-not-for-clock"),
        ("return-advice", "school-closed", "ground-not-for-clock"),
        ("obey-concession", "late-representations", "ground-not-for-clock"),
        ("review-decision", "exceptional-circumstances", "no-exemptions"),
        ("review-decison", "exceptional-circumstances", "unknown-clock"),
        ("review-report", "exceptional-circumstances", "no-exemptions"),
    ],
)
def test_what_the_law_does_not_know_is_refused_by_name(clock, ground, code):
    found = refusal(REQUEST, exemptions=[exemption(clock, ground)])

    assert found.code == code
    assert found.at == f"exemptions[0].{'clock' if code == 'unknown-clock' else 'ground'}"


def test_the_refusal_of_a_psychologist_names_the_grounds_and_the_regulation():
    found = refusal(REQUEST, exemptions=[exemption(ground="no educational psychologist")])

    assert found.rule == "SI 2014/1530 reg 13(3)"
    assert found.says.startswith("“no educational psychologist” is no ground that the law knows.")
    assert "absent-from-area" in found.says


@pytest.mark.rule("COP-159")
def test_a_missed_appointment_excuses_only_the_adviser_it_was_with():
    readings = ask(
        event("ehc.advice_requested", "2025-10-13", adviser="Dr Ames", head="health"),
        event("ehc.advice_requested", "2025-10-13", adviser="Ms Bold", head="care"),
        exemptions=[
            exemption(
                "return-advice",
                "missed-appointment",
                adviser="Dr Ames",
                **{"from": "2025-11-03", "to": "2025-11-10"},
            )
        ],
    )

    assert only(readings, "return-advice", "Dr Ames").target_on == date(2025, 12, 2)
    assert not only(readings, "return-advice", "Ms Bold").excused


@pytest.mark.rule("COP-160")
def test_a_parent_does_not_count_for_a_young_person():
    parent = exemption(who="parent")

    found = refusal(REQUEST, exemptions=[parent], born="2008-01-01")

    assert (found.code, found.at) == ("parent-does-not-count", "exemptions[0].who")
    assert only(ask(REQUEST, exemptions=[parent], born="2015-01-01"), "issue-final-plan").excused
    assert only(ask(REQUEST, exemptions=[parent]), "issue-final-plan").excused


def test_a_ground_for_a_clock_that_never_started_is_refused():
    assert refusal(exemptions=[exemption()]).code == "no-such-run"


def test_days_outside_the_period_are_refused():
    found = refusal(REQUEST, exemptions=[exemption(**{"from": "2026-03-01", "to": "2026-03-10"})])

    assert found.code == "outside-period"


def test_an_end_before_its_start_is_refused():
    found = refusal(REQUEST, exemptions=[exemption(to="2025-09-30")])

    assert (found.code, found.at) == ("ends-before-it-starts", "exemptions[0].to")


def test_the_relaxations_of_2020_count_only_on_their_own_days():
    request = event("ehc.request_received", "2020-04-01")
    inside = exemption(ground="coronavirus", **{"from": "2020-05-01", "to": "2020-05-31"})

    reading = only(ask(request, exemptions=[inside]), "issue-final-plan")
    outside = refusal(request, exemptions=[inside | {"from": "2020-04-30"}])

    assert (reading.due_on, reading.target_on) == (date(2020, 8, 19), date(2020, 9, 19))
    assert outside.code == "outside-period"


@pytest.mark.rule("COP-154")
def test_the_exceptions_flag_hangs_on_the_final_plan_or_the_refusal_of_one():
    flagged = ask(REQUEST, exemptions=[exemption("decide-no-plan")])
    not_flagged = ask(REQUEST, exemptions=[exemption("decide-whether-to-assess")])

    assert has_counted_exception(flagged)
    assert not has_counted_exception(not_flagged)
