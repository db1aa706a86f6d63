from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from casework import clock
from casework.models import AccessLog
from funding import actions as funding
from funding.models import LockedAmount, QuarterLock
from funding.rules.awards import Decision
from tests.conftest import act_on
from tests.factories.funding import make_award, make_people

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def ask(client):
    def page(person, name, *args, post=None, **query):
        client.force_login(person)
        address = reverse(f"insight:{name}", args=args)
        return client.post(address, post) if post is not None else client.get(address, query)

    return page


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("finance", [200, 200, 200, 200]),
        ("manager", [200, 200, 200, 403]),
        ("caseworker", [403, 403, 403, 403]),
        ("icb", [403, 403, 403, 403]),
    ],
)
def test_who_may_see_take_away_and_lock_a_quarter(people, ask, who, statuses):
    pages = [
        ("quarters",),
        ("quarter", "2026-Q2"),
        ("quarter_file", "2026-Q2"),
        ("lock_quarter", "2026-Q2"),
    ]

    assert [ask(people[who], *page).status_code for page in pages] == statuses


@pytest.mark.parametrize("page", ["quarter", "quarter_file", "lock_quarter"])
def test_another_authoritys_quarter_and_no_quarter_are_not_there(people, ask, page):
    make_people("southshire")

    statuses = [
        ask(people["finance"], page, "2026-Q2", authority="southshire").status_code,
        ask(people["finance"], page, "2026-Q5").status_code,
    ]

    assert statuses == [404, 404]


def test_a_quarter_shows_what_each_agency_owes_and_what_changed(people, ask):
    award = make_award(people["caseworker"])

    page = ask(people["finance"], "quarter", "2026-Q1")

    quarter = page.context["quarter"]
    assert quarter.agencies.rows == [
        ["Northshire sen", "£19,446.57", "£0.00", "£19,446.57"],
        ["Northshire care", "£24,632.32", "£0.00", "£24,632.32"],
        ["Northshire icb", "£7,778.63", "£0.00", "£7,778.63"],
    ]
    assert quarter.agencies.foot == ["All", "£51,857.52", "£0.00", "£51,857.52"]
    assert [row[1] for row in quarter.changes.rows] == [["New"]]
    assert AccessLog.objects.get().references == [award.case.reference]


def test_the_workbook_is_taken_away_under_its_name(people, ask):
    award = make_award(people["caseworker"])

    answer = ask(people["finance"], "quarter_file", "2026-Q1")

    book = load_workbook(BytesIO(answer.content), data_only=True)
    assert book["Placements"]["A4"].value == award.case.reference
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="joint-funding-northshire-2026-Q1.xlsx"'
    )
    assert AccessLog.objects.get().what == "insight.quarter_file"


@pytest.mark.rule("KENT-114")
def test_a_locked_quarter_gives_the_workbook_that_was_kept(people, ask):
    award = make_award(people["caseworker"])
    before = ask(people["finance"], "quarter_file", "2026-Q1").content

    locked = ask(people["finance"], "lock_quarter", "2026-Q1", post={"sure": "on"})
    funding.revise_award(
        act_on(date(2026, 11, 23)),
        award_reference=award.case.reference,
        decision=Decision({"education": 208_000_00}, date(2026, 5, 1), "C-2026-00001-W"),
    )

    after = ask(people["finance"], "quarter_file", "2026-Q1").content
    assert locked.status_code == 302
    assert after == before
    assert QuarterLock.objects.get().locked_by_name == people["finance"].name
    assert LockedAmount.objects.get().education_pence == 19_446_57


@pytest.mark.parametrize(
    ("name", "code"), [("2026-Q3", "is not over"), ("2025-Q4", "is locked already")]
)
def test_a_quarter_that_cannot_be_locked_says_why(people, ask, name, code):
    ask(people["finance"], "lock_quarter", "2026-Q1", post={"sure": "on"})

    page = ask(people["finance"], "lock_quarter", name, post={"sure": "on"})

    assert code in page.context["form"].non_field_errors()[0]
    assert QuarterLock.objects.count() == 1


def test_locking_needs_to_be_meant(people, ask):
    page = ask(people["finance"], "lock_quarter", "2026-Q1", post={"form_key": "one"})

    assert list(page.context["form"].errors) == ["sure"]
    assert QuarterLock.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_quarter_asks_the_same_number_of_questions(
    people, client, django_assert_num_queries, count
):
    for _number in range(count):
        make_award(people["caseworker"])
    client.force_login(people["finance"])
    address = reverse("insight:quarter", args=["2026-Q1"])
    client.get(address)

    with django_assert_num_queries(12):
        client.get(address)
