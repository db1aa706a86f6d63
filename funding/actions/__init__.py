"""What is done to placements, awards, funding forms and quarters."""

from funding.actions.awards import award, end_award, revise_award
from funding.actions.forms import issue_funding_form, sign
from funding.actions.placements import (
    decline_placement,
    propose_placement,
    set_costs,
    start_placement,
)
from funding.actions.quarters import lock_quarter
from funding.actions.reviews import record_review, set_review_date

__all__ = [
    "award",
    "decline_placement",
    "end_award",
    "issue_funding_form",
    "lock_quarter",
    "propose_placement",
    "record_review",
    "revise_award",
    "set_costs",
    "set_review_date",
    "sign",
    "start_placement",
]
