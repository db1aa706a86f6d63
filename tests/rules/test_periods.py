"""Months, weeks, "beginning with", school years and birthdays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules import periods

DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))
MONTHS = st.integers(1, 36)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 9, 1), -5, date(2026, 4, 1)),
        (date(2026, 7, 31), -5, date(2026, 2, 28)),
        (date(2026, 1, 31), -1, date(2025, 12, 31)),
    ],
)
def test_months_run_to_the_corresponding_date_or_the_last_of_the_month(start, months, due):
    assert periods.months_after(start, months) == due


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 3, 3), 12, date(2027, 3, 2)),
        (date(2025, 3, 1), 12, date(2026, 2, 28)),
        (date(2023, 3, 1), 12, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
    ],
)
def test_months_beginning_with_a_day_end_the_day_before_the_corresponding_date(start, months, due):
    assert periods.months_beginning_with(start, months) == due


def test_fifteen_days_beginning_with_service_end_fourteen_days_later():
    assert periods.days_beginning_with(date(2025, 12, 22), 15) == date(2026, 1, 5)


@pytest.mark.parametrize("panel", [date(2026, 3, day) for day in range(2, 9)])
def test_friday_of_next_week_is_the_same_for_every_day_of_a_week(panel):
    assert periods.friday_of_next_week(panel) == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("born", "last_day"),
    [
        (date(2009, 9, 1), date(2026, 6, 26)),
        (date(2010, 6, 26), date(2026, 6, 26)),
        (date(2010, 8, 31), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
    ],
)
def test_compulsory_school_age_ends_on_the_last_friday_of_june(born, last_day):
    assert periods.end_of_compulsory_school_age(born) == last_day


def test_one_born_on_29_february_is_a_year_older_on_1_march():
    assert periods.age_on(date(2025, 2, 28), date(2008, 2, 29)) == 16
    assert periods.age_on(date(2025, 3, 1), date(2008, 2, 29)) == 17


@given(start=DAYS, months=MONTHS)
def test_months_are_never_early(start, months):
    assert periods.months_after(start, months) >= start + timedelta(days=28 * months)


@given(start=DAYS, later=st.integers(0, 400), months=MONTHS)
def test_a_later_start_never_ends_sooner(start, later, months):
    then = start + timedelta(days=later)

    assert periods.months_after(start, months) <= periods.months_after(then, months)
    assert periods.months_beginning_with(start, months) <= periods.months_beginning_with(
        then, months
    )


@given(start=DAYS, months=MONTHS)
def test_a_period_beginning_with_a_day_meets_the_next_one_without_a_gap(start, months):
    ends = periods.months_beginning_with(start, months)

    assert ends <= periods.months_after(start, months) <= ends + timedelta(days=1)


@given(born=DAYS)
def test_a_young_person_is_sixteen_by_the_end_of_the_leaving_school_year(born):
    last_day = periods.end_of_compulsory_school_age(born)

    assert last_day.weekday() == 4
    assert 15 <= periods.age_on(last_day, born) <= 16
    assert periods.age_on(date(last_day.year, 8, 31), born) == 16
