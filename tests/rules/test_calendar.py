"""Working days: weekends, bank holidays, the tribunal's recess and the edge of what we hold."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from casework import bank_holidays
from casework.bank_holidays import HOLIDAYS, england, tribunal
from casework.rules.calendar import OutsideCalendar, no_holidays_in

HELD = st.dates(date(2015, 1, 1), date(2031, 12, 31))
FEW = st.integers(1, 60)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 4, 1), 3, date(2026, 4, 8)),
        (date(2026, 3, 2), 30, date(2026, 4, 15)),
        (date(2025, 12, 12), 15, date(2026, 1, 7)),
        (date(2020, 5, 7), 1, date(2020, 5, 11)),
        (date(2022, 6, 1), 1, date(2022, 6, 6)),
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
        (date(2023, 5, 5), 1, date(2023, 5, 9)),
    ],
)
def test_add_working_days_skips_weekends_and_the_bank_holidays_of_england(start, days, due):
    assert england().add_working_days(start, days) == due


def test_working_days_count_backwards_too():
    assert england().take_working_days(date(2026, 4, 8), 3) == date(2026, 4, 1)


def test_the_early_may_holiday_of_2020_was_moved_to_the_friday():
    assert england().is_working_day(date(2020, 5, 4))
    assert not england().is_working_day(date(2020, 5, 8))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 7, 31), 1, date(2026, 9, 1)),
        (date(2025, 12, 24), 1, date(2026, 1, 2)),
        (date(2026, 12, 24), 1, date(2027, 1, 4)),
        (date(2026, 3, 2), 30, date(2026, 4, 15)),
    ],
)
def test_the_tribunal_counts_neither_christmas_week_nor_august(start, days, due):
    assert tribunal().add_working_days(start, days) == due


@pytest.mark.parametrize("day", [date(2013, 12, 31), date(2033, 1, 1)])
def test_a_day_past_the_horizon_is_refused_by_name(day):
    with pytest.raises(OutsideCalendar) as refused:
        england().is_working_day(day)

    assert refused.value.code == "outside-calendar"
    assert "1 January 2014 to 31 December 2032" in refused.value.says


def test_counting_past_the_horizon_is_refused():
    with pytest.raises(OutsideCalendar):
        england().add_working_days(date(2032, 12, 30), 5)


def test_next_working_day_stays_on_a_working_day_and_leaves_any_other():
    calendar = no_holidays_in(2026)

    assert calendar.next_working_day(date(2026, 3, 6)) == date(2026, 3, 6)
    assert calendar.next_working_day(date(2026, 3, 7)) == date(2026, 3, 9)


def test_working_days_lists_those_between_two_days():
    days = england().working_days(date(2026, 4, 2), date(2026, 4, 7))

    assert list(days) == [date(2026, 4, 2), date(2026, 4, 7)]


@given(start=HELD, days=FEW)
def test_a_working_day_limit_never_falls_early_or_on_a_day_that_is_not_worked(start, days):
    due = england().add_working_days(start, days)

    assert due >= start + timedelta(days=days)
    assert england().is_working_day(due)
    assert len(list(england().working_days(start + timedelta(days=1), due))) == days


@given(start=HELD, days=FEW)
def test_walking_back_from_a_working_day_undoes_walking_there(start, days):
    calendar = england()
    worked = calendar.next_working_day(start)

    assert calendar.take_working_days(calendar.add_working_days(worked, days), days) == worked


@given(start=HELD, days=FEW)
def test_the_tribunal_is_never_sooner_than_england(start, days):
    assert tribunal().add_working_days(start, days) >= england().add_working_days(start, days)


def test_the_committed_files_are_what_the_command_writes(tmp_path):
    call_command("write_bank_holidays", "2014", "2032", "--into", tmp_path, stdout=StringIO())

    written = {path.name: path.read_text() for path in tmp_path.iterdir()}
    held = {path.name: path.read_text() for path in HOLIDAYS.glob("england-*.toml")}
    assert written == held


def test_a_change_adds_and_removes_days(tmp_path, monkeypatch):
    for path in HOLIDAYS.glob("england-*.toml"):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "changes.toml").write_text(
        "[[added]]\non = 2026-06-15\n[[removed]]\non = 2026-05-25\n"
    )
    monkeypatch.setattr(bank_holidays, "HOLIDAYS", tmp_path)

    changed = bank_holidays.england.__wrapped__()

    assert changed.add_working_days(date(2026, 6, 12), 1) == date(2026, 6, 16)
    assert changed.is_working_day(date(2026, 5, 25))
