"""Limits made of limits: the first that applies, the later of two, one under a condition."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.rules.calendar import AUGUST, WorkingCalendar, is_christmas_recess
from casework.rules.errors import Refused
from casework.rules.facts import Condition
from casework.rules.limits.trigger import Due, Limit, NoDuty, Trigger
from casework.rules.limits.words import spell


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
