"""The eight sections of a referral (part 2): their order, their names, and what each waits for."""

from collections.abc import Mapping
from enum import StrEnum


class Section(StrEnum):
    """A section's key: in the address of its pages, and in the findings that lead there."""

    CHILD = "child"
    CONSENT = "consent"
    ASSESSMENTS = "assessments"
    PLACEMENT = "placement"
    COSTS = "costs"
    SHARES = "shares"
    OPTIONS = "options"
    CHECKS = "checks"


TITLES: Mapping[Section, str] = {
    Section.CHILD: "The child and family",
    Section.CONSENT: "Consent",
    Section.ASSESSMENTS: "Agencies’ assessments",
    Section.PLACEMENT: "The placement proposed",
    Section.COSTS: "Costs and payment terms",
    Section.SHARES: "Who is asked for what",
    Section.OPTIONS: "Options explored",
    Section.CHECKS: "Checks on the provider",
}

WAITS_FOR: Mapping[Section, Section] = {
    Section.COSTS: Section.PLACEMENT,
    Section.SHARES: Section.COSTS,
    Section.CHECKS: Section.PLACEMENT,
}


def number_of(section: Section) -> int:
    """Return the section's place in the list, from 1.

    >>> number_of(Section.COSTS)
    5
    """
    return list(Section).index(section) + 1
