from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules.errors import Refused
from casework.rules.periods import months_after
from funding.rules.periods import (
    Window,
    accrued,
    award_year,
    pence_in,
    quarter,
    quarter_after,
    quarter_in_words,
    quarter_of,
)

DAYS = st.dates(date(2014, 9, 1), date(2040, 12, 31))
PENCE = st.integers(0, 10**9)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "first", "last", "days"),
    [
        ("2026-Q1", date(2026, 4, 1), date(2026, 6, 30), 91),
        ("2026-Q2", date(2026, 7, 1), date(2026, 9, 30), 92),
        ("2026-Q3", date(2026, 10, 1), date(2026, 12, 31), 92),
        ("2026-Q4", date(2027, 1, 1), date(2027, 3, 31), 90),
        ("2027-Q4", date(2028, 1, 1), date(2028, 3, 31), 91),
        (" 2026-q2 ", date(2026, 7, 1), date(2026, 9, 30), 92),
    ],
)
def test_quarters_are_those_of_the_financial_year(name, first, last, days):
    window = quarter(name)

    assert (window, window.days) == (Window(first, last), days)


@pytest.mark.parametrize("name", ["", "2026", "2026-Q5", "Q2-2026", "2026Q2", "26-Q2"])
def test_other_words_are_no_quarter(name):
    with pytest.raises(Refused) as refused:
        quarter(name)

    assert refused.value.code == "quarter-wrong"


@given(day=DAYS)
def test_each_day_is_in_its_quarter_and_in_no_other(day):
    name = quarter_of(day)

    window = quarter(name)
    assert window.first <= day <= window.last
    assert quarter(quarter_after(name)).first == window.last + ONE_DAY
    assert quarter_after(quarter_after(name), -1) == name


def test_a_quarter_is_said_in_months():
    assert quarter_in_words("2026-Q2") == "July to September 2026"


@given(yearly=PENCE, start=DAYS, year=st.integers(0, 9))
def test_every_award_year_has_its_full_amount(yearly, start, year):
    first = months_after(start, 12 * year)
    window = Window(first, months_after(start, 12 * (year + 1)) - ONE_DAY)

    assert pence_in(yearly, start, window) == yearly
    assert award_year(start, window.first) == award_year(start, window.last) == window


@given(yearly=PENCE, start=DAYS, first=DAYS, sizes=st.lists(st.integers(1, 500), min_size=1))
def test_windows_that_meet_add_up(yearly, start, first, sizes):
    ends = [first + timedelta(days=sum(sizes[: place + 1])) for place in range(len(sizes))]
    begins = [first, *ends[:-1]]
    pieces = [Window(a, b - ONE_DAY) for a, b in zip(begins, ends, strict=True)]

    whole = pence_in(yearly, start, Window(first, ends[-1] - ONE_DAY))

    assert sum(pence_in(yearly, start, piece) for piece in pieces) == whole


@given(yearly=PENCE, start=DAYS, day=DAYS)
def test_a_day_is_never_negative_nor_a_penny_from_its_part_of_the_year(yearly, start, day):
    length = award_year(start, day).days

    pence = pence_in(yearly, start, Window(day, day))

    assert pence >= 0
    assert abs(pence * length - yearly) < length


@given(yearly=PENCE, year=st.integers(2014, 2040))
def test_quarters_add_to_a_year_that_begins_in_april(yearly, year):
    quarters = [quarter(f"{year}-Q{number}") for number in (1, 2, 3, 4)]

    assert sum(pence_in(yearly, date(year, 4, 1), each) for each in quarters) == yearly


def test_a_leap_day_has_a_366th_of_its_year():
    assert pence_in(366_00, date(2027, 4, 1), Window(date(2028, 2, 29), date(2028, 2, 29))) == 100


def test_a_year_from_a_leap_day_ends_on_the_27th_and_is_whole():
    assert award_year(date(2024, 2, 29), date(2025, 1, 1)) == Window(
        date(2024, 2, 29), date(2025, 2, 27)
    )


def test_nothing_is_due_on_the_first_morning():
    assert accrued(100_00, date(2026, 4, 1), date(2026, 4, 1)) == 0


def test_windows_that_do_not_meet_share_nothing():
    april = Window(date(2026, 4, 1), date(2026, 4, 30))

    assert april.overlap(Window(date(2026, 5, 1), date(2026, 5, 31))) is None
