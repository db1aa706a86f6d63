"""Quarters: closed with the workbook as it was and the amounts that stood in it."""

from collections.abc import Iterable, Mapping

from casework import files
from casework.act import Act
from casework.actions import action
from casework.events import publish
from funding.events import QuarterLocked
from funding.models import LockedAmount, QuarterLock
from funding.rules.quarters import check_lock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STREAM_LENGTH = 24


@action
def lock_quarter(
    act: Act,
    *,
    authority: str,
    quarter: str,
    workbook: bytes,
    amounts: Iterable[Mapping[str, object]],
) -> str:
    """Close an authority's quarter, keep its workbook and amounts, and return the quarter.

    ``amounts`` are the columns of ``LockedAmount``, one for each award. Nothing that is changed
    later alters them.

    Raises:
        Refused: ``quarter-locked``, ``quarter-not-over``, ``quarter-before-locked``.
    """
    locked = QuarterLock.objects.select_for_update().filter(authority=authority)
    check_lock(quarter, act.today, set(locked.values_list("quarter", flat=True)))
    kept = files.keep(act, workbook, XLSX)
    lock = QuarterLock.objects.create(
        authority_id=authority,
        quarter=quarter,
        locked_at=act.at,
        locked_by_id=act.actor.pk,
        locked_by_name=act.actor.name,
        file=kept,
    )
    rows = [LockedAmount(lock=lock, **columns) for columns in amounts]
    LockedAmount.objects.bulk_create(rows, batch_size=500)
    publish(
        act,
        f"{quarter}-{authority}"[:STREAM_LENGTH],
        QuarterLocked(authority=authority, quarter=quarter, awards=len(rows), sha256=kept.sha256),
    )
    return quarter
