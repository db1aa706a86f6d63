"""The meeting in session: opened, who is there, deputies, the chair, interests, closed."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.act import act_for
from casework.forms import Form
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from panels.actions import sessions
from panels.forms.meetings import AttendanceForm, ChairForm, DeputyForm, InterestForm
from panels.models import Meeting, Member
from panels.permissions import can_on_meeting
from panels.presenters import meetings as present
from panels.queries.panels import people_for
from panels.queries.people import attendances_of, delegates_on, members_on, quorum_of
from panels.queries.policies import policy_of
from panels.rules.policy import PanelPolicy
from panels.rules.workflow import MeetingStatus, MeetingVerb
from panels.views.answers import do
from panels.views.doors import find_item, find_meeting, log_agenda


def recorded(request: HttpRequest, reference: str, what: str) -> Meeting:
    """Return a meeting of which this person may keep the record."""
    meeting = find_meeting(request, reference, what)
    require(can_on_meeting(request.user, "panel.record", meeting))
    return meeting


@require_GET
def show_attendance_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = find_meeting(request, reference, "panels.attendance")
    log_agenda(request, "panels.attendance", meeting, [])
    return _attendance_page(request, meeting)


def _attendance_page(
    request: HttpRequest, meeting: Meeting, chair_form: ChairForm | None = None, status: int = 200
) -> HttpResponse:
    policy, members = policy_of(meeting.protocol), members_on(meeting)
    delegates = delegates_on([member.user_id for member in members], meeting.held_on)
    may_record = can_on_meeting(request.user, "panel.record", meeting)
    context = {
        "head": present.meeting_head(meeting, "panels:attendance"),
        "quorum": present.quorum_line(quorum_of(meeting, policy), policy),
        "people": present.person_lines(members, attendances_of(meeting), policy, delegates),
        "chair_form": chair_form or _chair_form(None, policy, members),
        "is_open": meeting.status == MeetingStatus.OPEN,
        "chair": policy.quorum.chair,
        "may_open": may_record and present.can_now(meeting, MeetingVerb.OPEN),
        "may_tick": may_record and present.can_now(meeting, MeetingVerb.RECORD_ATTENDANCE),
        "may_arrange": may_record and present.can_now(meeting, MeetingVerb.ARRANGE_DEPUTY),
    }
    return render(request, "panels/show_attendance.html", context, status=status)


def _chair_form(
    posted: QueryDict | None, policy: PanelPolicy, members: Sequence[Member]
) -> ChairForm:
    return ChairForm(posted, members=members, takes_stand_in=policy.quorum.stand_in_may_chair)


@require_POST
def record_attendance_view(request: HttpRequest, reference: str) -> HttpResponse:
    recorded(request, reference, "panels.record_attendance")
    form = AttendanceForm(request.POST)
    if not form.is_valid():
        messages.error(request, "That could not be read. Try again.")
        return redirect("panels:attendance", reference)
    return do(
        request,
        lambda: sessions.record_attendance(
            act_for(request), reference=reference, **form.cleaned_data
        ),
        "Attendance is recorded.",
        "panels:attendance",
        reference,
    )


@require_POST
def open_meeting_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Open the meeting, or hand the chair on once it is open."""
    meeting = recorded(request, reference, "panels.open")
    form = _chair_form(request.POST, policy_of(meeting.protocol), members_on(meeting))
    seat = sessions.take_chair if meeting.status == MeetingStatus.OPEN else sessions.open_meeting
    if form.is_valid():
        try:
            seat(act_for(request), reference=reference, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The meeting is in session.")
            return redirect("panels:attendance", reference)
    return _attendance_page(request, meeting, form, status=422)


@require_http_methods(["GET", "POST"])
def arrange_deputy_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = recorded(request, reference, "panels.arrange_deputy")
    form = DeputyForm(
        request.POST or None, people=people_for(meeting.panel), members=members_on(meeting)
    )
    if form.is_valid():
        try:
            sessions.arrange_deputy(act_for(request), reference=reference, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "They are expected, and may read the papers.")
            return redirect("panels:attendance", reference)
    head = present.meeting_head(meeting, "panels:attendance")
    return render(request, "panels/arrange_deputy.html", {"head": head, "form": form})


@require_http_methods(["GET", "POST"])
def declare_interest_view(request: HttpRequest, item: int) -> HttpResponse:
    found = find_item(request, item, "panels.interest")
    require(
        can_on_meeting(request.user, "panel.record", found.meeting)
        or can_on_meeting(request.user, "panel.decide", found.meeting)
    )
    form = InterestForm(request.POST or None, members=members_on(found.meeting))
    if form.is_valid():
        try:
            sessions.declare_interest(act_for(request), item=item, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The interest is on the record.")
            return redirect("panels:live_item", found.meeting.reference, item)
    head = present.meeting_head(found.meeting, "panels:live")
    return render(request, "panels/declare_interest.html", {"head": head, "form": form})


@require_http_methods(["GET", "POST"])
def close_meeting_view(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = recorded(request, reference, "panels.close")
    form = Form(request.POST or None, revision=meeting.revision)
    if form.is_valid():
        try:
            sessions.close_meeting(act_for(request), reference=reference, revision=form.revision)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The meeting is closed. The chair endorses its notes next.")
            return redirect("panels:notes", reference)
    context = {
        "head": present.meeting_head(meeting, "panels:live"),
        "form": form,
        "open_items": meeting.items.on_agenda().filter(status="listed").count(),
    }
    return render(request, "panels/close_meeting.html", context)
