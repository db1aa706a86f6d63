"""Whether the four papers of a case can go out as one, and whether they have."""

from datetime import date
from typing import Any

from accounts.models import Agency, Delegation, User
from casework.models import Document
from funding.queries import award_of, newest_form, yet_to_sign
from panels.models import AgendaItem, OutcomeNote
from panels.queries.notes import whole_note
from panels.rules.workflow import NoteStatus
from people.models import Case


def standing_note(reference: str) -> OutcomeNote | None:
    """Return the newest outcome note of a case, with all that it states; None before a decision."""
    notes = OutcomeNote.objects.exclude(status=NoteStatus.SUPERSEDED)
    newest = notes.filter(item__case__reference=reference).order_by("-pk")
    pk = newest.values_list("pk", flat=True).first()
    return whole_note(pk) if pk else None


def missing_for_pack(reference: str) -> list[str]:
    """Return what the single document still needs, in words; empty when it can be made.

    Rules: KENT-096.
    """
    note, award = standing_note(reference), award_of(reference)
    missing = []
    if note is None or note.document_id is None:
        missing.append("the outcome note, endorsed by the chair")
    if award is None:
        return [*missing, "a decision that agrees the placement"]
    form = newest_form(award)
    missing += [f"the signature of {agency.name}" for agency in yet_to_sign(form)]
    return missing


def pack_of(reference: str) -> Document | None:
    """Return the single document that stands; one older than the note it holds does not."""
    note = standing_note(reference)
    packs = Document.objects.filter(stream=reference, kind="panel-pack", superseded_by=None)
    found = packs.order_by("-pk").first()
    if found is None or note is None or note.endorsed_at is None:
        return None
    return found if found.at >= note.endorsed_at else None


def newest_item(reference: str) -> AgendaItem | None:
    """Return the item under which a case was last on an agenda; None if it never was."""
    items = AgendaItem.objects.filter(case__reference=reference)
    return items.select_related("meeting__panel").order_by("-pk").first()


def agencies_to_sign(reference: str, user: User, on: date) -> list[Agency]:
    """Return the agencies that have still to sign and for which this person may commit money.

    Rules: KENT-068, KENT-095.
    """
    award = award_of(reference)
    if award is None:
        return []
    held = Delegation.objects.in_force(on).filter(user=user).values_list("agency_id", flat=True)
    return [agency for agency in yet_to_sign(newest_form(award)) if agency.code in set(held)]


def issued_facts(reference: str, kind: str) -> dict[str, Any]:
    """Return the frozen facts of the standing document of a kind; empty where none was issued."""
    documents = Document.objects.filter(stream=reference, kind=kind, superseded_by=None)
    return documents.order_by("-pk").values_list("facts", flat=True).first() or {}


def whole_case(reference: str) -> Case:
    """Return a case with all that a document says of it."""
    related = ("child", "authority", "lead_agency")
    return Case.objects.select_related(*related).get(reference=reference)
