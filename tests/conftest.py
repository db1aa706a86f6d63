"""What every test may use. Few things: a moment, an act, somebody to do it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, settings

from casework import bank_holidays
from casework.act import Act, SystemActor

# The same examples on every run, and a busy machine is not a slow rule. To look for new ones:
# pytest tests/rules --hypothesis-profile=search
calm = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("suite", derandomize=True, **calm)
settings.register_profile("search", max_examples=2000, **calm)
settings.load_profile("suite")


@pytest.fixture
def act() -> Act:
    """An act of the system on Monday 1 September 2025 at ten."""
    return act_on(date(2025, 9, 1))


def act_on(day: date, actor=None, key: str | None = None) -> Act:
    """An act of ``actor``, or of the system, at ten in the morning of ``day``."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Act(actor or SystemActor(), at, day, bank_holidays.england(), key)
