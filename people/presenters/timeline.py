"""A child's timeline: one line a fact, who and when, with its document and its case."""

from collections.abc import Iterable
from datetime import date

from casework.addresses import address_of
from casework.clock import LONDON
from casework.components import Entry, Link
from casework.timeline import Line


def entries(lines: Iterable[Line]) -> list[Entry]:
    """Return lines as entries of the timeline component."""
    return [
        Entry(
            says=line.says,
            by=by_whom(line),
            at=line.at,
            on=line.on if line.on != recorded_on(line) else None,
            links=_links(line),
        )
        for line in lines
    ]


def recorded_on(line: Line) -> date:
    """Return the day in London on which a fact was recorded."""
    return line.at.astimezone(LONDON).date()


def by_whom(line: Line) -> str:
    """Return who recorded a fact: name, post and agency, as they were then."""
    place = ", ".join(part for part in (line.role, line.agency) if part)
    return f"{line.who} ({place})" if place else line.who


def _links(line: Line) -> list[Link]:
    document = address_of(line.document) if line.document else ""
    case = address_of(line.stream) if "-" in line.stream else ""
    return [
        *([Link("Open the document", document, f"of {line.says}")] if document else []),
        *([Link(line.stream, case)] if case else []),
    ]
