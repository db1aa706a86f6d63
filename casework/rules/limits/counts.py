"""Limits that count so many days, weeks, months or working days from something."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from casework.rules import periods
from casework.rules.calendar import WorkingCalendar
from casework.rules.facts import CaseEvent, Pattern
from casework.rules.limits.trigger import Due, Trigger
from casework.rules.limits.words import Unit, spell, spell_amount

ONE_DAY = timedelta(days=1)


class Way(StrEnum):
    """How a limit is counted from its day."""

    AFTER = "after"
    BEGINNING = "beginning"
    BEFORE = "before"


Step = Callable[[date, int, WorkingCalendar], date]

COUNT: Mapping[tuple[Unit, Way], Step] = {
    (Unit.DAYS, Way.AFTER): lambda day, n, _: periods.days_after(day, n),
    (Unit.DAYS, Way.BEGINNING): lambda day, n, _: periods.days_beginning_with(day, n),
    (Unit.DAYS, Way.BEFORE): lambda day, n, _: periods.days_after(day, -n),
    (Unit.WEEKS, Way.AFTER): lambda day, n, _: periods.weeks_after(day, n),
    (Unit.WEEKS, Way.BEGINNING): lambda day, n, _: periods.weeks_after(day, n) - ONE_DAY,
    (Unit.WEEKS, Way.BEFORE): lambda day, n, _: periods.weeks_after(day, -n),
    (Unit.MONTHS, Way.AFTER): lambda day, n, _: periods.months_after(day, n),
    (Unit.MONTHS, Way.BEGINNING): lambda day, n, _: periods.months_beginning_with(day, n),
    (Unit.MONTHS, Way.BEFORE): lambda day, n, _: periods.months_after(day, -n),
    (Unit.WORKING_DAYS, Way.AFTER): lambda day, n, days: days.add_working_days(day, n),
    (Unit.WORKING_DAYS, Way.BEGINNING): lambda day, n, days: days.add_working_days(
        day - ONE_DAY, n
    ),
    (Unit.WORKING_DAYS, Way.BEFORE): lambda day, n, days: days.take_working_days(day, n),
}

WAY_WORDS: Mapping[Way, str] = {
    Way.AFTER: "{amount} after {day}",
    Way.BEGINNING: "{amount} beginning with {day}, which is day 1",
    Way.BEFORE: "{amount} before {day}",
}

CALENDAR_WORDS: Mapping[str, str] = {
    "england": "",
    "tribunal": ", not counting 25 December to 1 January or August",
}


@dataclass(frozen=True)
class Count:
    """So many days, weeks, months or working days from one of the event's dates.

    ``target_only``: nobody is bound; the day found is a target and no due date.
    """

    amount: int
    unit: Unit
    way: Way = Way.AFTER
    origin: tuple[str, ...] = ("on",)
    calendar: str = "england"
    target_only: bool = False

    def due(self, trigger: Trigger) -> Due | None:
        """Count from the first of the dates that the event gives."""
        start = trigger.event.first_date(self.origin)
        if start is None:
            return None
        found = self.count(start, trigger)
        if self.target_only:
            return replace(found, on=None, target_on=found.on)
        return found if self.way is not Way.BEFORE else replace(found, since=trigger.event.on)

    def count(self, start: date, trigger: Trigger) -> Due:
        """Count from ``start``."""
        day = COUNT[self.unit, self.way](start, self.amount, trigger.calendar(self.calendar))
        return Due(day, start, self._words(start))

    def _words(self, start: date) -> str:
        amount = spell_amount(self.amount, self.unit)
        words = WAY_WORDS[self.way].format(amount=amount, day=spell(start))
        aim = ": a target, since nobody is bound by law" if self.target_only else ""
        return words + CALENDAR_WORDS[self.calendar] + aim if self.amount else "the day itself"


@dataclass(frozen=True)
class CountFromLater:
    """A count from the first event of ``kind`` after this one, and before the next ``until``."""

    count: Count
    kind: str
    until: str

    def due(self, trigger: Trigger) -> Due | None:
        """Count from that event; nothing to count while there is none."""
        found = next(iter(trigger.later(self.kind)), None)
        if found is None or self._belongs_to_the_next(found, trigger):
            return None
        return self.count.count(found.on, trigger)

    def _belongs_to_the_next(self, found: CaseEvent, trigger: Trigger) -> bool:
        nexts = (other for other in trigger.later(self.until) if other is not trigger.event)
        return any(trigger.event.on < other.on <= found.on for other in nexts)


@dataclass(frozen=True)
class CountFromEarlier:
    """A count from the last event of ``kind`` before this one, unless ``unless`` came between."""

    count: Count
    kind: str
    unless: tuple[Pattern, ...]

    def due(self, trigger: Trigger) -> Due | None:
        """Count from that event; nothing to count when there was none."""
        before = trigger.events[: _place(trigger.event, trigger.events)]
        for event in reversed(before):
            if event.kind == self.kind:
                return self.count.count(event.on, trigger)
            if any(pattern.fits(event) for pattern in self.unless):
                return None
        return None


def _place(event: CaseEvent, events: Sequence[CaseEvent]) -> int:
    return next(place for place, other in enumerate(events) if other is event)
