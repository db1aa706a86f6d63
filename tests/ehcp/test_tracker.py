"""The progress tracker: every request with its stage, week, next due date, owner, late advice."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from casework import clock
from casework.models import AccessLog
from ehcp import actions
from ehcp.models import EhcCase
from ehcp.presenters import tracker_table
from ehcp.rules.advice import Head
from ehcp.rules.decisions import Outcome
from tests.factories.ehcp import (
    DECIDED,
    act_of,
    answer_all,
    decide,
    make_assessment,
    make_coordinator,
    make_draft,
    make_final,
    make_request,
)
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 11, 26, 12, tzinfo=ZoneInfo("Europe/London"))
TODAY = NOON.date()
LIST = "/ehc/"


@pytest.fixture(autouse=True)
def the_day():
    make_authority("northshire")
    make_authority("southshire")
    with clock.read_from(lambda: NOON):
        yield


def tracked(user, today=TODAY):
    return EhcCase.objects.visible_to(user).with_progress(today).for_list()


def listed(client, user, **query):
    client.force_login(user)
    page = client.get(LIST, query).content.decode()
    return {ehc.case.reference for ehc in EhcCase.objects.all() if ehc.case.reference in page}


def reference(ehc):
    return ehc.case.reference


@pytest.mark.rule("SUT-092", "SUT-084")
def test_each_case_says_what_is_due_next_and_how_much_advice_is_late():
    owner = make_coordinator()
    asked = make_assessment(owner=owner, ask=[Head.HEALTH, Head.PSYCHOLOGY, Head.FAMILY])
    requested = make_request(owner=owner)

    rows = {row.case.reference: row for row in tracked(owner)}

    first, second = rows[reference(requested)], rows[reference(asked)]
    assert (first.next_clock, first.next_due_on) == ("decide-whether-to-assess", date(2025, 10, 13))
    assert (first.advice_waiting, first.advice_late) == (0, 0)
    assert (second.next_clock, second.next_due_on) == ("tell-others", date(2025, 10, 13))
    assert (second.advice_waiting, second.advice_late) == (3, 2)


def test_a_case_that_owes_nothing_comes_last():
    owner = make_coordinator()
    refused = decide(make_request(owner=owner), Outcome.NO_ASSESSMENT)
    for_others = [("assessment", "icb"), ("assessment", "care")]
    tell(refused, for_others)
    requested = make_request(owner=owner)

    order = [row.case.reference for row in tracked(owner)]

    assert order == [reference(requested), reference(refused)]


def tell(ehc, told):
    for occasion, recipient in told:
        actions.tell_others(
            act_of(ehc),
            reference=reference(ehc),
            occasion=occasion,
            recipients=[recipient],
            on=DECIDED,
        )


@pytest.mark.rule("SUT-092")
def test_the_filter_is_in_the_address(client):
    owner, other = make_coordinator(), make_coordinator()
    requested = make_request(owner=owner)
    waiting = make_assessment(owner=other, ask=[Head.HEALTH])
    answered = answer_all(make_assessment(owner=owner, ask=[Head.PSYCHOLOGY]))
    withdrawn = decide(make_request(owner=owner), Outcome.NO_ASSESSMENT)
    everything = {reference(e) for e in (requested, waiting, answered, withdrawn)}

    assert listed(client, owner) == everything
    assert listed(client, owner, stage="open") == everything - {reference(withdrawn)}
    assert listed(client, owner, stage="requested") == {reference(requested)}
    assert listed(client, owner, owner=str(other.pk)) == {reference(waiting)}
    assert listed(client, owner, late="advice") == {reference(waiting)}
    assert listed(client, owner, head="health") == {reference(waiting)}
    assert listed(client, owner, head="psychology") == set()


@pytest.mark.parametrize("query", [{"stage": "nonsense"}, {"owner": "999999"}, {"page": "x"}])
def test_a_filter_that_cannot_be_is_not_a_fault(client, query):
    owner = make_coordinator()
    client.force_login(owner)

    assert client.get(LIST, query).status_code == 200


def test_each_sees_the_cases_of_their_own_authority(client):
    mine = make_request(owner=make_coordinator("northshire"))
    theirs = make_request(owner=make_coordinator("southshire"))

    manager = make_user(Role.MANAGER, authority="southshire")

    assert listed(client, mine.case.owner) == {reference(mine)}
    assert listed(client, manager) == {reference(theirs)}
    assert listed(client, make_user(Role.CASEWORKER, agency="icb")) == set()


@pytest.mark.rule("SUT-092")
@pytest.mark.parametrize("cases", [1, 3])
def test_the_list_takes_as_many_queries_for_three_cases_as_for_one(
    client, cases, django_assert_num_queries
):
    owner = make_coordinator()
    for _one in range(cases):
        make_assessment(owner=owner, ask=[Head.HEALTH])
    client.force_login(owner)
    client.get(LIST)

    with django_assert_num_queries(7):
        client.get(LIST)


@pytest.mark.parametrize("advisers", [1, 3])
def test_the_page_of_a_case_takes_as_many_queries_for_three_advisers_as_for_one(
    client, advisers, django_assert_num_queries
):
    ehc = make_assessment(ask=list(Head)[1 : advisers + 1])
    client.force_login(ehc.case.owner)
    path = reverse("ehcp:show", args=[reference(ehc)])
    client.get(path)

    with django_assert_num_queries(15):
        client.get(path)


def test_opening_the_list_is_logged_with_every_case_it_showed(client):
    ehc = make_request()
    client.force_login(ehc.case.owner)

    client.get(LIST)

    assert AccessLog.objects.get().references == [reference(ehc)]


def test_htmx_is_answered_with_the_rows_alone(client):
    ehc = make_request()
    client.force_login(ehc.case.owner)

    page = client.get(LIST)
    part = client.get(LIST, headers={"HX-Request": "true"})

    assert reference(ehc) in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in page.headers["Vary"]


def test_rows_say_weeks_and_lateness_in_words():
    owner = make_coordinator()
    make_request(owner=owner)

    (row,) = tracker_table(tracked(owner), TODAY).rows

    assert row[1].text == "Requested"
    assert row[2] == "13"
    assert row[3][1] == "Monday 13 October 2025"
    assert (row[3][2].text, row[3][2].colour) == ("44 days late", "red")


def test_a_draft_and_a_final_plan_are_tracked_too(client):
    owner = make_coordinator()
    drafted, final = make_draft(owner=owner), make_final(owner=owner)

    assert listed(client, owner, stage="with the family") == {reference(drafted)}
    assert listed(client, owner, stage="final") == {reference(final)}
