"""What each outcome must say, and what it is called."""

from dataclasses import replace
from datetime import date

import pytest

from casework.rules.errors import Refused
from panels.rules.decisions import (
    PURPOSES,
    ActionDraft,
    Advice,
    DecisionDraft,
    DecisionRule,
    Outcome,
    Purpose,
    Statement,
    find_faults,
    outcome_label,
    proposed_review_on,
    require_complete,
)

HELD_ON = date(2025, 12, 2)
LONDON = DecisionRule(
    confirmations=(
        Statement("best_interest", "this serves the child's best interests", "LDN-002"),
        Statement("all_other_options_explored", "all other options have been explored", "LDN-002"),
    ),
    labels={"agreed": "Agreed", "declined": "Not agreed"},
    review_months=6,
)
KENT = DecisionRule(statements=(Statement("expected_outcomes", "how this helps", "KENT-018"),))
AGREED = DecisionDraft(
    outcome="agreed",
    reasons="Local options are exhausted.",
    confirmations=frozenset({"best_interest", "all_other_options_explored"}),
    shares={"education": 39_000_00, "care": 117_000_00, "health": 52_000_00},
    responsibility="hosted",
    recharge="quarterly",
    review_on=date(2026, 6, 2),
)
TOTAL = 208_000_00


def faults(draft, rule=LONDON, purpose=Purpose.NEW_REFERRAL, total_pence=TOTAL):
    found = find_faults(
        draft, purpose=purpose, rule=rule, decided_on=HELD_ON, total_pence=total_pence
    )
    return [(fault.code, fault.field) for fault in found]


def test_a_whole_agreement_has_no_fault():
    assert faults(AGREED) == []


@pytest.mark.parametrize("outcome", [*Outcome])
def test_every_outcome_needs_a_reason(outcome):
    draft = replace(AGREED, outcome=outcome, reasons=" \n")

    assert ("no-reason", "reasons") in faults(draft)


@pytest.mark.rule("KENT-071")
def test_a_deferral_without_reason_is_refused_by_rule():
    found = find_faults(
        DecisionDraft(outcome="deferred"),
        purpose=Purpose.NEW_REFERRAL,
        rule=LONDON,
        decided_on=HELD_ON,
        total_pence=TOTAL,
    )

    assert [(fault.code, fault.rule) for fault in found] == [("no-reason", "KENT-071")]


@pytest.mark.rule("LDN-020")
@pytest.mark.parametrize("outcome", ["deferred", "declined"])
def test_a_deferral_or_refusal_needs_no_shares(outcome):
    assert faults(DecisionDraft(outcome=outcome, reasons="The visit is outstanding.")) == []


@pytest.mark.rule("LDN-002")
@pytest.mark.parametrize("left_out", ["best_interest", "all_other_options_explored"])
def test_an_agreement_needs_each_confirmation(left_out):
    draft = replace(AGREED, confirmations=AGREED.confirmations - {left_out})

    assert faults(draft) == [("not-confirmed", "confirmations")]


@pytest.mark.rule("LDN-002")
def test_a_named_placement_stands_in_for_the_confirmations():
    draft = replace(AGREED, confirmations=frozenset(), named_by="plan")

    assert faults(draft) == []


@pytest.mark.rule("KENT-018")
def test_an_agreement_states_how_outcomes_improve_where_the_protocol_asks():
    assert faults(AGREED, rule=KENT) == [("not-stated", "expected_outcomes")]
    assert faults(replace(AGREED, statements={"expected_outcomes": "Safer"}), rule=KENT) == []


@pytest.mark.rule("LDN-020")
def test_shares_must_be_there_and_add_up_to_the_cost():
    short = {**AGREED.shares, "care": 116_999_99}

    assert faults(replace(AGREED, shares={})) == [("no-shares", "shares")]
    assert faults(replace(AGREED, shares=short)) == [("shares-do-not-add-up", "shares")]
    assert faults(replace(AGREED, shares={"care": -1, "health": TOTAL + 1})) == [
        ("share-negative", "shares")
    ]


