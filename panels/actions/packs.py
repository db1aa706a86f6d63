"""After the panel: funding forms signed, and all four papers issued as one document."""

from typing import TYPE_CHECKING

from casework.act import Act
from casework.actions import action
from casework.documents import Paper, issue
from casework.events import publish
from casework.jobs import enqueue
from casework.models import Document, Event
from casework.rules.errors import Refused
from funding import actions as funding
from funding.models import Award
from funding.queries import award_of
from panels.events import FundingFormSigned, PackIssued
from panels.queries.packs import missing_for_pack, pack_of
from people.actions.cases import lock_case

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PACK = Paper("panel-pack", "Joint funding decision", "documents/panels/pack.html")


@action
def sign_funding_form(act: Act, *, reference: str, agency: str, typed_name: str) -> str:
    """Sign a case's funding form for an agency; the last signature completes it.

    ``reference`` is the referral's; the person's password is asked again at the edge.

    Raises:
        Refused: ``no-award``; what funding refuses of a signature.

    Rules: KENT-068, KENT-095.
    """
    lock_case(act, reference)
    award = award_of(reference)
    if award is None:
        says = "Nothing has been agreed on this case, so there is no funding form."
        raise Refused("no-award", says)
    funding.sign(act, award_reference=award.case.reference, agency=agency, typed_name=typed_name)
    return reference


@action
def tell_signature(act: Act, *, award_reference: str, event: int) -> str:
    """Say in the referral who signed its award's form; told again it says nothing more.

    Rules: KENT-095.
    """
    award = Award.objects.select_related("placement__asked_in").get(case__reference=award_reference)
    reference = award.placement.asked_in.reference
    lock_case(act, reference)
    signed = Event.objects.get(stream=award_reference, number=event)
    told = Event.objects.filter(stream=reference, kind=FundingFormSigned.kind)
    if any(row.data.get("event") == event for row in told):
        return reference
    fact = FundingFormSigned(
        award=award_reference,
        event=event,
        agency=_payers(award, signed.data["agency"]),
        of=signed.data["agency"],
        name=signed.data["name"],
    )
    publish(act, reference, fact, on=signed.on)
    return reference


def _payers(award: Award, agency_name: str) -> list[str]:
    rows = award.payers.filter(agency__name=agency_name)
    return list(rows.values_list("payer", flat=True).order_by("payer"))


@action
def make_pack(act: Act, *, reference: str) -> str:
    """Ask for the single document of a case to be made after the answer.

    Raises:
        Refused: ``pack-incomplete``, naming what it still needs.

    Rules: KENT-096.
    """
    lock_case(act, reference)
    require_pack(reference)
    enqueue(act, "panels.issue_pack", stream=reference, reference=reference)
    return reference


@action
def issue_pack(act: Act, *, reference: str, facts: "DataclassInstance") -> str:
    """Draw parts 1 and 2, the outcome note and the funding form as one document; return it.

    Done again it returns the document that is there, unless the note was corrected since.

    Raises:
        Refused: ``pack-incomplete``, naming who has still to sign or what is not issued yet.

    Rules: KENT-096.
    """
    lock_case(act, reference)
    require_pack(reference)
    there = pack_of(reference)
    if there is not None:
        return there.reference
    document = issue(act, PACK, stream=reference, facts=facts)
    _supersede_older(reference, document)
    publish(act, reference, PackIssued(document=document.reference))
    return document.reference


def require_pack(reference: str) -> None:
    """Refuse a pack that would lack a signature or one of its four papers. Rules: KENT-096."""
    missing = missing_for_pack(reference)
    if missing:
        says = f"The single document cannot be made yet. Still needed: {'; '.join(missing)}."
        raise Refused("pack-incomplete", says, rule="KENT-096")


def _supersede_older(reference: str, document: Document) -> None:
    older = Document.objects.filter(stream=reference, kind=PACK.kind, superseded_by=None)
    older.exclude(pk=document.pk).update(superseded_by=document)
