"""A duty as people read it: what is to be done, by when, why, and who owes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casework.models import Clock


@dataclass(frozen=True)
class Duty:
    """One open clock in words. ``why`` is how it was counted, and its rule."""

    stream: str
    title: str
    due_on: date
    target_on: date | None
    owed_by: str
    why: str
    says: str
    is_excused: bool


def duties(clocks: Iterable[Clock], names: Mapping[str, str] | None = None) -> list[Duty]:
    """Return open clocks as duties. ``names`` gives words for codes, such as those of agencies."""
    return [_duty(clock, names or {}) for clock in clocks]


def _duty(clock: Clock, names: Mapping[str, str]) -> Duty:
    return Duty(
        stream=clock.stream,
        title=title_of(clock, names),
        due_on=clock.due_on,
        target_on=clock.target_on,
        owed_by=owed_in_words(clock.owed_by, names),
        why=f"{clock.counting}, {clock.rule}" if clock.rule else clock.counting,
        says=clock.says,
        is_excused=clock.excused,
    )


def title_of(clock: Clock, names: Mapping[str, str]) -> str:
    """Return what is to be done: the clock's label, or its name where the law gives none."""
    if clock.label:
        return clock.label
    words = clock.clock.replace("-", " ").capitalize()
    of = [names.get(str(part), str(part)).replace("-", " ") for part in clock.of.values() if part]
    return f"{words}: {', '.join(of)}" if of else words


def owed_in_words(owed_by: str, names: Mapping[str, str]) -> str:
    """Return who owes a duty, in words.

    >>> owed_in_words("panel-administrator", {})
    'Panel administrator'
    """
    words = owed_by.replace("-", " ")
    return names.get(owed_by) or ("ICB" if owed_by == "icb" else words[:1].upper() + words[1:])


def state_on(clock: Clock, day: date) -> str:
    """Return how a clock stands on a day: running, met, met-late, late or stopped."""
    if clock.stopped:
        return "stopped"
    if clock.window:
        return "met" if clock.due_on and clock.due_on <= day else "running"
    if clock.met_on:
        return "met-late" if clock.due_on and clock.met_on > clock.due_on else "met"
    return "late" if clock.due_on and clock.due_on < day else "running"
