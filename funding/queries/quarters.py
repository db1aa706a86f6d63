"""Quarters: which are locked, and what each award comes to in one, read as a stream."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from casework.rules.money import PAYERS
from funding.models import Award, AwardPayer, AwardVersion, LockedAmount, QuarterLock, Reclaim
from funding.rules.awards import Span, State, Version, pence_of_spans, spans_of
from funding.rules.periods import Window, pence_in, quarter
from funding.rules.quarters import (
    Change,
    adjustment,
    carried_in,
    carrying_quarter,
    changes_in,
)

LONDON = ZoneInfo("Europe/London")
CHUNK = 2000
NOTHING = dict.fromkeys(PAYERS, 0)
STATES = {state.value: state for state in State}
PENCE = ("education_pence", "care_pence", "health_pence")
MOMENTS = ("recorded_at", "superseded_at")
ARRANGEMENT = {
    "reference": F("case__reference"),
    "given_names": F("case__child__given_names"),
    "family_name": F("case__child__family_name"),
    "provider": F("placement__setting__name"),
    "arrangement": F("placement__arrangement"),
    "weeks": F("placement__weeks"),
    "starts_on": Coalesce("placement__started_on", "placement__starts_on"),
    "ends_on": Coalesce("placement__ended_on", "placement__ends_on"),
    "stage": F("placement__stage"),
    "lead_agency": F("case__lead_agency__name"),
}


def locked_quarters(authority: str) -> set[str]:
    """Return the names of the quarters that an authority has locked."""
    return set(QuarterLock.objects.filter(authority=authority).values_list("quarter", flat=True))


def lock_of(authority: str, name: str) -> QuarterLock | None:
    """Return the lock of an authority's quarter with its frozen file, if it is locked."""
    locks = QuarterLock.objects.select_related("file")
    return locks.filter(authority=authority, quarter=name).first()


def carrying_quarter_of(authority: str, from_on: date, today: date) -> str | None:
    """Return the quarter that would carry the adjustment of a change, or None if none is locked.

    A change reaches a locked quarter when that quarter ends on or after ``from_on``.
    """
    locked = locked_quarters(authority)
    reached = [name for name in locked if quarter(name).last >= from_on]
    return carrying_quarter(today, locked) if reached else None


class AppliedRate(NamedTuple):
    """A version of an award without its moments, as the amounts need it."""

    pk: int
    from_on: date
    state: State
    shares: dict[str, int]
    decision_reference: str


AppliedSpan = Span[AppliedRate]


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """One award in one quarter. Amounts are pence by payer; ``agencies`` names them.

    ``yearly`` is the last share that paid in the quarter; ``reclaims`` are the other health
    bodies with what they owe for its days; ``changes`` say what changed, and by which decision.
    """

    award_id: int
    arrangement: Mapping[str, Any]
    agencies: Mapping[str, str]
    yearly: Mapping[str, int]
    owed: Mapping[str, int]
    adjusted: Mapping[str, int]
    reclaims: list[tuple[str, int]]
    decision_reference: str
    changes: list[Change]

    @property
    def is_empty(self) -> bool:
        """Nothing is owed, nothing adjusted and nothing changed."""
        return not (any(self.owed.values()) or any(self.adjusted.values()) or self.changes)


def quarter_rows(authority: str, name: str, at: datetime) -> Iterator[QuarterRow]:
    """Yield each award that a quarter has something to say of, as it was known at a moment.

    Streams its tables side by side in the order of awards, so that memory does not grow with
    them. Quarters locked before this one are compared with what stood in them.

    Rules: KENT-082, KENT-114.
    """
    asked = _Quarter(authority, name, at)
    payers, rates = _Side(_payers(authority)), _Side(_rates(authority, at))
    changed = _Side(_changed(asked))
    for row in _awards(authority, at).iterator(chunk_size=CHUNK):
        award = row["pk"]
        agencies = dict(payers.of(award))
        found = asked.row_of(row, agencies, rates.of(award), changed.of(award))
        if not found.is_empty:
            yield found


class _Quarter:
    """What is the same for every award of one quarter."""

    def __init__(self, authority: str, name: str, at: datetime) -> None:
        self.authority, self.at, self.window = authority, at, quarter(name)
        locked = {each for each in locked_quarters(authority) if each < name}
        carries = carried_in(name, locked)
        self.before = _locked_window(locked) if carries else None
        self.stood = _stood_in(authority, locked) if carries else {}
        self.since = _since(authority, locked, self.window)
        self.reclaims = _reclaims(authority)

    def row_of(
        self,
        row: dict[str, Any],
        agencies: dict[str, str],
        rates: list[AppliedRate],
        recorded: list[Version],
    ) -> QuarterRow:
        """Return what one award comes to; ``recorded`` is empty where nothing changed."""
        applied = spans_of(rates)
        year_from = row["year_from"]
        force = _last_paying(applied, self.window)
        return QuarterRow(
            award_id=row["pk"],
            arrangement=row,
            agencies=agencies,
            yearly=force.shares if force else NOTHING,
            owed=pence_of_spans(applied, year_from, self.window),
            adjusted=self._adjusted(row["pk"], applied, year_from),
            reclaims=self._reclaimed(applied, year_from) if self.reclaims else [],
            decision_reference=force.decision_reference if force else "",
            changes=changes_in(recorded, self.window, self.since) if recorded else [],
        )

    def _adjusted(
        self, award_id: int, applied: list[AppliedSpan], year_from: date
    ) -> dict[str, int]:
        if self.before is None:
            return NOTHING
        now = pence_of_spans(applied, year_from, self.before)
        return adjustment(now, self.stood.get(award_id, {}))

    def _reclaimed(self, applied: list[AppliedSpan], year_from: date) -> list[tuple[str, int]]:
        owed: dict[str, int] = {}
        for span in applied:
            shared = self.window.overlap(Window(span.first, span.last or self.window.last))
            for body, yearly in self.reclaims.get(span.version.pk, []) if shared else []:
                owed[body] = owed.get(body, 0) + pence_in(yearly, year_from, shared)
        return sorted(owed.items())


