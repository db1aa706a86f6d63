"""The quarterly workbook: what every placement costs each agency in one quarter.

Rules: KENT-114.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from casework.rules.money import PAYERS, hundredths
from funding.queries import QuarterRow, quarter_rows
from funding.rules.periods import quarter, quarter_in_words
from funding.rules.quarters import Change
from funding.rules.workflow import LABELS
from insight.exports.quarter_layout import (
    ABOUT,
    AGENCIES,
    AGENCY_COLUMNS,
    CHANGE_COLUMNS,
    CHANGES,
    COLUMNS,
    COST,
    DUE,
    DUE_SUM,
    FIRST_ADJUSTED,
    FIRST_AGENCY,
    FIRST_LINE,
    FIRST_OWED,
    NAMES,
    NOTES,
    OWED_SUM,
    PAYS,
    PLACEMENTS,
    RECLAIMED,
    TOTALLED,
)
from insight.exports.sheets import Formula, Layout, Looks, Sheet

LONDON = ZoneInfo("Europe/London")
STAGES = {stage.value: label for stage, label in LABELS.items()}


@dataclass
class Totals:
    """What the rows come to so far, in pence, and how many they are."""

    rows: int = 0
    columns: dict[int, int] = field(default_factory=lambda: dict.fromkeys(TOTALLED, 0))
    agencies: dict[tuple[str, str], list[int]] = field(
        default_factory=lambda: defaultdict(lambda: [0, 0])
    )

    def add(self, row: QuarterRow) -> None:
        """Count one more award."""
        self.rows += 1
        for place, payer in enumerate(PAYERS):
            owed, adjusted = row.owed[payer], row.adjusted[payer]
            self.columns[FIRST_OWED + place] += owed
            self.columns[FIRST_ADJUSTED + place] += adjusted
            self.columns[COST] += owed
            self.columns[DUE] += owed + adjusted
            agency = self.agencies[payer, row.agencies.get(payer, "")]
            agency[0] += owed
            agency[1] += adjusted
        self.columns[RECLAIMED] += sum(pence for _body, pence in row.reclaims)


@dataclass(frozen=True)
class Source:
    """What a workbook is of: an authority (code and name), a quarter, a moment, who asked."""

    authority: Mapping[str, str]
    name: str
    at: datetime
    by: str = ""


@dataclass(frozen=True)
class Made:
    """What a workbook came to: the columns of ``LockedAmount`` for each award, and its totals."""

    amounts: list[dict[str, int]]
    totals: Totals
    references: list[str]


def write_quarter(target: BinaryIO | str, source: Source) -> Made:
    """Write the workbook of one authority's quarter, as it was known at one moment.

    Rows go to the file as they are read.

    Raises:
        Refused: ``quarter-wrong``.
    """
    title = f"{source.authority['name']}: joint funding, {quarter_in_words(source.name)}"
    workbook = Workbook(target, {"constant_memory": True})
    workbook.set_properties({"title": title, "created": _local(source.at)})
    looks = Looks(workbook)
    placements = Sheet(workbook, looks, title, Layout(PLACEMENTS, COLUMNS))
    agencies = Sheet(workbook, looks, "What each agency owes", Layout(AGENCIES, AGENCY_COLUMNS))
    changes = Sheet(workbook, looks, "What changed", Layout(CHANGES, CHANGE_COLUMNS))
    made = _write_rows(placements, changes, source)
    placements.total(dict(made.totals.columns))
    _write_agencies(agencies, made.totals)
    _write_notes(workbook, looks, source=source)
    workbook.close()
    return made


def _write_rows(placements: Sheet, changes: Sheet, source: Source) -> Made:
    made = Made([], Totals(), [])
    changed = 0
    for row in quarter_rows(source.authority["code"], source.name, source.at):
        placements.add(cells_of(row, placements.row + 2))
        made.totals.add(row)
        made.amounts.append(_amounts(row))
        made.references.append(row.arrangement["reference"])
        for change in row.changes:
            changes.add(_change_cells(row, change))
            changed += 1
    placements.close(made.totals.rows)
    changes.close(changed)
    return made


def quarter_workbook(source: Source) -> tuple[bytes, Made]:
    """Return the workbook as bytes, as ``write_quarter`` makes it."""
    content = BytesIO()
    made = write_quarter(content, source)
    return content.getvalue(), made


def _local(at: datetime) -> datetime:
    return at.astimezone(LONDON).replace(tzinfo=None)


def cells_of(row: QuarterRow, line: int) -> list[Any]:
    """Return the cells of one award; ``line`` is its number as a reader counts rows."""
    known = row.arrangement
    yearly = sum(row.yearly.values())
    percents = hundredths(row.yearly)
    owed, adjusted = sum(row.owed.values()), sum(row.adjusted.values())
    return [
        known["reference"],
        _initials(known),
        known["provider"],
        known["arrangement"],
        known["weeks"],
        known["lead_agency"],
        STAGES[known["stage"]],
        known["starts_on"],
        known["ends_on"],
        PAYS[known["responsibility"]],
        known["recharge"].capitalize(),
        known["review_on"],
        row.decision_reference,
        *[row.agencies.get(payer, "") for payer in PAYERS],
        yearly,
        *[percents[payer] if yearly else None for payer in PAYERS],
        *[row.owed[payer] for payer in PAYERS],
        Formula(OWED_SUM.format(line), owed),
        *[row.adjusted[payer] for payer in PAYERS],
        Formula(DUE_SUM.format(line), owed + adjusted),
        sum(pence for _body, pence in row.reclaims),
        "; ".join(body for body, _pence in row.reclaims) or None,
    ]


def _initials(known: Mapping[str, Any]) -> str:
    words = f"{known['given_names']} {known['family_name']}".split()
    return "".join(word[0] for word in words)


def _amounts(row: QuarterRow) -> dict[str, int]:
    """Return the columns of ``LockedAmount`` for one award."""
    columns = {"award_id": row.award_id}
    for payer in PAYERS:
        columns[f"{payer}_pence"] = row.owed[payer]
        columns[f"{payer}_adjustment_pence"] = row.adjusted[payer]
    return columns


def _change_cells(row: QuarterRow, change: Change) -> list[Any]:
    before = change.before.shares if change.before else {}
    after = change.version.shares
    return [
        row.arrangement["reference"],
        _initials(row.arrangement),
        row.arrangement["provider"],
        change.what.capitalize(),
        change.version.from_on,
        change.version.recorded_at.astimezone(LONDON).date(),
        "Yes" if change.is_back_dated else "No",
        *[before.get(payer, 0) for payer in PAYERS],
        sum(before.values()),
        *[after[payer] for payer in PAYERS],
        sum(after.values()),
        change.version.decision_reference,
    ]


def _write_agencies(sheet: Sheet, totals: Totals) -> None:
    """Write what each agency owes, as formulas over the placements."""
    ordered = sorted(totals.agencies.items(), key=lambda each: (PAYERS.index(each[0][0]), each[0]))
    sums = [0, 0, 0]
    last = FIRST_LINE + max(totals.rows, 1) - 1
    for (payer, agency), (owed, adjusted) in ordered:
        line = sheet.row + 2
        sheet.add(
            [
                agency or "No agency named",
                NAMES[payer],
                Formula(_sum_if(FIRST_OWED, payer, last, line), owed),
                Formula(_sum_if(FIRST_ADJUSTED, payer, last, line), adjusted),
                Formula(f"=ROUND(C{line}+D{line},2)", owed + adjusted),
            ]
        )
        sums = [sums[0] + owed, sums[1] + adjusted, sums[2] + owed + adjusted]
    sheet.close(len(ordered))
    sheet.total(dict(zip((2, 3, 4), sums, strict=True)))


def _sum_if(first: int, payer: str, last: int, line: int) -> str:
    """Return the formula that sums a payer's column over the placements of one agency."""
    place = PAYERS.index(payer)
    pence = xl_col_to_name(first + place, col_abs=True)
    agency = xl_col_to_name(FIRST_AGENCY + place, col_abs=True)
    sums = f"{PLACEMENTS}!{pence}${FIRST_LINE}:{pence}${last}"
    names = f"{PLACEMENTS}!{agency}${FIRST_LINE}:{agency}${last}"
    return f"=ROUND(SUMIFS({sums},{names},A{line}),2)"


def _write_notes(workbook: Workbook, looks: Looks, *, source: Source) -> None:
    """Write what the workbook is, of which moment, and how its figures are reached."""
    sheet = workbook.add_worksheet(NOTES)
    sheet.set_column(0, 0, 26, looks.words)
    sheet.set_column(1, 1, 90, looks.words)
    sheet.write_string(0, 0, "About this workbook", looks.title)
    window = quarter(source.name)
    for row, (key, value) in enumerate(
        [
            ("Authority", source.authority["name"]),
            ("Quarter", f"{source.name}: {quarter_in_words(source.name)}"),
            ("First day", window.first),
            ("Last day", window.last),
            ("As it was known", _local(source.at)),
            ("Made by", source.by),
            *ABOUT,
        ],
        start=2,
    ):
        sheet.write_string(row, 0, key, looks.words)
        if isinstance(value, datetime):
            sheet.write_datetime(row, 1, value, looks.moment_at_left)
        elif isinstance(value, date):
            sheet.write_datetime(row, 1, value, looks.day_at_left)
        else:
            sheet.write_string(row, 1, value, looks.words)
