"""What may happen to a placement, and when."""

from enum import StrEnum

from casework.rules.errors import Refused


class Stage(StrEnum):
    """Where a placement stands. Agreed is not placed: the child has to start."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    STARTED = "started"
    ENDED = "ended"
    NOT_AGREED = "not-agreed"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        """How the stage is called on pages."""
        return LABELS[self]


class Verb(StrEnum):
    """What people do to a placement."""

    CHANGE = "change"
    AGREE = "agree"
    DECLINE = "decline"
    START = "start"
    LAPSE = "lapse"
    RESPLIT = "re-split"
    END = "end"


MOVES = {
    (Stage.PROPOSED, Verb.CHANGE): Stage.PROPOSED,
    (Stage.PROPOSED, Verb.AGREE): Stage.AGREED,
    (Stage.PROPOSED, Verb.DECLINE): Stage.NOT_AGREED,
    (Stage.AGREED, Verb.START): Stage.STARTED,
    (Stage.AGREED, Verb.LAPSE): Stage.LAPSED,
    (Stage.AGREED, Verb.RESPLIT): Stage.AGREED,
    (Stage.AGREED, Verb.END): Stage.ENDED,
    (Stage.STARTED, Verb.RESPLIT): Stage.STARTED,
    (Stage.STARTED, Verb.END): Stage.ENDED,
    (Stage.ENDED, Verb.RESPLIT): Stage.ENDED,
}
"""Stage and verb → next stage. An ended placement may still be re-split for days gone by."""

LABELS = {
    Stage.PROPOSED: "Proposed",
    Stage.AGREED: "Agreed, not started",
    Stage.STARTED: "Under way",
    Stage.ENDED: "Ended",
    Stage.NOT_AGREED: "Not agreed",
    Stage.LAPSED: "Lapsed",
}

SAYS = {
    Stage.PROPOSED: "only proposed",
    Stage.AGREED: "agreed and has not started",
    Stage.STARTED: "under way",
    Stage.ENDED: "ended",
    Stage.NOT_AGREED: "not agreed",
    Stage.LAPSED: "lapsed",
}


def next_stage(stage: Stage, verb: Verb) -> Stage:
    """Return the stage that a verb leads to.

    Raises:
        Refused: ``placement-stage`` where the verb makes no sense in the stage.

    >>> next_stage(Stage.AGREED, Verb.START)
    <Stage.STARTED: 'started'>
    """
    if (stage, verb) not in MOVES:
        says = f"You cannot {verb} a placement that is {SAYS[stage]}."
        raise Refused("placement-stage", says)
    return MOVES[stage, verb]
