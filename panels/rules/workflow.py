"""The life of a meeting, an item on its agenda and an outcome note, each as a table of moves."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from casework.rules.errors import Refused


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    AGENDA_SENT = "agenda-sent"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingVerb(StrEnum):
    LIST = "change the agenda of"
    MOVE = "move"
    SEND_AGENDA = "send the agenda of"
    OPEN = "open"
    RECORD_ATTENDANCE = "record who is at"
    ARRANGE_DEPUTY = "arrange a deputy for"
    DECIDE = "decide at"
    CLOSE = "close"
    CANCEL = "cancel"
    CORRECT = "correct a decision of"


class ItemStatus(StrEnum):
    LISTED = "listed"
    DECIDED = "decided"
    NOT_HEARD = "not-heard"
    WITHDRAWN = "withdrawn"


class ItemVerb(StrEnum):
    DECIDE = "decide"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    CARRY_OVER = "carry over"
    LIST_AGAIN = "list again"


class NoteStatus(StrEnum):
    DRAFTED = "drafted"
    ENDORSED = "endorsed"
    SENT = "sent"
    SUPERSEDED = "superseded"


class NoteVerb(StrEnum):
    ENDORSE = "endorse"
    SEND = "send"
    SUPERSEDE = "supersede"


MEETING_MOVES: Mapping[tuple[MeetingStatus, MeetingVerb], MeetingStatus] = {
    (MeetingStatus.PLANNED, MeetingVerb.LIST): MeetingStatus.PLANNED,
    (MeetingStatus.PLANNED, MeetingVerb.MOVE): MeetingStatus.PLANNED,
    (MeetingStatus.PLANNED, MeetingVerb.SEND_AGENDA): MeetingStatus.AGENDA_SENT,
    (MeetingStatus.PLANNED, MeetingVerb.CANCEL): MeetingStatus.CANCELLED,
    (MeetingStatus.AGENDA_SENT, MeetingVerb.LIST): MeetingStatus.AGENDA_SENT,
    (MeetingStatus.AGENDA_SENT, MeetingVerb.MOVE): MeetingStatus.AGENDA_SENT,
    (MeetingStatus.AGENDA_SENT, MeetingVerb.SEND_AGENDA): MeetingStatus.AGENDA_SENT,
    (MeetingStatus.AGENDA_SENT, MeetingVerb.OPEN): MeetingStatus.OPEN,
    (MeetingStatus.AGENDA_SENT, MeetingVerb.CANCEL): MeetingStatus.CANCELLED,
    (MeetingStatus.AGENDA_SENT, MeetingVerb.RECORD_ATTENDANCE): MeetingStatus.AGENDA_SENT,
    (MeetingStatus.PLANNED, MeetingVerb.ARRANGE_DEPUTY): MeetingStatus.PLANNED,
    (MeetingStatus.AGENDA_SENT, MeetingVerb.ARRANGE_DEPUTY): MeetingStatus.AGENDA_SENT,
    (MeetingStatus.OPEN, MeetingVerb.ARRANGE_DEPUTY): MeetingStatus.OPEN,
    (MeetingStatus.OPEN, MeetingVerb.RECORD_ATTENDANCE): MeetingStatus.OPEN,
    (MeetingStatus.OPEN, MeetingVerb.DECIDE): MeetingStatus.OPEN,
    (MeetingStatus.OPEN, MeetingVerb.CORRECT): MeetingStatus.OPEN,
    (MeetingStatus.OPEN, MeetingVerb.CLOSE): MeetingStatus.CLOSED,
    (MeetingStatus.CLOSED, MeetingVerb.CORRECT): MeetingStatus.CLOSED,
}

ITEM_MOVES: Mapping[tuple[ItemStatus, ItemVerb], ItemStatus] = {
    (ItemStatus.LISTED, ItemVerb.DECIDE): ItemStatus.DECIDED,
    (ItemStatus.LISTED, ItemVerb.WITHDRAW): ItemStatus.WITHDRAWN,
    (ItemStatus.LISTED, ItemVerb.CARRY_OVER): ItemStatus.NOT_HEARD,
    (ItemStatus.DECIDED, ItemVerb.CORRECT): ItemStatus.DECIDED,
    (ItemStatus.WITHDRAWN, ItemVerb.LIST_AGAIN): ItemStatus.LISTED,
}

NOTE_MOVES: Mapping[tuple[NoteStatus, NoteVerb], NoteStatus] = {
    (NoteStatus.DRAFTED, NoteVerb.ENDORSE): NoteStatus.ENDORSED,
    (NoteStatus.ENDORSED, NoteVerb.SEND): NoteStatus.SENT,
    (NoteStatus.DRAFTED, NoteVerb.SUPERSEDE): NoteStatus.SUPERSEDED,
    (NoteStatus.ENDORSED, NoteVerb.SUPERSEDE): NoteStatus.SUPERSEDED,
    (NoteStatus.SENT, NoteVerb.SUPERSEDE): NoteStatus.SUPERSEDED,
}

MEETING_SAYS = {
    MeetingStatus.PLANNED: "its agenda has not been sent yet",
    MeetingStatus.AGENDA_SENT: "it has not been opened",
    MeetingStatus.OPEN: "it is in session",
    MeetingStatus.CLOSED: "it is closed",
    MeetingStatus.CANCELLED: "it has been cancelled",
}
ITEM_SAYS = {
    ItemStatus.LISTED: "it has not been decided",
    ItemStatus.DECIDED: "it has been decided",
    ItemStatus.NOT_HEARD: "it was not heard at this meeting",
    ItemStatus.WITHDRAWN: "it has been taken off the agenda",
}
NOTE_SAYS = {
    NoteStatus.DRAFTED: "the chair has not endorsed it yet",
    NoteStatus.ENDORSED: "the chair has endorsed it",
    NoteStatus.SENT: "it has been sent",
    NoteStatus.SUPERSEDED: "a corrected note has taken its place",
}

Status = TypeVar("Status", bound=StrEnum)
Verb = TypeVar("Verb", bound=StrEnum)


class MoveRefused(Refused):
    """The thing is not in a state from which this can be done."""


def next_meeting_status(status: MeetingStatus, verb: MeetingVerb) -> MeetingStatus:
    """Return where ``verb`` takes a meeting from ``status``.

    Raises:
        MoveRefused: this cannot be done to a meeting in that state.

    >>> next_meeting_status(MeetingStatus.AGENDA_SENT, MeetingVerb.OPEN).value
    'open'
    """
    return _move(MEETING_MOVES, status, verb, f"this meeting: {MEETING_SAYS[status]}")


def next_item_status(status: ItemStatus, verb: ItemVerb) -> ItemStatus:
    """Return where ``verb`` takes an item on the agenda from ``status``.

    Raises:
        MoveRefused: this cannot be done to an item in that state.
    """
    return _move(ITEM_MOVES, status, verb, f"this case: {ITEM_SAYS[status]}")


def next_note_status(status: NoteStatus, verb: NoteVerb) -> NoteStatus:
    """Return where ``verb`` takes an outcome note from ``status``.

    Raises:
        MoveRefused: above all, that a note not endorsed by the chair cannot be sent.

    Rules: KENT-090.
    """
    return _move(NOTE_MOVES, status, verb, f"this outcome note: {NOTE_SAYS[status]}")


def _move(
    moves: Mapping[tuple[Status, Verb], Status], status: Status, verb: Verb, of: str
) -> Status:
    try:
        return moves[status, verb]
    except KeyError:
        raise MoveRefused(code="not-now", says=f"You cannot {verb} {of}.") from None
