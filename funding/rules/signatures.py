"""Whether somebody may sign for an agency's share."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.rules.errors import Refused
from casework.rules.money import format_pounds


@dataclass(frozen=True)
class Limit:
    """One delegation: up to so many pence a week; None where no limit was set."""

    weekly_pence: int | None

    def covers(self, weekly_pence: int) -> bool:
        """Is this much a week within it?"""
        return self.weekly_pence is None or weekly_pence <= self.weekly_pence


def check_delegation(limits: Iterable[Limit], *, weekly_pence: int, agency: str) -> None:
    """Refuse a signature by somebody who may not commit the agency to so much a week.

    Raises:
        Refused: ``no-delegation``, or ``above-delegation`` naming the largest limit.

    Rules: KENT-068, KENT-095.

    >>> check_delegation([Limit(1_000_00)], weekly_pence=1_000_00, agency="Health")
    """
    held = list(limits)
    if not held:
        says = f"You hold no authority to commit {agency}'s money, so you cannot sign for it."
        raise Refused("no-delegation", says, rule="KENT-068")
    if not any(limit.covers(weekly_pence) for limit in held):
        most = max(limit.weekly_pence or 0 for limit in held)
        says = (
            f"The share is {format_pounds(weekly_pence)} a week, and you may commit {agency} to "
            f"{format_pounds(most)} a week. Ask a budget holder of {agency} to sign."
        )
        raise Refused("above-delegation", says, rule="KENT-068")


def check_typed_name(typed: str, name: str) -> None:
    """Refuse a signature under a name that is not the signer's.

    Raises:
        Refused: ``name-differs``.

    >>> check_typed_name("  ada   LOVELACE ", "Ada Lovelace")
    """
    if typed.casefold().split() != name.casefold().split():
        says = f"Type your name as it is known here: {name}."
        raise Refused("name-differs", says, field="typed_name")
