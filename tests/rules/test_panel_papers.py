"""When papers must be in, and what keeps a case off the agenda."""

from datetime import date

import pytest

from casework.rules.calendar import WorkingCalendar
from casework.rules.errors import Refused
from panels.rules.papers import (
    LeadTime,
    Timeliness,
    Unit,
    find_timeliness,
    latest_day,
    require_complete,
    require_in_time,
)

CALENDAR = WorkingCalendar(
    date(2025, 1, 1), date(2026, 12, 31), frozenset({date(2026, 4, 3), date(2026, 4, 6)})
)
IN_TIME = Timeliness(date(2026, 4, 8), date(2026, 4, 8), "LDN-019")
LATE = Timeliness(date(2026, 4, 9), date(2026, 4, 8), "LDN-019")


@pytest.mark.rule("KENT-054", "LDN-019")
@pytest.mark.parametrize(
    ("lead", "latest"),
    [
        (LeadTime(2, Unit.WEEKS), date(2026, 3, 31)),
        (LeadTime(10, Unit.DAYS), date(2026, 4, 4)),
        (LeadTime(5, Unit.WORKING_DAYS), date(2026, 4, 7)),
    ],
)
def test_latest_day_counts_back_from_the_meeting(lead, latest):
    assert latest_day(lead, date(2026, 4, 14), CALENDAR) == latest


@pytest.mark.rule("LDN-019")
@pytest.mark.parametrize(("came_on", "is_late"), [(8, False), (9, True)])
def test_papers_a_week_ahead_are_in_time_on_the_last_day(came_on, is_late):
    found = find_timeliness(
        LeadTime(1, Unit.WEEKS, "LDN-019"),
        came_on=date(2026, 4, came_on),
        meeting_on=date(2026, 4, 15),
        calendar=CALENDAR,
    )

    assert found.is_late is is_late


def test_nothing_is_late_where_the_protocol_has_no_limit():
    found = find_timeliness(
        None, came_on=date(2026, 4, 15), meeting_on=date(2026, 4, 15), calendar=CALENDAR
    )

    assert found.is_late is False


@pytest.mark.rule("KENT-053")
def test_a_case_with_incomplete_papers_is_refused_with_what_is_missing():
    with pytest.raises(Refused) as refused:
        require_complete("R-2026-00042-K", ["Say what the child needs", "Enter the costs"])

    assert (refused.value.code, refused.value.says) == (
        "papers-incomplete",
        "R-2026-00042-K cannot go on the agenda yet: Say what the child needs; Enter the costs.",
    )
    require_complete("R-2026-00042-K", [])


@pytest.mark.rule("KENT-055", "LDN-019")
def test_late_papers_need_the_chairs_reason():
    with pytest.raises(Refused) as refused:
        require_in_time(LATE, " ")

    assert (refused.value.code, refused.value.field, refused.value.rule) == (
        "papers-late",
        "late_reason",
        "LDN-019",
    )
    require_in_time(LATE, "A move on Friday.")


def test_papers_in_time_need_no_reason():
    require_in_time(IN_TIME, "")
