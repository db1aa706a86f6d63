"""Panel Live: the agenda, the case, the decision and the quorum on one screen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casework import clock
from casework.act import act_for
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from panels.actions import decisions
from panels.forms.decisions import (
    CorrectionForm,
    DecisionForm,
    initial_from_asked,
    initial_from_decision,
)
from panels.models import AgendaItem, Meeting
from panels.permissions import can_on_meeting
from panels.presenters import live as present
from panels.presenters.meetings import meeting_head, quorum_line
from panels.presenters.papers import case_paper
from panels.queries.decisions import newest_or_none
from panels.queries.live import OnTable, agenda_of, on_table, seen_by, split_by_protocol
from panels.queries.people import quorum_of
from panels.queries.policies import policy_of
from panels.rules.decisions import proposed_review_on
from panels.rules.policy import PanelPolicy
from panels.rules.workflow import ItemStatus, MeetingStatus
from panels.views.doors import find_item, find_meeting, log_agenda


@require_GET
def show_live_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Go to the first case not decided yet, or say that there is none."""
    meeting = find_meeting(request, reference, "panels.live")
    items = agenda_of(meeting)
    names = seen_by(request.user, items)
    shown = [item for item in items if item.pk in names]
    waiting = [item for item in shown if item.status == ItemStatus.LISTED]
    if shown:
        return redirect("panels:live_item", reference, (waiting or shown)[0].pk)
    log_agenda(request, "panels.live", meeting, [])
    return render(request, "panels/live_empty.html", {"head": meeting_head(meeting, "panels:live")})


@require_http_methods(["GET", "POST"])
def live_item_view(request: HttpRequest, reference: str, item: int) -> HttpResponse:
    """One case on the table; a POST records what the panel decided about it."""
    found = find_item(request, item, "panels.live")
    policy, table = policy_of(found.protocol), on_table(found)
    may_decide = can_on_meeting(request.user, "panel.record", found.meeting)
    form = _form(request, found, policy, table)
    if request.method == "POST":
        require(may_decide)
        if form.is_valid() and _is_recorded(request, found, form):
            return redirect(_next_address(request, found))
    context = _page(request, found, policy, table) | {
        "form": form,
        "may_decide": may_decide and found.meeting.status == MeetingStatus.OPEN,
    }
    return render(request, "panels/live_item.html", context)


def _form(
    request: HttpRequest, item: AgendaItem, policy: PanelPolicy, table: OnTable
) -> DecisionForm:
    review_on = proposed_review_on(policy.decisions, item.meeting.held_on)
    return DecisionForm(
        request.POST or None,
        item=item,
        policy=policy,
        asked=table.asked,
        initial=initial_from_asked(table.asked, review_on),
    )


def _is_recorded(request: HttpRequest, item: AgendaItem, form: DecisionForm) -> bool:
    try:
        decisions.record_decision(
            act_for(request), item=item.pk, draft=form.draft(), version=form.seen_version()
        )
    except Refused as refused:
        add_refusal(form, refused)
        item.refresh_from_db()
        return False
    messages.success(request, f"The decision on {item.case.reference} is recorded.")
    return True


def _next_address(request: HttpRequest, item: AgendaItem) -> str:
    """Return the page of the next case to be heard, or of this one when it was the last."""
    items = agenda_of(item.meeting)
    names = seen_by(request.user, items)
    order = [one.pk for one in items]
    after = items[order.index(item.pk) + 1 :]
    following = [one for one in after if one.pk in names and one.status == ItemStatus.LISTED]
    pk = (following or [item])[0].pk
    return reverse("panels:live_item", args=[item.meeting.reference, pk])


def _page(
    request: HttpRequest, item: AgendaItem, policy: PanelPolicy, table: OnTable
) -> dict[str, Any]:
    decision = newest_or_none(
        item.decisions.select_related("recorded_by").prefetch_related("actions")
    )
    split, refused = split_by_protocol(item, item.meeting.held_on)
    return {
        "head": meeting_head(item.meeting, "panels:live"),
        "paper": case_paper(item, table, policy),
        "decision": present.decision_card(item, decision, policy) if decision else None,
        "interests": present.interest_lines(item.interests.select_related("user")),
        "split": present.split_help(split, refused, policy),
        "item": item.pk,
        "is_listed": item.status == ItemStatus.LISTED,
        "meeting_is_open": item.meeting.status == MeetingStatus.OPEN,
        "may_correct": bool(decision)
        and can_on_meeting(request.user, "panel.record", item.meeting),
    } | _pulse(request, item.meeting, item)


@require_GET
def pulse_view(request: HttpRequest, reference: str, item: int) -> HttpResponse:
    """The parts that others change: quorum across the top, the agenda at the left.

    Asked every two seconds with the revision last seen; unchanged is 304 and costs no reading.
    """
    meeting = find_meeting(request, reference, "panels.live")
    if request.headers.get("If-None-Match") == etag_of(meeting):
        return HttpResponseNotModified(headers={"ETag": etag_of(meeting)})
    current = AgendaItem.objects.visible_to(request.user).filter(meeting=meeting, pk=item).first()
    response = render(request, "panels/_pulse.html", _pulse(request, meeting, current))
    response["ETag"] = etag_of(meeting)
    response["Cache-Control"] = "private, no-store"
    return response


def etag_of(meeting: Meeting) -> str:
    return f'"{meeting.revision}"'


def _pulse(request: HttpRequest, meeting: Meeting, current: AgendaItem | None) -> dict[str, Any]:
    policy = policy_of(meeting.protocol)
    items = agenda_of(meeting)
    names = seen_by(request.user, items)
    pk = current.pk if current else 0
    return {
        "quorum": quorum_line(quorum_of(meeting, policy), policy),
        "stops": present.stop_lines(items, pk, names),
        "number": next((n for n, one in enumerate(items, start=1) if one.pk == pk), 0),
        "total": len(items),
        "etag": etag_of(meeting),
        "pulse": reverse("panels:pulse", args=[meeting.reference, pk]),
        "reference": meeting.reference,
        "decided": _decided(items, pk),
        "today": clock.today(),
    }


def _decided(items: list[AgendaItem], pk: int) -> str:
    """Return what was decided on the case on the table, so that nobody types over it."""
    decision = next((newest_or_none(one.decisions.all()) for one in items if one.pk == pk), None)
    return decision.label if decision else ""


@require_http_methods(["GET", "POST"])
def correct_view(request: HttpRequest, item: int) -> HttpResponse:
    """Mend the record of a decision by a new version."""
    found = find_item(request, item, "panels.correct")
    require(can_on_meeting(request.user, "panel.record", found.meeting))
    policy, table = policy_of(found.protocol), on_table(found)
    decision = newest_or_none(found.decisions.prefetch_related("actions"))
    form = CorrectionForm(
        request.POST or None,
        item=found,
        policy=policy,
        asked=table.asked,
        initial=initial_from_decision(decision) if decision else {},
    )
    if form.is_valid():
        try:
            decisions.correct_decision(
                act_for(request),
                item=item,
                draft=form.draft(),
                version=form.seen_version(),
                because=form.cleaned_data["because"],
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The record is mended. The chair endorses the new note.")
            return redirect("panels:notes", found.meeting.reference)
    context = {"head": meeting_head(found.meeting, "panels:live"), "form": form}
    return render(request, "panels/correct_decision.html", context)
