"""Reads a stream's clocks anew when a fact arrives that starts, meets or stops one.

What the timeline does not hold, the child's date of birth and the protocol, comes from above:
``sendpanel.wiring`` says once who knows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casework import lawbook
from casework.act import Act
from casework.bank_holidays import tribunal
from casework.models import Clock, Event
from casework.rules.clocks import clocks
from casework.rules.facts import CaseEvent, Child, Exemption
from casework.rules.law import Law, read_protocol
from casework.rules.questions import read_exemption
from casework.rules.readings import ClockReading
from casework.rules.records import read_record

EXEMPTION_RECORDED = "clock.exemption_recorded"


@dataclass(frozen=True)
class Circumstances:
    """What a stream's clocks hang on beside its events. ``protocol`` is a section of plain data."""

    born: date | None = None
    protocol: Mapping[str, object] = field(default_factory=dict)


Teller = Callable[[str, date], Circumstances]
_tellers: list[Teller] = []


def learn_from(teller: Teller) -> None:
    """Let ``teller`` say the circumstances of a stream on a day. The last to be named is asked."""
    _tellers.append(teller)


def refresh(act: Act, stream: str, *, because: str) -> None:
    """Rewrite the clock rows of ``stream`` after a fact of kind ``because``.

    Raises:
        Refused: the fact cannot be counted; the change that brought it is undone with it.
    """
    law = lawbook.law()
    if because in law.kinds or because == EXEMPTION_RECORDED:
        rewrite(act, stream, law)


def rewrite(act: Act, stream: str, law: Law) -> None:
    """Rewrite the clock rows of ``stream``: after a fact, or after the bank holidays changed."""
    readings = read_stream(act, stream, law)
    Clock.objects.filter(stream=stream).delete()
    Clock.objects.bulk_create([_row(stream, reading) for reading in readings])


def read_stream(act: Act, stream: str, law: Law) -> list[ClockReading]:
    """Return the clocks of ``stream`` as they read today."""
    told = _tellers[-1](stream, act.today) if _tellers else Circumstances()
    return clocks(
        _events(stream, law),
        _exemptions(stream),
        law=law,
        protocol=read_protocol(told.protocol, law) if told.protocol else None,
        calendar=act.calendar,
        tribunal=tribunal(),
        today=act.today,
        child=Child(told.born) if told.born else None,
    )


def _events(stream: str, law: Law) -> Sequence[CaseEvent]:
    rows = Event.objects.of(stream).filter(kind__in=law.kinds)
    found = rows.values_list("number", "kind", "on", "data")
    return [read_record(kind, on, data, law, number=number) for number, kind, on, data in found]


def _exemptions(stream: str) -> Sequence[Exemption]:
    facts = Event.objects.of(stream).filter(kind=EXEMPTION_RECORDED)
    return [read_exemption(fact.data["exemption"], f"fact {fact.number}") for fact in facts]


def _row(stream: str, reading: ClockReading) -> Clock:
    return Clock(
        stream=stream,
        clock=reading.id,
        label=reading.label,
        of=dict(reading.of or {}),
        rule=reading.rule,
        source=reading.source,
        force=reading.force,
        owed_by=reading.owed_by,
        started_by=reading.started_by,
        started_on=reading.started_on,
        due_on=reading.due_on,
        counting=reading.counting,
        window=reading.shape != "limit",
        excused=reading.excused,
        exemption=reading.exemption,
        target_on=reading.target_on if reading.excused else None,
        met_on=reading.met_on,
        stopped=reading.stopped_on is not None,
        says=reading.reason,
    )
