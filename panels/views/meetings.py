"""Pages of a meeting before and after it sits: agenda, sending, attendance, dates, actions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework import bank_holidays, clock
from casework.act import act_for
from casework.forms import Form
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from panels.actions import agendas, decisions, meetings
from panels.forms.meetings import ListCaseForm, OrderForm
from panels.forms.panels import BecauseForm, MoveMeetingForm
from panels.models import Meeting
from panels.permissions import can_on_meeting
from panels.presenters import meetings as present
from panels.queries.agendas import due_dates, withheld
from panels.queries.candidates import candidates
from panels.queries.live import agenda_of, seen_by
from panels.queries.notes import actions_of
from panels.queries.people import members_on
from panels.queries.policies import policy_of
from panels.rules.workflow import MeetingVerb
from panels.views.answers import do
from panels.views.doors import find_item, find_item_of, find_meeting, log_agenda


def managed(request: HttpRequest, reference: str, what: str) -> Meeting:
    """Return a meeting that this person may manage: 404 out of sight, 403 in sight only."""
    meeting = find_meeting(request, reference, what)
    require(can_on_meeting(request.user, "panel.manage", meeting))
    return meeting


@require_GET
def show_meeting_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = find_meeting(request, reference, "panels.meeting")
    return _agenda_page(request, meeting, ListCaseForm())


def _agenda_page(
    request: HttpRequest, meeting: Meeting, form: ListCaseForm, status: int = 200
) -> HttpResponse:
    policy, calendar = policy_of(meeting.protocol), bank_holidays.england()
    items = agenda_of(meeting)
    names = seen_by(request.user, items)
    log_agenda(
        request, "panels.meeting", meeting, [i.case.reference for i in items if i.pk in names]
    )
    may_manage = can_on_meeting(request.user, "panel.manage", meeting)
    may_list = may_manage and present.can_now(meeting, MeetingVerb.LIST)
    may_send = present.can_now(meeting, MeetingVerb.SEND_AGENDA)
    context = {
        "head": present.meeting_head(meeting, "panels:meeting"),
        "papers": present.paper_rows(meeting, due_dates(meeting, policy, calendar)),
        "lines": present.agenda_lines(items, names),
        "hidden": len(items) - len(names),
        "waiting": present.candidate_lines(candidates(meeting, calendar) if may_list else []),
        "withheld": present.withheld_lines(withheld(meeting, items) if may_list else []),
        "form": form,
        "may_list": may_list,
        "may_send": may_send and can_on_meeting(request.user, "agenda.send", meeting),
        "may_move": may_manage and present.can_now(meeting, MeetingVerb.MOVE),
    }
    return render(request, "panels/show_meeting.html", context, status=status)


@require_POST
def list_case_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = managed(request, reference, "panels.list_case")
    form = ListCaseForm(request.POST)
    if form.is_valid():
        try:
            agendas.list_case(act_for(request), meeting=reference, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"{form.cleaned_data['reference']} is on the agenda.")
            return redirect("panels:meeting", reference)
    return _agenda_page(request, meeting, form, status=422)


@require_POST
def list_all_view(request: HttpRequest, reference: str) -> HttpResponse:
    managed(request, reference, "panels.list_all")
    return do(
        request,
        lambda: agendas.list_all_in_time(act_for(request), meeting=reference),
        "Every complete case whose papers came in time is on the agenda.",
        "panels:meeting",
        reference,
    )


@require_POST
def order_agenda_view(request: HttpRequest, reference: str) -> HttpResponse:
    managed(request, reference, "panels.order")
    form = OrderForm(request.POST)
    given = {"items": form.cleaned_data["items"] if form.is_valid() else []}
    return do(
        request,
        lambda: agendas.order_agenda(
            act_for(request), reference=reference, revision=form.revision, **given
        ),
        "The order is changed.",
        "panels:meeting",
        reference,
    )


@require_http_methods(["GET", "POST"])
def take_off_view(request: HttpRequest, item: int) -> HttpResponse:
    found = find_item(request, item, "panels.take_off")
    require(can_on_meeting(request.user, "panel.manage", found.meeting))
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        try:
            agendas.take_off(act_for(request), item=item, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"{found.case.reference} waits for a later meeting.")
            return redirect("panels:meeting", found.meeting.reference)
    context = {
        "head": present.meeting_head(found.meeting, "panels:meeting"),
        "form": form,
        "heading": f"Take {found.case.reference} off the agenda",
        "button": "Take off the agenda",
    }
    return render(request, "panels/give_reason.html", context)


@require_http_methods(["GET", "POST"])
def send_agenda_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = find_meeting(request, reference, "panels.send_agenda")
    require(can_on_meeting(request.user, "agenda.send", meeting))
    form = Form(request.POST or None, revision=meeting.revision)
    if form.is_valid():
        try:
            agendas.send_agenda(act_for(request), reference=reference, revision=form.revision)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The agenda is on its way to the members.")
            return redirect("panels:meeting", reference)
    items = agenda_of(meeting)
    names = seen_by(request.user, items)
    log_agenda(request, "panels.send_agenda", meeting, [item.case.reference for item in items])
    context = {
        "head": present.meeting_head(meeting, "panels:meeting"),
        "form": form,
        "lines": present.agenda_lines(items, names),
        "people": [f"{one.user.name}, {one.agency.name}" for one in members_on(meeting)],
        "withheld": present.withheld_lines(withheld(meeting, items)),
    }
    return render(request, "panels/send_agenda.html", context)


@require_http_methods(["GET", "POST"])
def move_meeting_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = managed(request, reference, "panels.move")
    form = MoveMeetingForm(request.POST or None, revision=meeting.revision)
    if form.is_valid():
        try:
            meetings.move_meeting(
                act_for(request), reference=reference, revision=form.revision, **form.cleaned_data
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The meeting is moved.")
            return redirect("panels:meeting", reference)
    context = {
        "head": present.meeting_head(meeting, "panels:meeting"),
        "form": form,
        "heading": "Move this meeting",
        "button": "Move the meeting",
    }
    return render(request, "panels/give_reason.html", context)


@require_http_methods(["GET", "POST"])
def cancel_meeting_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = managed(request, reference, "panels.cancel")
    form = BecauseForm(request.POST or None, revision=meeting.revision)
    if form.is_valid():
        try:
            meetings.cancel_meeting(
                act_for(request), reference=reference, revision=form.revision, **form.cleaned_data
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The meeting is cancelled.")
            return redirect("panels:show", meeting.panel.code)
    context = {
        "head": present.meeting_head(meeting, "panels:meeting"),
        "form": form,
        "heading": "Cancel this meeting",
        "button": "Cancel the meeting",
    }
    return render(request, "panels/give_reason.html", context)


@require_GET
def show_actions_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = find_meeting(request, reference, "panels.actions")
    names = seen_by(request.user, agenda_of(meeting))
    actions = [one for one in actions_of(meeting) if one.item_id in names]
    log_agenda(request, "panels.actions", meeting, [one.item.case.reference for one in actions])
    context = {
        "head": present.meeting_head(meeting, "panels:actions"),
        "table": present.actions_table(actions, clock.today()),
    }
    return render(request, "panels/show_actions.html", context)


@require_http_methods(["GET", "POST"])
def finish_action_view(request: HttpRequest, pk: int) -> HttpResponse:
    item = find_item_of(request, "panels.finish_action", actions=pk)
    require(can_on_meeting(request.user, "panel.record", item.meeting))
    asked = item.actions.get(pk=pk)
    if request.method == "POST":
        return do(
            request,
            lambda: decisions.finish_action(act_for(request), action_id=pk),
            "Marked as done.",
            "panels:actions",
            item.meeting.reference,
        )
    context = {
        "head": present.meeting_head(item.meeting, "panels:actions"),
        "form": Form(),
        "what": asked.what,
        "who": asked.who,
        "due_on": asked.due_on,
    }
    return render(request, "panels/finish_action.html", context)
