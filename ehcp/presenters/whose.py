"""Whose case a page is about."""

from dataclasses import replace
from datetime import date

from casework.components import IdentityBar
from people.models import Case
from people.presenters.child import identity_bar


def identity(case: Case, today: date, in_care_since: date | None) -> IdentityBar:
    """Return the child's bar, with the case's reference and who runs it."""
    bar = identity_bar(case.child, today, in_care_since)
    return replace(bar, facts=[*bar.facts, ("Case", case.reference), ("Run by", case.owner.name)])
