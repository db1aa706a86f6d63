from itertools import product

import pytest

from casework.rules.errors import Refused
from ehcp.rules.workflow import ENDED, MOVES, Stage, Verb, next_stage, open_verbs

REFUSED = [pair for pair in product(Stage, Verb) if pair not in MOVES]


@pytest.mark.parametrize(("stage", "verb"), REFUSED)
def test_next_stage_refuses_every_pair_not_in_the_table(stage, verb):
    with pytest.raises(Refused) as refusal:
        next_stage(stage, verb)

    assert refusal.value.code == "move-refused"
    assert str(refusal.value) == f"You cannot {verb} on this case: it stands at “{stage}”."


def test_a_request_becomes_a_final_plan_by_the_longest_road():
    stage = Stage.REQUESTED
    for verb in (
        Verb.RECEIVE_ADVICE,
        Verb.AGREE_ASSESSMENT,
        Verb.ASK_ADVICE,
        Verb.RECORD_ADVICE,
        Verb.RECEIVE_ADVICE,
        Verb.AGREE_PLAN,
        Verb.WRITE_PLAN,
        Verb.ISSUE_DRAFT,
        Verb.HEAR_FAMILY,
        Verb.ISSUE_DRAFT,
        Verb.ISSUE_FINAL,
    ):
        stage = next_stage(stage, verb)

    assert stage is Stage.FINAL


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_a_case_that_has_ended_is_only_told_of(stage):
    assert set(open_verbs(stage)) <= {Verb.TELL}


def test_a_final_plan_is_issued_only_after_a_draft():
    assert [stage for stage, verb in MOVES if verb is Verb.ISSUE_FINAL] == [Stage.WITH_FAMILY]
