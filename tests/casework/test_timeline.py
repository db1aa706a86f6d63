from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from casework import timeline
from casework.events import Fact, publish
from casework.models import Event
from tests.conftest import act_on

DAY = date(2025, 9, 1)


@dataclass(frozen=True, kw_only=True)
class Weighed(Fact):
    kind: ClassVar[str] = "test.weighed"
    says: ClassVar[str] = "{by} put {weekly_pence} on {on}, {kept}, {missing_yet}"

    by: list[str]
    weekly_pence: int
    on: date
    kept: bool
    missing_yet: str | None = None


def an_event(**columns):
    return Event(kind="test.weighed", on=DAY, at=act_on(DAY).at, **columns)


@pytest.mark.django_db
def test_a_line_says_its_fact_in_words():
    event = publish(
        act_on(DAY),
        "R-2025-00001-X",
        Weighed(by=["northshire-icb", "SEN"], weekly_pence=400_000, on=date(2027, 2, 3), kept=True),
    )

    (line,) = timeline.lines([event], {"northshire-icb": "Northshire ICB"})

    assert line.says == (
        "Northshire ICB and SEN put £4,000.00 on 3 February 2027, yes, not recorded"
    )
    assert (line.who, line.on, line.document) == ("SEND Panel", DAY, "")


def test_a_kind_nobody_knows_is_shown_by_name():
    event = Event(kind="nsm.held_by_post", data={"by": "x"}, on=DAY, at=act_on(DAY).at)

    assert timeline.lines([event])[0].says == "Next steps meeting: held by post"


def test_a_fact_whose_data_are_gone_is_shown_by_name():
    assert timeline.lines([an_event(data={})])[0].says == "Test: weighed"


def test_a_line_carries_the_document_it_speaks_of():
    assert timeline.lines([an_event(data={"document": "D-1"})])[0].document == "D-1"
