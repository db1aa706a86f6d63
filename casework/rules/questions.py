"""Reads a question in plain data, as JSON gives it, into events, exemptions and a child.

It is read whole or refused whole: an unknown kind or key, a wrong type, an end before its start.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from casework.rules.errors import Refused
from casework.rules.facts import CaseEvent, Child, Exemption, Value
from casework.rules.law import EventKind, Field, FieldType, Law
from casework.rules.limits import spell
from casework.rules.order import refuse_ends_before_starts

T = TypeVar("T")

WHO = ("child", "parent", "young-person")
EVENT_KEYS = ("kind", "on", "id", "voids")
EXEMPTION_KEYS = (
    *("clock", "ground", "from", "to", "who"),
    *("adviser", "why_impractical", "evidence", "family_told_on"),
)


@dataclass(frozen=True)
class Question:
    """What is asked of the clocks."""

    events: tuple[CaseEvent, ...]
    exemptions: tuple[Exemption, ...]
    child: Child | None


def read_question(raw: object, law: Law) -> Question:
    """Return the question that plain data asks.

    Raises:
        Refused: ``unknown-key``, ``unknown-kind``, ``missing-field``, ``wrong-type``,
            ``unknown-choice``, ``ends-before-it-starts``; ``at`` is the path to the fault.
    """
    rows = _table(raw, "")
    _refuse_unknown(rows, ("events", "exemptions", "child"), "")
    events = tuple(
        _numbered(read_event(row, law, f"events[{place}]"), place + 1)
        for place, row in enumerate(_list(rows.get("events", []), "events"))
    )
    _refuse_twice(events)
    exemptions = tuple(
        read_exemption(row, f"exemptions[{place}]")
        for place, row in enumerate(_list(rows.get("exemptions", []), "exemptions"))
    )
    refuse_ends_before_starts(events, law)
    child = rows.get("child")
    return Question(events, exemptions, None if child is None else read_child(child))


def _numbered(event: CaseEvent, number: int) -> CaseEvent:
    """Return the event with its place, from 1, as the ``id`` that it was not given."""
    return event if event.id is not None else replace(event, id=str(number))


def _refuse_twice(events: Sequence[CaseEvent]) -> None:
    ids = [event.id for event in events]
    for place, one in enumerate(ids):
        if one in ids[:place]:
            says = f"Two events have the id “{one}”."
            raise Refused("same-id-twice", says, field="id", at=f"events[{place}].id")


def read_event(raw: object, law: Law, at: str) -> CaseEvent:
    """Return one event. Its fields are those of its kind, and no others."""
    rows = _table(raw, at)
    kind = _kind(_text(rows, "kind", at), law, f"{at}.kind")
    _refuse_unknown(rows, (*EVENT_KEYS, *kind.fields), at)
    on = _needed(rows, "on", at, _day)
    fields = {
        name: _field(rows[name], kind.fields[name], f"{at}.{name}") for name in _given(rows, kind)
    }
    _refuse_missing(kind, fields, at)
    _refuse_dates_before(on, kind, fields, at)
    return CaseEvent(kind.id, on, fields, _mark(rows, "id", at), _mark(rows, "voids", at), at)


def read_exemption(raw: object, at: str) -> Exemption:
    """Return one exemption. Whether its ground counts is for ``exemptions`` to say."""
    rows = _table(raw, at)
    _refuse_unknown(rows, EXEMPTION_KEYS, at)
    first, last = _needed(rows, "from", at, _day), _needed(rows, "to", at, _day)
    if last < first:
        says = f"It ends on {spell(last)}, before it starts on {spell(first)}."
        raise Refused("ends-before-it-starts", says, field="to", at=f"{at}.to")
    told = rows.get("family_told_on")
    return Exemption(
        clock=_text(rows, "clock", at),
        ground=_text(rows, "ground", at),
        from_on=first,
        last_on=last,
        who=_who(rows, at),
        adviser=_text_or_none(rows, "adviser", at),
        why_impractical=_text_or_none(rows, "why_impractical", at),
        evidence=_text_or_none(rows, "evidence", at),
        family_told_on=None if told is None else _day(told, f"{at}.family_told_on"),
        at=at,
    )


def read_child(raw: object) -> Child:
    """Return the child."""
    rows = _table(raw, "child")
    _refuse_unknown(rows, ("born",), "child")
    return Child(_needed(rows, "born", "child", _day))


# --- Fields --------------------------------------------------------------------------


def _given(rows: Mapping[str, object], kind: EventKind) -> list[str]:
    return [name for name in kind.fields if rows.get(name) is not None]


def _field(value: object, field: Field, at: str) -> Value:
    return FIELD_READERS[field.type](value, field, at)


def _read_text(value: object, field: Field, at: str) -> Value:
    return _checked(value, str, "some text", at)


def _read_names(value: object, field: Field, at: str) -> Value:
    names = value if isinstance(value, list) else [value]
    return tuple(_checked(name, str, "a name, or a list of names", at) for name in names)


def _read_choice(value: object, field: Field, at: str) -> Value:
    text = _checked(value, str, "some text", at)
    if text not in field.choices:
        says = f"“{text}” is not one of: {', '.join(field.choices)}."
        raise Refused("unknown-choice", says, field=field.name, at=at)
    return text


def _read_year(value: object, field: Field, at: str) -> Value:
    year = _checked(value, int, "a year, like 2026", at)
    if not 2000 <= year <= 2100:
        raise Refused(
            "wrong-type", f"{year} is not a year that we can use.", field=field.name, at=at
        )
    return year


def _read_flag(value: object, field: Field, at: str) -> Value:
    return _checked(value, bool, "true or false", at)


def _read_date(value: object, field: Field, at: str) -> Value:
    return _day(value, at)


FIELD_READERS: Mapping[FieldType, Callable[[object, Field, str], Value]] = {
    FieldType.TEXT: _read_text,
    FieldType.NAMES: _read_names,
    FieldType.CHOICE: _read_choice,
    FieldType.YEAR: _read_year,
    FieldType.FLAG: _read_flag,
    FieldType.DATE: _read_date,
}


def _refuse_missing(kind: EventKind, fields: Mapping[str, Value], at: str) -> None:
    for name, field in kind.fields.items():
        if field.is_required and fields.get(name) in (None, "", ()):
            says = f"“{kind.label}” needs “{name}”."
            raise Refused("missing-field", says, field=name, at=f"{at}.{name}")


def _refuse_dates_before(on: date, kind: EventKind, fields: Mapping[str, Value], at: str) -> None:
    for name, value in fields.items():
        if kind.fields[name].is_not_before and isinstance(value, date) and value < on:
            says = f"“{name}”, {spell(value)}, is before the day of the event, {spell(on)}."
            raise Refused("ends-before-it-starts", says, field=name, at=f"{at}.{name}")


# --- Plain values --------------------------------------------------------------------


def _table(raw: object, at: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        says = f"{at or 'The whole'} should be an object with names and values."
        raise Refused("wrong-type", says, at=at or "$")
    return raw


def _list(raw: object, at: str) -> Sequence[object]:
    if not isinstance(raw, list):
        raise Refused("wrong-type", f"{at} should be a list.", at=at)
    return raw


def _refuse_unknown(rows: Mapping[str, object], known: Iterable[str], at: str) -> None:
    known = tuple(known)
    for key in rows:
        if key not in known:
            says = f"“{key}” is not known here. {_did_you_mean(key, known)}"
            raise Refused("unknown-key", says, field=key, at=f"{at}.{key}" if at else key)


def _kind(name: str, law: Law, at: str) -> EventKind:
    if name not in law.kinds:
        says = f"“{name}” is no kind of event that we know. {_did_you_mean(name, law.kinds)}"
        raise Refused("unknown-kind", says, field="kind", at=at)
    return law.kinds[name]


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    known = tuple(known)
    close = get_close_matches(word, known, n=1)
    return f"Did you mean “{close[0]}”?" if close else f"Known are: {', '.join(known)}."


def _needed(
    rows: Mapping[str, object], name: str, at: str, read: Callable[[object, str], date]
) -> date:
    if rows.get(name) is None:
        raise Refused("missing-field", f"“{name}” is missing.", field=name, at=f"{at}.{name}")
    return read(rows[name], f"{at}.{name}")


def _day(value: object, at: str) -> date:
    text = _checked(value, str, "a date like 2025-09-01", at)
    try:
        if len(text) != len("2025-09-01"):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        says = f"“{text}” is not a date. Write it like 2025-09-01."
        raise Refused("wrong-type", says, at=at) from None


def _text(rows: Mapping[str, object], name: str, at: str) -> str:
    text = _text_or_none(rows, name, at)
    if not text:
        raise Refused("missing-field", f"“{name}” is missing.", field=name, at=f"{at}.{name}")
    return text


def _text_or_none(rows: Mapping[str, object], name: str, at: str) -> str | None:
    value = rows.get(name)
    return None if value is None else _checked(value, str, "some text", f"{at}.{name}")


def _who(rows: Mapping[str, object], at: str) -> str | None:
    who = _text_or_none(rows, "who", at)
    plain = who.strip().lower().replace(" ", "-") if who else None
    if plain not in (None, *WHO):
        says = f"“{who}” is not one of: {', '.join(WHO)}."
        raise Refused("unknown-choice", says, field="who", at=f"{at}.who")
    return plain


def _mark(rows: Mapping[str, object], name: str, at: str) -> str | None:
    """Return the name by which events refer to one another; a number serves as well."""
    value = rows.get(name)
    if value is None:
        return None
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise Refused("wrong-type", f"“{name}” should be text or a number.", at=f"{at}.{name}")


def _checked(value: object, kind: type[T], words: str, at: str) -> T:
    is_flag_as_number = isinstance(value, bool) and kind is not bool
    if not isinstance(value, kind) or is_flag_as_number:
        raise Refused("wrong-type", f"{at} should be {words}, not {value!r}.", at=at)
    return value
