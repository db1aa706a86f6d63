"""The first page: who sees what on it, and what it costs."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from accounts.rules.roles import Role
from casework import clock, slots
from casework.desk import Notice, Stream, ToDo
from casework.models import AccessLog
from tests.conftest import act_on
from tests.factories.people import make_authority, make_child, make_user
from tests.factories.streams import make_clock
from tests.insight.test_desk import a_case

pytestmark = pytest.mark.django_db
TODAY = date(2025, 10, 6)


@pytest.fixture(autouse=True)
def world(monkeypatch):
    make_authority()
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(clock, "now", lambda: act_on(TODAY).at)
    monkeypatch.setattr(slots, "_slots", defaultdict(list))


@pytest.fixture
def owner(client):
    user = make_user(Role.CASEWORKER, username="olive-officer")
    client.force_login(user)
    return user


def fill(**rows):
    """Fill slots of my work with rows, as the apps above would."""
    for name, found in rows.items():
        slots.register(f"my_work.{name}", lambda found=found, **about: found)


def test_it_says_what_is_to_be_done_for_whom_and_by_when(client, owner):
    case = a_case(owner, make_child(given_names="Robin", family_name="Sample"))
    make_clock(case.reference, date(2025, 10, 13), label="Tell the family")

    page = client.get("/").content.decode()

    for words in ("Good morning", "Tell the family", case.reference, "Monday 13 October 2025"):
        assert words in page
    assert ("RS" in page, "Robin" in page) == (True, False)
    assert AccessLog.objects.get().references == [case.reference]


def test_a_count_leads_to_its_list(client, owner):
    case = a_case(owner)
    make_clock(case.reference, TODAY - timedelta(days=3), label="A late thing")
    make_clock(case.reference, TODAY + timedelta(days=3), label="A coming thing")

    late = client.get("/", {"whose": "mine", "show": "late"}).content.decode()
    nonsense = client.get("/", {"whose": "everybody", "show": "all"}).content.decode()

    assert ("A late thing" in late, "A coming thing" in late) == (True, False)
    assert "3 days late" in late
    assert ("A late thing" in nonsense, "A coming thing" in nonsense) == (True, True)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_it_asks_the_database_as_often_for_one_row_as_for_thirty(
    client, owner, rows, django_assert_num_queries
):
    for number in range(rows):
        make_clock(a_case(owner).reference, TODAY + timedelta(days=number))
    client.get("/")

    with django_assert_num_queries(12):
        client.get("/")


@pytest.mark.parametrize(
    ("role", "first", "then"),
    [
        (Role.CHAIR, "The next panel", "To endorse or sign"),
        (Role.PANEL_ADMIN, "The next panel", "Waiting on others"),
        (Role.FINANCE, "The quarter", "To endorse or sign"),
        (Role.MANAGER, "Late by team", "Waiting on others"),
        (Role.CASEWORKER, "Waiting on others", "The next panel"),
    ],
)
def test_each_role_sees_first_what_its_work_needs(client, role, first, then):
    fill(
        next_panel=[Notice("The next panel", ["Tuesday"], "/panels/")],
        quarter=[Notice("The quarter", ["Open"], "/funding/")],
        to_sign=[ToDo("Endorse the note", "RS, R-2025-00001-X", "/panels/")],
    )
    client.force_login(make_user(role))

    page = client.get("/").content.decode()

    assert 0 < page.index(first) < page.index(then)


def test_an_adviser_sees_what_was_asked_and_nothing_else(client):
    fill(asked=[ToDo("Give advice", "RS, E-2025-00001-X", "/ehc/", due_on=TODAY)])
    client.force_login(make_user(Role.ADVISER))

    page = client.get("/").content.decode()

    assert ("Give advice" in page, "Monday 6 October 2025" in page) == (True, True)
    assert "Waiting on others" not in page


def test_a_meetings_duty_is_called_by_the_meetings_name(client):
    make_clock("M-2025-00001-X", TODAY, owed_by="panel-administrator", label="Send the agenda")
    fill(streams=[Stream("M-2025-00001-X", "JRAP of 2 December")])
    client.force_login(make_user(Role.PANEL_ADMIN))

    page = client.get("/").content.decode()

    assert ("Send the agenda" in page, "JRAP of 2 December" in page) == (True, True)
