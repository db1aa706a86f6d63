"""Reminders of due dates: one message for each clock, step and person, and never a second one.

``sendpanel.reminders`` holds the table of which clocks remind whom, and when. A message gives a
reference, a duty and a day; it says nothing about a child.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework import lawbook
from casework.act import Act
from casework.mail import write
from casework.models import Clock, Message
from casework.rules.reminders import step_reached


@dataclass(frozen=True)
class Addressee:
    """Who is reminded, and the path of the page where they do what is due."""

    email: str
    path: str


Finder = Callable[[Sequence[Clock]], Mapping[int, Sequence[Addressee]]]
"""Finds the addressees of many clocks at once, by the clock's id."""


@dataclass(frozen=True)
class Reminder:
    """That a clock reminds somebody, so many days from its due date (see ``step_reached``)."""

    clock: str
    days: tuple[int, ...]
    find: Finder


@dataclass(frozen=True)
class Due:
    """One message that is due now."""

    key: str
    clock: Clock
    to: Addressee


_table: list[Reminder] = []


def remind(reminders: Sequence[Reminder]) -> None:
    """Take up a table of reminders. Taking it up twice counts once."""
    _table.extend(reminder for reminder in reminders if reminder not in _table)


def due_reminders(act: Act) -> int:
    """Write every reminder whose day has come, and return how many. Safe to run twice."""
    due = list(_due(act.today))
    there = Message.objects.filter(key__in=[one.key for one in due])
    written = set(there.values_list("key", flat=True))
    new = [one for one in due if one.key not in written]
    for one in new:
        _write(act, one)
    return len(new)


def _due(today: date) -> Iterator[Due]:
    clocks = _clocks_near(today)
    for reminder in _table:
        steps = {clock: _step(reminder, clock, today) for clock in clocks}
        reached = [clock for clock, step in steps.items() if step is not None]
        addressees = reminder.find(reached) if reached else {}
        for clock in reached:
            for to in addressees.get(clock.pk, ()):
                yield Due(_key(clock, steps[clock], to), clock, to)


def _clocks_near(today: date) -> list[Clock]:
    """Return every open clock of the table that is late, or near enough to be spoken of."""
    names = {reminder.clock for reminder in _table}
    ahead = -min((min(reminder.days) for reminder in _table), default=0)
    near = today + timedelta(days=ahead)
    return list(Clock.objects.open().filter(clock__in=names, due_on__lte=near).order_by("pk"))


def _step(reminder: Reminder, clock: Clock, today: date) -> int | None:
    if clock.clock != reminder.clock:
        return None
    return step_reached(clock.due_on, reminder.days, today=today)


def _key(clock: Clock, step: int, to: Addressee) -> str:
    """Return what this message is for. Clock rows are rewritten, so their ids are no part of it."""
    whose = json.dumps([clock.of, to.email], sort_keys=True).encode()
    digest = hashlib.sha256(whose).hexdigest()[:16]
    return f"due:{clock.stream}:{clock.clock}:{clock.due_on.isoformat()}:{step}:{digest}"


def _write(act: Act, one: Due) -> None:
    write(
        act,
        key=one.key,
        to=one.to.email,
        template="casework/clock_due",
        stream=one.clock.stream,
        duty=lawbook.label_of(one.clock.clock),
        due_on=one.clock.due_on,
        today=act.today,
        path=one.to.path,
    )
