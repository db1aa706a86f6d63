"""What the clocks are read from: events, exemptions and the child, as typed values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.rules.errors import Refused
from casework.rules.periods import end_of_compulsory_school_age

Value = str | int | bool | date | tuple[str, ...]


@dataclass(frozen=True)
class CaseEvent:
    """Something that happened to a case on a day. ``voids`` is the ``id`` of a wrong entry.

    ``at`` is its place in what was read, for refusals.
    """

    kind: str
    on: date
    fields: Mapping[str, Value] = field(default_factory=dict)
    id: str | None = None
    voids: str | None = None
    at: str = field(default="", compare=False)

    def day(self, name: str) -> date | None:
        """Return the date in a field; ``on`` is the day of the event itself."""
        value = self.on if name == "on" else self.fields.get(name)
        return value if isinstance(value, date) else None

    def first_date(self, names: Iterable[str]) -> date | None:
        """Return the first of the named dates that is given."""
        return next((found for name in names if (found := self.day(name))), None)

    def names(self, name: str) -> tuple[str, ...]:
        """Return the one or several names in a field; none when it is not given."""
        value = self.fields.get(name, ())
        return value if isinstance(value, tuple) else (str(value),)

    def says(self, name: str) -> tuple[Value, ...]:
        """Return the values of a field, to be compared; none when it is not given."""
        value = self.fields.get(name)
        if value is None:
            return ()
        return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True)
class Exemption:
    """A ground on which a duty need not have been done in time; ``last_on`` is its last day."""

    clock: str
    ground: str
    from_on: date
    last_on: date
    who: str | None = None
    adviser: str | None = None
    why_impractical: str | None = None
    evidence: str | None = None
    family_told_on: date | None = None
    at: str = "exemption"

    def lacks_for_a_case(self) -> list[str]:
        """Return what a case must hold of an exemption and this one does not, field by field."""
        wanted = ("who", "why_impractical", "evidence", "family_told_on")
        return [name for name in wanted if not getattr(self, name)]

    def as_json(self) -> dict[str, str | None]:
        """Return the exemption in the words of the contract."""
        told = self.family_told_on
        return {
            "ground": self.ground,
            "from": self.from_on.isoformat(),
            "to": self.last_on.isoformat(),
            "who": self.who,
            "why_impractical": self.why_impractical,
            "evidence": self.evidence,
            "family_told_on": told.isoformat() if told else None,
        }


@dataclass(frozen=True)
class Child:
    """Whose case it is: enough to say who holds the rights."""

    born: date

    def is_young_person(self, on: date) -> bool:
        """Say whether the rights are the young person's own: over compulsory school age.

        >>> Child(date(2010, 3, 3)).is_young_person(date(2026, 6, 26))
        False
        >>> Child(date(2010, 3, 3)).is_young_person(date(2026, 6, 27))
        True
        """
        return on > end_of_compulsory_school_age(self.born)


@dataclass(frozen=True)
class Condition:
    """What an event must say. A field must hold one of the values; no values: must not be given.

    >>> amend = Condition({"outcome": ("amend",)})
    >>> amend.holds(CaseEvent("ehc.review_decided", date(2026, 3, 10), {"outcome": "amend"}))
    True
    """

    fields: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def holds(self, event: CaseEvent) -> bool:
        """Say whether the event says all of it."""
        return all(
            bool(set(event.says(name)) & set(values)) if values else not event.says(name)
            for name, values in self.fields.items()
        )


@dataclass(frozen=True)
class Pattern:
    """A kind of event, and what it must and must not say."""

    kind: str
    when: Condition = Condition()
    unless: Condition | None = None

    def fits(self, event: CaseEvent) -> bool:
        """Say whether the event is of this pattern."""
        excepted = self.unless is not None and self.unless.holds(event)
        return event.kind == self.kind and self.when.holds(event) and not excepted


def leave_out_voided(events: Sequence[CaseEvent]) -> list[CaseEvent]:
    """Return the events that still stand: those that no standing event takes back.

    Raises:
        Refused: ``unknown-event`` when an event takes back one that is not there, or itself.
    """
    known = {event.id for event in events if event.id is not None}
    for event in events:
        if event.voids is not None and (event.voids not in known or event.voids == event.id):
            raise Refused(
                "unknown-event",
                f"There is no other event “{event.voids}” to take back.",
                field="voids",
                at=f"{event.at}.voids",
            )
    return [event for event in events if not _is_voided(event, events, frozenset())]


def _is_voided(event: CaseEvent, events: Sequence[CaseEvent], asked: frozenset[str]) -> bool:
    if event.id is None or event.id in asked:
        return False
    by = (other for other in events if other.voids == event.id)
    return any(not _is_voided(other, events, asked | {event.id}) for other in by)
