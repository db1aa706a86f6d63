"""Limits that lean on another clock, or on an event without a day yet."""

from dataclasses import dataclass

from casework.rules.limits.trigger import Due, Trigger
from casework.rules.limits.words import spell

UNKNOWN = "the day by which the family had to be told, which is not known here"
WITH_REVIEW = "with the next review of the plan"


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
