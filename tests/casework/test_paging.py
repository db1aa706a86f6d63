"""Pages of a list: which rows, which links, and no query too many."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory

from casework.paging import page

pytestmark = pytest.mark.django_db


def ordered():
    return ContentType.objects.order_by("pk")


def asked(query: str, per_page: int = 3):
    return page(RequestFactory().get(f"/list/?{query}"), ordered(), per_page)


def test_page_holds_its_rows_and_says_which_they_are():
    everything = list(ordered())

    second = asked("page=2")

    assert list(second) == everything[3:6]
    assert (second.first, second.last, second.total) == (4, 6, len(everything))


@pytest.mark.parametrize("typed", ["", "x", "0", "-1", "1" * 30, "²"])
def test_what_is_no_page_is_the_first(typed):
    assert asked(f"page={typed}").number == 1


def test_page_past_the_end_is_the_last():
    assert asked("page=9999").number == asked("").pages


def test_links_keep_the_filter():
    middle = asked("stage=draft&page=2&word=a%26b")

    assert middle.previous_href == "?stage=draft&page=1&word=a%26b"
    assert middle.next_href == "?stage=draft&page=3&word=a%26b"


def test_pages_far_away_are_left_out():
    numbers = [link.number for link in asked("page=5", per_page=1).links]

    assert numbers[:6] == [1, 0, 4, 5, 6, 0]


def test_page_takes_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        list(asked("page=2"))


def test_empty_list_has_one_page():
    nothing = page(RequestFactory().get("/"), ContentType.objects.none(), 3)

    assert (nothing.pages, nothing.first, nothing.last, len(nothing)) == (1, 0, 0, 0)
