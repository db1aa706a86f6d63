"""What a panel may decide about each kind of item, and what each outcome must say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from casework.rules.errors import Refused
from casework.rules.money import format_pounds
from casework.rules.periods import months_after


class Outcome(StrEnum):
    """What a joint funding panel decides."""

    AGREED = "agreed"
    AGREED_WITH_CONDITIONS = "agreed-with-conditions"
    DEFERRED = "deferred"
    DECLINED = "declined"
    MORE_INFORMATION = "more-information"


class Advice(StrEnum):
    """What a SEND Panel advises; the officer decides."""

    ASSESS = "assess"
    NO_ASSESSMENT = "no-assessment"
    PLAN = "plan"
    NO_PLAN = "no-plan"
    SUPPORT_CONTRACT = "support-contract"
    MORE_INFORMATION = "more-information"


class Purpose(StrEnum):
    """Why a case is on an agenda."""

    NEW_REFERRAL = "new-referral"
    REVIEW = "review"
    REQUEST_TO_ASSESS = "request-to-assess"
    PLAN_OR_NOT = "plan-or-not"


@dataclass(frozen=True)
class PurposeRule:
    """For one purpose: its name, the form it is decided on, and whom the decision is handed to.

    ``calls`` names the action below that takes the decision down; ``outcomes`` are the codes the
    form offers.
    """

    label: str
    form: str
    calls: str
    outcomes: tuple[str, ...]


FUNDING_FORM = "funding-decision"
ADVICE_FORM = "advice"
FUNDING_OUTCOMES = tuple(Outcome)

PURPOSES: Mapping[Purpose, PurposeRule] = {
    Purpose.NEW_REFERRAL: PurposeRule(
        "New referral", FUNDING_FORM, "referrals.record_decision", FUNDING_OUTCOMES
    ),
    Purpose.REVIEW: PurposeRule(
        "Review of a placement", FUNDING_FORM, "funding.record_review", FUNDING_OUTCOMES
    ),
    Purpose.REQUEST_TO_ASSESS: PurposeRule(
        "Request to assess",
        ADVICE_FORM,
        "ehcp.receive_advice",
        (
            Advice.ASSESS,
            Advice.NO_ASSESSMENT,
            Advice.SUPPORT_CONTRACT,
            Advice.MORE_INFORMATION,
        ),
    ),
    Purpose.PLAN_OR_NOT: PurposeRule(
        "Plan or no plan",
        ADVICE_FORM,
        "ehcp.receive_advice",
        (Advice.PLAN, Advice.NO_PLAN, Advice.SUPPORT_CONTRACT, Advice.MORE_INFORMATION),
    ),
}

RESPONSIBILITIES: Mapping[str, str] = {
    "separate-contracts": "Each agency contracts with and pays the provider itself",
    "hosted": "The lead agency pays the provider and recharges the others",
}
RECHARGES: Mapping[str, str] = {
    "monthly": "Monthly",
    "termly": "Termly",
    "quarterly": "Quarterly",
}
AGREEING = frozenset({Outcome.AGREED, Outcome.AGREED_WITH_CONDITIONS})
SHARE_NOT_AGREED = "Share not agreed"
LONGEST_WITHOUT_REVIEW = 12
"""Months after which a placement may not stand without a full review (KENT-107)."""


@dataclass(frozen=True)
class Statement:
    """Something the panel confirms or states when it agrees, and the rule that asks for it."""

    code: str
    says: str
    rule: str | None = None


@dataclass(frozen=True)
class DecisionRule:
    """What one panel's protocol asks of a decision that agrees.

    ``confirmations`` are ticked; ``statements`` are written. ``labels`` are what outcomes are
    called. ``review_months`` is when the next review is proposed; none proposes no date.
    """

    confirmations: tuple[Statement, ...] = ()
    statements: tuple[Statement, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    review_months: int | None = None


@dataclass(frozen=True)
class ActionDraft:
    """Something to be done after the panel: what, by whom, by when."""

    what: str
    who: str
    due_on: date | None


@dataclass(frozen=True)
class DecisionDraft:
    """A decision as it was typed, before anything is known to be right about it.

    ``shares`` holds yearly pence by payer; ``responsibility`` and ``recharge`` say who pays the
    provider and how often the others are recharged. ``named_by`` is what names the placement: the
    final plan or the Tribunal's order; empty where neither does.
    """

    outcome: str
    reasons: str = ""
    conditions: tuple[str, ...] = ()
    actions: tuple[ActionDraft, ...] = ()
    confirmations: frozenset[str] = frozenset()
    statements: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, int] = field(default_factory=dict)
    responsibility: str = ""
    recharge: str = ""
    review_on: date | None = None
    named_by: str = ""


def find_faults(
    draft: DecisionDraft,
    *,
    purpose: Purpose,
    rule: DecisionRule,
    decided_on: date,
    total_pence: int | None,
) -> list[Refused]:
    """Return everything that a decision lacks or gets wrong, each with its field; none is empty.

    ``total_pence`` is the yearly cost that the shares must add up to; None where no money is asked.

    Rules: LDN-002, LDN-020, KENT-018, KENT-071, KENT-083, KENT-085, KENT-103, KENT-107, KENT-120.

    >>> deferred = DecisionDraft(outcome="deferred")
    >>> [fault.says for fault in find_faults(deferred, purpose=Purpose.NEW_REFERRAL,
    ...     rule=DecisionRule(), decided_on=date(2025, 12, 2), total_pence=None)]
    ['Give the reason for the decision.']
    """
    offered = PURPOSES[purpose].outcomes
    if draft.outcome not in offered:
        return [_fault("no-outcome", "Choose what the panel decided.", "outcome")]
    faults = [*_wording_faults(draft), *_action_faults(draft, decided_on)]
    if draft.outcome in AGREEING:
        faults += _agreement_faults(draft, rule, total_pence)
    return faults + _review_faults(draft, decided_on)


def require_complete(faults: Iterable[Refused]) -> None:
    """Refuse a decision that has any fault, with the first of them.

    Raises:
        Refused: the first fault found.
    """
    for fault in faults:
        raise fault


def outcome_label(outcome: str, rule: DecisionRule, *, named_by: str = "") -> str:
    """Return what an outcome is called on the page and in the note.

    A panel cannot refuse what a plan or a Tribunal has ordered: there "declined" says only that
    the share is not agreed.

    Rules: LDN-010, KENT-071.

    >>> outcome_label("declined", DecisionRule(labels={"declined": "Not endorsed"}))
    'Not endorsed'
    >>> outcome_label("declined", DecisionRule(), named_by="plan")
    'Share not agreed'
    """
    if outcome == Outcome.DECLINED and named_by:
        return SHARE_NOT_AGREED
    return rule.labels.get(outcome, outcome.replace("-", " ").capitalize())


def proposed_review_on(rule: DecisionRule, start: date) -> date | None:
    """Return the review date that the protocol proposes, counted from ``start``.

    Rules: LDN-027, KENT-105.

    >>> proposed_review_on(DecisionRule(review_months=6), date(2025, 8, 31))
    datetime.date(2026, 2, 28)
    """
    return rule.review_months and months_after(start, rule.review_months) or None


def _wording_faults(draft: DecisionDraft) -> list[Refused]:
    faults = []
    if not draft.reasons.strip():
        faults.append(
            _fault("no-reason", "Give the reason for the decision.", "reasons", "KENT-071")
        )
    with_conditions = draft.outcome == Outcome.AGREED_WITH_CONDITIONS
    if with_conditions and not draft.conditions:
        faults.append(_fault("no-condition", "Write at least one condition.", "conditions"))
    if draft.conditions and not with_conditions:
        says = "Choose the outcome with conditions, or take the conditions out."
        faults.append(_fault("condition-not-wanted", says, "conditions"))
    return faults


def _action_faults(draft: DecisionDraft, decided_on: date) -> list[Refused]:
    faults = []
    if draft.outcome == Outcome.MORE_INFORMATION and not draft.actions:
        says = "Say what information is wanted, from whom and by when, as an action."
        faults.append(_fault("no-action", says, "actions"))
    for number, action in enumerate(draft.actions, start=1):
        if not (action.what and action.who and action.due_on):
            says = f"Action {number} needs what is to be done, who does it and by when."
            faults.append(_fault("action-incomplete", says, "actions", "KENT-120"))
        elif action.due_on < decided_on:
            says = f"Action {number} is due before the meeting. Give a later date."
            faults.append(_fault("action-in-the-past", says, "actions", "KENT-120"))
    return faults


def _agreement_faults(
    draft: DecisionDraft, rule: DecisionRule, total_pence: int | None
) -> list[Refused]:
    faults = []
    if not draft.named_by:
        faults += [
            _fault("not-confirmed", f"Confirm that {item.says}.", "confirmations", item.rule)
            for item in rule.confirmations
            if item.code not in draft.confirmations
        ]
    faults += [
        _fault("not-stated", f"Say {item.says}.", item.code, item.rule)
        for item in rule.statements
        if not draft.statements.get(item.code, "").strip()
    ]
    if total_pence is None:
        return faults
    return faults + _share_faults(draft.shares, total_pence) + _payment_faults(draft)


def _payment_faults(draft: DecisionDraft) -> list[Refused]:
    if draft.responsibility not in RESPONSIBILITIES:
        says = "Say who contracts with the provider and pays it."
        return [_fault("no-responsibility", says, "responsibility", "KENT-083")]
    if draft.responsibility == "hosted" and draft.recharge not in RECHARGES:
        return [_fault("no-recharge", "Say how often it is recharged.", "recharge", "KENT-103")]
    return []


def _share_faults(shares: Mapping[str, int], total_pence: int) -> list[Refused]:
    if not shares:
        return [_fault("no-shares", "Say what each agency pays.", "shares", "LDN-020")]
    if min(shares.values()) < 0:
        return [_fault("share-negative", "A share cannot be less than nothing.", "shares")]
    added = sum(shares.values())
    if added != total_pence:
        says = (
            f"The shares add up to {format_pounds(added)} a year; "
            f"the placement costs {format_pounds(total_pence)}."
        )
        return [_fault("shares-do-not-add-up", says, "shares", "LDN-020")]
    return []


def _review_faults(draft: DecisionDraft, decided_on: date) -> list[Refused]:
    latest = months_after(decided_on, LONGEST_WITHOUT_REVIEW)
    if draft.review_on is None:
        return []
    if draft.review_on <= decided_on:
        says = "The review date must be after the meeting."
        return [_fault("review-in-the-past", says, "review_on", "KENT-105")]
    if draft.review_on > latest:
        says = f"The review date must be within a year, by {latest.day} {latest:%B %Y}."
        return [_fault("review-too-far", says, "review_on", "KENT-107")]
    return []


def _fault(code: str, says: str, at_field: str, rule: str | None = None) -> Refused:
    return Refused(code=code, says=says, rule=rule, field=at_field)
