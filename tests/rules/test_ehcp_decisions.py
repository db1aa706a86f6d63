from datetime import date

import pytest

from casework.rules.errors import Refused
from ehcp.rules.decisions import (
    OUTCOME_WORDS,
    VERBS,
    Decision,
    Outcome,
    PanelOutcome,
    check_day,
    check_reasons,
)
from ehcp.rules.requests import is_over_eighteen

SENT_ON = date(2025, 10, 13)


def refusal_of(decision, *, over_eighteen):
    with pytest.raises(Refused) as refusal:
        check_reasons(decision, over_eighteen=over_eighteen)
    return refusal.value.code, refusal.value.rule, refusal.value.field


@pytest.mark.rule("SUT-035", "SUT-044", "COP-138")
@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_decision_gives_reasons(outcome):
    silent = Decision(outcome, SENT_ON, " \n")

    assert refusal_of(silent, over_eighteen=False) == ("reasons-missing", "SUT-035", "reasons")


@pytest.mark.rule("COP-260")
def test_from_eighteen_a_decision_weighs_age():
    silent = Decision(Outcome.ASSESS, SENT_ON, "Needs may need a plan.")
    spoken = Decision(Outcome.ASSESS, SENT_ON, "Needs may need a plan.", "More time is needed.")

    assert refusal_of(silent, over_eighteen=True) == (
        "regard-to-age-missing",
        "COP-260",
        "regard_to_age",
    )
    assert check_reasons(silent, over_eighteen=False) is None
    assert check_reasons(spoken, over_eighteen=True) is None


@pytest.mark.rule("COP-260")
def test_eighteen_is_reached_on_the_birthday():
    days = (date(2025, 9, 1), date(2025, 9, 2))

    assert [is_over_eighteen(date(2007, 9, 2), on=day) for day in days] == [False, True]


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2025, 8, 31), "day-out-of-order"), (date(2025, 10, 14), "day-in-future")],
)
def test_a_day_lies_between_what_it_follows_and_today(day, code):
    with pytest.raises(Refused) as refusal:
        check_day(
            day,
            field="sent_on",
            today=SENT_ON,
            not_before=date(2025, 9, 1),
            before="the request was received",
        )

    assert (refusal.value.code, refusal.value.field) == (code, "sent_on")


def test_every_outcome_has_a_verb_and_words():
    assert set(VERBS) == set(Outcome)
    assert set(OUTCOME_WORDS) == set(PanelOutcome)
