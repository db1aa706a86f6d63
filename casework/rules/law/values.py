"""What the law consists of, once read: kinds, clocks, versions, grounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from casework.rules.errors import Refused
from casework.rules.facts import CaseEvent, Pattern
from casework.rules.limits import Limit, spell

LAW_BEGAN = date(2014, 9, 1)


class FieldType(StrEnum):
    """What a field of an event may hold."""

    TEXT = "text"
    NAMES = "names"
    DATE = "date"
    YEAR = "year"
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """One thing that an event may say beside its day."""

    name: str
    type: FieldType
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_not_before: bool = False


@dataclass(frozen=True)
class EventKind:
    """A kind of event. ``birthday``: it comes of itself, on the child's birthday of that age."""

    id: str
    label: str
    group: str
    fields: Mapping[str, Field]
    birthday: int | None = None


class Repeat(StrEnum):
    """What a second start does while the first still runs."""

    EACH = "each"
    LATEST = "latest"
    FIRST = "first"


@dataclass(frozen=True)
class Start:
    """What starts a clock."""

    pattern: Pattern
    repeat: Repeat


@dataclass(frozen=True)
class End:
    """What meets a clock; ``partner`` is an event that must have come as well."""

    pattern: Pattern
    partner: str | None = None
    partner_dates: tuple[str, ...] = ("on",)


class Shape(StrEnum):
    """Whether a clock is a duty with a last day, a time given, or a time to hold still."""

    LIMIT = "limit"
    WINDOW = "window"
    HOLD = "hold"


@dataclass(frozen=True)
class Version:
    """What a clock says from one day, or up to another: its limit and the rule that gives it."""

    limit: Limit | None
    then: Limit | None
    steps: Mapping[str, Mapping[str, Limit]]
    rule: str
    source: str
    force: str
    valid_from: date = LAW_BEGAN
    valid_to: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Say whether it is in force on a day; the last day counts."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Names:
    """How one event starts several clocks: the field, and who is meant when it names nobody."""

    field: str
    start_field: str
    default: tuple[str, ...] = ()
    also_met: bool = False


@dataclass(frozen=True)
class Clock:
    """A clock of the law, in all its versions. ``partial`` is a limit that a protocol completes."""

    id: str
    label: str
    note: str
    owed_by: str
    shape: Shape
    starts: tuple[Start, ...]
    met_by: tuple[End, ...]
    stopped_by: tuple[Pattern, ...]
    of: Names | None
    all_of: Names | None
    steps_by: str | None
    either: tuple[frozenset[str], ...]
    restarts: bool
    follows_start: bool
    earlier_is_no_duty: bool
    versions: tuple[Version, ...]
    partial: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_local(self) -> bool:
        """Say whether only a local protocol sets this clock."""
        return self.versions[-1].force == "protocol"

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of event that start, meet or stop this clock."""
        starts = {start.pattern.kind for start in self.starts}
        ends = {end.pattern.kind for end in self.met_by}
        partners = {end.partner for end in self.met_by if end.partner}
        return frozenset(starts | ends | partners | {each.kind for each in self.stopped_by})

    def start_for(self, event: CaseEvent) -> Start | None:
        """Return how the event starts this clock, if it does."""
        return next((start for start in self.starts if start.pattern.fits(event)), None)

    def is_stopped_by(self, event: CaseEvent) -> bool:
        """Say whether the event ends this clock without meeting it."""
        return any(pattern.fits(event) for pattern in self.stopped_by)


@dataclass(frozen=True)
class GroundFor:
    """For which clocks a ground counts, under which rule, and how many days it takes."""

    clocks: frozenset[str]
    rule: str
    least_days: int


@dataclass(frozen=True)
class Ground:
    """A ground on which a duty need not have been done in time."""

    id: str
    label: str
    is_closure: bool
    each: tuple[GroundFor, ...]
    valid_from: date | None
    valid_to: date | None

    def for_clock(self, clock: str) -> GroundFor | None:
        """Return the terms on which it counts for a clock; None when it does not."""
        return next((terms for terms in self.each if clock in terms.clocks), None)


@dataclass(frozen=True)
class Law:
    """A body of law: in force, or a named set for comparison. ``as_of`` fixes its day."""

    name: str
    kinds: Mapping[str, EventKind]
    clocks: Mapping[str, Clock]
    grounds: Mapping[str, Ground]
    is_dated: bool = True
    as_of: date | None = None

    def fixed_on(self, day: date) -> "Law":
        """Return the law as it stood on ``day``, whatever the days of the events.

        Raises:
            Refused: ``before-law``, for a day before 1 September 2014.
        """
        _refuse_before_law(day)
        return replace(self, as_of=day)

    def version(self, clock: Clock, trigger: date) -> Version | None:
        """Return the version by which a clock that starts on ``trigger`` is counted.

        ``None``: there was no such duty yet.

        Raises:
            Refused: ``before-law`` for a start before 1 September 2014; ``law-not-held`` when
                there was such a duty then, but we do not hold its wording.
        """
        if not self.is_dated or clock.is_local:
            return clock.versions[-1]
        day = self.as_of or trigger
        _refuse_before_law(day)
        found = [version for version in clock.versions if version.is_in_force(day)]
        if not found and not clock.earlier_is_no_duty:
            raise Refused("law-not-held", f"We do not hold {clock.id} as it stood on {spell(day)}.")
        return found[-1] if found else None

    def kinds_in_use(self) -> frozenset[str]:
        """Return the kinds of event that start, meet or stop a clock."""
        return frozenset(kind for clock in self.clocks.values() for kind in clock.kinds)

    def kind_order(self) -> Mapping[str, int]:
        """Return the place of each kind in the natural order of a case's life."""
        return {kind: place for place, kind in enumerate(self.kinds)}


@dataclass(frozen=True)
class Protocol:
    """A local protocol: the clocks that it sets, complete with its numbers."""

    name: str
    clocks: Mapping[str, Clock]


def _refuse_before_law(day: date) -> None:
    if day < LAW_BEGAN:
        raise Refused(
            "before-law",
            f"{spell(day)} is before 1 September 2014, when this law came into force. "
            "What went before it is not held here.",
            rule="Children and Families Act 2014",
        )
