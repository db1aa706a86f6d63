from dataclasses import replace

import pytest

from casework.actions import action
from casework.models import Counter, Receipt
from casework.references import next_reference

pytestmark = pytest.mark.django_db


@action
def take_number(act, *, fails: bool = False) -> str:
    reference = next_reference(act, "R")
    if fails:
        raise ValueError("after the counter moved")
    return reference


@action
def take_three(act) -> str:
    return [take_number(act) for _ in range(3)][-1]


def test_the_same_key_does_the_thing_once(act):
    keyed = replace(act, idempotency_key="a")

    results = [
        take_number(keyed),
        take_number(keyed),
        take_number(replace(act, idempotency_key="b")),
    ]

    assert results[0] == results[1] != results[2]
    assert Counter.objects.get().newest == 2


def test_an_action_that_fails_leaves_nothing_and_may_be_tried_again(act):
    keyed = replace(act, idempotency_key="a")

    with pytest.raises(ValueError, match="after the counter moved"):
        take_number(keyed, fails=True)

    assert (Counter.objects.count(), Receipt.objects.count()) == (0, 0)
    assert take_number(keyed) is not None


def test_an_action_within_another_acts_as_often_as_it_is_called(act):
    keyed = replace(act, idempotency_key="a")

    results = [take_three(keyed), take_three(keyed)]

    assert results[0] == results[1]
    assert Counter.objects.get().newest == 3
