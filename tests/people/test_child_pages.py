"""What a child's pages say."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from casework import clock, slots
from casework.components import Table
from casework.models import Event
from people import doors
from people.actions import children
from people.actions.cases import open_case
from people.models import Case, Child
from people.permissions import verbs_on_child
from tests.conftest import act_on
from tests.factories.people import DAY, make_authority, make_user, open_to
from tests.factories.streams import make_clock, make_document, make_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, monkeypatch):
    make_authority()
    monkeypatch.setattr(clock, "today", lambda: date(2025, 10, 6))
    user = make_user(Role.CASEWORKER, username="olive-officer")
    client.force_login(user)
    return user


@pytest.fixture
def child(officer):
    reference = children.add_child(
        act_on(DAY, officer),
        authority="northshire",
        given_names="Robin",
        family_name="Sample",
        born_on=date(2011, 5, 3),
        nhs_number="943 476 5919",
        address="1 Secret Street",
        is_address_hidden=True,
    )
    return Child.objects.get(reference=reference)


def a_case(child, owner) -> Case:
    return open_case(
        act_on(DAY, owner),
        kind=Case.Kind.REFERRAL,
        child=child,
        lead_agency=owner.agency_id,
        owner=owner,
        stage="alert",
    )


def page_of(client, name, child, **query):
    answer = client.get(reverse(f"people:{name}", args=[child.reference]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_identity_bar_says_who_and_warns(client, child):
    children.record_legal_status(
        act_on(DAY), child_reference=child.reference, status="care-order", from_on=date(2025, 2, 4)
    )

    page = page_of(client, "child", child)

    for words in (
        "Robin Sample",
        "3 May 2011 (14)",
        "943 476 5919",
        "In care since 4 February 2025",
    ):
        assert words in page
    assert "Address withheld" in page
    assert "Secret Street" not in page
    assert f"<title>Overview – RS, {child.reference} – SEND Panel</title>" in page


def test_the_overview_says_what_happens_next_and_why(client, child, officer):
    case = a_case(child, officer)
    make_clock(case.reference, date(2025, 10, 13))
    make_clock(case.reference, date(2025, 10, 3), clock="agenda-out")
    make_clock(case.reference, date(2025, 10, 1), met_on=date(2025, 9, 30), clock="done-already")

    page = page_of(client, "child", child)

    assert "Monday 13 October 2025" in page
    assert "in 7 days" in page
    assert "3 days late" in page
    assert "SI 2014/1530 reg 5(1)" in page
    assert "Six weeks from 1 September 2025 end on 13 October 2025." in page
    assert "Done already" not in page


def test_a_case_out_of_sight_leaves_no_trace_on_any_page(client, child, officer):
    hidden = a_case(child, make_user(Role.CASEWORKER, agency="care"))
    open_to(child, "northshire-sen")
    Case.objects.filter(pk=hidden.pk).update(is_restricted=True)
    children.refresh_sight(child, DAY)
    make_clock(hidden.reference, date(2025, 10, 13), clock="unicorn")
    make_fact(hidden.reference, DAY, why="unicorn")
    make_document(hidden.reference, DAY, title="Unicorn report")

    for name in ("child", "child_cases", "child_timeline", "child_documents", "child_people"):
        page = page_of(client, name, child)
        assert hidden.reference not in page
        assert "nicorn" not in page


def test_the_timeline_tells_the_childs_facts_and_its_cases_in_one_list(client, child, officer):
    case = a_case(child, officer)
    make_fact(case.reference, date(2025, 9, 3), why="in the case", by=officer)

    page = page_of(client, "child_timeline", child)

    assert "Sight of this case given (1): in the case" in page
    assert "by Olive Officer (Officer, Northshire sen)" in page
    assert page.index("in the case") < page.index("Record opened")


def test_the_timeline_is_narrowed_by_kind_and_by_the_day_it_stood(client, child):
    make_fact(child.reference, date(2025, 9, 3), why="third")
    make_fact(child.reference, date(2025, 9, 5), why="fifth")

    of_a_kind = page_of(client, "child_timeline", child, kind="case.sight_given")
    as_it_stood = page_of(client, "child_timeline", child, on="2025-09-03")
    wrong_day = page_of(client, "child_timeline", child, on="2025-09-31")

    assert ("third" in of_a_kind, "Record opened" in of_a_kind) == (True, False)
    assert ("third" in as_it_stood, "fifth" in as_it_stood) == (True, False)
    assert ("fifth" in wrong_day, "must be a real date" in wrong_day) == (True, True)


def test_the_timeline_comes_a_page_at_a_time(client, child):
    for day in range(1, 29):
        make_fact(child.reference, date(2025, 9, day), why=f"day {day};")

    first, second = (
        page_of(client, "child_timeline", child),
        page_of(client, "child_timeline", child, page="2"),
    )

    assert ("day 28;" in first, "day 4;" in first, "day 3;" in first) == (True, True, False)
    assert ("day 3;" in second, "Record opened" in second) == (True, True)
    assert Event.objects.filter(stream=child.reference).count() == 29


def test_part_of_the_timeline_comes_alone_for_htmx(client, child):
    url = reverse("people:child_timeline", args=[child.reference])

    part = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert part.strip().startswith('<div id="facts">')


def test_a_document_is_listed_with_its_file_and_handed_over_safely(client, child):
    document = make_document(child.reference, DAY, title="A letter")

    page = page_of(client, "child_documents", child)
    answer = client.get(reverse("people:document", args=[document.reference]))

    assert "A letter" in page and "PDF, 1 KB" in page
    assert answer.headers["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.content.startswith(b"%PDF")


def test_money_comes_from_whoever_knows_of_it(client, child, officer, monkeypatch):
    monkeypatch.setattr(slots, "_slots", {"child.money": [lambda **about: [table_of(about)]]})

    def table_of(about):
        assert (about["user"], about["child"]) == (officer, child.reference)
        return Table("Awards", ["Award", "A year"], [["A-1", "£208,000.00"]])

    assert "£208,000.00" in page_of(client, "child_money", child)


@pytest.mark.parametrize("cases", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("child", 12),
        ("child_cases", 9),
        ("child_timeline", 12),
        ("child_documents", 11),
        ("child_people", 12),
    ],
)
def test_a_page_asks_the_database_as_often_for_one_case_as_for_three(
    client, child, officer, name, queries, cases, django_assert_num_queries
):
    url = reverse(f"people:{name}", args=[child.reference])
    for day in range(1, cases + 1):
        case = a_case(child, officer)
        make_clock(case.reference, date(2025, 10, day))
        make_document(case.reference, DAY + timedelta(days=day))
        make_fact(case.reference, DAY + timedelta(days=day))
    client.get(url)

    with django_assert_num_queries(queries):
        client.get(url)


def test_doors_and_permissions_cost_a_page_two_queries_beyond_its_child_and_the_log(
    child, officer, rf, django_assert_num_queries
):
    request = rf.get("/")
    request.user = officer
    doors.read_child(request, child.reference, "warm")

    with django_assert_num_queries(2):
        opened = doors.read_child(request, child.reference, "test")
    with django_assert_num_queries(2):
        verbs_on_child(officer, opened)
