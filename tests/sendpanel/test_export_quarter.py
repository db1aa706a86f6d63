"""The quarterly workbook from the command line."""

import hashlib
import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from casework import clock
from funding import actions as funding
from funding.models import QuarterLock
from funding.rules.awards import Decision
from tests.conftest import act_on
from tests.factories.funding import make_award, make_people
from tests.factories.people import make_authority

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch):
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


@pytest.fixture
def export(tmp_path):
    """Run the command; return its exit status, what it printed, and the file."""
    path = tmp_path / "quarter.xlsx"

    def run(name, *options):
        out, status = StringIO(), 0
        try:
            call_command("export_quarter", name, "--out", str(path), *options, stdout=out)
        except SystemExit as left:
            status = left.code
        return status, out.getvalue(), path

    return run


def test_the_workbook_is_written(export):
    award = make_award(make_people()["caseworker"])

    status, said, path = export("2026-Q2")

    assert (status, said) == (0, f"{path}: 1 awards\n")
    assert load_workbook(path)["Placements"]["A4"].value == award.case.reference


@pytest.mark.rule("KENT-114")
def test_a_locked_quarter_is_written_as_it_was_kept(export):
    award = make_award(make_people()["caseworker"])
    export("2026-Q2", "--lock")
    lock = QuarterLock.objects.select_related("file").get()
    funding.revise_award(
        act_on(date(2026, 11, 23)),
        award_reference=award.case.reference,
        decision=Decision({"education": 208_000_00}, date(2026, 8, 1), "C-2026-00001-W"),
    )

    _status, _said, path = export("2026-Q2")

    assert hashlib.sha256(path.read_bytes()).hexdigest() == lock.file.sha256
    assert lock.locked_by_name == "SEND Panel"


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("2026-Q5", [], "quarter-wrong"),
        ("2026-Q3", ["--lock"], "quarter-not-over"),
        ("2026-Q2", ["--authority", "nowhere"], "authority-unknown"),
    ],
)
def test_what_cannot_be_exported_is_refused(export, name, options, code):
    make_authority()

    status, said, path = export(name, *options)

    assert (status, json.loads(said)["refused"]["code"]) == (2, code)
    assert not path.exists()


def test_of_two_authorities_one_has_to_be_named(export):
    make_authority("northshire")
    make_authority("southshire")

    unnamed, named = export("2026-Q2"), export("2026-Q2", "--authority", "southshire")

    assert json.loads(unnamed[1])["refused"]["says"] == (
        "Name one authority with --authority. There are: northshire, southshire."
    )
    assert named[0] == 0


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    make_authority()
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("export_quarter", "2026-Q2", "--out", str(tmp_path / "a" / "b"), stdout=out)

    assert left.value.code == 2
    assert json.loads(out.getvalue())["refused"]["code"] == "file-not-written"
