from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from funding import actions as funding
from funding.models import LockedAmount
from funding.rules.awards import Claim, Decision
from insight.exports.quarter import Source, quarter_workbook
from insight.exports.quarter_layout import FIRST_LINE
from people.models import Child, Setting
from tests.conftest import act_on
from tests.factories.funding import KENT_SHARES, START, make_award, make_people

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NORTHSHIRE = {"code": "northshire", "name": "Northshire"}
RESPLIT = {"education": 78_000_00, "care": 110_000_00, "health": 20_000_00}


@pytest.fixture
def people():
    return make_people()


def source(name, at=NOW):
    return Source(NORTHSHIRE, name, at, "Finance")


def opened(name, at=NOW, *, values=True):
    content, made = quarter_workbook(source(name, at))
    return load_workbook(BytesIO(content), data_only=values), made


def day(*parts):
    """A day or moment as a workbook gives it back: without a time zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)


def rows_of(book, sheet="Placements"):
    """Every row below the headings as a dictionary by heading; the total row last."""
    lines = list(book[sheet].iter_rows(min_row=FIRST_LINE - 1, values_only=True))
    heads = lines[0]
    return [
        dict(zip(heads, line, strict=True))
        for line in lines[1:]
        if any(c is not None for c in line)
    ]


def resplit(made, from_on, on, shares=RESPLIT):
    funding.revise_award(
        act_on(on),
        award_reference=made.case.reference,
        decision=Decision(shares, from_on, "C-2026-00001-W"),
    )


def lock(name, on):
    content, made = quarter_workbook(source(name, act_on(on).at))
    funding.lock_quarter(
        act_on(on),
        authority="northshire",
        quarter=name,
        workbook=content,
        amounts=made.amounts,
    )
    return content


@pytest.mark.rule("KENT-114")
def test_one_row_a_placement_with_arrangement_costs_percent_and_amount(people):
    award = make_award(people["caseworker"])

    book, _made = opened("2026-Q1")

    row, total = rows_of(book)
    assert row == {
        "Award": award.case.reference,
        "Child": award.case.child.initials,
        "Provider": "Hillview School",
        "Arrangement": "Residential special school placement",
        "Weeks a year": 52,
        "Lead agency": "Northshire sen",
        "Stage": "Agreed, not started",
        "Starts": day(2026, 4, 1),
        "Ends": day(2028, 7, 21),
        "Who pays the provider": "Lead agency",
        "Recharged": "Quarterly",
        "Review by": day(2026, 10, 1),
        "Decided in": "M-2026-00001-O",
        "Education agency": "Northshire sen",
        "Care agency": "Northshire care",
        "Health agency": "Northshire icb",
        "Cost a year": 208_000,
        "Education share": 0.375,
        "Care share": 0.475,
        "Health share": 0.15,
        "Education this quarter": 19446.57,
        "Care this quarter": 24632.32,
        "Health this quarter": 7778.63,
        "Cost this quarter": 51857.52,
        "Education adjustment": 0,
        "Care adjustment": 0,
        "Health adjustment": 0,
        "Due this quarter": 51857.52,
        "Reclaimed from other health bodies": 0,
        "Other health bodies": None,
    }
    assert (total["Award"], total["Due this quarter"]) == ("Total", 51857.52)


def test_four_quarters_make_the_year(people):
    make_award(people["caseworker"])

    owed = [opened(f"2026-Q{number}")[1].amounts[0] for number in (1, 2, 3, 4)]

    assert {payer: sum(row[f"{payer}_pence"] for row in owed) for payer in KENT_SHARES} == (
        KENT_SHARES
    )


def test_formulas_are_written_with_their_values(people):
    make_award(people["caseworker"])
    make_award(people["caseworker"])

    shown, _made = opened("2026-Q1")
    formulas, _made = opened("2026-Q1", values=False)

    assert formulas["Placements"]["X4"].value == "=ROUND(SUM(U4:W4),2)"
    assert formulas["Placements"]["AB4"].value == "=ROUND(X4+SUM(Y4:AA4),2)"
    assert formulas["Placements"]["AB7"].value == "=ROUND(SUBTOTAL(109,AB4:AB5),2)"
    assert shown["Placements"]["AB7"].value == 2 * 51857.52
    assert formulas["By agency"]["C4"].value == (
        "=ROUND(SUMIFS(Placements!$U$4:$U$5,Placements!$N$4:$N$5,A4),2)"
    )
    assert shown["By agency"]["C4"].value == 2 * 19446.57


def test_headings_stay_in_view_and_rows_can_be_filtered(people):
    make_award(people["caseworker"])

    book, _made = opened("2026-Q1")

    sheet = book["Placements"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:AD4")
    assert [sheet.title for sheet in book] == ["Placements", "By agency", "Changes", "Notes"]


@pytest.mark.parametrize(
    "name", ["=1+1", "+44", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"]
)
def test_what_a_person_typed_never_starts_a_formula(people, name):
    award = make_award(people["caseworker"])
    Setting.objects.filter(pk=award.placement.setting_id).update(name=name)
    Child.objects.filter(pk=award.case.child_id).update(given_names="=cmd", family_name="@x")

    book, _made = opened("2026-Q1", values=False)

    cells = {cell.value: cell.data_type for row in book["Placements"]["A4:D4"] for cell in row}
    assert cells[name] == "s"
    assert cells["=@"] == "s"


def test_an_empty_quarter_says_so_in_a_workbook_that_opens(people):
    book, made = opened("2025-Q1")

    assert made.amounts == []
    assert rows_of(book)[-1]["Due this quarter"] == 0


def test_another_authoritys_awards_stay_out(people):
    make_award(make_people("southshire")["caseworker"])

    _book, made = opened("2026-Q1")

    assert made.amounts == []


def test_an_award_that_ended_before_is_left_out(people):
    award = make_award(people["caseworker"])
    funding.end_award(
        act_on(date(2026, 7, 1)),
        award_reference=award.case.reference,
        last_day=date(2026, 6, 30),
        decision_reference="C-2026-00001-W",
    )

    amounts = {name: len(opened(name)[1].amounts) for name in ("2026-Q1", "2026-Q2", "2026-Q3")}

    assert amounts == {"2026-Q1": 1, "2026-Q2": 1, "2026-Q3": 0}


@pytest.mark.rule("KENT-084", "KENT-114")
def test_reclaims_from_other_health_bodies_are_shown_by_the_day(people):
    award = make_award(people["caseworker"])
    decision = Decision(
        KENT_SHARES, START, "C-2026-00001-W", reclaims=[Claim("Farshire ICB", 3_650_00)]
    )
    funding.revise_award(act_on(START), award_reference=award.case.reference, decision=decision)

    book, _made = opened("2026-Q1")

    row = rows_of(book)[0]
    assert (row["Reclaimed from other health bodies"], row["Other health bodies"]) == (
        910,
        "Farshire ICB",
    )


def test_what_changed_is_listed_with_its_decision(people):
    award = make_award(people["caseworker"])
    resplit(award, date(2026, 9, 1), date(2026, 8, 20))
    funding.end_award(
        act_on(date(2026, 9, 20)),
        award_reference=award.case.reference,
        last_day=date(2026, 9, 19),
        decision_reference="C-2026-00002-U",
    )

    book, _made = opened("2026-Q2")

    columns = ("What", "From", "Back-dated", "All a year now", "Decided in")
    listed = [tuple(row[name] for name in columns) for row in rows_of(book, "Changes")]
    assert listed == [
        ("Re-split", day(2026, 9, 1), "No", 208_000, "C-2026-00001-W"),
        ("Ended", day(2026, 9, 20), "No", 0, "C-2026-00002-U"),
    ]


def test_as_it_was_known_leaves_out_what_came_later(people):
    award = make_award(people["caseworker"])
    before = opened("2026-Q2", act_on(date(2026, 10, 1)).at)[1].amounts

    resplit(award, START, date(2026, 11, 2))

    assert opened("2026-Q2", act_on(date(2026, 10, 1)).at)[1].amounts == before
    assert opened("2026-Q2")[1].amounts != before


@pytest.mark.rule("KENT-082", "KENT-114")
def test_a_locked_quarter_never_changes_and_the_next_one_carries_the_adjustment(people):
    award = make_award(people["caseworker"])
    frozen = lock("2026-Q1", date(2026, 7, 6))
    stood = list(LockedAmount.objects.values())
    resplit(award, date(2026, 6, 1), date(2026, 8, 3))

    book, made = opened("2026-Q2")

    (row,) = made.amounts
    now = {p: opened("2026-Q1")[1].amounts[0][f"{p}_pence"] for p in KENT_SHARES}
    expected = {p: now[p] - stood[0][f"{p}_pence"] for p in KENT_SHARES}
    assert {p: row[f"{p}_adjustment_pence"] for p in KENT_SHARES} == expected
    assert expected == {"education": 0, "care": 920_55, "health": -920_55}
    assert rows_of(book, "Changes")[0]["Back-dated"] == "Yes"
    assert list(LockedAmount.objects.values()) == stood
    assert rows_of(load_workbook(BytesIO(frozen), data_only=True))[0]["Due this quarter"] == (
        51857.52
    )


def test_an_adjustment_is_carried_once(people):
    award = make_award(people["caseworker"])
    lock("2026-Q1", date(2026, 7, 6))
    resplit(award, date(2026, 6, 1), date(2026, 8, 3))
    lock("2026-Q2", date(2026, 10, 5))

    (row,) = opened("2026-Q3")[1].amounts

    assert [row[f"{payer}_adjustment_pence"] for payer in KENT_SHARES] == [0, 0, 0]


def test_a_quarter_that_is_not_next_to_a_locked_one_carries_nothing(people):
    award = make_award(people["caseworker"])
    lock("2026-Q1", date(2026, 7, 6))
    resplit(award, date(2026, 6, 1), date(2026, 8, 3))

    (row,) = opened("2026-Q3")[1].amounts

    assert [row[f"{payer}_adjustment_pence"] for payer in KENT_SHARES] == [0, 0, 0]


def test_the_same_moment_gives_the_same_figures(people):
    make_award(people["caseworker"])

    first, second = opened("2026-Q1")[0], opened("2026-Q1")[0]

    assert rows_of(first) == rows_of(second)
    assert first["Notes"]["B7"].value == day(2026, 11, 22, 9)


@pytest.mark.parametrize("count", [1, 3])
def test_the_workbook_asks_the_same_number_of_questions_however_many_awards(
    people, count, django_assert_num_queries
):
    for _number in range(count):
        make_award(people["caseworker"])

    with django_assert_num_queries(6):
        quarter_workbook(source("2026-Q1"))
