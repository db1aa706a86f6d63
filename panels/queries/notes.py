"""Which notes are to be endorsed, issued or sent, and which actions are still open."""

from django.db.models import QuerySet

from panels.models import Meeting, OutcomeNote, PanelAction
from panels.rules.workflow import NoteStatus


def standing_notes(meeting: Meeting) -> QuerySet[OutcomeNote]:
    """The notes of a meeting that no correction took the place of, in the agenda's order."""
    related = ("item__case__child", "item__case__owner", "decision", "document", "endorsed_by")
    return (
        OutcomeNote.objects.filter(item__meeting=meeting)
        .exclude(status=NoteStatus.SUPERSEDED)
        .select_related(*related)
        .order_by("item__position", "pk")
    )


def unsent_notes(meeting: Meeting) -> list[OutcomeNote]:
    """The notes of a meeting that have still to go out."""
    return list(standing_notes(meeting).exclude(status=NoteStatus.SENT))


def actions_of(meeting: Meeting) -> QuerySet[PanelAction]:
    """What a meeting asked to be done, soonest due first."""
    rows = PanelAction.objects.standing().filter(item__meeting=meeting)
    return rows.select_related("item__case__child")


def whole_note(pk: int) -> OutcomeNote:
    """Return one note with all that its document states."""
    related = (
        "item__case__child",
        "item__case__authority",
        "item__presenting_agency",
        "item__meeting__panel",
        "decision__recorded_by",
        "endorsed_by",
    )
    rows = OutcomeNote.objects.select_related(*related).prefetch_related("decision__actions")
    return rows.get(pk=pk)