@pytest.mark.rule("KENT-083", "KENT-103")
def test_an_agreement_says_who_pays_the_provider_and_how_it_is_recharged():
    assert faults(replace(AGREED, responsibility="")) == [("no-responsibility", "responsibility")]
    assert faults(replace(AGREED, recharge="")) == [("no-recharge", "recharge")]
    assert faults(replace(AGREED, responsibility="separate-contracts", recharge="")) == []


def test_an_item_that_asks_no_money_needs_no_shares():
    bare = replace(AGREED, shares={}, responsibility="", recharge="")

    assert faults(bare, total_pence=None) == []


def test_shares_that_do_not_add_up_are_told_both_sums():
    draft = replace(AGREED, shares={"care": 207_999_99})

    with pytest.raises(Refused) as refused:
        require_complete(
            find_faults(
                draft,
                purpose=Purpose.NEW_REFERRAL,
                rule=LONDON,
                decided_on=HELD_ON,
                total_pence=TOTAL,
            )
        )

    assert refused.value.says == (
        "The shares add up to £207,999.99 a year; the placement costs £208,000.00."
    )


def test_conditions_belong_to_the_outcome_with_conditions():
    with_conditions = replace(AGREED, outcome="agreed-with-conditions")

    assert faults(with_conditions) == [("no-condition", "conditions")]
    assert faults(replace(with_conditions, conditions=("A visit by 9 January",))) == []
    assert faults(replace(AGREED, conditions=("A visit",))) == [
        ("condition-not-wanted", "conditions")
    ]


@pytest.mark.rule("KENT-120")
@pytest.mark.parametrize(
    ("action", "code"),
    [
        (ActionDraft("Visit the school", "", date(2026, 1, 9)), "action-incomplete"),
        (ActionDraft("", "Ann Lee", date(2026, 1, 9)), "action-incomplete"),
        (ActionDraft("Visit the school", "Ann Lee", None), "action-incomplete"),
        (ActionDraft("Visit the school", "Ann Lee", date(2025, 12, 1)), "action-in-the-past"),
    ],
)
def test_an_action_has_what_who_and_by_when(action, code):
    assert faults(replace(AGREED, actions=(action,))) == [(code, "actions")]


def test_more_information_says_what_is_wanted():
    draft = DecisionDraft(outcome="more-information", reasons="The health view is thin.")
    asked = replace(draft, actions=(ActionDraft("Nursing report", "Cam Roy", HELD_ON),))

    assert faults(draft) == [("no-action", "actions")]
    assert faults(asked) == []


@pytest.mark.rule("KENT-107", "KENT-105")
@pytest.mark.parametrize(
    ("review_on", "found"),
    [
        (date(2025, 12, 2), [("review-in-the-past", "review_on")]),
        (date(2025, 12, 3), []),
        (date(2026, 12, 2), []),
        (date(2026, 12, 3), [("review-too-far", "review_on")]),
        (None, []),
    ],
)
def test_a_review_is_after_the_meeting_and_within_a_year(review_on, found):
    assert faults(replace(AGREED, review_on=review_on)) == found


def test_an_outcome_of_another_form_is_refused():
    assert faults(replace(AGREED, outcome="assess")) == [("no-outcome", "outcome")]
    assert faults(AGREED, purpose=Purpose.REQUEST_TO_ASSESS) == [("no-outcome", "outcome")]


def test_every_purpose_says_how_it_is_decided():
    assert set(PURPOSES) == set(Purpose)
    assert all(rule.outcomes for rule in PURPOSES.values())
    known = {*Outcome, *Advice}
    assert {code for rule in PURPOSES.values() for code in rule.outcomes} <= known


@pytest.mark.rule("LDN-010", "KENT-071")
def test_a_panel_cannot_decline_what_a_plan_names():
    assert outcome_label("declined", LONDON) == "Not agreed"
    assert outcome_label("declined", LONDON, named_by="plan") == "Share not agreed"
    assert outcome_label("agreed", LONDON, named_by="plan") == "Agreed"


@pytest.mark.rule("LDN-027")
def test_proposed_review_counts_months_from_the_start():
    assert proposed_review_on(LONDON, date(2025, 8, 31)) == date(2026, 2, 28)
    assert proposed_review_on(KENT, date(2025, 8, 31)) is None
