"""Outcome notes: drafted with the decision, endorsed by the chair, issued as a file, sent."""

from datetime import timedelta
from typing import TYPE_CHECKING

from casework import mail
from casework.act import Act
from casework.actions import action
from casework.documents import Paper, issue, supersede
from casework.events import publish
from casework.rules.errors import Refused
from panels.actions.agendas import open_cases
from panels.events import OutcomeNoteEndorsed, OutcomeNoteSent, RecordAvailable
from panels.models import Meeting, OutcomeNote
from panels.queries.notes import unsent_notes
from panels.queries.people import chair_of
from panels.queries.policies import policy_of
from panels.rules.workflow import MeetingStatus, NoteStatus, NoteVerb, next_note_status
from people.actions.cases import lock_case

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

OUTCOME_NOTE = Paper("outcome-note", "Outcome note", "documents/panels/outcome_note.html")


@action
def endorse_note(act: Act, *, note: int) -> str:
    """Endorse an outcome note as the one who chaired, once the meeting is closed.

    Raises:
        Refused: ``not-now``; ``meeting-not-closed``; ``not-the-chair``.

    Rules: KENT-090.
    """
    found = _lock_note(act, note)
    found.status = next_note_status(NoteStatus(found.status), NoteVerb.ENDORSE)
    _require_chair(act, found.item.meeting)
    found.endorsed_at, found.endorsed_by_id = act.at, act.actor.pk
    found.save(update_fields=["status", "endorsed_at", "endorsed_by"])
    fact = OutcomeNoteEndorsed(note=found.pk, version=found.version, chair=act.actor.name)
    publish(act, found.item.case.reference, fact)
    return found.item.case.reference


def _lock_note(act: Act, pk: int) -> OutcomeNote:
    related = ("item__case", "item__meeting__panel", "decision")
    found = OutcomeNote.objects.select_related(*related).get(pk=pk)
    lock_case(act, found.item.case.reference)
    found.refresh_from_db(fields=["status", "document", "sent_at"])
    return found


def _require_chair(act: Act, meeting: Meeting) -> None:
    if meeting.status != MeetingStatus.CLOSED:
        says = "Close the meeting first: its notes are endorsed when it is over."
        raise Refused("meeting-not-closed", says)
    chair = chair_of(meeting)
    if chair is None or chair.pk != act.actor.pk:
        who = chair.name if chair else "The chair"
        says = f"{who}, who chaired this meeting, endorses its notes."
        raise Refused("not-the-chair", says, rule="KENT-090")


@action
def issue_note(act: Act, *, note: int, facts: "DataclassInstance") -> str:
    """Draw an endorsed note from its frozen facts, and mark the one that it corrects.

    Returns the document's reference.

    Done again it returns the document that is there.

    Raises:
        Refused: ``not-endorsed``.

    Rules: KENT-090, KENT-093, LDN-021.
    """
    found = _lock_note(act, note)
    if found.document_id:
        return found.document.reference
    if found.status != NoteStatus.ENDORSED:
        raise Refused("not-endorsed", "The chair has not endorsed this note yet.")
    document = issue(act, OUTCOME_NOTE, stream=found.item.case.reference, facts=facts)
    found.document = document
    found.save(update_fields=["document"])
    for old in found.item.notes.filter(version__lt=found.version, document__isnull=False):
        if old.document.superseded_by_id is None:
            supersede(old.document, document)
    publish(act, found.item.case.reference, RecordAvailable(document=document.reference))
    return document.reference


@action
def send_note(act: Act, *, note: int) -> str:
    """Tell the referrer that the endorsed note is there; members see the case 28 days more.

    Raises:
        Refused: ``not-now`` before the chair has endorsed it; ``note-being-made``.

    Rules: KENT-090, KENT-094.
    """
    found = _lock_note(act, note)
    found.status = next_note_status(NoteStatus(found.status), NoteVerb.SEND)
    if found.document is None:
        says = "The note is being made ready. Try again in a moment."
        raise Refused("note-being-made", says)
    found.sent_at = act.at
    found.save(update_fields=["status", "sent_at"])
    _tell_referrer(act, found)
    _publish_sent(act, found)
    _close_sight_later(act, found)
    return found.item.case.reference


def _tell_referrer(act: Act, note: OutcomeNote) -> None:
    case = note.item.case
    mail.write(
        act,
        key=f"outcome-note:{note.pk}",
        to=case.owner.email,
        template="panels/outcome_note",
        stream=case.reference,
        panel=note.item.meeting.panel.name,
        held_on=note.item.meeting.held_on,
        is_correction=note.version > 1,
    )


def _publish_sent(act: Act, note: OutcomeNote) -> None:
    """Say in the case that its note is out, and in the meeting that the last one is."""
    case, meeting = note.item.case, note.item.meeting
    fact = OutcomeNoteSent(to=case.owner.name, document=note.document.reference)
    publish(act, case.reference, fact)
    if not unsent_notes(meeting):
        publish(act, meeting.reference, OutcomeNoteSent(to="every referrer"))


def _close_sight_later(act: Act, note: OutcomeNote) -> None:
    meeting = note.item.meeting
    days = policy_of(note.item.protocol).lead_times.sight_after_note.amount
    open_cases(act, meeting, [note.item], until=act.today + timedelta(days=days))
