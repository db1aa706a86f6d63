"""Quarters: which are locked, and what each award comes to in one, read as a stream."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Sum

from casework.rules.money import PAYERS
from funding.models import Award, AwardPayer, AwardVersion, LockedAmount, QuarterLock, Reclaim
from funding.rules.awards import State, Version, pence_by_payer, spans
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
ARRANGEMENT = {
    "reference": F("case__reference"),
    "given_names": F("case__child__given_names"),
    "family_name": F("case__child__family_name"),
    "provider": F("placement__setting__name"),
    "arrangement": F("placement__arrangement"),
    "weeks": F("placement__weeks"),
    "starts_on": F("placement__starts_on"),
    "started_on": F("placement__started_on"),
    "ends_on": F("placement__ends_on"),
    "ended_on": F("placement__ended_on"),
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
    payers = _Side(_payers(authority))
    versions = _Side(_versions(authority, at))
    for row in _awards(authority, at).iterator(chunk_size=CHUNK):
        found = asked.row_of(row, dict(payers.of(row["pk"])), versions.of(row["pk"]))
        if not found.is_empty:
            yield found


class _Quarter:
    """What is the same for every award of one quarter."""

    def __init__(self, authority: str, name: str, at: datetime) -> None:
        self.window = quarter(name)
        locked = {each for each in locked_quarters(authority) if each < name}
        carries = carried_in(name, locked)
        self.before = _locked_window(locked) if carries else None
        self.stood = _stood_in(authority, locked) if carries else {}
        self.since = _since(authority, locked, self.window)
        self.reclaims = _reclaims(authority)

    def row_of(
        self, row: dict[str, Any], agencies: dict[str, str], versions: list[tuple[int, Version]]
    ) -> QuarterRow:
        """Return what one award comes to."""
        rules = [version for _pk, version in versions]
        year_from = row["year_from"]
        force = _last_paying(rules, self.window)
        return QuarterRow(
            award_id=row["pk"],
            arrangement=row,
            agencies=agencies,
            yearly=force.shares if force else dict.fromkeys(PAYERS, 0),
            owed=pence_by_payer(rules, year_from, self.window),
            adjusted=self._adjusted(row["pk"], rules, year_from),
            reclaims=self._reclaimed(versions, year_from),
            decision_reference=force.decision_reference if force else "",
            changes=changes_in(rules, self.window, self.since),
        )

    def _adjusted(self, award_id: int, rules: list[Version], year_from: date) -> dict[str, int]:
        if self.before is None:
            return dict.fromkeys(PAYERS, 0)
        now = pence_by_payer(rules, year_from, self.before)
        return adjustment(now, self.stood.get(award_id, {}))

    def _reclaimed(
        self, versions: list[tuple[int, Version]], year_from: date
    ) -> list[tuple[str, int]]:
        if not any(pk in self.reclaims for pk, _version in versions):
            return []
        by_version = {id(version): self.reclaims.get(pk, []) for pk, version in versions}
        owed: dict[str, int] = {}
        for span in spans(version for _pk, version in versions):
            shared = self.window.overlap(Window(span.first, span.last or self.window.last))
            for body, yearly in by_version[id(span.version)] if shared else []:
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


def _versions(authority: str, at: datetime) -> Iterator[tuple[int, tuple[int, Version]]]:
    """Yield the versions recorded by then; one replaced only later stands."""
    rows = AwardVersion.objects.filter(award__case__authority=authority, recorded_at__lte=at)
    columns = rows.order_by("award_id", "recorded_at", "pk").values_list(
        "award_id",
        "pk",
        "from_on",
        "state",
        "education_pence",
        "care_pence",
        "health_pence",
        "decision_reference",
        "recorded_at",
        "superseded_at",
    )
    for award, pk, *values in columns.iterator(chunk_size=CHUNK):
        yield award, (pk, _version(values, at))


def _version(values: list[Any], at: datetime) -> Version:
    from_on, state, education, care, health, decision, recorded_at, superseded_at = values
    shares = {"education": education, "care": care, "health": health}
    replaced = superseded_at if superseded_at and superseded_at <= at else None
    return Version(from_on, State(state), shares, decision, recorded_at, replaced)


def _last_paying(versions: list[Version], window: Window) -> Version | None:
    """Return the version that paid last in the window."""
    paying = [
        span.version
        for span in spans(versions)
        if span.version.state == State.PAYING
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
