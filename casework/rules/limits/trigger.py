"""What a limit is counted from, and what it finds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from casework.rules.calendar import WorkingCalendar
from casework.rules.facts import CaseEvent


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
