"""Pages of a panel: the list, its dates and seats, the year set and circulated, its calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from casework import clock
from casework.act import act_for
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from panels.actions.meetings import circulate_dates, plan_year
from panels.actions.panels import add_member
from panels.documents.calendars import calendar_of
from panels.forms.panels import AddMemberForm, PlanYearForm
from panels.models import Panel
from panels.permissions import can_on_panel
from panels.presenters import panels as present
from panels.queries.panels import dates_of, meetings_past, next_meetings, people_for
from panels.queries.people import delegates_on
from panels.queries.policies import policy_on
from panels.views.doors import find_panel

NO_DATE = "No date is set. The panel’s administrator sets a year of dates."
NONE_HELD = "No meeting has been held yet."
FEED = signing.Signer(salt="panels.feed")


@require_GET
def list_panels_view(request: HttpRequest) -> HttpResponse:
    panels = list(Panel.objects.visible_to(request.user).for_list())
    table = present.panel_table(panels, next_meetings(panels, clock.today()))
    return render(request, "panels/list_panels.html", {"table": table})


@require_GET
def show_panel_view(request: HttpRequest, code: str) -> HttpResponse:
    panel, today = find_panel(request, code), clock.today()
    policy = policy_on(panel, today)
    members = list(panel.members.standing().in_force(today).for_list())
    delegates = delegates_on([member.user_id for member in members], today)
    readable = can_on_panel(request.user, "meeting.read", panel)
    context = {
        "panel": panel,
        "dates": present.dates_table(
            dates_of(panel, today), readable=readable, caption="Dates to come", empty=NO_DATE
        ),
        "past": present.dates_table(
            meetings_past(panel, today), readable=readable, caption="Meetings held", empty=NONE_HELD
        ),
        "members": present.member_table(members, policy, delegates),
        "unfilled": present.unfilled_seats(members, policy),
        "rules": present.rule_rows(policy),
        "may_manage": can_on_panel(request.user, "panel.manage", panel),
        "feed": _feed_address(request, panel),
    }
    return render(request, "panels/show_panel.html", context)


@require_http_methods(["GET", "POST"])
def plan_year_view(request: HttpRequest, code: str) -> HttpResponse:
    panel = find_panel(request, code)
    require(can_on_panel(request.user, "panel.manage", panel))
    form = PlanYearForm(request.POST or None, today=clock.today())
    if form.is_valid():
        try:
            plan_year(act_for(request), panel=code, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The year’s dates are set. Send them to the members next.")
            return redirect("panels:show", code)
    return render(request, "panels/plan_year.html", {"form": form, "panel": panel})


@require_POST
def circulate_dates_view(request: HttpRequest, code: str) -> HttpResponse:
    panel = find_panel(request, code)
    require(can_on_panel(request.user, "panel.manage", panel))
    try:
        circulate_dates(act_for(request), panel=code)
    except Refused as refused:
        messages.error(request, refused.says)
    else:
        messages.success(request, "The dates have been sent to everybody who sits on the panel.")
    return redirect("panels:show", code)


@require_http_methods(["GET", "POST"])
def add_member_view(request: HttpRequest, code: str) -> HttpResponse:
    panel = find_panel(request, code)
    require(can_on_panel(request.user, "panel.manage", panel))
    form = AddMemberForm(
        request.POST or None, people=people_for(panel), policy=policy_on(panel, clock.today())
    )
    if form.is_valid():
        try:
            add_member(act_for(request), panel=code, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The seat is taken.")
            return redirect("panels:show", code)
    return render(request, "panels/add_member.html", {"form": form, "panel": panel})


@require_GET
def calendar_view(request: HttpRequest, code: str) -> HttpResponse:
    """The dates as a file for a calendar. It says when and where, and nothing of any case."""
    return _calendar(find_panel(request, code))


@login_not_required
@require_GET
def feed_view(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a calendar that subscribes, by an address signed for one person."""
    try:
        user_id, panel_id = FEED.unsign_object(token)
    except signing.BadSignature:
        raise Http404 from None
    user = get_object_or_404(User, pk=user_id, is_active=True)
    return _calendar(get_object_or_404(Panel.objects.visible_to(user), pk=panel_id))


def _calendar(panel: Panel) -> HttpResponse:
    response = HttpResponse(calendar_of(panel), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{panel.code}.ics"'
    return response


def _feed_address(request: HttpRequest, panel: Panel) -> str:
    token = FEED.sign_object([request.user.pk, panel.pk])
    return request.build_absolute_uri(reverse("panels:feed", args=[token]))
