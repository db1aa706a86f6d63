"""The list of referrals: its filters, and as many queries for three rows as for one."""

import pytest
from django.urls import reverse

from casework.models import AccessLog
from tests.factories.people import make_child
from tests.factories.referrals import (
    answer,
    make_cast,
    raise_one,
    share,
)

pytestmark = pytest.mark.django_db

LIST = reverse("referrals:list")


@pytest.fixture
def cast():
    return make_cast()


def references(response):
    return [row[0].text for row in response.context["table"].rows]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_queries_for_any_number_of_rows(
    client, cast, rows, django_assert_num_queries
):
    for _ in range(rows):
        raise_one(cast)
    client.force_login(cast.sen)
    client.get(LIST)

    with django_assert_num_queries(7):
        response = client.get(LIST)

    assert len(references(response)) == rows


@pytest.mark.parametrize("agencies", [1, 3])
def test_overview_asks_the_same_number_of_queries_for_any_number_of_answers(
    client, cast, agencies, django_assert_num_queries
):
    reference = share(cast, raise_one(cast))
    for short in ("sen", "care", "icb")[:agencies]:
        answer(cast, reference, short, 100_00)
    client.force_login(cast.sen)
    client.get(reverse("referrals:show", args=[reference]))

    with django_assert_num_queries(19):
        client.get(reverse("referrals:show", args=[reference]))


def test_list_is_narrowed_by_what_stands_in_the_address(client, cast):
    first = raise_one(cast, make_child(given_names="Ada", family_name="Byron"))
    second = share(cast, raise_one(cast, make_child(given_names="Ben", family_name="Lee")))
    client.force_login(cast.sen)

    found = {
        query: references(client.get(LIST, query_params=dict([query])))
        for query in [
            ("stage", "alert"),
            ("stage", "open"),
            ("initials", "BL"),
            ("initials", "a"),
            ("owner", "mine"),
            ("agency", "northshire-icb"),
        ]
    }

    assert found == {
        ("stage", "alert"): [first],
        ("stage", "open"): [second, first],
        ("initials", "BL"): [second],
        ("initials", "a"): [first],
        ("owner", "mine"): [second, first],
        ("agency", "northshire-icb"): [second, first],
    }


def test_list_shows_to_each_agency_what_it_may_see(client, cast):
    reference = raise_one(cast, consented=["northshire-care"], refused=["northshire-icb"])
    raise_one(make_cast("southshire"))
    seen = {}

    for user in cast.everyone:
        client.force_login(user)
        seen[user] = references(client.get(LIST))

    assert seen == {cast.sen: [reference], cast.care: [reference], cast.icb: []}


def test_reading_the_list_is_logged_with_what_it_showed(client, cast):
    reference = raise_one(cast)
    client.force_login(cast.sen)

    client.get(LIST)

    log = AccessLog.objects.latest("pk")
    assert (log.what, log.references) == ("referrals.list", [reference])


def test_part_of_the_list_alone_for_htmx(client, cast):
    raise_one(cast)
    client.force_login(cast.sen)

    page = client.get(LIST, headers={"HX-Request": "true"}).content.decode()

    assert page.strip().startswith('<div id="referrals">')
