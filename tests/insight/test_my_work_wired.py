"""The first page with every slot filled by its app: what it costs, however much there is."""

from datetime import timedelta

import pytest

from casework import clock
from tests.factories import referrals as factory
from tests.factories.referrals import VIEWED
from tests.factories.streams import make_clock
from tests.insight.test_desk import a_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_it_asks_the_database_as_often_for_one_row_as_for_thirty(
    client, monkeypatch, rows, django_assert_num_queries
):
    monkeypatch.setattr(clock, "today", lambda: VIEWED)
    cast = factory.make_cast()
    for number in range(rows):
        make_clock(a_case(cast.icb).reference, VIEWED + timedelta(days=number))
        factory.share(cast, factory.raise_one(cast))
    client.force_login(cast.icb)
    client.get("/")

    with django_assert_num_queries(18):
        page = client.get("/").content.decode()

    assert page.count("Give your agency") == rows
