"""What EHC cases put on an adviser's desk."""

from datetime import date

import pytest

from accounts.rules.roles import Role
from ehcp.presenters.desk import advice_asked_of
from ehcp.rules.advice import Head
from tests.factories import ehcp as factory
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db


def test_advice_asked_of_somebody_is_on_their_desk_with_its_date_until_it_comes():
    make_authority()
    adviser = make_user(Role.ADVISER, username="ada-adviser")
    ehc = factory.make_assessment(ask=(Head.PSYCHOLOGY,), emails={Head.PSYCHOLOGY: adviser.email})

    (row,) = advice_asked_of(adviser, factory.LATER)
    factory.answer_all(ehc)

    assert row.title.startswith("Give advice: ")
    assert ehc.case.reference in row.about
    assert ehc.case.child.family_name not in row.about
    assert row.due_on == date(2025, 11, 24)
    assert advice_asked_of(adviser, factory.LATER) == []


def test_advice_asked_of_another_is_not():
    make_authority()
    factory.make_assessment(ask=(Head.PSYCHOLOGY,))

    assert advice_asked_of(make_user(Role.ADVISER), factory.LATER) == []
