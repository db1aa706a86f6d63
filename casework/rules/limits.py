"""How a time limit finds its last day. Each kind of limit is a small value that law data names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from casework.rules import periods
from casework.rules.calendar import AUGUST, WorkingCalendar, is_christmas_recess
from casework.rules.errors import Refused
from casework.rules.facts import CaseEvent, Condition, Pattern

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a limit is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


class Way(StrEnum):
    """How a limit is counted from its day."""

    AFTER = "after"
    BEGINNING = "beginning"
    BEFORE = "before"


@dataclass(frozen=True)
class Due:
    """The last day of a limit, how it was counted and from when; ``None``: no day is fixed.

    ``rule`` and ``force``, where given, are of this limit rather than of its clock.
    """

    on: date | None
    since: date
    counting: str
    target_on: date | None = None
    rule: str | None = None
    force: str | None = None


class Running(Protocol):
    """What a limit may ask of another clock that has been read already."""

    @property
    def due_on(self) -> date | None: ...

    def was_met_by(self, event: CaseEvent) -> bool: ...

    def was_open_on(self, day: date) -> bool: ...


@dataclass(frozen=True)
class Trigger:
    """What a limit is counted from: the event, all the others in order, and the calendars."""

    event: CaseEvent
    events: Sequence[CaseEvent]
    england: WorkingCalendar
    tribunal: WorkingCalendar
    others: Mapping[str, Sequence[Running]]

    def calendar(self, name: str) -> WorkingCalendar:
        """Return a calendar by the name that law data uses."""
        return {"england": self.england, "tribunal": self.tribunal}[name]

    def later(self, kind: str) -> Iterable[CaseEvent]:
        """Return the events of a kind on or after the day of the event, in order."""
        return (other for other in self.events if other.kind == kind and other.on >= self.event.on)


class NoDuty(Exception):
    """The event starts no such duty: there is nothing to count."""


class Limit(Protocol):
    """Anything that finds a last day; ``None`` when it has nothing to count from."""

    def due(self, trigger: Trigger) -> Due | None: ...


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

UNIT_WORDS: Mapping[Unit, str] = {
    Unit.DAYS: "day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "month",
    Unit.WORKING_DAYS: "working day",
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


def spell(day: date) -> str:
    """Return a date in words.

    >>> spell(date(2027, 2, 3))
    '3 February 2027'
    """
    return f"{day.day} {day:%B %Y}"


def spell_amount(amount: int, unit: Unit) -> str:
    """Return an amount of time in words.

    >>> spell_amount(15, Unit.WORKING_DAYS), spell_amount(1, Unit.MONTHS)
    ('15 working days', '1 month')
    """
    return f"{amount} {UNIT_WORDS[unit]}{'s' * (amount != 1)}"


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


@dataclass(frozen=True)
class SameAs:
    """The last day of the clock that this very event met."""

    clocks: tuple[str, ...]

    def due(self, trigger: Trigger) -> Due | None:
        """Return the family's own date; no day while it is not known."""
        runs = (run for clock in self.clocks for run in trigger.others.get(clock, ()))
        met = next((run for run in runs if run.was_met_by(trigger.event)), None)
        day = met.due_on if met else None
        words = f"the day by which the family had to be told, {spell(day)}" if day else UNKNOWN
        return Due(day, trigger.event.on, words)


UNKNOWN = "the day by which the family had to be told, which is not known here"


@dataclass(frozen=True)
class With:
    """Together with another clock that runs on the day of the event."""

    clock: str

    def due(self, trigger: Trigger) -> Due | None:
        """Return that clock's last day; no day while it does not run."""
        runs = trigger.others.get(self.clock, ())
        running = [run for run in runs if run.was_open_on(trigger.event.on)]
        day = running[-1].due_on if running else None
        words = f"with the next review of the plan, by {spell(day)}" if day else WITH_REVIEW
        return Due(day, trigger.event.on, words)


WITH_REVIEW = "with the next review of the plan"


