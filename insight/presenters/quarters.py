"""The pages of quarters: the list, and one quarter with what each agency owes and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.urls import reverse

from accounts.models import Authority
from casework.addresses import address_of
from casework.components import Column, Link, Table, Tag
from casework.forms.dates import in_words
from casework.rules.money import PAYERS, format_pounds
from funding.models import QuarterLock
from funding.queries import QuarterRow, quarter_rows
from funding.rules.periods import quarter, quarter_after, quarter_in_words, quarter_of
from funding.rules.quarters import Change
from insight.exports.quarter import Source, Totals

SHOWN = 9
MOST_CHANGES = 100


@dataclass(frozen=True)
class QuarterPage:
    """What the page of one quarter shows."""

    name: str
    words: str
    is_over: bool
    state: Tag
    lock: QuarterLock | None
    agencies: Table
    changes: Table
    more_changes: int
    awards: int
    references: list[str]


def address(view: str, authority: str, name: str) -> str:
    """Return the address of a quarter's page or file."""
    return f"{reverse(f'insight:{view}', args=[name])}?authority={authority}"


def quarters_table(authority: Authority, locks: Sequence[QuarterLock], today: date) -> Table:
    """Return this quarter and those before it, with who locked each."""
    by_name = {lock.quarter: lock for lock in locks}
    names = [quarter_after(quarter_of(today), -back) for back in range(SHOWN)]
    return Table(
        caption=f"Quarters of {authority.name}",
        head=["Quarter", "Months", "State", "Locked"],
        rows=[
            [
                Link(name, address("quarter", authority.code, name)),
                quarter_in_words(name),
                state_of(by_name.get(name), name, today),
                _locked_in_words(by_name.get(name)),
            ]
            for name in names
        ],
    )


def state_of(lock: QuarterLock | None, name: str, today: date) -> Tag:
    """Return where a quarter stands: locked, over and open, or running."""
    if lock:
        return Tag("Locked", "grey")
    return Tag("Running", "blue") if quarter(name).last >= today else Tag("Open", "yellow")


def _locked_in_words(lock: QuarterLock | None) -> str:
    return f"{in_words(lock.locked_at.date())} by {lock.locked_by_name}" if lock else ""


def present_quarter(source: Source, lock: QuarterLock | None, today: date) -> QuarterPage:
    """Return what one quarter comes to as it was known at the source's moment."""
    totals, changes = Totals(), []
    references = []
    for row in quarter_rows(source.authority["code"], source.name, source.at):
        totals.add(row)
        references.append(row.arrangement["reference"])
        changes += [(row, change) for change in row.changes]
    return QuarterPage(
        name=source.name,
        words=quarter_in_words(source.name),
        is_over=quarter(source.name).last < today,
        state=state_of(lock, source.name, today),
        lock=lock,
        agencies=_agencies_table(totals),
        changes=_changes_table(list(islice(changes, MOST_CHANGES))),
        more_changes=max(len(changes) - MOST_CHANGES, 0),
        awards=totals.rows,
        references=references,
    )


def _agencies_table(totals: Totals) -> Table:
    ordered = sorted(totals.agencies.items(), key=lambda each: (PAYERS.index(each[0][0]), each[0]))
    sums = [sum(pence[place] for _agency, pence in ordered) for place in (0, 1)]
    return Table(
        caption="What each agency owes",
        head=["Agency", *[Column(text, numeric=True) for text in COLUMNS]],
        rows=[
            [agency, format_pounds(owed), format_pounds(adjusted), format_pounds(owed + adjusted)]
            for (_payer, agency), (owed, adjusted) in ordered
        ],
        foot=["All", *[format_pounds(pence) for pence in (*sums, sum(sums))]] if ordered else [],
        empty="No award has a day in this quarter.",
    )


COLUMNS = ("This quarter", "Adjustments of earlier quarters", "Due")


def _changes_table(changes: Sequence[tuple[QuarterRow, Change]]) -> Table:
    return Table(
        caption="What changed",
        head=[
            "Award",
            "What",
            "From",
            Column("A year before", numeric=True),
            Column("A year now", numeric=True),
            "Decided in",
        ],
        rows=[_change_row(row, change) for row, change in changes],
        empty="Nothing began, ended or changed in this quarter.",
    )


def _change_row(row: QuarterRow, change: Change) -> list[object]:
    reference = row.arrangement["reference"]
    what = [change.what.capitalize()]
    if change.is_back_dated:
        what.append(Tag("Back-dated", "orange"))
    before = change.before.yearly_pence if change.before else 0
    return [
        Link(reference, address_of(reference)),
        what,
        in_words(change.version.from_on),
        format_pounds(before),
        format_pounds(change.version.yearly_pence),
        change.version.decision_reference,
    ]
