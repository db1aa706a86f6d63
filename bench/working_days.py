"""Counting working days: our calendar from committed files, against the holidays package.

The package is what writes our files; asking it each time would be the short way.
"""

from datetime import date, timedelta

import holidays

from bench.timing import Way, compare
from casework.bank_holidays import england

STARTS = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
WORKING_DAYS = 15


def main() -> None:
    calendar = england()
    package = holidays.country_holidays("GB", subdiv="ENG", years=range(2024, 2027))
    ours = [calendar.add_working_days(start, WORKING_DAYS) for start in STARTS]
    theirs = [package.get_nth_working_day(start, WORKING_DAYS) for start in STARTS]
    if ours != theirs:
        raise SystemExit("The two do not agree, so their speeds say nothing.")
    compare(
        Way("casework, a year of starts", lambda: count_ours(calendar)),
        Way("holidays package, the same", lambda: count_theirs(package)),
    )


def count_ours(calendar) -> None:
    for start in STARTS:
        calendar.add_working_days(start, WORKING_DAYS)


def count_theirs(package) -> None:
    for start in STARTS:
        package.get_nth_working_day(start, WORKING_DAYS)


if __name__ == "__main__":
    main()
