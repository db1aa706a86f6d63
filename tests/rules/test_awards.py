from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules.errors import Refused
from casework.rules.periods import months_after
from funding.rules.awards import (
    Span,
    State,
    Version,
    as_known,
    check_revision,
    ending,
    in_force,
    pence_by_payer,
    spans,
    standing,
)
from funding.rules.periods import Window

ONE_DAY = timedelta(days=1)
START = date(2026, 4, 1)
RECORDED = datetime(2026, 4, 1, 9, tzinfo=UTC)


def version(from_on, education=0, care=0, health=0, **others):
    shares = {"education": education, "care": care, "health": health}
    fields = {
        "state": State.PAYING,
        "decision_reference": "R-2026-00001-R",
        "recorded_at": RECORDED,
    }
    return Version(from_on, shares=shares, **(fields | others))


def test_a_version_lasts_to_the_next():
    first, second = version(START, 100), version(date(2026, 9, 1), 200)

    assert spans([second, first]) == [
        Span(first, START, date(2026, 8, 31)),
        Span(second, date(2026, 9, 1), None),
    ]


@pytest.mark.parametrize(
    ("day", "education"),
    [(date(2026, 8, 31), 100), (date(2026, 9, 1), 200), (date(2030, 1, 1), 200)],
)
def test_the_version_in_force_is_the_latest_begun(day, education):
    versions = [version(START, 100), version(date(2026, 9, 1), 200)]

    assert in_force(versions, day).shares["education"] == education


def test_nothing_is_in_force_before_the_start():
    assert in_force([version(START, 100)], START - ONE_DAY) is None


@pytest.mark.rule("KENT-082")
def test_agreement_after_a_delay_is_owed_from_the_start_of_the_placement():
    agreed = version(date(2026, 3, 1), 365_00, recorded_at=datetime(2026, 6, 1, 9, tzinfo=UTC))

    owed = pence_by_payer([agreed], date(2026, 3, 1), Window(date(2026, 3, 1), date(2026, 5, 31)))

    assert owed == {"education": 92_00, "care": 0, "health": 0}


def test_what_was_known_then_is_not_what_applies_now():
    later = datetime(2026, 11, 1, 9, tzinfo=UTC)
    old = version(START, 100, superseded_at=later)
    new = version(START, 150, recorded_at=later)

    known = as_known([old, new], datetime(2026, 10, 1, tzinfo=UTC))

    assert [each.shares["education"] for each in known] == [100]
    assert [each.shares["education"] for each in as_known([old, new], later)] == [150]
    assert standing([old, new]) == [new]


def test_nothing_was_known_before_it_was_recorded():
    assert as_known([version(START, 100)], RECORDED - timedelta(seconds=1)) == []


def test_an_end_is_a_version_with_nothing_to_pay():
    versions = [version(START, 365_00), ending("C-2026-00001-W", date(2026, 4, 11), RECORDED)]

    owed = pence_by_payer(versions, START, Window(START, date(2027, 3, 31)))

    assert owed == {"education": 10_00, "care": 0, "health": 0}


@pytest.mark.parametrize(
    ("from_on", "code"),
    [(date(2026, 3, 31), "before-start"), (date(2026, 7, 2), "already-ended")],
)
def test_a_change_needs_days_on_which_it_means_something(from_on, code):
    versions = [version(START, 100), ending("C-2026-00001-W", date(2026, 7, 1), RECORDED)]

    with pytest.raises(Refused) as refused:
        check_revision(versions, from_on, START)

    assert refused.value.code == code


def test_a_change_during_the_award_or_of_its_very_end_is_let_through():
    versions = [version(START, 100), ending("C-2026-00001-W", date(2026, 7, 1), RECORDED)]

    check_revision(versions, START, START)
    check_revision(versions, date(2026, 7, 1), START)


SHARES = st.tuples(*[st.integers(0, 10**8)] * 3)
CHANGES = st.dictionaries(st.integers(0, 1500), SHARES, max_size=6)


@st.composite
def awards(draw):
    start = draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    changes = {0: draw(SHARES)} | draw(CHANGES)
    return start, [version(start + timedelta(days=d), *shares) for d, shares in changes.items()]


@given(award=awards(), cut=st.integers(0, 2000), length=st.integers(1, 2000))
def test_any_window_is_the_sum_of_its_two_halves(award, cut, length):
    start, versions = award
    last = start + timedelta(days=cut + length)
    whole = pence_by_payer(versions, start, Window(start, last))

    middle = start + timedelta(days=cut)
    before = pence_by_payer(versions, start, Window(start, middle))
    after = pence_by_payer(versions, start, Window(middle + ONE_DAY, last))

    assert {payer: before[payer] + after[payer] for payer in whole} == whole


@given(award=awards(), year=st.integers(0, 5))
def test_an_unchanged_award_year_costs_each_agency_its_yearly_share(award, year):
    start, versions = award
    only = versions[0]
    window = Window(months_after(start, 12 * year), months_after(start, 12 * year + 12) - ONE_DAY)

    assert pence_by_payer([only], start, window) == dict(only.shares)


@given(award=awards(), before=st.integers(1, 1000))
def test_nothing_is_owed_before_the_award(award, before):
    start, versions = award

    window = Window(start - timedelta(days=before), start - ONE_DAY)

    assert sum(pence_by_payer(versions, start, window).values()) == 0
