"""What funding puts on the first page."""

from datetime import date

import pytest

from casework.desk import Notice
from funding.presenters.desk import quarter_state
from tests.factories import funding as factory
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 1)


def test_the_quarters_state_is_told_to_who_may_take_its_workbook():
    people = factory.make_people()

    assert quarter_state(people["finance"], TODAY) == [
        Notice(
            title="The quarter: January to March 2026",
            lines=[
                "It ends in 58 days.",
                "The quarter before, October to December 2025, is not locked yet.",
            ],
            href="/funding/quarters/",
            link_text="See quarters and what changed",
        )
    ]
    assert quarter_state(make_user(), TODAY) == []
