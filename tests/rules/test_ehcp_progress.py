from datetime import date

import pytest

from ehcp.rules.progress import Mover, Standing, week_number, whose_move
from ehcp.rules.workflow import ENDED, Stage

DECIDE, NO_PLAN, FINAL = date(2025, 10, 13), date(2025, 12, 22), date(2026, 1, 19)
WINDOW = date(2026, 1, 5)


def standing(stage, today, **facts):
    dates = {"decide_by": DECIDE, "no_plan_by": NO_PLAN, "final_by": FINAL}
    return Standing(stage, today, **dates, **facts)


@pytest.mark.parametrize(
    ("on", "week"),
    [
        (date(2025, 9, 1), 1),
        (date(2025, 9, 8), 2),
        (date(2025, 10, 13), 7),
        (date(2026, 1, 18), 20),
    ],
)
def test_week_number_counts_from_the_day_the_request_came_in(on, week):
    assert week_number(date(2025, 9, 1), on=on) == week


@pytest.mark.parametrize(
    ("at", "mover", "says"),
    [
        (
            standing(Stage.ASSESSING, date(2025, 10, 13), heads_to_ask=6),
            Mover.AUTHORITY,
            "The authority asks for advice: 6 compulsory heads not asked for yet.",
        ),
        (
            standing(Stage.ASSESSING, date(2025, 10, 14), advice_waited_for=1),
            Mover.ADVISERS,
            "The advisers answer: 1 piece of advice is still to come.",
        ),
        (
            standing(Stage.ASSESSING, date(2025, 11, 25), advice_waited_for=3, advice_late=2),
            Mover.ADVISERS,
            "The advisers answer: 3 pieces of advice are still to come, 2 late.",
        ),
        (
            standing(Stage.ASSESSING, date(2025, 11, 25)),
            Mover.AUTHORITY,
            "The authority decides on a plan; if there is to be none, it says so "
            "by Monday 22 December 2025.",
        ),
        (
            standing(Stage.DRAFTING, date(2025, 12, 1)),
            Mover.AUTHORITY,
            "The authority writes the plan and sends the draft, so that the final plan goes "
            "by Monday 19 January 2026.",
        ),
        (
            standing(Stage.WITH_FAMILY, WINDOW, window_ends_on=WINDOW),
            Mover.FAMILY,
            "The family gives views on the draft, until the end of Monday 5 January 2026.",
        ),
        (
            standing(Stage.WITH_FAMILY, date(2026, 1, 6), window_ends_on=WINDOW),
            Mover.AUTHORITY,
            "The authority issues the final plan by Monday 19 January 2026.",
        ),
        (
            standing(Stage.WITH_FAMILY, WINDOW, window_ends_on=WINDOW, nothing_to_add=True),
            Mover.AUTHORITY,
            "The authority issues the final plan by Monday 19 January 2026.",
        ),
    ],
)
def test_whose_move_is_one_sentence_with_its_date(at, mover, says):
    turn = whose_move(at)

    assert (turn.mover, turn.says) == (mover, says)


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_a_case_that_has_ended_is_nobodys_move(stage):
    assert whose_move(standing(stage, FINAL)).mover is Mover.NOBODY
