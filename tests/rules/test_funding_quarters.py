from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules.errors import Refused
from casework.rules.money import PAYERS
from casework.rules.periods import ONE_DAY
from funding.rules.awards import State, Version, as_known, pence_by_payer
from funding.rules.periods import Window, quarter, quarter_after
from funding.rules.quarters import (
    What,
    adjustment,
    carrying_quarter,
    changes_in,
    check_lock,
)

START = date(2026, 4, 1)
TODAY = date(2026, 11, 22)
Q2 = quarter("2026-Q2")
SINCE = datetime(2026, 7, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "locked", "code"),
    [
        ("2026-Q1", {"2026-Q1"}, "quarter-locked"),
        ("2026-Q3", {"2026-Q2"}, "quarter-not-over"),
        ("2025-Q4", {"2026-Q1"}, "quarter-before-locked"),
        ("2026-Q2", {"2025-Q4"}, "quarter-gap"),
    ],
)
def test_a_quarter_is_locked_once_when_over_and_in_order(name, locked, code):
    with pytest.raises(Refused) as refused:
        check_lock(name, TODAY, locked)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "today", "locked"),
    [
        ("2026-Q2", TODAY, {"2026-Q1"}),
        ("2024-Q1", TODAY, set()),
        ("2026-Q2", date(2026, 10, 1), {"2026-Q1"}),
    ],
)
def test_the_next_quarter_that_is_over_can_be_locked(name, today, locked):
    check_lock(name, today, locked)


def test_without_a_lock_this_quarter_carries_what_changes():
    assert carrying_quarter(TODAY, set()) == "2026-Q3"


def version(from_on, recorded, shares=(100, 0, 0), state=State.PAYING, superseded=None):
    named = dict(zip(PAYERS, shares, strict=True))
    at = datetime(*recorded, 9, tzinfo=UTC)
    until = datetime(*superseded, 9, tzinfo=UTC) if superseded else None
    return Version(from_on, state, named, "C-2026-00001-W", at, until)


FIRST = version(date(2026, 4, 1), (2026, 4, 1))


@pytest.mark.parametrize(
    ("later", "what", "is_back_dated"),
    [
        (version(date(2026, 8, 1), (2026, 7, 30), (50, 50, 0)), What.RESPLIT, False),
        (version(date(2026, 8, 1), (2026, 7, 30), (110, 0, 0)), What.REPRICED, False),
        (version(date(2026, 8, 1), (2026, 7, 30), (0, 0, 0), State.ENDED), What.ENDED, False),
        (version(date(2026, 5, 1), (2026, 8, 3), (50, 50, 0)), What.RESPLIT, True),
    ],
)
def test_a_change_says_what_it_made_of_what_was_before(later, what, is_back_dated):
    (change,) = changes_in([FIRST, later], Q2, SINCE)

    assert (change.what, change.is_back_dated, change.before) == (what, is_back_dated, FIRST)


def test_what_was_back_dated_before_the_lock_is_not_listed_again():
    told = version(date(2026, 5, 1), (2026, 7, 5), (50, 50, 0))

    assert changes_in([FIRST, told], Q2, SINCE) == []


def test_an_award_that_begins_in_the_quarter_is_new():
    begins = version(date(2026, 9, 1), (2026, 8, 20))

    (change,) = changes_in([begins], Q2, SINCE)

    assert (change.what, change.before) == (What.NEW, None)


def test_one_that_another_replaced_is_only_compared_with():
    replaced = version(date(2026, 8, 1), (2026, 7, 30), (60, 40, 0), superseded=(2026, 8, 10))
    stands = version(date(2026, 8, 1), (2026, 8, 10), (50, 50, 0))

    (change,) = changes_in([FIRST, replaced, stands], Q2, SINCE)

    assert (change.version, change.before) == (stands, replaced)


SHARES = st.tuples(*[st.integers(0, 10**7)] * 3).filter(any)
CHANGES = st.lists(
    st.tuples(st.integers(0, 700), st.integers(0, 700), SHARES), min_size=1, max_size=6
)


@given(changes=CHANGES)
def test_what_was_billed_is_what_the_locked_days_cost_as_then_known(changes):
    """Lock quarter after quarter while changes arrive, each the day after it is over."""
    versions = _recorded(START, changes)
    stood, names = dict.fromkeys(PAYERS, 0), _names("2026-Q1", 12)

    for name in names:
        window = quarter(name)
        known = as_known(versions, datetime.combine(window.last + ONE_DAY, time(9), UTC))
        before = Window(START - ONE_DAY, window.first - ONE_DAY)
        carried = adjustment(pence_by_payer(known, START, before), stood)
        owed = pence_by_payer(known, START, window)
        stood = {payer: stood[payer] + owed[payer] + carried[payer] for payer in PAYERS}

        assert stood == pence_by_payer(known, START, Window(START, window.last))


def _names(first, count):
    return [quarter_after(first, number) for number in range(count)]


def _recorded(start, changes):
    """Versions as the action writes them: one from the same day takes the other's place."""
    rows = [version(start, (2026, 4, 1))]
    ordered = sorted(changes, key=lambda change: change[1])
    for from_day, recorded_day, shares in ordered:
        at = datetime(2026, 4, 2, 9, tzinfo=UTC) + timedelta(days=recorded_day)
        from_on = start + timedelta(days=from_day)
        rows = [
            row
            if row.superseded_at or row.from_on != from_on
            else Version(row.from_on, row.state, row.shares, "", row.recorded_at, at)
            for row in rows
        ]
        named = dict(zip(PAYERS, shares, strict=True))
        rows.append(Version(from_on, State.PAYING, named, "C-2026-00001-W", at))
    return rows
