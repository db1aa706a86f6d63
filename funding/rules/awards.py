"""What an award says on a day and amounts to in a period, from its versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

from casework.rules.errors import Refused
from casework.rules.money import PAYERS, format_pounds
from casework.rules.periods import ONE_DAY
from funding.rules.periods import Window, point


class State(StrEnum):
    """What a version of an award makes of it from its day on."""

    PAYING = "paying"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Version:
    """What each agency gives in a year from a day on, until the next version.

    A version is never altered. One that took its place on the same day sets ``superseded_at``.
    """

    from_on: date
    state: State
    shares: Mapping[str, int]
    decision_reference: str
    recorded_at: datetime
    superseded_at: datetime | None = None

    @property
    def yearly_pence(self) -> int:
        """The pence of all agencies together in a year."""
        return sum(self.shares.values())


class Rate(Protocol):
    """What is paid in a year from a day on: all of a version that amounts depend on."""

    @property
    def from_on(self) -> date: ...
    @property
    def state(self) -> State: ...
    @property
    def shares(self) -> Mapping[str, int]: ...
    @property
    def decision_reference(self) -> str: ...


R = TypeVar("R", bound=Rate)


@dataclass(frozen=True)
class Claim:
    """A part of health's share that another health body owes, in pence a year."""

    body: str
    yearly_pence: int


@dataclass(frozen=True)
class Decision:
    """What was decided about an award's money, and where: shares in pence a year by payer.

    ``steps`` is how the shares were reached, as sentences with their rules.
    """

    shares: Mapping[str, int]
    from_on: date
    reference: str
    because: str = ""
    steps: Sequence[Mapping[str, str | None]] = ()
    reclaims: Sequence[Claim] = ()


@dataclass(frozen=True)
class Terms:
    """Who contracts with the provider, how often partners are recharged, when it is reviewed.

    ``agencies`` names the agency behind a payer where the authority has more than one.
    """

    responsibility: str
    recharge: str = ""
    review_on: date | None = None
    agencies: Mapping[str, str] = field(default_factory=dict)


class Span(NamedTuple, Generic[R]):
    """The days on which one version applies; ``last`` is None while nothing follows."""

    version: R
    first: date
    last: date | None


def as_known(versions: Iterable[Version], at: datetime) -> list[Version]:
    """Return the versions that stood in the record at a moment, earliest day first."""
    known = [
        replace(version, superseded_at=None)
        for version in versions
        if version.recorded_at <= at and not _superseded_by(version, at)
    ]
    return sorted(known, key=lambda version: version.from_on)


def standing(versions: Iterable[Version]) -> list[Version]:
    """Return the versions that stand now: those that no other took the place of."""
    stand = [version for version in versions if version.superseded_at is None]
    return sorted(stand, key=lambda version: version.from_on)


def in_force(versions: Iterable[Version], day: date) -> Version | None:
    """Return the version that applies on a day, or None before the first.

    Rules: KENT-082.
    """
    begun = [version for version in standing(versions) if version.from_on <= day]
    return begun[-1] if begun else None


def spans(versions: Iterable[Version]) -> list[Span[Version]]:
    """Return which version applies from when to when: without a gap and without an overlap."""
    return spans_of(standing(versions))


def spans_of(stand: Sequence[R]) -> list[Span[R]]:
    """Return the spans of versions that stand, earliest day first."""
    lasts: list[date | None] = [version.from_on - ONE_DAY for version in stand[1:]]
    return [
        Span(version, version.from_on, last)
        for version, last in zip(stand, [*lasts, None], strict=False)
    ]


def pence_by_payer(versions: Sequence[Version], year_from: date, window: Window) -> dict[str, int]:
    """Return what each agency owes for a window, in pence: education, care, health.

    The cost of the window is their sum: each agency's amount is whole pence of its own, so a
    cost cannot differ from what is recharged.

    Rules: KENT-082, KENT-114.
    """
    return pence_of_spans(spans(versions), year_from, window)


def pence_of_spans(applied: Iterable[Span[R]], year_from: date, window: Window) -> dict[str, int]:
    """Return what each agency owes for a window, as ``pence_by_payer``, from spans."""
    owed = dict.fromkeys(PAYERS, 0)
    for span in applied:
        first = max(span.first, window.first)
        last = window.last if span.last is None else min(span.last, window.last)
        if first <= last and span.version.state is State.PAYING:
            begins = point(year_from, first)
            ends = point(year_from, last + ONE_DAY)
            for payer, yearly in span.version.shares.items():
                owed[payer] += ends.accrued(yearly) - begins.accrued(yearly)
    return owed


def ending(decision_reference: str, day_after: date, recorded_at: datetime) -> Version:
    """Return the version that ends an award: nothing is owed from ``day_after`` on."""
    nothing = dict.fromkeys(PAYERS, 0)
    return Version(day_after, State.ENDED, nothing, decision_reference, recorded_at)


def check_revision(versions: Sequence[Version], from_on: date, starts_on: date) -> None:
    """Refuse a change from a day on which it can mean nothing.

    Raises:
        Refused: ``before-start`` before the award begins, ``already-ended`` once it has ended.
    """
    if from_on < starts_on:
        says = f"The award begins on {_written(starts_on)}; nothing can change before that day."
        raise Refused("before-start", says, field="from_on")
    force = in_force(versions, from_on)
    if force is not None and force.state == State.ENDED and force.from_on < from_on:
        says = (
            f"The award ended on {_written(force.from_on - ONE_DAY)}. "
            "Make a new award for a placement that begins again."
        )
        raise Refused("already-ended", says, field="from_on")


def check_decision(decision: Decision) -> None:
    """Refuse shares that are no money, or reclaims above health's share.

    Raises:
        Refused: ``share-unknown``, ``pence-negative``, ``nothing-to-share``,
            ``reclaim-above-health``.

    Rules: KENT-044, KENT-084.
    """
    shares = decision.shares
    if not shares.keys() <= set(PAYERS):
        says = f"A share belongs to one of {', '.join(PAYERS)}."
        raise Refused("share-unknown", says, field="shares")
    if min(shares.values(), default=0) < 0:
        raise Refused("pence-negative", "A share cannot be below nought.", field="shares")
    if sum(shares.values()) == 0:
        says = "Somebody has to pay something: every share is nought."
        raise Refused("nothing-to-share", says, field="shares")
    claimed = sum(claim.yearly_pence for claim in decision.reclaims)
    if claimed > shares.get("health", 0):
        says = (
            f"{format_pounds(claimed)} cannot be reclaimed from other health bodies: health's "
            f"share is {format_pounds(shares.get('health', 0))}."
        )
        raise Refused("reclaim-above-health", says, rule="KENT-084", field="reclaims")


def check_terms(terms: Terms) -> None:
    """Refuse terms by which one agency pays and nobody knows how often the others do.

    Raises:
        Refused: ``recharge-missing``.

    Rules: KENT-083, KENT-103.
    """
    if terms.responsibility == "hosted" and not terms.recharge:
        says = "Choose how often the lead agency recharges the others: monthly, termly, quarterly."
        raise Refused("recharge-missing", says, rule="KENT-103", field="recharge")


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _superseded_by(version: Version, at: datetime) -> bool:
    return version.superseded_at is not None and version.superseded_at <= at
