"""Clocks as a page shows them: what, by when, how it stands, and how the date was worked out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from casework.components import SummaryRow
from casework.forms.dates import in_words
from casework.rules.exemptions import ASKED_THE_SCHOOL
from casework.rules.law import EventKind, Field, FieldType, Law, Shape
from casework.rules.readings import ClockReading
from insight.forms.deadlines import question_of, words_of

FORCE = {
    "law": "Law",
    "guidance": "Guidance, not law",
    "protocol": "A local protocol, not law",
}
STARTING_POINTS = (
    "ehc.request_received",
    "ehc.advice_requested",
    "ehc.draft_issued",
    "ehc.final_issued",
    "ehc.review_held",
    "dispute.decision_notified",
    "dispute.order_made",
    "panel.meeting_held",
)


@dataclass(frozen=True)
class Deadline:
    """One clock on the page."""

    label: str
    due_on: date | None
    is_open: bool
    state: str
    whose: str
    steps: Sequence[SummaryRow]


@dataclass(frozen=True)
class Said:
    """One event, or one reason, that has been entered; ``place`` is its number in the list."""

    place: int
    label: str
    details: str


@dataclass(frozen=True)
class Choice:
    """A kind of event to choose."""

    kind: str
    label: str


def present_deadlines(readings: Sequence[ClockReading]) -> list[Deadline]:
    """Return the clocks, in the order in which they were read."""
    return [_deadline(reading) for reading in readings]


def _deadline(reading: ClockReading) -> Deadline:
    return Deadline(
        label=reading.label,
        due_on=reading.due_on,
        is_open=reading.state in ("late", "running"),
        state=reading.state,
        whose=_whose(reading),
        steps=_steps(reading),
    )


def _whose(reading: ClockReading) -> str:
    """Return who owes it; or for whom the time is, where nobody owes anything."""
    words = "Owed by" if reading.shape == Shape.LIMIT else "For"
    return f"{words}: {words_of(reading.owed_by)}"


def _steps(reading: ClockReading) -> list[SummaryRow]:
    """Return how the date was worked out, step by step."""
    rows = [
        ("Counted", reading.counting[:1].upper() + reading.counting[1:]),
        ("From", in_words(reading.started_on)),
        ("Rule", reading.rule),
        ("Source", reading.source),
        ("Force", FORCE[reading.force]),
        ("Done", in_words(reading.met_on) if reading.met_on else ""),
        ("Stopped", in_words(reading.stopped_on) if reading.stopped_on else ""),
        ("Reason for delay", str(reading.exemption["label"]) if reading.exemption else ""),
        ("Target", _target(reading)),
        ("In a sentence", reading.says),
    ]
    return [SummaryRow(key, value) for key, value in rows if value]


def _target(reading: ClockReading) -> str:
    target = reading.target_on
    return f"{in_words(target)}, which is not a legal date" if target else ""


def present_events(events: Sequence[Mapping[str, Any]], law: Law) -> list[Said]:
    """Return the events entered, in the order in which they were."""
    return [
        Said(place, law.kinds[event["kind"]].label, _details(event, law.kinds[event["kind"]]))
        for place, event in enumerate(events)
    ]


def _details(event: Mapping[str, Any], kind: EventKind) -> str:
    on = in_words(date.fromisoformat(event["on"]))
    given = [field for name, field in kind.fields.items() if name in event]
    said = [f"{question_of(kind, one.name)} {_words(event[one.name], one)}" for one in given]
    return ". ".join([on, *said])


WORDS: Mapping[FieldType, Callable[[Any], str]] = {
    FieldType.TEXT: str,
    FieldType.YEAR: str,
    FieldType.NAMES: ", ".join,
    FieldType.CHOICE: words_of,
    FieldType.DATE: lambda value: in_words(date.fromisoformat(value)),
    FieldType.FLAG: lambda value: "Yes" if value else "No",
}


def _words(value: Any, field: Field) -> str:
    return WORDS[field.type](value)


def present_exemptions(exemptions: Sequence[Mapping[str, Any]], law: Law) -> list[Said]:
    """Return the reasons for delay entered, in the order in which they were."""
    return [
        Said(
            place,
            law.grounds[exemption["ground"]].label.capitalize(),
            f"{in_words(date.fromisoformat(exemption['from']))} to "
            f"{in_words(date.fromisoformat(exemption['to']))}",
        )
        for place, exemption in enumerate(exemptions)
    ]


def starting_points(law: Law) -> list[Choice]:
    """Return the events that most questions begin with."""
    return [Choice(kind, law.kinds[kind].label) for kind in STARTING_POINTS]


def kinds_by_group(law: Law) -> list[tuple[str, list[Choice]]]:
    """Return every kind of event that touches a clock or a reason for delay, by its heading."""
    touching = law.kinds_in_use() | {asked.kind for asked in ASKED_THE_SCHOOL}
    kinds = [kind for kind in law.kinds.values() if kind.id in touching]
    return [
        (group, [Choice(kind.id, kind.label) for kind in members])
        for group, members in groupby(kinds, key=lambda kind: kind.group)
    ]
