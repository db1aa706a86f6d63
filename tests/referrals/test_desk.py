"""What referrals put on somebody's desk."""

from datetime import date

import pytest

from accounts.rules.roles import Role
from referrals.presenters.desk import asked_of
from tests.factories.people import make_user
from tests.factories.referrals import (
    answer,
    make_cast,
    make_complete,
    raise_one,
    share,
    submit,
    write_part_2,
)

pytestmark = pytest.mark.django_db

TODAY = date(2025, 10, 21)


@pytest.fixture
def cast():
    return make_cast()


def titles(user):
    return [to_do.title for to_do in asked_of(user, TODAY)]


@pytest.mark.rule("KENT-039")
def test_an_alert_waits_for_the_administrator_alone(cast):
    raise_one(cast)

    desks = [titles(user) for user in (cast.admin, cast.sen, cast.care)]

    assert desks == [["Share the alert"], [], []]


@pytest.mark.rule("KENT-042", "KENT-011")
def test_each_agency_is_told_what_it_owes_until_it_has_answered(cast):
    reference = share(cast, raise_one(cast))
    first = titles(cast.care)
    write_part_2(cast, reference)
    second = titles(cast.care)
    answer(cast, reference, "care", 98_800_00)

    assert first == ["Send your assessment", "Give your agency’s view"]
    assert second == ["Send your assessment", "Give your agency’s view", "Confirm your share"]
    assert titles(cast.care) == []


def test_a_desk_says_which_case_by_reference_and_initials(cast):
    reference = share(cast, raise_one(cast))

    (assessment, _view) = asked_of(cast.care, TODAY)

    assert assessment.about == f"{reference}, RS"
    assert assessment.why == "asked on 2 September 2025"


def test_part_2_waits_for_its_referrer_until_it_is_submitted(cast):
    reference = make_complete(cast)
    before = titles(cast.sen)
    submit(cast, reference)

    assert (before, titles(cast.sen)) == (["Write part 2"], [])


def test_somebody_whose_agency_was_refused_is_asked_nothing(cast):
    share(cast, raise_one(cast, consented=["northshire-care"], refused=["northshire-icb"]))

    assert titles(cast.icb) == []


def test_somebody_who_gives_no_views_is_asked_for_none(cast):
    share(cast, raise_one(cast))

    assert titles(make_user(Role.FINANCE, agency="care")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_a_desk_takes_the_same_queries_for_any_number_of_rows(
    cast, rows, django_assert_num_queries
):
    for _ in range(rows):
        share(cast, raise_one(cast))
    titles(cast.care)

    with django_assert_num_queries(2):
        titles(cast.care)
