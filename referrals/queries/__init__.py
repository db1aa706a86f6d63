"""What is asked about referrals. Each query declares all that its answer reads."""

from referrals.queries.facts import facts_of
from referrals.queries.parts import PartLine, part_1_lines, part_2_lines
from referrals.queries.shares import Suggestion, suggested_split
from referrals.queries.whole import (
    agencies_of_any,
    asked_agencies,
    care_since,
    complete_for_panel,
    consent_of,
    legal_status,
    policy_in_force,
    policy_of,
    whole_referral,
)

__all__ = [
    "PartLine",
    "Suggestion",
    "agencies_of_any",
    "asked_agencies",
    "care_since",
    "complete_for_panel",
    "consent_of",
    "facts_of",
    "legal_status",
    "part_1_lines",
    "part_2_lines",
    "policy_in_force",
    "policy_of",
    "suggested_split",
    "whole_referral",
]
