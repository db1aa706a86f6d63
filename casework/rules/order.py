"""Whether events can have come in the order of their days: what ends a clock follows its start."""

from collections.abc import Iterable, Sequence

from casework.rules.errors import Refused
from casework.rules.facts import CaseEvent, leave_out_voided
from casework.rules.law import Clock, Law
from casework.rules.limits import spell

ENDS_A_CASE = ("ehc.plan_ceased", "ehc.moved_out", "ehc.request_withdrawn", "ehc.plan_refused")


def refuse_ends_before_starts(events: Sequence[CaseEvent], law: Law) -> None:
    """Refuse an event that ends a clock when all that could have started it came later.

    What belongs to an earlier life of the case, closed in between, is left alone.

    Raises:
        Refused: ``ends-before-it-starts``.
    """
    standing = leave_out_voided(events)
    ordered = [clock for clock in law.clocks.values() if clock.follows_start]
    for event in standing:
        for clock in ordered:
            start = _start_that_came_later(clock, event, standing)
            if start is not None and not _was_closed_between(event, start, standing):
                raise _before_its_start(event, start, law)


def _start_that_came_later(
    clock: Clock, event: CaseEvent, events: Sequence[CaseEvent]
) -> CaseEvent | None:
    """Return the first start of a clock that the event ends, if every one came after it."""
    if not any(end.pattern.fits(event) for end in clock.met_by):
        return None
    starts = [
        other for other in events if clock.start_for(other) and _same_name(clock, other, event)
    ]
    first = min(starts, key=lambda other: other.on, default=None)
    return first if first and first.on > event.on else None


def _same_name(clock: Clock, start: CaseEvent, end: CaseEvent) -> bool:
    if clock.of is None:
        return True
    named = end.names(clock.of.field)
    return not named or bool(set(named) & set(start.names(clock.of.start_field)))


def _was_closed_between(event: CaseEvent, start: CaseEvent, events: Iterable[CaseEvent]) -> bool:
    return any(
        event.on <= other.on <= start.on and other.kind in ENDS_A_CASE
        for other in events
        if other is not event
    )


def _before_its_start(event: CaseEvent, start: CaseEvent, law: Law) -> Refused:
    ended, started = law.kinds[event.kind].label, law.kinds[start.kind].label
    return Refused(
        "ends-before-it-starts",
        f"“{ended}” on {spell(event.on)} comes before “{started}” on {spell(start.on)}. "
        "Check both dates.",
        field="on",
        at=f"{event.at}.on",
    )