class _Side:
    """Rows of a table beside the awards: sorted by award, read once, in step with them."""

    def __init__(self, rows: Iterable[tuple[int, Any]]) -> None:
        self.groups = groupby(rows, key=lambda row: row[0])
        self.waiting: tuple[int, list[Any]] | None = None

    def of(self, award_id: int) -> list[Any]:
        """Return what belongs to an award; ask in ascending order."""
        while self.waiting is None or self.waiting[0] < award_id:
            group = next(self.groups, None)
            if group is None:
                return []
            self.waiting = (group[0], [value for _id, value in group[1]])
        return self.waiting[1] if self.waiting[0] == award_id else []


def _awards(authority: str, at: datetime) -> Any:
    awards = Award.objects.filter(case__authority=authority, made_at__lte=at).order_by("pk")
    columns = ("pk", "year_from", "responsibility", "recharge", "review_on")
    return awards.values(*columns, **ARRANGEMENT)


def _payers(authority: str) -> Iterator[tuple[int, tuple[str, str]]]:
    rows = AwardPayer.objects.filter(award__case__authority=authority).order_by("award_id", "pk")
    columns = rows.values_list("award_id", "payer", "agency__name")
    return ((award, (payer, name)) for award, payer, name in columns.iterator(chunk_size=CHUNK))


def _rates(authority: str, at: datetime) -> Iterator[tuple[int, AppliedRate]]:
    """Yield the versions that stood at a moment, without their moments: those cost most."""
    rows = _recorded_by(authority, at).exclude(superseded_at__lte=at)
    columns = ("award_id", "pk", "from_on", "state", *PENCE, "decision_reference")
    ordered = rows.order_by("award_id", "from_on").values_list(*columns)
    for award, pk, from_on, state, education, care, health, decision in ordered.iterator(CHUNK):
        shares = {"education": education, "care": care, "health": health}
        yield award, AppliedRate(pk, from_on, STATES[state], shares, decision)


def _changed(asked: "_Quarter") -> Iterator[tuple[int, Version]]:
    """Yield all that was ever recorded of the awards that something changed in the quarter."""
    known = _recorded_by(asked.authority, asked.at)
    began = Q(from_on__range=(asked.window.first, asked.window.last))
    back_dated = Q(from_on__lt=asked.window.first, recorded_at__gt=asked.since)
    rows = known.filter(award__in=known.filter(began | back_dated).values("award"))
    columns = ("award_id", "from_on", "state", *PENCE, "decision_reference", *MOMENTS)
    ordered = rows.order_by("award_id", "recorded_at", "pk").values_list(*columns)
    for award, *values in ordered.iterator(CHUNK):
        yield award, _version(values, asked.at)


def _recorded_by(authority: str, at: datetime) -> QuerySet[AwardVersion]:
    return AwardVersion.objects.filter(award__case__authority=authority, recorded_at__lte=at)


def _version(values: list[Any], at: datetime) -> Version:
    """Return a version as it was known at a moment: one replaced only later stands."""
    from_on, state, education, care, health, decision, recorded_at, superseded_at = values
    shares = {"education": education, "care": care, "health": health}
    replaced = superseded_at if superseded_at and superseded_at <= at else None
    return Version(from_on, STATES[state], shares, decision, recorded_at, replaced)


def _last_paying(applied: list[AppliedSpan], window: Window) -> AppliedRate | None:
    """Return the version that paid last in the window."""
    paying = [
        span.version
        for span in applied
        if span.version.state is State.PAYING
        and span.first <= window.last
        and (span.last is None or span.last >= window.first)
    ]
    return paying[-1] if paying else None


def _locked_window(locked: set[str]) -> Window:
    return Window(quarter(min(locked)).first, quarter(max(locked)).last)


def _stood_in(authority: str, locked: set[str]) -> dict[int, dict[str, int]]:
    """Return what stood in the locked quarters, adjustments that they carried included."""
    rows = LockedAmount.objects.filter(lock__authority=authority, lock__quarter__in=locked)
    sums = {payer: Sum(F(f"{payer}_pence") + F(f"{payer}_adjustment_pence")) for payer in PAYERS}
    return {
        row["award_id"]: {payer: row[payer] for payer in PAYERS}
        for row in rows.values("award_id").annotate(**sums).order_by("award_id")
    }


def _since(authority: str, locked: set[str], window: Window) -> datetime:
    """Return when the quarter before was locked, or the first moment of this one."""
    locks = QuarterLock.objects.filter(authority=authority, quarter__in=locked)
    last = locks.order_by("-quarter").values_list("locked_at", flat=True).first()
    return last or datetime.combine(window.first, time.min, LONDON)


def _reclaims(authority: str) -> dict[int, list[tuple[str, int]]]:
    """Return the reclaims of each version; there are few of them."""
    rows = Reclaim.objects.filter(version__award__case__authority=authority).order_by("pk")
    found: dict[int, list[tuple[str, int]]] = {}
    for version, body, yearly in rows.values_list("version_id", "body", "yearly_pence"):
        found.setdefault(version, []).append((body, yearly))
    return found
