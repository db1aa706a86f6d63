"""Outcome notes, signatures and the single document: who, when, and what they say."""

import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from casework import files
from casework.models import Clock, Document, Event, Message
from funding.queries import award_of
from panels.actions import decisions, notes, packs
from panels.documents.notes import outcome_note_facts
from panels.documents.packs import pack_facts
from panels.models import OutcomeNote
from panels.queries.notes import whole_note
from panels.queries.packs import missing_for_pack, pack_of
from panels.rules.decisions import DecisionDraft
from panels.tasks import issue_endorsed_note, issue_whole_pack
from people.models import Case
from tests.conftest import act_on
from tests.factories.panels import KENT_YES, close, decide, endorse, in_session
from tests.panels.conftest import refused

pytestmark = pytest.mark.django_db
AFTER = date(2025, 12, 4)


@pytest.fixture
def closed(table):
    """A closed meeting that agreed one case with a condition."""
    meeting, (item,) = in_session(table)
    item = decide(table, item)
    close(table, meeting)
    return item


def issued(table, item):
    """The note of an item, endorsed and drawn."""
    endorse(table, item)
    note = item.notes.latest("version")
    issue_endorsed_note(note=note.pk)
    return OutcomeNote.objects.select_related("document").get(pk=note.pk)


def sign_all(table, item, *shorts):
    for short in shorts or ("sen", "care", "icb"):
        user = table.members[short]
        packs.sign_funding_form(
            act_on(AFTER, user),
            reference=item.case.reference,
            agency=user.agency_id,
            typed_name=user.name,
        )


