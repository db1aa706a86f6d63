"""How far a case has come: its week, the days it has left, and whose move it is, in a sentence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ehcp.rules.letters import day_in_words
from ehcp.rules.workflow import Stage, Verb

DAYS_IN_A_WEEK = 7


class Mover(StrEnum):
    """Whose move it is."""

    AUTHORITY = "the authority"
    ADVISERS = "the advisers"
    FAMILY = "the family"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Standing:
    """Where a case stands today. The dates are those of its clocks, last day inclusive."""

    stage: Stage
    today: date
    decide_by: date | None = None
    no_plan_by: date | None = None
    final_by: date | None = None
    window_ends_on: date | None = None
    advice_waited_for: int = 0
    advice_late: int = 0
    heads_to_ask: int = 0
    nothing_to_add: bool = False


@dataclass(frozen=True)
class Turn:
    """Whose move it is, and what the move is."""

    mover: Mover
    says: str


def week_number(received_on: date, *, on: date) -> int:
    """Return which week of the assessment ``on`` falls in; the first seven days are week 1.

    >>> week_number(date(2025, 9, 1), on=date(2025, 9, 7))
    1
    >>> week_number(date(2025, 9, 1), on=date(2026, 1, 19))
    21
    """
    return (on - received_on).days // DAYS_IN_A_WEEK + 1


def whose_move(standing: Standing) -> Turn:
    """Return whose move it is and what is to be done, in a sentence that ends with the date.

    >>> whose_move(Standing(Stage.REQUESTED, date(2025, 9, 2), date(2025, 10, 13))).says
    'The authority decides whether to assess by Monday 13 October 2025.'
    """
    match standing.stage:
        case Stage.REQUESTED:
            what = "The authority decides whether to assess"
            return Turn(Mover.AUTHORITY, _by(what, standing.decide_by))
        case Stage.ASSESSING:
            return _while_assessing(standing)
        case Stage.DRAFTING:
            what = "The authority writes the plan and sends the draft, so that the final plan goes"
            return Turn(Mover.AUTHORITY, _by(what, standing.final_by))
        case Stage.WITH_FAMILY:
            return _with_the_family(standing)
        case _:
            return Turn(Mover.NOBODY, ENDINGS[standing.stage])


def next_verb(standing: Standing, mover: Mover) -> Verb | None:
    """Return what comes next, so that the page can offer it first; None when nothing does.

    >>> next_verb(Standing(Stage.ASSESSING, date(2025, 11, 25)), Mover.AUTHORITY)
    <Verb.AGREE_PLAN: 'agree a plan'>
    """
    if standing.stage is Stage.ASSESSING:
        decide = mover is Mover.AUTHORITY and not standing.heads_to_ask
        return Verb.AGREE_PLAN if decide else Verb.ASK_ADVICE
    if standing.stage is Stage.WITH_FAMILY:
        return Verb.HEAR_FAMILY if mover is Mover.FAMILY else Verb.ISSUE_FINAL
    return {Stage.REQUESTED: Verb.AGREE_ASSESSMENT, Stage.DRAFTING: Verb.WRITE_PLAN}.get(
        standing.stage
    )


ENDINGS: dict[Stage, str] = {
    Stage.FINAL: "The final plan has been issued. Its first review comes next.",
    Stage.NOT_ASSESSED: "The authority has decided not to assess. The family can appeal.",
    Stage.NO_PLAN: "The authority has decided that no plan is needed. The family can appeal.",
    Stage.WITHDRAWN: "The request was withdrawn. Nothing more is owed on it.",
}


def _while_assessing(standing: Standing) -> Turn:
    if standing.heads_to_ask:
        heads = (
            "1 compulsory head"
            if standing.heads_to_ask == 1
            else (f"{standing.heads_to_ask} compulsory heads")
        )
        says = f"The authority asks for advice: {heads} not asked for yet."
        return Turn(Mover.AUTHORITY, says)
    if not standing.advice_waited_for:
        what = "The authority decides on a plan; if there is to be none, it says so"
        return Turn(Mover.AUTHORITY, _by(what, standing.no_plan_by))
    late = f", {standing.advice_late} late" if standing.advice_late else ""
    count = standing.advice_waited_for
    pieces = "1 piece of advice is" if count == 1 else f"{count} pieces of advice are"
    return Turn(Mover.ADVISERS, f"The advisers answer: {pieces} still to come{late}.")


def _with_the_family(standing: Standing) -> Turn:
    ends_on = standing.window_ends_on
    if ends_on and standing.today <= ends_on and not standing.nothing_to_add:
        says = f"The family gives views on the draft, until the end of {day_in_words(ends_on)}."
        return Turn(Mover.FAMILY, says)
    return Turn(Mover.AUTHORITY, _by("The authority issues the final plan", standing.final_by))


def _by(what: str, day: date | None) -> str:
    return f"{what} by {day_in_words(day)}." if day else f"{what}."
