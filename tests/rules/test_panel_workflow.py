"""Moves of meetings, items and notes: the whole product of states and verbs."""

from itertools import product

import pytest

from panels.rules.workflow import (
    ITEM_MOVES,
    MEETING_MOVES,
    NOTE_MOVES,
    ItemStatus,
    ItemVerb,
    MeetingStatus,
    MeetingVerb,
    MoveRefused,
    NoteStatus,
    NoteVerb,
    next_item_status,
    next_meeting_status,
    next_note_status,
)

TABLES = [
    (next_meeting_status, MEETING_MOVES, MeetingStatus, MeetingVerb),
    (next_item_status, ITEM_MOVES, ItemStatus, ItemVerb),
    (next_note_status, NOTE_MOVES, NoteStatus, NoteVerb),
]
ALLOWED = [(move, *pair, to) for move, moves, _, _ in TABLES for pair, to in moves.items()]
REFUSED = [
    (move, *pair)
    for move, moves, statuses, verbs in TABLES
    for pair in product(statuses, verbs)
    if pair not in moves
]


@pytest.mark.parametrize(("move", "status", "verb", "to"), ALLOWED)
def test_an_allowed_move_leads_where_the_table_says(move, status, verb, to):
    assert move(status, verb) == to


@pytest.mark.parametrize(("move", "status", "verb"), REFUSED)
def test_every_other_move_is_refused_in_words(move, status, verb):
    with pytest.raises(MoveRefused) as refused:
        move(status, verb)

    assert refused.value.code == "not-now"
    assert refused.value.says.startswith(f"You cannot {verb} this ")


@pytest.mark.rule("KENT-090")
def test_a_note_cannot_be_sent_before_the_chair_endorses_it():
    with pytest.raises(MoveRefused) as refused:
        next_note_status(NoteStatus.DRAFTED, NoteVerb.SEND)

    assert refused.value.says == (
        "You cannot send this outcome note: the chair has not endorsed it yet."
    )


def test_a_meeting_opens_only_once_its_agenda_is_sent():
    with pytest.raises(MoveRefused) as refused:
        next_meeting_status(MeetingStatus.PLANNED, MeetingVerb.OPEN)

    assert refused.value.says == ("You cannot open this meeting: its agenda has not been sent yet.")


def test_a_decision_is_recorded_only_while_the_meeting_is_open():
    may_decide = {status for status, verb in MEETING_MOVES if verb is MeetingVerb.DECIDE}

    assert may_decide == {MeetingStatus.OPEN}
