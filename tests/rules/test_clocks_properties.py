"""What must hold of every clock whatever the dates: never early, no sooner for a later start."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from casework import lawbook
from casework.rules.errors import Refused
from tests.rules.clock_cases import ask, dues, event, whose
from tests.rules.test_clocks_limits import ROWS

SIMPLE = sorted({row[3][0]["kind"] for row in ROWS if len(row[3]) == 1 and len(row[3][0]) == 2})
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
LIFE = [
    event("ehc.request_received", "2025-01-06"),
    event("ehc.assessment_agreed", "2025-02-10"),
    event("ehc.advice_requested", "2025-02-11", adviser="A", head="health"),
    event("ehc.advice_requested", "2025-02-11", adviser="B", head="care"),
    event("ehc.advice_received", "2025-03-20", adviser="B"),
    event("ehc.advice_received", "2025-03-20", adviser="A"),
    event("ehc.draft_issued", "2025-04-22"),
    event("ehc.draft_issued", "2025-05-01"),
    event("ehc.final_issued", "2025-05-26"),
    event("dispute.decision_notified", "2025-05-26"),
    event("dispute.mediation_declined", "2025-06-20"),
    event("dispute.certificate_issued", "2025-06-24"),
    event("ehc.review_held", "2026-02-10"),
    event("ehc.review_decided", "2026-03-09", outcome="amend"),
    event("ehc.amendment_notice_sent", "2026-03-09"),
    event("ehc.amended_final_issued", "2026-04-20"),
]


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(SIMPLE), start=DAYS)
def test_no_clock_ends_before_it_starts_and_each_says_why(kind, start):
    for reading in ask(event(kind, start.isoformat())):
        assert reading.due_on is None or reading.due_on >= start
        assert reading.rule
        assert reading.source
        assert reading.counting
        assert reading.says.endswith(".")


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(SIMPLE), start=DAYS, later=st.integers(0, 200))
def test_a_later_start_is_never_due_sooner(kind, start, later):
    sooner = dues(ask(event(kind, start.isoformat())))
    after = dues(ask(event(kind, (start + timedelta(days=later)).isoformat())))

    assert [clock for clock, due in sooner.items() if due and after[clock] < due] == []


@settings(max_examples=40, deadline=None)
@given(events=st.permutations(LIFE))
def test_the_order_in_which_events_are_told_does_not_matter(events):
    assert [r.as_json() for r in ask(*events)] == [r.as_json() for r in ask(*LIFE)]


@settings(max_examples=40, deadline=None)
@given(
    ground=st.sampled_from(sorted(lawbook.law().grounds)),
    clock=st.sampled_from(sorted({r.id for r in ask(*LIFE)})),
    first=st.dates(date(2025, 1, 1), date(2026, 3, 1)),
    length=st.integers(0, 80),
)
def test_no_exemption_moves_a_due_date_or_brings_a_target_before_it(ground, clock, first, length):
    last = first + timedelta(days=length)
    given_ground = {
        "clock": clock,
        "ground": ground,
        "from": first.isoformat(),
        "to": last.isoformat(),
    }
    try:
        readings = ask(*LIFE, exemptions=[given_ground])
    except Refused:
        return

    assert dues(readings) == dues(ask(*LIFE))
    assert [r for r in readings if r.excused and r.target_on < r.due_on] == []
    assert {r.id for r in readings if r.excused} == {clock}


@settings(max_examples=40, deadline=None)
@given(days=st.integers(0, 400))
def test_time_alone_only_turns_running_into_late_or_over(days):
    today = date(2025, 1, 6) + timedelta(days=days)
    before = {(r.id, whose(r), r.started_on): r.state for r in ask(*LIFE, today=today)}
    after = {
        (r.id, whose(r), r.started_on): r.state for r in ask(*LIFE, today=today + timedelta(days=1))
    }

    changed = {(before[key], after[key]) for key in before if before[key] != after[key]}
    assert changed <= {("running", "late"), ("running", "met")}
