"""Outcome notes, and what stands of a case after the panel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework.components import Link, Signature, SummaryRow, Table, Tag
from casework.forms.dates import in_words
from funding.models import Award, FundingForm
from funding.queries import award_of, must_sign, newest_form
from panels.models import OutcomeNote
from panels.models.decisions import NOTE_WORDS
from panels.presenters.live import decision_rows
from panels.queries.packs import missing_for_pack, pack_of, standing_note
from panels.queries.policies import policy_of
from panels.rules.decisions import AGREEING
from panels.rules.workflow import NoteStatus

PACK_TITLE = "Parts 1 and 2, outcome note and funding form (PDF)"
NOTE_COLOURS = {
    NoteStatus.DRAFTED: "grey",
    NoteStatus.ENDORSED: "blue",
    NoteStatus.SENT: "green",
    NoteStatus.SUPERSEDED: "red",
}


def note_tag(note: OutcomeNote) -> Tag:
    status = NoteStatus(note.status)
    return Tag(NOTE_WORDS[status], NOTE_COLOURS[status])


def note_table(notes: Iterable[OutcomeNote], names: Mapping[int, str]) -> Table:
    """The notes of a meeting, each with where it stands. Rules: KENT-090."""
    return Table(
        "Outcome notes",
        ["Case", "Child", "Decision", "Note"],
        [_note_line(note, names) for note in notes],
        empty="No decision is recorded yet. A note is drafted with each decision.",
        caption_hidden=True,
    )


def _note_line(note: OutcomeNote, names: Mapping[int, str]) -> Sequence[object]:
    words = f"version {note.version}" if note.version > 1 else ""
    return [
        Link(note.item.case.reference, reverse("panels:note", args=[note.pk])),
        names[note.item_id],
        note.decision.label,
        [note_tag(note), words],
    ]


@dataclass(frozen=True)
class NoteState:
    """Where a note stands, and what may be done with it."""

    id: int
    reference: str
    tag: Tag
    can_endorse: bool
    can_send: bool
    is_being_made: bool
    document: Link | None


def note_state(note: OutcomeNote) -> NoteState:
    """Return what may be done with a note now. Rules: KENT-090."""
    is_endorsed = note.status == NoteStatus.ENDORSED
    return NoteState(
        id=note.pk,
        reference=note.item.case.reference,
        tag=note_tag(note),
        can_endorse=note.status == NoteStatus.DRAFTED and note.item.meeting.status == "closed",
        can_send=is_endorsed and note.document_id is not None,
        is_being_made=is_endorsed and note.document_id is None,
        document=document_link(note.document, "Outcome note (PDF)"),
    )


def document_link(document, text: str) -> Link | None:
    """Return where a document opens; nothing while there is none."""
    if document is None:
        return None
    return Link(text, reverse("people:document", args=[document.reference]))


@dataclass(frozen=True)
class OutcomeOfCase:
    """What the last panel decided on a case, its note, its signatures and its single document."""

    label: str
    rows: Sequence[SummaryRow]
    actions: Table | None
    note: Link | None
    note_tag: Tag | None
    signatures: Sequence[Signature]
    unsigned: Sequence[str]
    award: Link | None
    pack: Link | None
    missing: Sequence[str]


def outcome_of(reference: str, today: date) -> OutcomeOfCase | None:
    """Return what stands of a case after its panel; None before there is a decision."""
    note, award = standing_note(reference), award_of(reference)
    if note is None:
        return None
    decision, policy = note.decision, policy_of(note.item.protocol)
    form = newest_form(award) if award else None
    is_agreed = decision.outcome in AGREEING
    return OutcomeOfCase(
        label=decision.label,
        rows=decision_rows(decision, policy),
        actions=_actions(note, today),
        note=document_link(note.document, "Outcome note (PDF)") if note.sent_at else None,
        note_tag=note_tag(note),
        signatures=_signatures(form) if form else [],
        unsigned=[one.agency for one in _signatures(form) if one.at is None] if form else [],
        award=_award_link(award),
        pack=document_link(pack_of(reference), PACK_TITLE),
        missing=missing_for_pack(reference) if is_agreed else [],
    )


def _actions(note: OutcomeNote, today: date) -> Table | None:
    rows = list(note.decision.actions.all())
    if not rows:
        return None
    return Table(
        "Actions",
        ["What", "Who", "By"],
        [[one.what, one.who, in_words(one.due_on)] for one in rows],
        caption_size="s",
    )


def _award_link(award: Award | None) -> Link | None:
    if award is None:
        return None
    return Link(award.case.reference, reverse("funding:award", args=[award.case.reference]))


def _signatures(form: FundingForm) -> list[Signature]:
    signed = {row.agency_id: row for row in form.signatures.order_by("pk")}
    return [_signature(agency, signed.get(agency.code)) for agency in must_sign(form)]


def _signature(agency, row) -> Signature:
    if row is None:
        return Signature(agency.name)
    return Signature(agency.name, row.name, row.post, row.signed_at)
