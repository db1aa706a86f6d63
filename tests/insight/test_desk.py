"""Whose move it is: what stands on whose desk, and what does not."""

from datetime import date, datetime, timedelta

import pytest
from django.http import QueryDict

from accounts import actions as accounts
from accounts.models import User
from accounts.rules.roles import Role
from casework import drafts
from casework.clock import LONDON
from insight.presenters.my_work import greeting
from insight.queries import desk
from insight.queries.desk import Desk
from insight.queries.lateness import TeamLateness, lateness_by_team
from people.actions.cases import open_case
from people.models import Case
from tests.conftest import act_on
from tests.factories.people import DAY, make_authority, make_child, make_user, open_to
from tests.factories.streams import make_clock

pytestmark = pytest.mark.django_db
TODAY = date(2025, 10, 6)


@pytest.fixture
def authority():
    make_authority("northshire")
    make_authority("southshire")


def a_case(owner, child=None, kind=Case.Kind.REFERRAL) -> Case:
    return open_case(
        act_on(DAY, owner),
        kind=kind,
        child=child or make_child(authority=owner.agency_id.rpartition("-")[0]),
        lead_agency=owner.agency_id,
        owner=owner,
        stage="alert",
    )


def names(clocks) -> list[str]:
    return [one.clock for one in clocks]


def test_a_duty_of_the_owner_is_on_the_owners_desk_alone(authority):
    owner, colleague = make_user(Role.CASEWORKER), make_user(Role.CASEWORKER)
    make_clock(a_case(owner).reference, TODAY, owed_by="authority")

    assert desk.to_do(Desk(owner, TODAY)).count() == 1
    assert desk.to_do(Desk(colleague, TODAY)).count() == 0
    assert desk.to_do(Desk(colleague, TODAY, "agency")).count() == 1


def test_late_begins_the_day_after_and_soon_ends_after_seven(authority):
    owner = make_user(Role.CASEWORKER)
    case = a_case(owner)
    for days in (-1, 0, 7, 8):
        make_clock(case.reference, TODAY + timedelta(days=days), clock=f"in {days}")
    place = Desk(owner, TODAY)

    assert names(desk.late(place)) == ["in -1"]
    assert names(desk.soon(place)) == ["in 0", "in 7"]
    assert names(desk.to_do(place)) == ["in -1", "in 0", "in 7", "in 8"]


def test_what_is_done_stopped_or_a_window_is_on_no_desk(authority):
    owner = make_user(Role.CASEWORKER)
    case = a_case(owner)
    make_clock(case.reference, TODAY, met_on=DAY)
    make_clock(case.reference, TODAY, stopped=True)
    make_clock(case.reference, TODAY, window=True)

    assert desk.to_do(Desk(owner, TODAY)).count() == 0


def test_what_others_owe_is_waited_for_by_the_owner(authority):
    owner, admin = make_user(Role.CASEWORKER), make_user(Role.PANEL_ADMIN, agency="care")
    case = a_case(owner)
    make_clock(case.reference, TODAY, clock="agenda-out", owed_by="panel-administrator")
    make_clock(case.reference, TODAY, clock="return-advice", owed_by="family")

    assert names(desk.waiting(Desk(owner, TODAY))) == ["agenda-out", "return-advice"]
    assert names(desk.to_do(Desk(owner, TODAY))) == []
    assert names(desk.to_do(Desk(admin, TODAY))) == ["agenda-out"]
    assert names(desk.waiting(Desk(admin, TODAY))) == []


def test_a_duty_that_names_an_agency_is_on_its_peoples_desks_if_they_see_the_case(authority):
    owner, health = make_user(Role.CASEWORKER), make_user(Role.CASEWORKER, agency="icb")
    case = a_case(owner)
    make_clock(case.reference, TODAY, owed_by="health")
    before = desk.to_do(Desk(health, TODAY)).count()

    open_to(case.child, "northshire-icb")

    assert (before, desk.to_do(Desk(health, TODAY)).count()) == (0, 1)


def test_an_agencys_part_falls_to_the_owner_where_the_agency_leads(authority):
    owner, colleague = make_user(Role.CASEWORKER), make_user(Role.CASEWORKER)
    finance = make_user(Role.FINANCE)
    make_clock(a_case(owner, kind=Case.Kind.AWARD).reference, TODAY, owed_by="education")

    on_desks = [desk.to_do(Desk(user, TODAY)).count() for user in (owner, colleague, finance)]

    assert on_desks == [1, 0, 0]
    assert desk.to_do(Desk(colleague, TODAY, "agency")).count() == 1


def test_an_agencys_part_is_for_its_caseworkers_where_another_leads(authority):
    case = a_case(make_user(Role.CASEWORKER), kind=Case.Kind.AWARD)
    open_to(case.child, "northshire-care")
    make_clock(case.reference, TODAY, owed_by="care")
    worker, chair = (make_user(role, agency="care") for role in (Role.CASEWORKER, Role.CHAIR))

    assert desk.to_do(Desk(worker, TODAY)).count() == 1
    assert desk.to_do(Desk(chair, TODAY)).count() == 0


def test_a_stream_that_is_no_case_is_minded_by_whoever_it_was_given_to(authority):
    admin = make_user(Role.PANEL_ADMIN)
    make_clock("M-2025-00001-X", TODAY, owed_by="panel-administrator")

    assert desk.to_do(Desk(admin, TODAY)).count() == 0
    assert desk.to_do(Desk(admin, TODAY, streams=["M-2025-00001-X"])).count() == 1


def test_the_widest_desk_reaches_no_further_than_sight(authority):
    manager = make_user(Role.MANAGER)
    make_clock(a_case(make_user(Role.CASEWORKER)).reference, TODAY, clock="north")
    south = make_user(Role.CASEWORKER, authority="southshire")
    make_clock(a_case(south).reference, TODAY, clock="south")

    assert names(desk.to_do(Desk(manager, TODAY, "authority"))) == ["north"]


def test_counts_count_their_lists(authority):
    owner = make_user(Role.CASEWORKER)
    case = a_case(owner)
    for days, owes in ((-2, "authority"), (-1, "authority"), (1, "authority"), (-1, "family")):
        make_clock(case.reference, TODAY + timedelta(days=days), owed_by=owes)
    drafts.save(act_on(DAY, owner), "referrals.costs", case.reference, QueryDict("a=1"))

    assert desk.counts(Desk(owner, TODAY)) == desk.Counts(late=2, soon=1, waiting=1, drafts=1)


def of_team(team: str) -> User:
    username = f"officer-of-{team.lower()}"
    accounts.add_person(
        act_on(DAY), username=username, name=username, agency_id="northshire-sen", team=team
    )
    accounts.give_role(act_on(DAY), username=username, role=Role.CASEWORKER, authority="northshire")
    return User.objects.get(username=username)


def test_lateness_by_team_tells_how_it_was(authority):
    east, west = a_case(of_team("East")).reference, a_case(of_team("West")).reference
    make_clock(east, TODAY - timedelta(days=1))
    make_clock(east, TODAY - timedelta(days=40))
    make_clock(west, TODAY - timedelta(days=40), met_on=TODAY - timedelta(days=10))
    make_clock(west, TODAY - timedelta(days=40), stopped=True)

    found = lateness_by_team(make_user(Role.MANAGER), TODAY)

    assert found == [TeamLateness("East", (2, 1, 1)), TeamLateness("West", (0, 0, 1))]


@pytest.mark.parametrize(
    ("hour", "words"), [(9, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_a_greeting_fits_the_hour_in_london(hour, words):
    assert greeting(datetime(2025, 7, 1, hour, tzinfo=LONDON)) == words
