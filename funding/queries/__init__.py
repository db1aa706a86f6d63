"""What is asked about placements, awards, forms and quarters."""

from funding.queries.award_page import AwardFacts, award_facts
from funding.queries.awards import (
    Standing,
    agencies_behind,
    award_in,
    award_of,
    broken_sums,
    narrow_awards,
    payers_of,
    shares_on,
    standing_on,
    versions_of,
)
from funding.queries.forms import agencies_to_sign_for, must_sign, newest_form, yet_to_sign
from funding.queries.placements import (
    costs_of,
    narrow_placements,
    placement_of,
    policy_called,
    policy_for,
    suggest_shares,
    yearly_cost,
)
from funding.queries.quarters import (
    QuarterRow,
    carrying_quarter_of,
    lock_of,
    locked_quarters,
    quarter_rows,
)

__all__ = [
    "policy_called",
    "policy_for",
    "costs_of",
    "suggest_shares",
    "placement_of",
    "yearly_cost",
    "award_in",
    "award_of",
    "versions_of",
    "agencies_behind",
    "narrow_awards",
    "narrow_placements",
    "payers_of",
    "shares_on",
    "Standing",
    "standing_on",
    "broken_sums",
    "newest_form",
    "must_sign",
    "yet_to_sign",
    "agencies_to_sign_for",
    "AwardFacts",
    "award_facts",
    "QuarterRow",
    "lock_of",
    "locked_quarters",
    "quarter_rows",
    "carrying_quarter_of",
]
