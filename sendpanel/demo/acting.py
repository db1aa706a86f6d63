"""Acts on days gone by, so that the demonstration has a past."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from accounts.models import User
from casework import bank_holidays, clock
from casework.act import Act, Actor, SystemActor
from casework.clock import LONDON

WORKING_HOUR = time(10, 30)
_moment: list[datetime] = []


@contextmanager
def past_days() -> Iterator[None]:
    """Let work that an act starts run at the moment of the act, not at the one of the telling."""
    _moment[:] = [clock.now()]
    with clock.read_from(lambda: _moment[-1]):
        yield


def on(day: date, actor: User | None = None) -> Act:
    """Return an act of ``actor``, or of the system, at half past ten on ``day``."""
    who: Actor = actor or SystemActor()
    moment = datetime.combine(day, WORKING_HOUR, LONDON)
    _moment[:] = [moment]
    return Act(who, moment, day, bank_holidays.england())
