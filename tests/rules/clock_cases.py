"""Asks the clocks a question in the plain data of the contract."""

from datetime import date

from accounts.rules.protocols import sections_called
from casework import lawbook
from casework.bank_holidays import england, tribunal
from casework.rules.clocks import ClockReading, clocks
from casework.rules.law import read_protocol
from casework.rules.questions import read_question

TODAY = date(2026, 11, 22)


def ask(
    *events: dict,
    exemptions: list[dict] | None = None,
    born: str | None = None,
    policy: str | None = None,
    law: str | None = None,
    today: date = TODAY,
) -> list[ClockReading]:
    """Return the readings of some events."""
    raw = {"events": list(events), "exemptions": exemptions or []}
    body = lawbook.law_called(law) if law else lawbook.law()
    question = read_question(raw | ({"child": {"born": born}} if born else {}), body)
    protocol = policy and read_protocol(sections_called(policy)["clocks"], lawbook.law())
    return clocks(
        question.events,
        question.exemptions,
        law=body,
        protocol=protocol or None,
        calendar=england(),
        tribunal=tribunal(),
        today=today,
        child=question.child,
    )


def event(kind: str, on: str, **fields: object) -> dict:
    """Return one event in the words of the contract."""
    return {"kind": kind, "on": on, **fields}


def whose(reading: ClockReading) -> str | None:
    """Return whose clock it is, or which step: the one name in ``of``."""
    return next(iter(reading.of.values())) if reading.of else None


def only(readings: list[ClockReading], clock: str, of: str | None = None) -> ClockReading:
    """Return the one reading of a clock."""
    (found,) = [r for r in readings if r.id == clock and (of is None or whose(r) == of)]
    return found


def dues(readings: list[ClockReading]) -> dict[tuple[str, str | None], str | None]:
    """Return the last day of each clock, in ISO."""
    return {(r.id, whose(r)): r.due_on.isoformat() if r.due_on else None for r in readings}
