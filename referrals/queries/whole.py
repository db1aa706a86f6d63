"""Referrals as they are fetched: one whole, those an agenda may take, and what bears on them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from accounts import queries as accounts
from accounts.models import Agency, Purpose
from casework.rules.errors import Refused
from people.models import Case, LegalStatus
from people.rules.care import in_care_since
from referrals.models import AskedAgency, Referral
from referrals.rules.facts import Consent
from referrals.rules.policy import Policy, read_policy
from referrals.rules.workflow import Stage

PARTS = (
    "referrer",
    "child_part",
    "placement_part",
    "options_part",
    "discussion__convened_by",
    "checks__report",
)
READY = (Stage.SUBMITTED, Stage.DEFERRED)


def whole_referral(reference: str) -> Referral:
    """Return one referral with all that its pages and gates read, in a fixed number of queries."""
    related = ("case__child", "case__authority", "case__lead_agency", "case__owner")
    return (
        Referral.objects.select_related(*related, "case__placement__setting", *PARTS)
        .prefetch_related(
            "case__placement__lines",
            "shares",
            "answers",
            "case__child__consents",
            "case__child__legal_statuses",
            Prefetch("agencies", asked_agencies()),
        )
        .get(case__reference=reference)
    )


def asked_agencies() -> QuerySet[AskedAgency]:
    """The agencies of a referral with their assessment, view and confirmation, as payers stand."""
    related = ("agency", "view__given_by", "confirmation__confirmed_by")
    return (
        AskedAgency.objects.select_related(*related)
        .prefetch_related("assessments__document")
        .order_by("agency__payer", "agency_id")
    )


def policy_in_force(authority: str, on: date) -> tuple[Policy, str]:
    """Return what the authority's joint funding protocol asks of a referral, and its label.

    Raises:
        Refused: ``no-protocol``; ``no-joint-funding`` when its panel takes no such referral.
    """
    protocol = accounts.protocol_in_force(authority, Purpose.JOINT_FUNDING, on)
    policy = read_policy(protocol.sections["referrals"])
    if not policy.takes_joint_funding.applies:
        raise Refused(
            "no-joint-funding",
            f"Under {protocol.name} no referral for joint funding is taken.",
            rule=policy.takes_joint_funding.rule,
        )
    return policy, protocol.label


def policy_of(referral: Referral) -> Policy:
    """Return what the protocol version that the referral keeps asks of it."""
    return read_policy(accounts.protocol_version(referral.protocol).sections["referrals"])


def complete_for_panel(authority: str) -> QuerySet[Referral]:
    """The referrals that an agenda may take: complete when submitted, oldest first.

    Rules: KENT-053, KENT-055.
    """
    return (
        Referral.objects.select_related("case__child", "case__lead_agency", "case__owner")
        .filter(case__authority=authority, case__stage__in=READY)
        .order_by("submitted_on", "case__reference")
    )


def legal_status(case: Case, on: date) -> LegalStatus | None:
    """Return the child's legal status on a day from rows already fetched."""
    known = [status for status in case.child.legal_statuses.all() if status.from_on <= on]
    return max(known, key=lambda status: status.from_on, default=None)


def care_since(case: Case, on: date) -> date | None:
    """Return since when the child has been in care without a break, from rows already fetched."""
    not_care = LegalStatus.Status.NOT_IN_CARE
    rows = case.child.legal_statuses.all()
    return in_care_since([(row.from_on, row.status != not_care) for row in rows], on)


def consent_of(referral: Referral, asked: AskedAgency) -> Consent:
    """Return whether an agency may be told. The lead agency holds its own record."""
    if asked.agency_id == referral.case.lead_agency_id:
        return Consent.GIVEN
    consents = [
        consent
        for consent in referral.case.child.consents.all()
        if consent.agency_id == asked.agency_id
    ]
    if any(consent.withdrawn_on is None for consent in consents):
        return Consent.GIVEN
    return Consent.REFUSED if consents or asked.refused_on else Consent.NOT_RECORDED


def agencies_of_any(authorities: Iterable[str]) -> QuerySet[Agency]:
    """The agencies that serve any of some authorities, by name."""
    return Agency.objects.filter(authorities__in=list(authorities)).distinct().order_by("name")
