"""The workbook in an office program: it recalculates to the pence of the database."""

import re
import subprocess
import zipfile
from datetime import UTC, date, datetime
from shutil import which

import pytest
from openpyxl import load_workbook

from funding import actions as funding
from funding.queries import quarter_rows
from funding.rules.awards import Decision
from insight.exports.quarter import Source, write_quarter
from insight.exports.quarter_layout import COLUMNS, FIRST_LINE
from tests.conftest import act_on
from tests.factories.funding import make_award, make_people

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(which("soffice") is None, reason="needs LibreOffice"),
]

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SOURCE = Source({"code": "northshire", "name": "Northshire"}, "2026-Q2", NOW, "Finance")


def without_values(path):
    """Take the values of formulas out of a workbook, so that only working them out gives any."""
    bare = path.with_name("bare.xlsx")
    with zipfile.ZipFile(path) as full, zipfile.ZipFile(bare, "w") as empty:
        for name in full.namelist():
            content = full.read(name)
            empty.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content))
    return bare


def recalculated(path, folder):
    """Open in LibreOffice, which works every formula out, and read what it saved."""
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "back"),
        str(without_values(path)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return load_workbook(folder / "back" / "bare.xlsx", data_only=True)


@pytest.mark.rule("KENT-114")
def test_the_totals_recalculate_to_the_pence_of_the_database(tmp_path):
    people = make_people()
    awards = [make_award(people["caseworker"]) for _number in range(3)]
    funding.revise_award(
        act_on(date(2026, 8, 3)),
        award_reference=awards[0].case.reference,
        decision=Decision(
            {"education": 78_000_01, "care": 110_000_03, "health": 20_000_02},
            date(2026, 8, 17),
            "C-2026-00001-W",
        ),
    )
    path = tmp_path / "quarter.xlsx"
    write_quarter(str(path), SOURCE)
    rows = list(quarter_rows("northshire", "2026-Q2", NOW))
    pence = sum(sum(row.owed.values()) + sum(row.adjusted.values()) for row in rows)

    book = recalculated(path, tmp_path)

    due = [column.heading for column in COLUMNS].index("Due this quarter") + 1
    total = book["Placements"].cell(FIRST_LINE + len(rows) + 1, due).value
    agencies = book["By agency"]
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert round(total * 100) == pence
    assert round(agencies.cell(FIRST_LINE + 4, 5).value * 100) == pence
    assert [value for value in cells if isinstance(value, str) and value.startswith("#")] == []
    assert isinstance(book["Placements"]["H4"].value, datetime)
