"""When things are due, and why, from a few facts and no case."""

from collections.abc import Iterator
from datetime import date

from accounts.rules.protocols import sections_called
from casework import lawbook
from casework.bank_holidays import england, tribunal
from casework.rules.clocks import ClockReading, clocks
from casework.rules.errors import Refused
from casework.rules.law import Clock, EventKind, Law, Protocol, read_protocol
from casework.rules.questions import read_question


def explain_deadlines(
    raw: object, *, policy: str | None = None, law: str | None = None, today: date
) -> list[ClockReading]:
    """Return every clock that a question in plain data starts, as it reads on ``today``.

    ``policy`` is what commands call a protocol; without one only the law's clocks run. ``law`` is
    a day, or a named set, to count by instead of each event's own law.

    Raises:
        Refused: the question, or what it asks for, cannot be read or counted.
    """
    body = law_for(law)
    question = read_question(raw, body)
    return clocks(
        question.events,
        question.exemptions,
        law=body,
        protocol=protocol_called(policy) if policy else None,
        calendar=england(),
        tribunal=tribunal(),
        today=today,
        child=question.child,
    )


def law_for(name: str | None) -> Law:
    """Return the law in force, or the one that is called so."""
    return lawbook.law_called(name) if name else lawbook.law()


def protocol_called(name: str) -> Protocol:
    """Return the clocks of the protocol that a command calls ``name``."""
    sections = sections_called(name)
    return read_protocol(sections["clocks"], lawbook.law())


def event_kinds() -> list[dict[str, object]]:
    """Return every kind of event: its fields, and the clocks that it starts, meets and stops."""
    law = lawbook.law()
    return [_kind(kind, law) for kind in law.kinds.values()]


def _kind(kind: EventKind, law: Law) -> dict[str, object]:
    fields = [
        {"name": field.name, "type": field.type.value, "required": field.is_required}
        | ({"choices": list(field.choices)} if field.choices else {})
        for field in kind.fields.values()
    ]
    return {"kind": kind.id, "label": kind.label, "fields": fields} | _clocks_of(kind.id, law)


def _clocks_of(kind: str, law: Law) -> dict[str, list[str]]:
    """Return the clocks that a kind of event starts, meets and stops."""
    found: dict[str, list[str]] = {"starts": [], "meets": [], "stops": []}
    for clock in law.clocks.values():
        for verb, kinds in _touching(clock):
            if kind in kinds:
                found[verb].append(clock.id)
    return found


def _touching(clock: Clock) -> Iterator[tuple[str, set[str]]]:
    yield "starts", {start.pattern.kind for start in clock.starts}
    yield "meets", {end.pattern.kind for end in clock.met_by}
    yield "stops", {pattern.kind for pattern in clock.stopped_by}


def read_day(text: str) -> date:
    """Return a day written like 2025-09-01.

    Raises:
        Refused: ``wrong-type``.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(
            "wrong-type", f"“{text}” is not a date. Write it like 2025-09-01.", at="--today"
        ) from None
