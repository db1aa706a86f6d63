"""Sheets of a workbook: rows written once and in order, so that memory does not grow with them.

Text is always written as text: what a person typed can never start a formula. A formula is
written with its value, so that a reader that does not calculate shows the right figure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

MONEY, PERCENT, DAY, MOMENT, WHOLE, TEXT = "money", "percent", "day", "moment", "whole", "text"
NUMBER_FORMATS = {
    MONEY: "£#,##0.00;[Red]-£#,##0.00",
    PERCENT: "0.00%",
    DAY: "d mmmm yyyy",
    MOMENT: "d mmmm yyyy hh:mm",
    WHOLE: "0",
    TEXT: "@",
}


@dataclass(frozen=True)
class SheetColumn:
    """One column: its heading, what it holds, and its width in characters."""

    heading: str
    holds: str = TEXT
    width: int = 16


@dataclass(frozen=True)
class Layout:
    """The name of a sheet and its columns."""

    name: str
    columns: Sequence[SheetColumn]


class Looks:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self.of = {
            kind: workbook.add_format({"num_format": code}) for kind, code in NUMBER_FORMATS.items()
        }
        self.total = {
            kind: workbook.add_format({"num_format": code, "bold": True, "top": 1})
            for kind, code in NUMBER_FORMATS.items()
        }
        self.heading = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#DFE6EC"}
        )
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.words = workbook.add_format({"text_wrap": True, "valign": "top"})
        left = {"align": "left"}
        self.day_at_left = workbook.add_format(left | {"num_format": NUMBER_FORMATS[DAY]})
        self.moment_at_left = workbook.add_format(
            {"num_format": NUMBER_FORMATS[MOMENT], "align": "left"}
        )


class Sheet:
    """A sheet with a title, one row of headings that stays in view, rows, and a row of totals."""

    HEADINGS = 2

    def __init__(self, workbook: Workbook, looks: Looks, title: str, layout: Layout) -> None:
        columns = layout.columns
        self.columns, self.looks = columns, looks
        self.sheet = workbook.add_worksheet(layout.name)
        self.row = self.HEADINGS
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, column.width, looks.of[column.holds])
        self.sheet.write_string(0, 0, title, looks.title)
        for place, column in enumerate(columns):
            self.sheet.write_string(self.HEADINGS, place, column.heading, looks.heading)
        self.sheet.freeze_panes(self.HEADINGS + 1, 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(self.HEADINGS)
        writers = _writers(self.sheet, looks)
        self.writers = [writers[column.holds] for column in columns]

    @property
    def first(self) -> int:
        """The number of the first row below the headings, counted from nought."""
        return self.HEADINGS + 1

    def add(self, cells: Sequence[Any]) -> int:
        """Write one row below the last and return its number; None leaves a cell empty.

        A ``Formula`` may stand in any cell.
        """
        self.row += 1
        row = self.row
        for place, (write, cell) in enumerate(zip(self.writers, cells, strict=True)):
            if cell is not None:
                write(row, place, cell)
        return row

    def total(self, values: dict[int, int], label: str = "Total") -> None:
        """Write what the rows in view come to, in columns of money; ``values`` are pence."""
        first, last = self.first, self.row
        self.row += 2
        self.sheet.write_string(self.row, 0, label, self.looks.total[TEXT])
        for place, pence in values.items():
            column = xl_col_to_name(place)
            over = f"{column}{first + 1}:{column}{max(last, first) + 1}"
            formula = f"=ROUND(SUBTOTAL(109,{over}),2)"
            look = self.looks.total[MONEY]
            self.sheet.write_formula(self.row, place, formula, look, pence / 100)

    def close(self, rows: int) -> None:
        """Let the reader filter the rows that were added."""
        last = self.HEADINGS + max(rows, 1)
        self.sheet.autofilter(self.HEADINGS, 0, last, len(self.columns) - 1)


Write = Callable[[int, int, Any], object]


def _writers(sheet: Worksheet, looks: Looks) -> dict[str, Write]:
    """Return how a cell of each sort is written; made once, since a sheet has many cells."""
    number, formula, text, day = (
        sheet.write_number,
        sheet.write_formula,
        sheet.write_string,
        sheet.write_datetime,
    )
    money, percent, date_look, whole = (looks.of[kind] for kind in (MONEY, PERCENT, DAY, WHOLE))

    def write_money(row: int, place: int, cell: "int | Formula") -> None:
        if isinstance(cell, Formula):
            formula(row, place, cell.says, money, cell.pence / 100)
        else:
            number(row, place, cell / 100, money)

    return {
        MONEY: write_money,
        PERCENT: lambda row, place, cell: number(row, place, cell / 100_00, percent),
        DAY: lambda row, place, cell: day(row, place, cell, date_look),
        WHOLE: lambda row, place, cell: number(row, place, cell, whole),
        TEXT: text,
    }


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own with the pence that it comes to."""

    says: str
    pence: int
