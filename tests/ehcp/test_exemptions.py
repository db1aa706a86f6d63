from datetime import date

import pytest

from casework.models import Clock, Event
from casework.rules.errors import Refused
from casework.rules.facts import Exemption
from ehcp import actions
from tests.factories.ehcp import act_of, make_request
from tests.factories.people import make_authority

pytestmark = pytest.mark.django_db

ABSENCE = {
    "clock": "issue-final-plan",
    "ground": "absent-from-area",
    "from_on": date(2025, 10, 20),
    "last_on": date(2025, 11, 20),
    "who": "child",
    "why_impractical": "Nobody could meet the child.",
    "evidence": "A letter from the embassy, 21 November 2025",
    "family_told_on": date(2025, 11, 21),
}


@pytest.fixture
def ehc():
    make_authority()
    return make_request()


def record(ehc, **changes):
    exemption = Exemption(**(ABSENCE | changes))
    return actions.record_exemption(act_of(ehc), reference=ehc.case.reference, exemption=exemption)


@pytest.mark.rule("COP-160")
def test_an_accepted_ground_excuses_and_never_moves_the_date(ehc):
    record(ehc)

    clock = Clock.objects.get(stream=ehc.case.reference, clock="issue-final-plan")
    assert (clock.due_on, clock.excused, clock.target_on) == (
        date(2026, 1, 19),
        True,
        date(2026, 2, 20),
    )


@pytest.mark.rule("COP-159", "COP-160", "COP-162")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ground": "no-educational-psychologist"}, "unknown-ground"),
        ({"ground": "missed-appointment"}, "ground-not-for-clock"),
        ({"last_on": date(2025, 10, 30)}, "too-short"),
        ({"ground": "school-closed"}, "not-asked-in-time"),
        ({"evidence": ""}, "exemption-incomplete"),
    ],
)
def test_a_false_or_unproved_ground_is_refused_by_name_and_leaves_nothing(ehc, changes, code):
    before = Event.objects.count()

    with pytest.raises(Refused) as refusal:
        record(ehc, **changes)

    assert refusal.value.code == code
    assert Event.objects.count() == before
    assert not Clock.objects.filter(excused=True).exists()
