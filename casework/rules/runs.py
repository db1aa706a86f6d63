"""Runs a clock through a case's events: what started it, what met it, what stopped it, and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from casework.rules.calendar import WorkingCalendar
from casework.rules.errors import Refused
from casework.rules.facts import CaseEvent
from casework.rules.law import Clock, Law, Repeat, Shape, Version
from casework.rules.law.values import End, Names
from casework.rules.limits import Due, Limit, NoDuty, Trigger

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Run:
    """One instance of a clock. ``of`` is whose it is, or which step; None where there is one.

    ``wanted`` are those who must all have done it, ``done`` those who have.
    """

    clock: Clock
    version: Version
    of: str | None
    event: CaseEvent
    due: Due
    met_by: CaseEvent | None = None
    met_on: date | None = None
    stopped_by: CaseEvent | None = None
    wanted: frozenset[str] = NOBODY
    done: frozenset[str] = NOBODY

    @property
    def due_on(self) -> date | None:
        """The last day; None while no day is fixed."""
        return self.due.on

    @property
    def lasts(self) -> bool:
        """Say whether it is a window or a hold, which time alone ends."""
        return self.clock.shape is not Shape.LIMIT

    def is_open(self, on: date) -> bool:
        """Say whether it still runs on a day: neither met, nor stopped, nor over of itself."""
        is_over = self.lasts and self.due_on is not None and self.due_on < on
        return self.met_by is None and self.stopped_by is None and not is_over

    def was_met_by(self, event: CaseEvent) -> bool:
        """Say whether this very event met it."""
        return self.met_by is event

    def was_open_on(self, day: date) -> bool:
        """Say whether it ran at the end of ``day``."""
        ended = self.met_on or (self.stopped_by.on if self.stopped_by else None)
        return self.event.on <= day and (ended is None or ended > day)


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Course:
    """What a clock runs through: the law, the events in order, the calendars, clocks before it."""

    law: Law
    events: Sequence[CaseEvent]
    england: WorkingCalendar
    tribunal: WorkingCalendar
    others: Mapping[str, Runs] = field(default_factory=dict)

    def trigger(self, event: CaseEvent) -> Trigger:
        """Return what a limit that starts with ``event`` may look at."""
        return Trigger(event, self.events, self.england, self.tribunal, self.others)


def run_clocks(clocks: Iterable[Clock], course: Course) -> list[Run]:
    """Return every run of every clock. A clock may lean on those that come before it."""
    runs: dict[str, Runs] = {}
    for clock in clocks:
        runs[clock.id] = _run(clock, replace(course, others=runs))
    return [run for each in runs.values() for run in each]


def _run(clock: Clock, course: Course) -> Runs:
    runs: Runs = ()
    for event in (event for event in course.events if event.kind in clock.kinds):
        runs = _meet(clock, event, runs, course)
        runs = _stop(clock, event, runs)
        runs = _start_again(clock, event, runs, course)
        runs = _start(clock, event, runs, course)
    return runs


# --- Meeting -------------------------------------------------------------------------


def _meet(clock: Clock, event: CaseEvent, runs: Runs, course: Course) -> Runs:
    """Return the runs after an event has met the oldest open one of each name it bears."""
    end = next((end for end in clock.met_by if end.pattern.fits(event)), None)
    if end is None:
        return runs
    for chosen in _oldest_open(clock, event, runs):
        met = _met(chosen, end, event, course)
        runs = tuple(met if run is chosen else run for run in runs)
        runs = _stop_alternatives(met, event, runs) if met.met_by else runs
    return runs


def _oldest_open(clock: Clock, event: CaseEvent, runs: Runs) -> list[Run]:
    """Return the oldest open run for each name that the event bears; for all, if it bears none."""
    named = event.names(clock.of.field) if clock.of else ()
    oldest: dict[str | None, Run] = {}
    for run in runs:
        if run.is_open(event.on) and (not named or run.of in named):
            oldest.setdefault(run.of, run)
    return list(oldest.values())


def _met(run: Run, end: End, event: CaseEvent, course: Course) -> Run:
    """Return the run after the event: met, or still open until someone or something else comes."""
    done = _done_by(run, event)
    on = _completed_on(run, end, event, course)
    if on is None or not done >= run.wanted:
        return replace(run, done=done)
    return replace(run, met_by=event, met_on=on, done=done)


def _done_by(run: Run, event: CaseEvent) -> frozenset[str]:
    """Return who has done it after the event, which speaks for everyone if it names nobody."""
    if run.clock.all_of is None:
        return NOBODY
    named = event.names(run.clock.all_of.field)
    return run.done | set(named) if named else run.wanted


def _completed_on(run: Run, end: End, event: CaseEvent, course: Course) -> date | None:
    """Return the day on which the event, and its partner where it needs one, had both come."""
    if end.partner is None:
        return event.on
    partners = (
        other.first_date(end.partner_dates) or other.on
        for other in course.events
        if other.kind == end.partner and other.on >= run.event.on
    )
    partner = next(partners, None)
    return max(event.on, partner) if partner else None


def _stop_alternatives(met: Run, event: CaseEvent, runs: Runs) -> Runs:
    """Return the runs after one step is met, which ends those that it excludes."""
    rivals = {step for group in met.clock.either if met.of in group for step in group}
    return tuple(
        replace(run, stopped_by=event)
        if run.event is met.event and run.of in rivals and run.is_open(event.on)
        else run
        for run in runs
    )


# --- Stopping ------------------------------------------------------------------------


def _stop(clock: Clock, event: CaseEvent, runs: Runs) -> Runs:
    """Return the runs after an event that ends all that it finds open."""
    if not clock.is_stopped_by(event):
        return runs
    return tuple(replace(run, stopped_by=event) if run.is_open(event.on) else run for run in runs)


# --- Starting ------------------------------------------------------------------------


def _start(clock: Clock, event: CaseEvent, runs: Runs, course: Course) -> Runs:
    """Return the runs with those that the event starts."""
    start = clock.start_for(event)
    for of in _started_names(clock, event, course) if start else ():
        run = _new_run(clock, event, of, course)
        runs = _add(run, start.repeat, runs) if run and start else runs
    return runs


def _add(run: Run, repeat: Repeat, runs: Runs) -> Runs:
    """Return the runs with a new one, as the clock repeats itself."""
    running = [old.of == run.of and old.is_open(run.event.on) for old in runs]
    if any(running) and repeat is Repeat.FIRST:
        return runs
    if repeat is Repeat.LATEST:
        pairs = zip(runs, running, strict=True)
        runs = tuple(
            replace(old, stopped_by=run.event) if runs_on else old for old, runs_on in pairs
        )
    return (*runs, run)


def _start_again(clock: Clock, event: CaseEvent, runs: Runs, course: Course) -> Runs:
    """Return the runs with those that begin anew because the event met the ones before."""
    ended = [run for run in runs if clock.restarts and run.met_by is event]
    made = [_new_run(clock, event, run.of, course, after=run) for run in ended]
    return (*runs, *(run for run in made if run is not None))


def _started_names(clock: Clock, event: CaseEvent, course: Course) -> Sequence[str | None]:
    """Return whose runs, or which steps, an event starts; one run of nobody's where it is one."""
    if clock.steps_by:
        version = _version(clock, event, course)
        return list(_steps(clock, version, event)) if version else []
    if clock.of is None:
        return [None]
    named = _names(clock.of, event)
    return [*named, *(name for name in _also_met(clock, event, course) if name not in named)]


