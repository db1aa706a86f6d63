from datetime import timedelta

import pytest
from django.http import Http404
from django.test import RequestFactory

from accounts.rules.roles import Role
from casework.models import AccessLog
from people import doors
from people.actions import network, sight
from people.actions.cases import lock_case, open_case
from people.models import Case, Child
from tests.conftest import act_on
from tests.factories.people import DAY, make_authority, make_child, make_user, open_to

pytestmark = pytest.mark.django_db


def case_of(owner, child, kind=Case.Kind.REFERRAL):
    return open_case(
        act_on(DAY), kind=kind, child=child, lead_agency=owner.agency_id, owner=owner, stage="alert"
    )


@pytest.fixture
def people():
    make_authority("northshire")
    make_authority("southshire")
    return {
        "owner": make_user(Role.CASEWORKER, agency="sen"),
        "colleague": make_user(Role.CASEWORKER, agency="sen"),
        "health": make_user(Role.CASEWORKER, agency="icb"),
        "admin": make_user(Role.PANEL_ADMIN, agency="care"),
        "stranger": make_user(Role.CASEWORKER, agency="sen", authority="southshire"),
    }


def seers(people, case):
    return {name for name, user in people.items() if case in Case.objects.visible_to(user)}


@pytest.mark.rule("KENT-040")
def test_health_sees_a_referral_only_while_consent_covers_it(people):
    case = case_of(people["owner"], make_child())
    other = case_of(people["owner"], make_child())
    before = seers(people, case)

    open_to(case.child, "northshire-icb")
    during = seers(people, case)
    network.withdraw_consent(
        act_on(DAY), child_reference=case.child.reference, agency="northshire-icb"
    )

    assert before == {"owner", "colleague", "admin"}
    assert during == before | {"health"}
    assert seers(people, case) == before
    assert seers(people, other) == before


def test_a_restricted_case_is_seen_by_its_owner_and_those_named(people):
    case = case_of(people["owner"], make_child())
    Case.objects.filter(pk=case.pk).update(is_restricted=True)

    sight.give_sight(
        act_on(DAY),
        reference=case.reference,
        user_ids=[people["stranger"].pk],
        why="named",
        until=DAY,
    )

    assert seers(people, case) == {"owner", "stranger"}
    sight.end_sights(act_on(DAY + timedelta(days=1)))
    assert seers(people, case) == {"owner"}


def test_who_sees_a_case_sees_the_child(people):
    case = case_of(people["owner"], make_child())
    make_child()

    assert list(Child.objects.visible_to(people["colleague"])) == [case.child]
    assert list(Child.objects.visible_to(people["stranger"])) == []


def test_the_door_answers_alike_for_hidden_and_missing_and_logs_both(people):
    case = case_of(people["owner"], make_child())
    request = RequestFactory().get("/")
    request.user = people["stranger"]

    for reference in (case.reference, "R-2025-99999-X"):
        with pytest.raises(Http404):
            doors.read(request, reference, "test")
    request.user = people["owner"]
    assert doors.read(request, case.reference, "test") == case

    log = AccessLog.objects.order_by("pk").values_list("references", "allowed")
    assert list(log) == [
        ([case.reference], False),
        (["R-2025-99999-X"], False),
        ([case.reference], True),
    ]


def test_a_stale_revision_is_refused(people):
    case = case_of(people["owner"], make_child())
    lock_case(act_on(DAY), case.reference, revision=1)

    with pytest.raises(Exception, match="Somebody else has changed this case"):
        lock_case(act_on(DAY), case.reference, revision=1)
