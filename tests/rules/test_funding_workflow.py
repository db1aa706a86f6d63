import itertools

import pytest

from casework.rules.errors import Refused
from funding.rules.workflow import MOVES, Stage, Verb, next_stage


@pytest.mark.parametrize(("stage", "verb"), list(itertools.product(Stage, Verb)))
def test_every_verb_in_every_stage_moves_or_is_refused(stage, verb):
    expected = MOVES.get((stage, verb), "placement-stage")

    try:
        answer = next_stage(stage, verb)
    except Refused as refused:
        answer = refused.code

    assert answer == expected


def test_an_agreed_placement_has_not_started():
    assert next_stage(Stage.PROPOSED, Verb.AGREE) == Stage.AGREED
    assert next_stage(Stage.AGREED, Verb.START) == Stage.STARTED


def test_a_refusal_says_where_the_placement_stands():
    with pytest.raises(Refused) as refused:
        next_stage(Stage.ENDED, Verb.START)

    assert refused.value.says == "You cannot start a placement that is ended."