def _names(names: Names, event: CaseEvent) -> tuple[str, ...]:
    return event.names(names.start_field) or names.default


def _also_met(clock: Clock, event: CaseEvent, course: Course) -> list[str]:
    """Return further names that later events bear, where the clock takes them as they come."""
    if clock.of is None or not clock.of.also_met:
        return []
    kinds = {end.pattern.kind for end in clock.met_by}
    later = [other for other in course.events if other.kind in kinds and other.on >= event.on]
    return list(dict.fromkeys(name for other in later for name in other.names(clock.of.field)))


def _new_run(
    clock: Clock, event: CaseEvent, of: str | None, course: Course, after: Run | None = None
) -> Run | None:
    """Return a new run, counted by the law of the day it starts; None where there is no duty."""
    version = _version(clock, event, course)
    limit = _limit(clock, version, event, of, after) if version else None
    if version is None or limit is None:
        return None
    try:
        due = limit.due(course.trigger(event))
    except NoDuty:
        return None
    except Refused as refused:
        raise _placed(refused, event) from None
    return Run(clock, version, of, event, due, wanted=_wanted(clock, event, after)) if due else None


def _version(clock: Clock, event: CaseEvent, course: Course) -> Version | None:
    try:
        return course.law.version(clock, event.on)
    except Refused as refused:
        raise _placed(refused, event) from None


def _placed(refused: Refused, event: CaseEvent) -> Refused:
    """Return the refusal with the place of the event that it is about."""
    refused.at = refused.at or (f"{event.at}.{refused.field or 'on'}" if event.at else None)
    return refused


def _limit(
    clock: Clock, version: Version, event: CaseEvent, of: str | None, after: Run | None
) -> Limit | None:
    if clock.steps_by and of is not None:
        return _steps(clock, version, event)[of]
    return version.then if after and version.then else version.limit


def _steps(clock: Clock, version: Version, event: CaseEvent) -> Mapping[str, Limit]:
    """Return the steps of what was ordered, conceded or agreed."""
    ordered = event.names(clock.steps_by or "")
    return version.steps.get(ordered[0], {}) if ordered else {}


def _wanted(clock: Clock, event: CaseEvent, after: Run | None) -> frozenset[str]:
    if clock.all_of is None:
        return NOBODY
    return after.wanted if after else frozenset(_names(clock.all_of, event))
