"""What an officer decides, what a panel may advise, and what a decision must say for itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.rules.errors import Refused
from ehcp.rules.letters import day_in_words
from ehcp.rules.requests import Recipient
from ehcp.rules.workflow import Verb


class Outcome(StrEnum):
    """The officer's decisions. A panel advises in the same words, and has two more."""

    ASSESS = "assess"
    NO_ASSESSMENT = "no-assessment"
    PLAN = "plan"
    NO_PLAN = "no-plan"


class PanelOutcome(StrEnum):
    """What a SEND Panel may advise."""

    ASSESS = "assess"
    NO_ASSESSMENT = "no-assessment"
    PLAN = "plan"
    NO_PLAN = "no-plan"
    SUPPORT_CONTRACT = "support-contract"
    MORE_INFORMATION = "more-information"


OUTCOME_WORDS: dict[str, str] = {
    PanelOutcome.ASSESS: "Assess",
    PanelOutcome.NO_ASSESSMENT: "Do not assess",
    PanelOutcome.PLAN: "Make a plan",
    PanelOutcome.NO_PLAN: "Make no plan",
    PanelOutcome.SUPPORT_CONTRACT: "Offer an additional support contract",
    PanelOutcome.MORE_INFORMATION: "Ask for more information",
}

VERBS: dict[Outcome, Verb] = {
    Outcome.ASSESS: Verb.AGREE_ASSESSMENT,
    Outcome.NO_ASSESSMENT: Verb.REFUSE_ASSESSMENT,
    Outcome.PLAN: Verb.AGREE_PLAN,
    Outcome.NO_PLAN: Verb.REFUSE_PLAN,
}

TESTS: dict[Verb, str] = {
    Verb.AGREE_ASSESSMENT: (
        "Does the child or young person have, or may they have, special educational needs; and "
        "may it be necessary for provision to be made by an EHC plan?"
    ),
    Verb.AGREE_PLAN: (
        "In the light of the assessment, is it necessary for special educational provision to be "
        "made by an EHC plan?"
    ),
}


@dataclass(frozen=True)
class Decision:
    """One decision of an officer. ``sent_on`` is the day the family's notice was sent.

    ``told`` are the others who are sent a copy that same day.
    """

    outcome: Outcome
    sent_on: date
    reasons: str
    regard_to_age: str = ""
    without_advice_reason: str = ""
    told: tuple[Recipient, ...] = ()


def check_reasons(decision: Decision, *, over_eighteen: bool) -> None:
    """Refuse a decision that does not say why.

    Raises:
        Refused: ``reasons-missing``, ``regard-to-age-missing``.

    Rules: SUT-021, SUT-035, SUT-044, COP-138, COP-180, COP-260.
    """
    if not decision.reasons.strip():
        says = "Give the reasons for the decision. The family has a right to them."
        raise Refused("reasons-missing", says, "SUT-035", "reasons")
    if over_eighteen and not decision.regard_to_age.strip():
        says = "Say how the young person’s age was weighed. They are 18 or over."
        raise Refused("regard-to-age-missing", says, "COP-260", "regard_to_age")


def check_day(day: date, *, field: str, today: date, not_before: date, before: str) -> None:
    """Refuse a day that is still to come, or earlier than what it follows on.

    ``before`` names what happened on ``not_before``: "the request was received".

    Raises:
        Refused: ``day-in-future``, ``day-out-of-order``.

    >>> check_day(date(2025, 9, 1), field="on", today=date(2025, 9, 1),
    ...           not_before=date(2025, 9, 1), before="the request was received")
    """
    if day > today:
        says = "This day is still to come. Enter today or an earlier day."
        raise Refused("day-in-future", says, field=field)
    if day < not_before:
        says = f"This cannot be before {before}, on {day_in_words(not_before)}."
        raise Refused("day-out-of-order", says, field=field)
