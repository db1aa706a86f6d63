"""The year of meetings: which days, and where a bank holiday sends them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules.calendar import OutsideCalendar, WorkingCalendar, no_holidays_in
from panels.rules.schedule import ScheduleRule, WhenNotWorked, held_on, year_of_meetings

FIRST_TUESDAY = ScheduleRule(1, (1,), WhenNotWorked.SAME_DAY_NEXT_WEEK)
LONG = WorkingCalendar(date(2020, 1, 1), date(2040, 12, 31), frozenset())

rules = st.builds(
    ScheduleRule,
    weekday=st.integers(0, 4),
    ordinals=st.lists(st.sampled_from([1, 2, 3, 4, -1]), min_size=1, unique=True).map(tuple),
    when_not_worked=st.sampled_from(WhenNotWorked),
)
years = st.dates(date(2022, 1, 1), date(2036, 12, 31))
holidays = st.frozensets(st.dates(date(2021, 12, 1), date(2038, 3, 1)), max_size=40)


@pytest.mark.rule("KENT-063", "LDN-011")
def test_year_of_meetings_is_the_first_tuesday_of_each_month():
    days = year_of_meetings(FIRST_TUESDAY, date(2025, 1, 1), no_holidays_in(2025))

    assert [day.on for day in days] == [
        date(2025, 1, 7),
        date(2025, 2, 4),
        date(2025, 3, 4),
        date(2025, 4, 1),
        date(2025, 5, 6),
        date(2025, 6, 3),
        date(2025, 7, 1),
        date(2025, 8, 5),
        date(2025, 9, 2),
        date(2025, 10, 7),
        date(2025, 11, 4),
        date(2025, 12, 2),
    ]


def test_year_of_meetings_may_begin_in_any_month():
    days = year_of_meetings(FIRST_TUESDAY, date(2025, 9, 15), LONG)

    assert (days[0].on, days[-1].on) == (date(2025, 9, 2), date(2026, 8, 4))


def test_year_of_meetings_counts_from_the_end_of_the_month():
    last_friday = ScheduleRule(4, (-1,), WhenNotWorked.NEXT_WORKING_DAY)

    assert year_of_meetings(last_friday, date(2026, 2, 1), LONG)[0].on == date(2026, 2, 27)


@pytest.mark.parametrize(
    ("when_not_worked", "held"),
    [
        (WhenNotWorked.SAME_DAY_NEXT_WEEK, date(2030, 1, 8)),
        (WhenNotWorked.NEXT_WORKING_DAY, date(2030, 1, 2)),
        (WhenNotWorked.PREVIOUS_WORKING_DAY, date(2029, 12, 31)),
    ],
)
def test_held_on_moves_a_meeting_off_a_bank_holiday_by_the_rule(when_not_worked, held):
    calendar = replace(LONG, holidays=frozenset({date(2030, 1, 1)}))

    assert held_on(date(2030, 1, 1), when_not_worked, calendar) == held


def test_year_of_meetings_keeps_the_regular_day_of_a_moved_meeting():
    calendar = replace(LONG, holidays=frozenset({date(2030, 1, 1)}))

    first, second, *_ = year_of_meetings(FIRST_TUESDAY, date(2030, 1, 1), calendar)

    assert (first.on, first.regular_on, first.is_moved) == (
        date(2030, 1, 8),
        date(2030, 1, 1),
        True,
    )
    assert second.is_moved is False


def test_year_of_meetings_refuses_past_the_bank_holidays_we_hold():
    with pytest.raises(OutsideCalendar):
        year_of_meetings(FIRST_TUESDAY, date(2025, 6, 1), no_holidays_in(2025))


@given(rules, years, holidays)
def test_every_meeting_is_on_a_working_day(rule, first, closed):
    calendar = replace(LONG, holidays=closed)

    days = year_of_meetings(rule, first, calendar)

    assert all(calendar.is_working_day(day.on) for day in days)


@given(rules, years, holidays)
def test_a_meeting_moves_only_when_its_regular_day_is_not_worked(rule, first, closed):
    calendar = replace(LONG, holidays=closed)

    days = year_of_meetings(rule, first, calendar)

    assert all(day.is_moved is not calendar.is_working_day(day.regular_on) for day in days)


@given(rules, years)
def test_every_month_has_its_meetings_in_order(rule, first):
    regular = [day.regular_on for day in year_of_meetings(rule, first, LONG)]

    assert regular == sorted(set(regular))
    assert {day.weekday() for day in regular} == {rule.weekday}
    assert len({(day.year, day.month) for day in regular}) == 12
    assert regular[-1] - regular[0] < timedelta(days=366)