@dataclass(frozen=True)
class Until:
    """Until an event, once another has come."""

    kind: str
    once: str

    def due(self, trigger: Trigger) -> Due | None:
        """Return the day of the ending; no day until it comes, nothing before ``once``."""
        begun = next(iter(trigger.later(self.once)), None)
        if begun is None:
            return None
        ends = (event.on for event in trigger.later(self.kind) if event.on >= begun.on)
        words = f"until the appeal registered on {spell(begun.on)} has ended"
        return Due(next(ends, None), trigger.event.on, words)


@dataclass(frozen=True)
class Every:
    """On every agenda, or the like, until it is met: no day is fixed."""

    what: str

    def due(self, trigger: Trigger) -> Due | None:
        """Return a duty without a day."""
        return Due(None, trigger.event.on, f"on every {self.what} until it is done")


@dataclass(frozen=True)
class Nothing:
    """The event starts no such duty."""

    why: str

    def due(self, trigger: Trigger) -> Due | None:
        """Say so."""
        raise NoDuty(self.why)


@dataclass(frozen=True)
class Refuse:
    """The event asks for what the law does not know."""

    code: str
    says: str

    def due(self, trigger: Trigger) -> Due | None:
        """Refuse by name."""
        raise Refused(self.code, self.says.format(**trigger.event.fields))


@dataclass(frozen=True)
class FirstOf:
    """The first limit that has something to count."""

    limits: tuple[Limit, ...]

    def due(self, trigger: Trigger) -> Due | None:
        """Return what it found."""
        return next((due for limit in self.limits if (due := limit.due(trigger))), None)


@dataclass(frozen=True)
class LastOf:
    """The later, or the earlier, of several limits; those with nothing to count are left out."""

    limits: tuple[Limit, ...]
    is_later: bool

    def due(self, trigger: Trigger) -> Due | None:
        """Return the one that counts, with the other in its words."""
        dues = [due for limit in self.limits if (due := limit.due(trigger)) and due.on]
        if not dues:
            return None
        chosen = (max if self.is_later else min)(dues, key=_day)
        return replace(chosen, since=dues[0].since, counting=self._words(dues))

    def _words(self, dues: Sequence[Due]) -> str:
        if len(dues) == 1:
            return dues[0].counting
        each = " and ".join(f"{due.counting} ({spell(_day(due))})" for due in dues)
        return f"the {'later' if self.is_later else 'earlier'} of {each}"


def _day(due: Due) -> date:
    return due.on or date.max


@dataclass(frozen=True)
class RolledForAppeal:
    """A last day to appeal that falls on a day without tribunal goes to the first with one."""

    limit: Limit

    def due(self, trigger: Trigger) -> Due | None:
        """Return the day after rolling, saying so where it moved."""
        due = self.limit.due(trigger)
        if due is None or due.on is None:
            return due
        rolled = roll_for_appeal(due.on, trigger.england)
        if rolled == due.on:
            return due
        words = f"{due.counting}; {spell(due.on)} is {_why_rolled(due.on)}"
        return replace(due, on=rolled, counting=f"{words}, so the last day is {spell(rolled)}")


def roll_for_appeal(day: date, england: WorkingCalendar) -> date:
    """Return the last day to appeal when the time ends on ``day``.

    25 December to 1 January go to the first working day after 1 January, August to the first
    after 31 August, any other day that is not worked to the next that is.

    Rules: COP-415, COP-426, COP-432; SI 2008/2699 rule 12.
    """
    if day.month == AUGUST:
        return england.next_working_day(date(day.year, 9, 1))
    if is_christmas_recess(day):
        return england.next_working_day(date(day.year + (day.month == 12), 1, 2))
    return england.next_working_day(day)


def _why_rolled(day: date) -> str:
    if day.month == AUGUST:
        return "in August"
    return "between Christmas and New Year" if is_christmas_recess(day) else "not a working day"


@dataclass(frozen=True)
class Conditional:
    """A limit only for events that say certain things, with a rule and a force of its own."""

    limit: Limit
    when: Condition
    rule: str | None
    force: str | None

    def due(self, trigger: Trigger) -> Due | None:
        """Return what the limit found; nothing when the condition does not hold."""
        due = self.limit.due(trigger) if self.when.holds(trigger.event) else None
        if due is None:
            return None
        return replace(due, rule=due.rule or self.rule, force=due.force or self.force)
