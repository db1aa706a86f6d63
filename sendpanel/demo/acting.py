"""Acts on days gone by, so that the demonstration has a past."""

from datetime import date, datetime, time

from accounts.models import User
from casework import bank_holidays
from casework.act import Act, Actor, SystemActor
from casework.clock import LONDON

WORKING_HOUR = time(10, 30)


def on(day: date, actor: User | None = None) -> Act:
    """Return an act of ``actor``, or of the system, at half past ten on ``day``."""
    who: Actor = actor or SystemActor()
    moment = datetime.combine(day, WORKING_HOUR, LONDON)
    return Act(who, moment, day, bank_holidays.england())
