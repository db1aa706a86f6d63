"""Turns a line of the timeline into an event that the clocks can read.

A fact holds more than the clocks ask; what they do not know is left aside, and what is empty
counts as not given. What people type is read strictly instead: ``questions``.
"""

from collections.abc import Callable, Mapping
from datetime import date

from casework.rules.facts import CaseEvent, Value
from casework.rules.law import FieldType, Law


def read_record(
    kind: str, on: date, data: Mapping[str, object], law: Law, *, number: int
) -> CaseEvent:
    """Return the event that line ``number`` of a timeline records."""
    given = {name: data.get(name) for name in law.kinds[kind].fields}
    fields = {
        name: READERS[law.kinds[kind].fields[name].type](value)
        for name, value in given.items()
        if value not in (None, "", [])
    }
    voids = data.get("voids")
    return CaseEvent(kind, on, fields, str(number), str(voids) if voids is not None else None)


def _read_text(value: object) -> Value:
    return str(value)


def _read_names(value: object) -> Value:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _read_date(value: object) -> Value:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _read_year(value: object) -> Value:
    return int(str(value))


def _read_flag(value: object) -> Value:
    return bool(value)


READERS: Mapping[FieldType, Callable[[object], Value]] = {
    FieldType.TEXT: _read_text,
    FieldType.CHOICE: _read_text,
    FieldType.NAMES: _read_names,
    FieldType.DATE: _read_date,
    FieldType.YEAR: _read_year,
    FieldType.FLAG: _read_flag,
}
