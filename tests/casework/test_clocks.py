"""Clock rows follow the facts of a stream. What each clock counts is proved in tests/rules."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from casework.events import Fact, publish
from casework.exemptions import record_exemption
from casework.models import Clock, Event
from casework.rules.errors import Refused
from casework.rules.facts import Exemption
from ehcp.events import AssessmentAgreed, RequestReceived
from tests.conftest import act_on

pytestmark = pytest.mark.django_db
RECEIVED = date(2025, 9, 1)


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Fact):
    kind = "test.note_written"
    says = "A note was written"


@pytest.fixture(autouse=True)
def _request(act):
    publish(act, "E-1", RequestReceived(source="Parent"))


def clock(name: str) -> Clock:
    return Clock.objects.get(stream="E-1", clock=name)


@pytest.mark.rule("COP-138", "COP-154")
def test_a_request_starts_its_clocks_and_a_decision_meets_the_first(act):
    due = dict(Clock.objects.of("E-1").values_list("clock", "due_on"))
    publish(act_on(date(2025, 10, 1)), "E-1", AssessmentAgreed(recipients=[]))

    assert due["decide-whether-to-assess"] == date(2025, 10, 13)
    assert due["issue-final-plan"] == date(2026, 1, 19)
    assert clock("decide-whether-to-assess").met_on == date(2025, 10, 1)
    assert clock("issue-final-plan") in Clock.objects.open()


def test_a_fact_that_no_clock_knows_rewrites_nothing(act, django_assert_num_queries):
    before = list(Clock.objects.values_list("pk", flat=True))

    publish(act, "E-1", NoteWritten())

    assert list(Clock.objects.values_list("pk", flat=True)) == before


def test_late_is_asked_of_the_day(act):
    assert not Clock.objects.late(date(2025, 10, 13)).filter(clock="decide-whether-to-assess")
    assert Clock.objects.late(date(2025, 10, 14)).filter(clock="decide-whether-to-assess")


def absence(**changes) -> Exemption:
    said = {
        "clock": "issue-final-plan",
        "ground": "absent-from-area",
        "from_on": date(2025, 9, 8),
        "last_on": date(2025, 10, 12),
        "who": "child",
        "why_impractical": "Nobody could see the child.",
        "evidence": "Letter from the hospital abroad",
        "family_told_on": date(2025, 9, 10),
    }
    return Exemption(**(said | changes))


@pytest.mark.rule("COP-159")
def test_an_exemption_excuses_and_moves_nothing():
    record_exemption(act_on(date(2025, 10, 13)), "E-1", absence())

    row = clock("issue-final-plan")
    assert (row.excused, row.due_on) == (True, date(2026, 1, 19))
    assert row.target_on == date(2026, 2, 23)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ground": "no-educational-psychologist"}, "psychologist"),
        ({"evidence": None}, "Say the evidence"),
        ({"last_on": date(2025, 9, 20)}, "at least 28 are needed"),
    ],
)
def test_a_false_or_unproved_ground_is_refused_and_leaves_no_fact(change, says):
    with pytest.raises(Refused, match=says), transaction.atomic():
        record_exemption(act_on(date(2025, 10, 13)), "E-1", absence(**change))

    assert Event.objects.count() == 1
