"""Children found for an alert, and the consent recorded so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from people.models import Child
from referrals.models import Referral
from referrals.queries import consent_of
from referrals.rules.facts import Consent

ANSWERS = {Consent.GIVEN: "given", Consent.REFUSED: "refused", Consent.NOT_RECORDED: ""}


@dataclass(frozen=True)
class ChildChoice:
    """One child found: enough to know them by."""

    reference: str
    name: str
    born_on: date


def child_choices(children: Iterable[Child]) -> list[ChildChoice]:
    """Return the children found."""
    return [ChildChoice(child.reference, child.name, child.born_on) for child in children]


def consent_initial(referral: Referral) -> dict[str, Any]:
    """Return what the consent page is filled with: each agency's answer, the newest consent."""
    answers = {
        f"consent_{asked.agency_id}": ANSWERS[consent_of(referral, asked)]
        for asked in referral.agencies.all()
    }
    standing = [row for row in referral.case.child.consents.all() if row.withdrawn_on is None]
    newest = max(standing, key=lambda row: (row.given_on, row.pk), default=None)
    if newest is None:
        return answers
    names = ("basis", "given_by", "given_on", "legal_basis")
    more = ("capacity_assessed_on", "best_interests_on")
    return answers | {name: getattr(newest, name) for name in (*names, *more)}
