"""Check answers: each section as a card, with the way to change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.components import Link, SummaryRow
from referrals.models import Referral
from referrals.queries import PartLine, part_2_lines
from referrals.rules.policy import Policy
from referrals.rules.sections import TITLES, Section, number_of


@dataclass(frozen=True)
class Card:
    """One section: its title, its answers, and where they are changed."""

    title: str
    rows: list[SummaryRow]
    change: Link


def answer_cards(
    referral: Referral, policy: Policy, on: date, addresses: Mapping[Section, str]
) -> list[Card]:
    """Return part 2 as it will be sent."""
    written = part_2_lines(referral, policy, on)
    return [_card(section, lines, addresses[section]) for section, lines in written.items()]


def _card(section: Section, lines: list[PartLine], href: str) -> Card:
    title = f"{number_of(section)}. {TITLES[section]}"
    rows = [SummaryRow(line.label, line.text) for line in lines]
    return Card(title, rows or [SummaryRow(TITLES[section])], Link("Change", href, title))
