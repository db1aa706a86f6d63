"""The quarterly workbook of many awards, against XlsxWriter alone writing the same cells.

Our way reads the awards from the database, works out every amount and writes as it goes. The
floor is the same library given the finished cells, with nothing to read and nothing to work out.
Both ways are compared for the placements sheet, and the whole workbook's ratio is printed beside.
Runs on a database of its own: SQLite in memory, or a test database where DATABASE_URL points to.
"""

import os
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendpanel.settings.test")

import django

django.setup()

from django.db import connection  # noqa: E402 -- Django must be ready first
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

from accounts.models import Agency, Authority, User  # noqa: E402
from bench.timing import Way, compare  # noqa: E402
from casework.rules.money import PAYERS  # noqa: E402
from funding.models import Award, AwardPayer, AwardVersion, Placement  # noqa: E402
from insight.exports import quarter as export  # noqa: E402
from insight.exports.quarter_layout import COLUMNS, PLACEMENTS  # noqa: E402
from insight.exports.sheets import Formula, Layout, Looks, Sheet  # noqa: E402
from people.models import Case, Child, Setting  # noqa: E402

AWARDS = 20_000
QUICK_AWARDS = 500
NAME = "2026-Q2"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SOURCE = export.Source({"code": "north", "name": "Northshire"}, NAME, NOW, "bench")
BATCH = 1000
Cell = tuple[str, object, float | None]


def main() -> None:
    awards = QUICK_AWARDS if "--quick" in sys.argv else AWARDS
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        fill(awards)
        print(f"{awards:,} awards over three years, on {connection.vendor}")
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder))
    finally:
        teardown_databases(databases, verbosity=0)


def run(folder: Path) -> None:
    rows = cells_of_placements()
    floor = Way("XlsxWriter alone, the same cells", lambda: write_cells(folder / "b.xlsx", rows))
    ours = Way("our placements sheet", lambda: write_placements(folder / "a.xlsx"))
    compare(ours, floor, rounds=5)
    whole = Way("our whole workbook", lambda: write_whole(folder / "c.xlsx"))
    compare(whole, floor, rounds=5)


def write_whole(path: Path) -> None:
    export.write_quarter(str(path), SOURCE)


def write_placements(path: Path) -> None:
    """Read, work out and write the rows of the placements sheet."""
    workbook, sheet = new_sheet(path)
    totals = export.Totals()
    for row in export.quarter_rows("north", NAME, NOW):
        sheet.add(export.cells_of(row, sheet.row + 2))
        totals.add(row)
    workbook.close()


def write_cells(path: Path, rows: list[list[Cell]]) -> None:
    """Write finished cells with XlsxWriter's own calls, one for each sort of cell."""
    workbook, sheet = new_sheet(path)
    page, looks = sheet.sheet, sheet.looks.of
    calls = {
        "text": page.write_string,
        "day": page.write_datetime,
        "money": page.write_number,
        "percent": page.write_number,
        "whole": page.write_number,
    }
    for row, cells in enumerate(rows, start=sheet.first):
        for place, (holds, value, result) in enumerate(cells):
            if result is not None:
                page.write_formula(row, place, value, looks[holds], result)
            elif value is not None:
                calls[holds](row, place, value, looks[holds])
    workbook.close()


def new_sheet(path: Path) -> tuple[Workbook, Sheet]:
    workbook = Workbook(str(path), {"constant_memory": True})
    return workbook, Sheet(workbook, Looks(workbook), "Bench", Layout(PLACEMENTS, COLUMNS))


def cells_of_placements() -> list[list[Cell]]:
    """Return what our way writes, finished: pounds, not pence, and formulas with results."""
    rows = export.quarter_rows("north", NAME, NOW)
    return [
        [finished(column.holds, cell) for column, cell in zip(COLUMNS, cells, strict=True)]
        for cells in (export.cells_of(row, line) for line, row in enumerate(rows, start=4))
    ]


def finished(holds: str, cell) -> Cell:
    if isinstance(cell, Formula):
        return holds, cell.says, cell.pence / 100
    divisor = {"money": 100, "percent": 100_00}.get(holds)
    return holds, cell / divisor if divisor and cell is not None else cell, None


def fill(awards: int) -> None:
    """Write awards of three years, each with three versions, straight into the tables."""
    authority = Authority.objects.create(code="north", name="Northshire")
    agencies = [
        Agency.objects.create(code=f"north-{payer}", name=f"North {payer}", payer=payer)
        for payer in PAYERS
    ]
    owner = User.objects.create(username="bench", name="Bench")
    settings = [Setting.objects.create(name=f"School {number}") for number in range(200)]
    numbers = count(1)
    for start in range(0, awards, BATCH):
        size = min(BATCH, awards - start)
        fill_batch([next(numbers) for _ in range(size)], authority, agencies, owner, settings)


def fill_batch(numbers, authority, agencies, owner, settings) -> None:
    """Write so many awards, each with its child, cases, placement, payers and versions."""
    children = Child.objects.bulk_create(
        Child(
            reference=f"X{number:07}",
            authority=authority,
            given_names=f"Robin{number}",
            family_name="Sample",
            born_on=date(2012, 1, 1),
        )
        for number in numbers
    )
    common = {"authority": authority, "lead_agency": agencies[0], "owner": owner}
    asked = bulk_cases("referral", numbers, children, common)
    awarded = bulk_cases("award", numbers, children, common)
    begins = [date(2024, 1, 1) + timedelta(days=number % 900) for number in numbers]
    placements = Placement.objects.bulk_create(
        Placement(
            asked_in=case,
            setting=settings[number % len(settings)],
            kind="residential",
            arrangement="Residential special school placement",
            weeks=52,
            starts_on=start,
            stage="agreed",
        )
        for number, case, start in zip(numbers, asked, begins, strict=True)
    )
    made = Award.objects.bulk_create(
        Award(
            case=case,
            placement=placement,
            year_from=start,
            responsibility="hosted",
            recharge="quarterly",
            made_at=NOW - timedelta(days=900),
        )
        for case, placement, start in zip(awarded, placements, begins, strict=True)
    )
    AwardPayer.objects.bulk_create(
        AwardPayer(award=award, payer=agency.payer, agency=agency)
        for award in made
        for agency in agencies
    )
    AwardVersion.objects.bulk_create(
        version(award, number, later)
        for number, award in zip(numbers, made, strict=True)
        for later in range(3)
    )


def bulk_cases(kind: str, numbers, children, common):
    return Case.objects.bulk_create(
        Case(
            reference=f"{kind[0].upper()}-2026-{number:05}-X",
            kind=kind,
            child=child,
            opened_on=date(2024, 1, 1),
            stage="agreed",
            **common,
        )
        for number, child in zip(numbers, children, strict=True)
    )


def version(award, number: int, later: int) -> AwardVersion:
    shares = [1_500_00 * 52 + number, 1_900_00 * 52 - later, 600_00 * 52 + number * later]
    return AwardVersion(
        award=award,
        from_on=award.year_from + timedelta(days=200 * later),
        state="paying",
        education_pence=shares[0],
        care_pence=shares[1],
        health_pence=shares[2],
        total_pence=sum(shares),
        decision_reference="M-2026-00001-O",
        recorded_at=NOW - timedelta(days=900 - later),
    )


if __name__ == "__main__":
    main()
