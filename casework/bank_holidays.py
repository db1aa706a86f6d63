"""The bank holidays we hold, read once from files in the repository; never from the network."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from casework.rules.calendar import WorkingCalendar, leave_out_tribunal_recess

HOLIDAYS = Path(__file__).parent / "law" / "holidays"


@cache
def england() -> WorkingCalendar:
    """Return the working days of England, with days added and removed as ``changes.toml`` says."""
    years = [_read(path) for path in sorted(HOLIDAYS.glob("england-*.toml"))]
    changes = _read(HOLIDAYS / "changes.toml")
    written = {date.fromisoformat(day) for year in years for day in year["days"]}
    return WorkingCalendar(
        first=date(years[0]["year"], 1, 1),
        last=date(years[-1]["year"], 12, 31),
        holidays=frozenset((written | _days(changes, "added")) - _days(changes, "removed")),
    )


@cache
def tribunal() -> WorkingCalendar:
    """Return the working days of the tribunal: England's, less Christmas week and August."""
    return leave_out_tribunal_recess(england())


def _days(changes: Mapping[str, Any], name: str) -> set[date]:
    return {change["on"] for change in changes.get(name, [])}


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
