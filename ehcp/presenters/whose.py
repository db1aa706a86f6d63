"""Whose case a page is about."""

from datetime import date

from casework.addresses import address_of
from casework.components import IdentityBar
from casework.forms.dates import in_words
from casework.rules.periods import age_on
from people.models import Case, Child


def child_bar(child: Child, today: date, *more: tuple[str, str]) -> IdentityBar:
    """Return the bar with the child's name, date of birth and age, and ``more`` facts."""
    born = f"{in_words(child.born_on)} ({age_on(today, child.born_on)})"
    return IdentityBar(
        name=child.name,
        href=address_of(child.reference),
        facts=[("Born", born), *more],
        alerts=["Address withheld"] if child.is_address_hidden else [],
    )


def identity(case: Case, today: date) -> IdentityBar:
    """Return the bar of a case: the child, the reference, and who runs it."""
    facts = [("Case", case.reference), ("Run by", case.owner.name)]
    return child_bar(case.child, today, *facts)
