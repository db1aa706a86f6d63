"""A case's clocks know its child's birth and the protocol of the panel that hears it."""

from datetime import date

import pytest

from accounts import actions as accounts
from accounts.models import Purpose
from accounts.rules.protocols import load_sections
from accounts.rules.roles import Role
from casework.clocks import Circumstances
from casework.events import publish
from casework.models import Clock
from funding.events import PlacementStarted
from people.actions.cases import open_case
from people.models import Case
from sendpanel.circumstances import circumstances_of
from tests.conftest import act_on
from tests.factories.people import make_authority, make_child, make_user

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 1)


@pytest.fixture
def case():
    code = make_authority()
    act = act_on(DAY)
    sections = load_sections("kent-jrap")
    accounts.record_protocol(
        act, code="kent-jrap", name="Kent", from_on=date(2025, 1, 1), sections=sections
    )
    accounts.adopt_protocol(
        act,
        authority=code,
        purpose=Purpose.JOINT_FUNDING,
        protocol="kent-jrap",
        from_on=date(2025, 1, 1),
    )
    owner = make_user(Role.CASEWORKER)
    return open_case(
        act,
        kind=Case.Kind.AWARD,
        child=make_child(born_on=date(2008, 9, 1)),
        lead_agency=f"{code}-sen",
        owner=owner,
        stage="started",
    )


def test_a_placement_runs_by_its_authoritys_protocol_and_its_childs_age(case):
    publish(act_on(DAY), case.reference, PlacementStarted(), on=DAY)

    rows = Clock.objects.of(case.reference).values_list("clock", "rule", "due_on")
    assert sorted(rows, key=str) == [
        ("adult-care-alert", "KENT-005", None),
        ("agency-review", "KENT-019", date(2026, 9, 1)),
        ("agency-review", "KENT-019", date(2026, 9, 1)),
        ("agency-review", "KENT-019", date(2026, 9, 1)),
        ("full-review", "KENT-107", date(2026, 9, 1)),
    ]


def test_what_is_no_case_has_no_circumstances():
    assert circumstances_of("M-2025-00001-X", DAY) == Circumstances()
