"""The list of referrals, one referral's overview, and its timeline."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.permissions import authorities_of
from accounts.queries import agencies_of
from casework import clock, slots
from casework.models import Clock, Document, Event
from casework.paging import page
from casework.shortcuts import render_part
from people import doors
from people.permissions import open_marks
from referrals.forms.lists import ReferralFilter
from referrals.models import Referral
from referrals.permissions import authorities_to_raise_in, can_share_alert, can_write
from referrals.presenters.cases import case_bar, stages_of
from referrals.presenters.lists import (
    agency_table,
    document_lines,
    money_table,
    referral_table,
    summary_rows,
    timeline_entries,
)
from referrals.queries import agencies_of_any, facts_of, policy_of, whole_referral
from referrals.rules.workflow import WRITING, Stage, Verb, can_move


@require_GET
def list_referrals_view(request: HttpRequest) -> HttpResponse:
    """Referrals that this person sees, by stage, agency, owner and initials."""
    agencies = agencies_of_any(authorities_of(request.user))
    narrowed = ReferralFilter(
        request.GET,
        queryset=Referral.objects.visible_to(request.user).for_list(),
        user=request.user,
        agencies=agencies,
    )
    shown = page(request, narrowed.qs)
    doors.list_read(request, "referrals.list", [row.case.reference for row in shown])
    context = {
        "filter": narrowed.form,
        "page_of_rows": shown,
        "table": referral_table(shown),
        "may_raise": bool(authorities_to_raise_in(request.user)),
    }
    return render_part(request, "referrals/list_referrals.html", context)


@require_GET
def show_referral_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One referral: where it stands, who said what, the money, what happened."""
    case = doors.read(request, reference, "referrals.show")
    referral = whole_referral(reference)
    policy, today = policy_of(referral), clock.today()
    facts = facts_of(referral, today)
    stage = Stage(case.stage)
    documents = Document.objects.of(reference).filter(mark__in=open_marks(request.user))
    context = {
        "case": case_bar(referral, today, "show"),
        "stages": stages_of(referral, facts),
        "summary": summary_rows(referral),
        "agencies": agency_table(referral),
        "money": money_table(facts),
        "clocks": list(Clock.objects.of(reference)),
        "today": today,
        "documents": document_lines(documents),
        "next_panel": slots.rows("referrals.next_panel", case=case, today=today),
        "may_share": can_move(stage, Verb.SHARE) and can_share_alert(request.user, case, policy),
        "waits_for_share": stage is Stage.ALERT,
        "may_write": stage in WRITING and can_write(request.user, case, policy),
        "part_1": policy.part_1,
    }
    return render(request, "referrals/show_referral.html", context)


@require_GET
def timeline_view(request: HttpRequest, reference: str) -> HttpResponse:
    """All that happened on one referral, newest first."""
    case = doors.read(request, reference, "referrals.timeline")
    referral = whole_referral(reference)
    names = {agency.code: agency.name for agency in agencies_of(case.authority_id)}
    context = {
        "case": case_bar(referral, clock.today(), "timeline"),
        "entries": timeline_entries(Event.objects.of(reference), names),
    }
    return render(request, "referrals/timeline.html", context)
