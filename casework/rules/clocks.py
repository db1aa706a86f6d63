"""The clock engine: from what happened, what is due, by when, and why. One pure function."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from casework.rules.calendar import WorkingCalendar
from casework.rules.exemptions import Excuse, accept_exemptions
from casework.rules.facts import CaseEvent, Child, Exemption, leave_out_voided
from casework.rules.law import Clock, Law, Protocol
from casework.rules.periods import birthday
from casework.rules.readings import ClockReading, read_run
from casework.rules.runs import Course, Run, run_clocks

__all__ = ["CaseEvent", "Child", "ClockReading", "Exemption", "clocks"]


def clocks(  # noqa: PLR0913 (the contract: everything that a reading hangs on, by name)
    events: Sequence[CaseEvent],
    exemptions: Sequence[Exemption] = (),
    *,
    law: Law,
    protocol: Protocol | None,
    calendar: WorkingCalendar,
    tribunal: WorkingCalendar,
    today: date,
    child: Child | None = None,
) -> list[ClockReading]:
    """Return every clock that the events start, as it reads on ``today``, soonest due first.

    The order of ``events`` does not matter. Each clock is counted by the law of the day on which
    it started. Without a ``protocol`` only the law's clocks run.

    Raises:
        Refused: a start before the law began, a ground that does not count, a day outside the
            calendar; nothing is read in part.
    """
    standing = _in_order([*leave_out_voided(events), *_birthdays(law, child, today)], law)
    course = Course(law, standing, calendar, tribunal)
    runs = run_clocks(_clocks_in_use(law, protocol), course)
    excuses = accept_exemptions(exemptions, runs, law=law, events=standing, child=child)
    labels = {kind.id: kind.label for kind in law.kinds.values()}
    readings = [
        read_run(run, _excuses_of(run, excuses), today=today, child=child, kinds=labels)
        for run in runs
    ]
    return sorted(readings, key=_place)


def _clocks_in_use(law: Law, protocol: Protocol | None) -> Iterable[Clock]:
    """Return the law's own clocks, then those that the protocol sets."""
    own = [clock for clock in law.clocks.values() if not clock.is_local]
    return [*own, *(protocol.clocks.values() if protocol else ())]


def _birthdays(law: Law, child: Child | None, today: date) -> list[CaseEvent]:
    """Return the birthdays, reached by ``today``, that are events of themselves."""
    if child is None:
        return []
    days = {
        kind.id: birthday(child.born, kind.birthday) for kind in law.kinds.values() if kind.birthday
    }
    return [CaseEvent(kind, day) for kind, day in days.items() if day <= today]


def _in_order(events: Iterable[CaseEvent], law: Law) -> list[CaseEvent]:
    """Return the events by day; on one day, in the natural order of a case's life."""
    places = law.kind_order()
    return sorted(events, key=lambda event: (event.on, places[event.kind], _words(event.fields)))


def _words(fields: Mapping[str, object]) -> str:
    return repr(sorted(fields.items()))


def _excuses_of(run: Run, excuses: Iterable[Excuse]) -> list[Excuse]:
    return [excuse for excuse in excuses if excuse.run is run]


def _place(reading: ClockReading) -> tuple[date, str, str, date]:
    whose = "".join(reading.of.values()) if reading.of else ""
    return reading.due_on or date.max, reading.id, whose, reading.started_on
