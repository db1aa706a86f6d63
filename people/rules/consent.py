"""Whose consent counts, and what each basis for sharing must show."""

from dataclasses import dataclass
from datetime import date

from casework.rules.errors import Refused
from casework.rules.periods import age_on

OWN_CONSENT_FROM = 16
"""KENT-088: from this age a care package needs the young person's own consent."""


@dataclass(frozen=True)
class ConsentGivenBy:
    """On whose word, or by what law, a record is shared, and what shows it."""

    basis: str
    given_on: date
    legal_basis: str = ""
    capacity_assessed_on: date | None = None
    best_interests_on: date | None = None


def needs_own_consent(born_on: date, day: date) -> bool:
    """Say whether the young person's own consent is needed on a day. Rules: KENT-088."""
    return age_on(day, born_on) >= OWN_CONSENT_FROM


def check_consent(consent: ConsentGivenBy, *, born_on: date, today: date) -> None:
    """Refuse a consent that would open nothing.

    Raises:
        Refused: ``consent-in-future``; ``consent-not-theirs`` when a parent's word is given
            for somebody of 16 or over; ``legal-basis-missing``; ``capacity-missing``.

    Rules: KENT-040, KENT-088.
    """
    if consent.given_on > today:
        raise Refused(
            "consent-in-future", "Consent must have been given today or earlier.", field="given_on"
        )
    if consent.basis == "parent" and needs_own_consent(born_on, today):
        raise Refused(
            "consent-not-theirs",
            "From 16 the young person's own consent is needed, unless a mental capacity "
            "assessment has found that they cannot give it and a best interests decision is made.",
            rule="KENT-088",
            field="basis",
        )
    if consent.basis == "law" and not consent.legal_basis:
        raise Refused(
            "legal-basis-missing", "Say which law allows this sharing.", field="legal_basis"
        )
    if consent.basis == "best-interests" and not (
        consent.capacity_assessed_on and consent.best_interests_on
    ):
        raise Refused(
            "capacity-missing",
            "Give the dates of the mental capacity assessment and the best interests decision.",
            rule="KENT-088",
            field="capacity_assessed_on",
        )
