"""Outcome notes and what follows them: endorsed, sent, funding forms signed, the single pack."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.rules.roles import Relation
from casework import clock
from casework.act import act_for
from casework.addresses import address_of
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from funding.forms import SignForm
from funding.queries import award_of
from panels.actions import notes, packs
from panels.documents.notes import outcome_note_facts
from panels.permissions import can_on_meeting
from panels.presenters import notes as present
from panels.presenters.meetings import meeting_head
from panels.queries.live import agenda_of, seen_by
from panels.queries.notes import standing_notes, whole_note
from panels.queries.packs import agencies_to_sign, newest_item
from panels.views.answers import do
from panels.views.doors import find_item_of, find_meeting, log_agenda
from people import doors
from people.permissions import can_on_case


@require_GET
def list_notes_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = find_meeting(request, reference, "panels.notes")
    names = seen_by(request.user, agenda_of(meeting))
    shown = [note for note in standing_notes(meeting) if note.item_id in names]
    log_agenda(request, "panels.notes", meeting, [note.item.case.reference for note in shown])
    context = {
        "head": meeting_head(meeting, "panels:notes"),
        "table": present.note_table(shown, names),
    }
    return render(request, "panels/list_notes.html", context)


@require_GET
def show_note_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One note as it will be sent, with what may be done with it now."""
    item = find_item_of(request, "panels.note", notes=pk)
    note = whole_note(pk)
    context = {
        "head": meeting_head(item.meeting, "panels:notes"),
        "facts": outcome_note_facts(note),
        "note": present.note_state(note),
        "may_endorse": can_on_meeting(request.user, "note.endorse", item.meeting),
        "may_send": can_on_meeting(request.user, "panel.record", item.meeting),
    }
    return render(request, "panels/show_note.html", context)


@require_POST
def endorse_note_view(request: HttpRequest, pk: int) -> HttpResponse:
    item = find_item_of(request, "panels.endorse_note", notes=pk)
    require(can_on_meeting(request.user, "note.endorse", item.meeting))
    says = "The note is endorsed. It is being made ready to be sent."
    return do(
        request, lambda: notes.endorse_note(act_for(request), note=pk), says, "panels:note", pk
    )


@require_POST
def send_note_view(request: HttpRequest, pk: int) -> HttpResponse:
    item = find_item_of(request, "panels.send_note", notes=pk)
    require(can_on_meeting(request.user, "panel.record", item.meeting))
    says = "The referrer has been told that the outcome note is there."
    return do(request, lambda: notes.send_note(act_for(request), note=pk), says, "panels:note", pk)


@require_GET
def show_outcome_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What a panel decided on a case, for the referrer and everybody who sees the case."""
    case = doors.read(request, reference, "panels.outcome")
    context = {
        "case": case.reference,
        "case_href": address_of(case.reference),
        "outcome": present.outcome_of(reference, clock.today()),
        "may_sign": _may_sign(request, case),
    }
    return render(request, "panels/show_outcome.html", context)


@require_http_methods(["GET", "POST"])
def sign_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign the funding form of a case: name typed, password given once more."""
    case = doors.read(request, reference, "panels.sign")
    require(_may_sign(request, case))
    agencies = agencies_to_sign(reference, request.user, clock.today())
    form = SignForm(request.POST or None, agencies=agencies, user=request.user)
    if form.is_valid():
        try:
            packs.sign_funding_form(act_for(request), reference=reference, **form.signature)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "You have signed. Who has still to sign is shown below.")
            return redirect("panels:outcome", reference)
    context = {
        "case": case.reference,
        "case_href": address_of(case.reference),
        "form": form,
        "outcome": present.outcome_of(reference, clock.today()),
        "has_agency": bool(agencies),
    }
    return render(request, "panels/sign_funding_form.html", context)


@require_POST
def make_pack_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Make the single document now, or say what it still needs."""
    case = doors.read(request, reference, "panels.make_pack")
    item = newest_item(reference)
    require(item is not None and can_on_meeting(request.user, "panel.record", item.meeting))
    return do(
        request,
        lambda: packs.make_pack(act_for(request), reference=case.reference),
        "The single document is being made. It will be among the case’s documents.",
        "panels:outcome",
        reference,
    )


def _may_sign(request: HttpRequest, case) -> bool:
    award = award_of(case.reference)
    return award is not None and can_on_case(request.user, "form.sign", case, *_seat(request, case))


def _seat(request: HttpRequest, case) -> list[Relation]:
    item = newest_item(case.reference)
    sits = item is not None and can_on_meeting(request.user, "form.sign", item.meeting)
    return [Relation.PANEL] if sits else []
