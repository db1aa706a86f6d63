"""Write the committed bank holiday files. For developers: needs the ``holidays`` package."""

from datetime import date
from pathlib import Path

import holidays
from django.core.management.base import BaseCommand, CommandParser

from casework.bank_holidays import HOLIDAYS
from casework.rules.calendar import SATURDAY

HEADING = "# Written by `manage.py write_bank_holidays`. Corrections belong in changes.toml.\n"


class Command(BaseCommand):
    """Write one file of England's bank holidays for each year asked for."""

    help = "Write casework/law/holidays/england-YYYY.toml for each year from FIRST to LAST."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("first", type=int)
        parser.add_argument("last", type=int)
        parser.add_argument("--into", type=Path, default=HOLIDAYS)

    def handle(self, *, first: int, last: int, into: Path, **options: object) -> None:
        for year in range(first, last + 1):
            path = into / f"england-{year}.toml"
            path.write_text(_file(year, _weekday_holidays(year)), encoding="utf-8")
            self.stdout.write(str(path))


def _weekday_holidays(year: int) -> dict[date, str]:
    """Return the year's bank holidays that fall on a Monday to Friday, in order."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return {day: found[day] for day in sorted(found) if day.weekday() < SATURDAY}


def _file(year: int, days: dict[date, str]) -> str:
    lines = [f'{day.isoformat()} = "{name}"' for day, name in days.items()]
    return HEADING + f"year = {year}\n\n[days]\n" + "\n".join(lines) + "\n"
