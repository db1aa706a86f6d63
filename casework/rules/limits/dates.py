"""Limits that a date gives: one of the event itself, a day of the year, the next meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.rules import periods
from casework.rules.errors import Refused
from casework.rules.facts import CaseEvent
from casework.rules.limits.trigger import Due, Trigger
from casework.rules.limits.words import spell

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class OnDate:
    """The day in one of the event's fields, in words such as "the day that the tribunal directed".

    ``known_working_days``: only if it was known that many working days before.
    """

    name: str
    words: str
    known_working_days: int | None = None

    def due(self, trigger: Trigger) -> Due | None:
        """Return that day; nothing when the event does not give it, or it was known too late."""
        day = trigger.event.day(self.name)
        if day is None or not self._was_known(day, trigger):
            return None
        return Due(day, trigger.event.on, f"{self.words}, {spell(day)}")

    def _was_known(self, day: date, trigger: Trigger) -> bool:
        if self.known_working_days is None:
            return True
        return trigger.england.take_working_days(day, self.known_working_days) >= trigger.event.on


@dataclass(frozen=True)
class DayOfYear:
    """Before, or by, a day of the year that the event names."""

    month: int
    day: int
    is_before: bool

    def due(self, trigger: Trigger) -> Due | None:
        """Return the last day in time.

        Raises:
            Refused: ``missing-field`` when the event names no year.
        """
        mark = date(_year(trigger.event), self.month, self.day)
        last = mark - ONE_DAY * self.is_before
        words = "before" if self.is_before else "by"
        return Due(last, trigger.event.on, f"{words} {spell(mark)}")


def _year(event: CaseEvent) -> int:
    year, day = event.fields.get("year"), event.day("transfer_on")
    if isinstance(year, int):
        return year
    if day is None:
        raise Refused("missing-field", "Say the year, or the date, of the transfer.", field="year")
    return day.year


@dataclass(frozen=True)
class FridayOfWeekAfter:
    """The Friday of the calendar week after one of the event's dates."""

    origin: tuple[str, ...]

    def due(self, trigger: Trigger) -> Due | None:
        """Return that Friday."""
        start = trigger.event.first_date(self.origin) or trigger.event.on
        words = f"Friday of the calendar week after {spell(start)}"
        return Due(periods.friday_of_next_week(start), start, words)


@dataclass(frozen=True)
class NextAmong:
    """The next of the dates in the field ``name`` of other events, moved dates taken as moved."""

    name: str
    kinds: tuple[str, ...]

    def due(self, trigger: Trigger) -> Due | None:
        """Return the soonest after the day of the event; no day while none is known."""
        day = min((d for d in self._dates(trigger.events) if d > trigger.event.on), default=None)
        words = f"the next meeting, {spell(day)}" if day else "the next meeting: none is set yet"
        return Due(day, trigger.event.on, words)

    def _dates(self, events: Sequence[CaseEvent]) -> set[date]:
        chosen = [event for event in events if event.kind in self.kinds]
        dates = {day for event in chosen if (day := event.day(self.name))}
        return dates - {day for event in chosen if (day := event.day("moved_from"))}
