"""The life of a referral: every pair of stage and verb either stands in the table or is refused."""

from itertools import product

import pytest

from referrals.rules.workflow import (
    CLOSED,
    MOVES,
    TAKING_VIEWS,
    VERB_OF_OUTCOME,
    WORDS,
    WRITING,
    MoveRefused,
    Stage,
    Verb,
    can_move,
    next_stage,
    require_taking_views,
    require_writing,
)

REFUSED = [pair for pair in product(Stage, Verb) if pair not in MOVES]


@pytest.mark.parametrize(("stage", "verb"), REFUSED)
def test_next_stage_refuses_every_pair_not_in_the_table(stage, verb):
    with pytest.raises(MoveRefused) as refused:
        next_stage(stage, verb)

    assert refused.value.code == "move-refused"
    assert not can_move(stage, verb)


@pytest.mark.parametrize(("stage", "verb"), MOVES)
def test_next_stage_leads_only_to_stages_with_a_name(stage, verb):
    assert next_stage(stage, verb) in WORDS


def test_every_stage_can_be_reached_from_the_alert():
    reached = {Stage.ALERT}
    for _ in Stage:
        reached |= {to for (stage, _verb), to in MOVES.items() if stage in reached}

    assert reached == set(Stage)


@pytest.mark.parametrize("stage", sorted(CLOSED))
def test_nothing_moves_a_closed_referral(stage):
    assert [verb for verb in Verb if can_move(stage, verb)] == []


def test_every_outcome_of_a_joint_funding_panel_moves_a_listed_referral():
    moved = {outcome: next_stage(Stage.LISTED, verb) for outcome, verb in VERB_OF_OUTCOME.items()}

    assert moved == {
        "agreed": Stage.AGREED,
        "agreed-with-conditions": Stage.AGREED,
        "deferred": Stage.DEFERRED,
        "declined": Stage.DECLINED,
        "more-information": Stage.MORE_INFORMATION,
    }


@pytest.mark.parametrize("stage", sorted(set(Stage) - WRITING))
def test_part_2_is_not_changed_outside_its_stages(stage):
    with pytest.raises(MoveRefused, match="Part 2 cannot be changed"):
        require_writing(stage)


@pytest.mark.parametrize("stage", sorted(set(Stage) - TAKING_VIEWS))
def test_views_are_not_taken_outside_their_stages(stage):
    with pytest.raises(MoveRefused, match="Views are not being taken"):
        require_taking_views(stage)
