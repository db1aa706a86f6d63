"""Work of panels that facts start: notes drawn, signatures told, the single pack made."""

from celery import shared_task

from casework.act import system_act
from panels.actions.notes import issue_note
from panels.actions.packs import issue_pack, tell_signature
from panels.documents.notes import outcome_note_facts
from panels.documents.packs import pack_facts
from panels.queries.notes import whole_note
from panels.queries.packs import missing_for_pack


@shared_task(name="panels.issue_note")
def issue_endorsed_note(*, note: int, **_later: object) -> None:
    """Draw and keep a note that the chair has endorsed. Safe to run twice."""
    issue_note(system_act(), note=note, facts=outcome_note_facts(whole_note(note)))


@shared_task(name="panels.tell_signature")
def tell_of_signature(*, reference: str, event: int, **_later: object) -> None:
    """Say in the referral that an agency has signed its award's form. Safe to run twice."""
    tell_signature(system_act(), award_reference=reference, event=event)


@shared_task(name="panels.issue_pack")
def issue_whole_pack(*, reference: str, **_later: object) -> None:
    """Make the single document of a case as soon as nothing is missing. Safe to run twice."""
    if not missing_for_pack(reference):
        issue_pack(system_act(), reference=reference, facts=pack_facts(reference))
