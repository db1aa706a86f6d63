"""The timeline as people read it: each fact as one line of words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casework.events import catalogue
from casework.forms.dates import in_words
from casework.models import Event
from casework.rules.money import format_pounds

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# What the first part of a kind is called, where its own name will not do.
SUBJECTS = {"ehc": "EHC", "nsm": "Next steps meeting", "care": "Continuing care"}


@dataclass(frozen=True)
class Line:
    """One fact in words. ``on`` is the day it happened, ``at`` the moment it was recorded.

    ``document`` is the reference of the document that the fact speaks of, if there is one.
    """

    stream: str
    number: int
    kind: str
    says: str
    on: date
    at: datetime
    who: str
    role: str
    agency: str
    document: str


def lines(events: Iterable[Event], names: Mapping[str, str] | None = None) -> list[Line]:
    """Return each fact as a line. ``names`` gives words for codes, such as those of agencies."""
    return [_line(event, names or {}) for event in events]


def _line(event: Event, names: Mapping[str, str]) -> Line:
    return Line(
        stream=event.stream,
        number=event.number,
        kind=event.kind,
        says=says(event, names),
        on=event.on,
        at=event.at,
        who=event.actor_name,
        role=event.actor_role,
        agency=names.get(event.actor_agency, event.actor_agency),
        document=str(event.data.get("document") or ""),
    )


def says(event: Event, names: Mapping[str, str]) -> str:
    """Return what a fact says; its kind in words where the kind or its fields are not known."""
    fact = catalogue().get(event.kind)
    if fact is None:
        return kind_in_words(event.kind)
    values = {name: value_in_words(value, names, name) for name, value in event.data.items()}
    try:
        return fact.says.format(**values)
    except (KeyError, IndexError, ValueError, AttributeError):
        return kind_in_words(event.kind)


def value_in_words(value: object, names: Mapping[str, str], field: str = "") -> str:
    """Return one value of a fact as people write it.

    >>> value_in_words("2027-02-03", {})
    '3 February 2027'
    >>> value_in_words(["sen", "icb"], {"icb": "Northshire ICB"})
    'sen and Northshire ICB'
    >>> value_in_words(123456, {}, "weekly_pence")
    '£1,234.56'
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "not recorded"
    if isinstance(value, list):
        return in_a_row([value_in_words(part, names, field) for part in value])
    if isinstance(value, int) and field.endswith("_pence"):
        return format_pounds(value)
    return _text_in_words(str(value), names)


def _text_in_words(text: str, names: Mapping[str, str]) -> str:
    if ISO_DATE.fullmatch(text):
        return in_words(date.fromisoformat(text))
    return names.get(text, text)


def in_a_row(words: list[str]) -> str:
    """Return words as a list inside a sentence; "nobody" and "nothing" are the caller's.

    >>> in_a_row(["SEN", "social care", "health"])
    'SEN, social care and health'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def kind_in_words(kind: str) -> str:
    """Return the name of a kind as words.

    >>> kind_in_words("ehc.advice_requested")
    'EHC: advice requested'
    """
    subject, _, name = kind.partition(".")
    return f"{SUBJECTS.get(subject, subject.capitalize())}: {name.replace('_', ' ')}"
