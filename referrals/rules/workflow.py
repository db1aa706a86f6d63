"""The life of a referral, as a table: from a stage, by a verb, to a stage."""

from collections.abc import Mapping
from enum import StrEnum

from casework.rules.errors import Refused


class Stage(StrEnum):
    """Where a referral stands. The alert is part 1; the referral form is part 2."""

    ALERT = "alert"
    VIEWS = "views"
    REFERRAL = "referral"
    SUBMITTED = "submitted"
    LISTED = "listed"
    DEFERRED = "deferred"
    MORE_INFORMATION = "more-information"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What people do to a referral, as it stands in "You cannot … a referral that …"."""

    SHARE = "share the alert of"
    BEGIN = "write part 2 of"
    SUBMIT = "submit"
    TAKE_BACK = "take back"
    LIST = "list"
    LEAVE_OFF = "take off the agenda"
    AGREE = "agree"
    DEFER = "defer"
    ASK_FOR_MORE = "ask for more information on"
    DECLINE = "decline"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


WORDS: Mapping[Stage, str] = {
    Stage.ALERT: "Alert raised",
    Stage.VIEWS: "Gathering views",
    Stage.REFERRAL: "Referral being written",
    Stage.SUBMITTED: "Submitted",
    Stage.LISTED: "Listed for panel",
    Stage.DEFERRED: "Deferred",
    Stage.MORE_INFORMATION: "More information asked for",
    Stage.AGREED: "Agreed",
    Stage.DECLINED: "Declined",
    Stage.WITHDRAWN: "Withdrawn",
}

_IS: Mapping[Stage, str] = {
    Stage.ALERT: "is still an alert",
    Stage.VIEWS: "is gathering views",
    Stage.REFERRAL: "is being written",
    Stage.SUBMITTED: "is submitted",
    Stage.LISTED: "is listed for panel",
    Stage.DEFERRED: "is deferred",
    Stage.MORE_INFORMATION: "waits for more information",
    Stage.AGREED: "is agreed",
    Stage.DECLINED: "is declined",
    Stage.WITHDRAWN: "is withdrawn",
}

MOVES: Mapping[tuple[Stage, Verb], Stage] = {
    (Stage.ALERT, Verb.SHARE): Stage.VIEWS,
    (Stage.VIEWS, Verb.BEGIN): Stage.REFERRAL,
    (Stage.REFERRAL, Verb.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Verb.TAKE_BACK): Stage.REFERRAL,
    (Stage.SUBMITTED, Verb.LIST): Stage.LISTED,
    (Stage.LISTED, Verb.LEAVE_OFF): Stage.SUBMITTED,
    (Stage.LISTED, Verb.AGREE): Stage.AGREED,
    (Stage.LISTED, Verb.DEFER): Stage.DEFERRED,
    (Stage.LISTED, Verb.ASK_FOR_MORE): Stage.MORE_INFORMATION,
    (Stage.LISTED, Verb.DECLINE): Stage.DECLINED,
    (Stage.DEFERRED, Verb.LIST): Stage.LISTED,
    (Stage.DEFERRED, Verb.REOPEN): Stage.REFERRAL,
    (Stage.MORE_INFORMATION, Verb.REOPEN): Stage.REFERRAL,
    (Stage.ALERT, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.VIEWS, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.REFERRAL, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.SUBMITTED, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.DEFERRED, Verb.WITHDRAW): Stage.WITHDRAWN,
    (Stage.MORE_INFORMATION, Verb.WITHDRAW): Stage.WITHDRAWN,
}

CLOSED = frozenset({Stage.DECLINED, Stage.WITHDRAWN})
WRITING = frozenset({Stage.VIEWS, Stage.REFERRAL})
TAKING_VIEWS = frozenset({Stage.VIEWS, Stage.REFERRAL, Stage.SUBMITTED, Stage.DEFERRED})

VERB_OF_OUTCOME: Mapping[str, Verb] = {
    "agreed": Verb.AGREE,
    "agreed-with-conditions": Verb.AGREE,
    "deferred": Verb.DEFER,
    "declined": Verb.DECLINE,
    "more-information": Verb.ASK_FOR_MORE,
}


class MoveRefused(Refused):
    """The referral is not at a stage from which this can be done."""


def next_stage(stage: Stage, verb: Verb) -> Stage:
    """Return where ``verb`` takes a referral from ``stage``.

    Raises:
        MoveRefused: the table has no such move.

    >>> next_stage(Stage.ALERT, Verb.SHARE)
    <Stage.VIEWS: 'views'>
    >>> next_stage(Stage.AGREED, Verb.WITHDRAW)
    Traceback (most recent call last):
    ...
    referrals.rules.workflow.MoveRefused: You cannot withdraw a referral that is agreed.
    """
    try:
        return MOVES[stage, verb]
    except KeyError:
        says = f"You cannot {verb} a referral that {_IS[stage]}."
        raise MoveRefused("move-refused", says) from None


def can_move(stage: Stage, verb: Verb) -> bool:
    """Say whether the table has the move, for the buttons of a page.

    >>> can_move(Stage.REFERRAL, Verb.SUBMIT), can_move(Stage.ALERT, Verb.SUBMIT)
    (True, False)
    """
    return (stage, verb) in MOVES


def require_writing(stage: Stage) -> None:
    """Refuse a change to part 2 before the alert is shared or after it is submitted."""
    if stage not in WRITING:
        says = f"Part 2 cannot be changed: the referral {_IS[stage]}."
        raise MoveRefused("not-being-written", says)


def require_taking_views(stage: Stage) -> None:
    """Refuse an agency's view before the alert is shared or once the panel has it."""
    if stage not in TAKING_VIEWS:
        says = f"Views are not being taken: the referral {_IS[stage]}."
        raise MoveRefused("not-taking-views", says)
