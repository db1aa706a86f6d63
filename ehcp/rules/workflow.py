"""The life of an EHC case, as a table: from a stage, by a verb, to a stage."""

from enum import StrEnum

from casework.rules.errors import Refused


class Stage(StrEnum):
    """Where a case stands. The words are what the progress tracker shows."""

    REQUESTED = "requested"
    ASSESSING = "assessing"
    DRAFTING = "drafting"
    WITH_FAMILY = "with the family"
    FINAL = "final"
    NOT_ASSESSED = "not assessed"
    NO_PLAN = "no plan"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What is done to a case, worded to follow "You cannot"."""

    AGREE_ASSESSMENT = "agree an assessment"
    REFUSE_ASSESSMENT = "refuse an assessment"
    RECEIVE_ADVICE = "record the panel's advice"
    ASK_ADVICE = "ask for advice"
    RECORD_ADVICE = "record advice"
    RECORD_EXEMPTION = "record an exemption"
    AGREE_PLAN = "agree a plan"
    REFUSE_PLAN = "decide on no plan"
    WRITE_PLAN = "write the plan"
    ISSUE_DRAFT = "issue a draft plan"
    HEAR_FAMILY = "record what the family said about the draft"
    ISSUE_FINAL = "issue the final plan"
    TELL = "tell others"
    WITHDRAW = "withdraw the request"


MOVES: dict[tuple[Stage, Verb], Stage] = {
    (Stage.REQUESTED, Verb.RECEIVE_ADVICE): Stage.REQUESTED,
    (Stage.REQUESTED, Verb.RECORD_EXEMPTION): Stage.REQUESTED,
    (Stage.REQUESTED, Verb.AGREE_ASSESSMENT): Stage.ASSESSING,
    (Stage.REQUESTED, Verb.REFUSE_ASSESSMENT): Stage.NOT_ASSESSED,
    (Stage.REQUESTED, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.ASSESSING, Verb.ASK_ADVICE): Stage.ASSESSING,
    (Stage.ASSESSING, Verb.RECORD_ADVICE): Stage.ASSESSING,
    (Stage.ASSESSING, Verb.RECEIVE_ADVICE): Stage.ASSESSING,
    (Stage.ASSESSING, Verb.RECORD_EXEMPTION): Stage.ASSESSING,
    (Stage.ASSESSING, Verb.AGREE_PLAN): Stage.DRAFTING,
    (Stage.ASSESSING, Verb.REFUSE_PLAN): Stage.NO_PLAN,
    (Stage.ASSESSING, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.DRAFTING, Verb.ASK_ADVICE): Stage.DRAFTING,
    (Stage.DRAFTING, Verb.RECORD_ADVICE): Stage.DRAFTING,
    (Stage.DRAFTING, Verb.RECORD_EXEMPTION): Stage.DRAFTING,
    (Stage.DRAFTING, Verb.WRITE_PLAN): Stage.DRAFTING,
    (Stage.DRAFTING, Verb.ISSUE_DRAFT): Stage.WITH_FAMILY,
    (Stage.DRAFTING, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.WITH_FAMILY, Verb.RECORD_ADVICE): Stage.WITH_FAMILY,
    (Stage.WITH_FAMILY, Verb.RECORD_EXEMPTION): Stage.WITH_FAMILY,
    (Stage.WITH_FAMILY, Verb.WRITE_PLAN): Stage.WITH_FAMILY,
    (Stage.WITH_FAMILY, Verb.HEAR_FAMILY): Stage.WITH_FAMILY,
    (Stage.WITH_FAMILY, Verb.ISSUE_DRAFT): Stage.WITH_FAMILY,
    (Stage.WITH_FAMILY, Verb.ISSUE_FINAL): Stage.FINAL,
    (Stage.WITH_FAMILY, Verb.WITHDRAW): Stage.WITHDRAWN,
}

MOVES |= {(stage, Verb.TELL): stage for stage in Stage if stage is not Stage.WITHDRAWN}

ENDED = frozenset({Stage.FINAL, Stage.NOT_ASSESSED, Stage.NO_PLAN, Stage.WITHDRAWN})

"""Nothing more is decided there. Others may still be told of how it ended."""


def next_stage(stage: Stage, verb: Verb) -> Stage:
    """Return where ``verb`` takes a case from ``stage``.

    Raises:
        Refused: ``move-refused``, the case is not at a stage where this can be done.

    >>> next_stage(Stage.REQUESTED, Verb.REFUSE_ASSESSMENT)
    <Stage.NOT_ASSESSED: 'not assessed'>
    """
    try:
        return MOVES[stage, verb]
    except KeyError:
        says = f"You cannot {verb} on this case: it stands at “{stage}”."
        raise Refused("move-refused", says) from None


def open_verbs(stage: Stage) -> tuple[Verb, ...]:
    """Return what can be done at ``stage``, in the order of the table."""
    return tuple(verb for at, verb in MOVES if at is stage)