def text_of(document: Document, tmp_path: Path) -> str:
    file = tmp_path / "document.pdf"
    file.write_bytes(content_of(document))
    found = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def info_of(document: Document, tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "document.pdf"
    file.write_bytes(content_of(document))
    found = subprocess.run(["pdfinfo", file], capture_output=True, check=True).stdout.decode()
    return {
        name: value.strip() for name, _, value in (ln.partition(":") for ln in found.splitlines())
    }


def content_of(document: Document) -> bytes:
    return files.read(document.file)


@pytest.mark.rule("KENT-090")
def test_only_the_one_who_chaired_endorses_and_only_after_closing(table):
    meeting, (item,) = in_session(table)
    decide(table, item)
    note = OutcomeNote.objects.get()
    chair, other = act_on(AFTER, table.chair), act_on(AFTER, table.members["icb"])

    refused("meeting-not-closed", notes.endorse_note, chair, note=note.pk)
    close(table, meeting)
    refusal = refused("not-the-chair", notes.endorse_note, other, note=note.pk)
    notes.endorse_note(chair, note=note.pk)

    assert refusal.says == f"{table.chair.name}, who chaired this meeting, endorses its notes."
    note.refresh_from_db()
    assert (note.status, note.endorsed_by) == ("endorsed", table.chair)
    refused("not-now", notes.endorse_note, chair, note=note.pk)


@pytest.mark.rule("KENT-090")
def test_a_note_goes_out_only_once_endorsed_and_drawn(table, closed):
    note = closed.notes.get()
    act = act_on(AFTER, table.admin)

    refused("not-now", notes.send_note, act, note=note.pk)
    endorse(table, closed)
    refused("note-being-made", notes.send_note, act, note=note.pk)
    issue_endorsed_note(note=note.pk)
    notes.send_note(act, note=note.pk)

    note.refresh_from_db()
    assert note.status == "sent"
    message = Message.objects.get(key=f"outcome-note:{note.pk}")
    assert message.to == closed.case.owner.email
    assert closed.case.child.family_name not in message.subject + message.body


@pytest.mark.rule("KENT-094")
def test_sending_the_note_meets_its_clock_of_five_working_days(table, closed):
    note = issued(table, closed)
    clock = {"stream": closed.case.reference, "clock": "outcome-note"}

    assert Clock.objects.get(**clock).due_on == date(2025, 12, 9)
    notes.send_note(act_on(AFTER, table.admin), note=note.pk)

    assert Clock.objects.get(**clock).met_on == AFTER


@pytest.mark.rule("KENT-091")
def test_members_see_the_case_until_28_days_after_the_note(table, closed):
    note = issued(table, closed)
    notes.send_note(act_on(AFTER, table.admin), note=note.pk)

    ends = set(closed.case.named_sights.values_list("to_on", flat=True))
    assert ends == {date(2026, 1, 1)}


@pytest.mark.rule("KENT-090", "KENT-093", "KENT-120", "LDN-020")
def test_the_note_says_all_that_was_recorded(table, closed, tmp_path):
    text = text_of(issued(table, closed).document, tmp_path)

    for words in (
        "Northshire",
        closed.case.reference,
        closed.case.child.initials,
        "Tuesday 2 December 2025",
        "Endorsed with conditions",
        "Local options are exhausted and the placement meets the assessed needs.",
        "The social worker visits before the start.",
        "Social care: £98,800.00 a year",
        "Review on 2 June 2026",
        "Visit Hillview School",
        "Friday 19 December 2025",
        table.chair.name,
        "It is not formal minutes of the meeting.",
        "Confidential",
    ):
        assert words in text
    assert closed.case.child.family_name not in text


def test_the_note_is_tagged_and_drawn_the_same_twice(table, closed, tmp_path):
    document = issued(table, closed).document
    note = whole_note(closed.notes.get().pk)

    assert info_of(document, tmp_path)["Tagged"] == "yes"
    assert outcome_note_facts(note) == outcome_note_facts(whole_note(note.pk))
    issue_endorsed_note(note=note.pk)
    assert Document.objects.filter(kind="outcome-note").count() == 1


def test_a_corrected_note_marks_the_one_before(table, closed):
    first = issued(table, closed).document
    decisions.correct_decision(
        act_on(AFTER, table.admin),
        item=closed.pk,
        draft=replace(KENT_YES, reasons="Local options are exhausted."),
        version=1,
        because="A word was wrong.",
    )

    second = issued(table, closed)

    first.refresh_from_db()
    assert first.superseded_by == second.document
    assert second.document.facts["correction"] == "A word was wrong."


@pytest.mark.rule("KENT-068", "KENT-095")
def test_each_agency_signs_for_itself(table, closed):
    given = {"reference": closed.case.reference, "typed_name": table.members["care"].name}
    care = act_on(AFTER, table.members["care"])

    refused("no-delegation", packs.sign_funding_form, care, agency="northshire-icb", **given)
    packs.sign_funding_form(care, agency="northshire-care", **given)
    refused("already-signed", packs.sign_funding_form, care, agency="northshire-care", **given)


def test_nothing_is_signed_where_nothing_was_agreed(table):
    _meeting, (item,) = in_session(table)
    decide(table, item, DecisionDraft(outcome="declined", reasons="Not tried locally."))

    refused(
        "no-award",
        packs.sign_funding_form,
        act_on(AFTER, table.members["sen"]),
        reference=item.case.reference,
        agency="northshire-sen",
        typed_name="x",
    )


@pytest.mark.rule("KENT-095")
def test_signatures_meet_the_clock_of_one_week_and_stand_on_the_case(
    table, closed, django_capture_on_commit_callbacks
):
    clock = {"stream": closed.case.reference, "clock": "sign-funding-form"}
    with django_capture_on_commit_callbacks(execute=True):
        sign_all(table, closed, "sen", "care")
    waiting = Clock.objects.get(**clock)
    with django_capture_on_commit_callbacks(execute=True):
        sign_all(table, closed, "icb")

    assert (waiting.due_on, waiting.met_on) == (date(2025, 12, 9), None)
    assert Clock.objects.get(**clock).met_on == AFTER
    said = Event.objects.filter(stream=closed.case.reference, kind="panel.funding_form_signed")
    assert [row.data["agency"] for row in said] == [["education"], ["care"], ["health"]]


def test_what_was_not_agreed_waits_for_no_signature(table):
    meeting, (item,) = in_session(table)
    decide(table, item, DecisionDraft(outcome="declined", reasons="Not tried locally."))
    close(table, meeting)

    clocks = Clock.objects.filter(stream=item.case.reference)
    assert list(clocks.values_list("clock", flat=True)) == ["outcome-note"]


@pytest.mark.rule("KENT-096")
def test_the_single_document_is_refused_until_nothing_is_missing(table, closed):
    reference = closed.case.reference

    assert missing_for_pack(reference) == [
        "the outcome note, endorsed by the chair",
        "the signature of Northshire sen",
        "the signature of Northshire care",
        "the signature of Northshire icb",
    ]
    issued(table, closed)
    sign_all(table, closed, "sen", "care")
    refusal = refused(
        "pack-incomplete", packs.make_pack, act_on(AFTER, table.admin), reference=reference
    )
    assert refusal.says == (
        "The single document cannot be made yet. Still needed: the signature of Northshire icb."
    )


@pytest.mark.rule("KENT-096")
def test_the_single_document_holds_four_papers_with_contents(table, closed, tmp_path):
    issued(table, closed)
    sign_all(table, closed)
    reference = closed.case.reference

    issue_whole_pack(reference=reference)
    issue_whole_pack(reference=reference)

    pack = Document.objects.get(kind="panel-pack")
    text, info = text_of(pack, tmp_path), info_of(pack, tmp_path)
    assert pack_of(reference) == pack
    assert info["Tagged"] == "yes"
    assert text.count("Contents") == 1
    for words in (
        pack_facts(reference).part_1["title"],
        pack_facts(reference).part_2["title"],
        "Needs cannot be met in a local school.",
        "Care by day and night.",
        "Endorsed with conditions",
        "£208,000.00",
        *(table.members[short].name for short in ("sen", "care", "icb")),
    ):
        assert words in text


def test_the_single_document_has_bookmarks_for_its_parts(table, closed):
    issued(table, closed)
    sign_all(table, closed)
    issue_whole_pack(reference=closed.case.reference)

    with pikepdf.open(BytesIO(content_of(Document.objects.get(kind="panel-pack")))) as pdf:
        titles = _titles(pdf)
    assert {"Contents", "Outcome note", "Placement funding agreement"} <= set(titles)


def _titles(pdf) -> list[str]:
    with pdf.open_outline() as outline:
        return [child.title for top in outline.root for child in [top, *top.children]]


def test_a_corrected_note_makes_the_single_document_anew(table, closed):
    issued(table, closed)
    sign_all(table, closed)
    reference = closed.case.reference
    issue_whole_pack(reference=reference)
    decisions.correct_decision(
        act_on(date(2025, 12, 5), table.admin),
        item=closed.pk,
        draft=replace(KENT_YES, reasons="Local options are exhausted."),
        version=1,
        because="A word was wrong.",
    )

    assert missing_for_pack(reference) == ["the outcome note, endorsed by the chair"]
    assert pack_of(reference) is None
    assert award_of(reference).versions.count() == 1
    assert Case.objects.get(reference=reference).stage == "agreed"
