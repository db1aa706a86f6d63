"""What each agency sends and says, for itself alone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from casework import clock
from casework.act import act_for
from casework.forms import Form
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from people import doors
from referrals.actions import confirm_share, give_view, receive_assessment
from referrals.forms.agencies import AssessmentForm, ConfirmShareForm, GiveViewForm
from referrals.models import AskedAgency, Referral
from referrals.permissions import can_confirm_share, can_give_view
from referrals.presenters.agencies import agency_page, share_initial, view_initial
from referrals.presenters.cases import case_bar
from referrals.presenters.lists import agency_table
from referrals.queries import facts_of, whole_referral
from referrals.rules.workflow import TAKING_VIEWS, Stage


@require_GET
def assessments_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Every agency's assessment and view, and what this person's own agency still owes."""
    case = doors.read(request, reference, "referrals.assessments")
    referral = whole_referral(reference)
    own = [
        asked
        for asked in referral.agencies.all()
        if can_give_view(request.user, case, asked.agency_id)
    ]
    context = {
        "case": case_bar(referral, clock.today(), "assessments"),
        "table": agency_table(referral),
        "pages": [agency_page(referral, asked) for asked in referral.agencies.all()],
        "own": own[0].agency_id if own else "",
        "is_open": Stage(case.stage) in TAKING_VIEWS,
    }
    return render(request, "referrals/assessments.html", context)


@require_GET
def agency_view(request: HttpRequest, reference: str, agency: str) -> HttpResponse:
    """All that one agency has sent and said on a referral."""
    case = doors.read(request, reference, "referrals.agency")
    referral, asked = _asked(reference, agency)
    context = {
        "case": case_bar(referral, clock.today(), "assessments"),
        "agency": agency_page(referral, asked),
        "may_give_view": can_give_view(request.user, case, agency),
        "may_confirm": can_confirm_share(request.user, case, agency),
        "is_open": Stage(case.stage) in TAKING_VIEWS,
    }
    return render(request, "referrals/agency.html", context)


def _asked(reference: str, agency: str) -> tuple[Referral, AskedAgency]:
    """Return a referral and an agency's row on it; an agency that is not on it is not there."""
    referral = whole_referral(reference)
    for asked in referral.agencies.all():
        if asked.agency_id == agency:
            return referral, asked
    raise Http404


@require_http_methods(["GET", "POST"])
def receive_assessment_view(request: HttpRequest, reference: str, agency: str) -> HttpResponse:
    """An agency sends its assessment."""
    case = doors.read(request, reference, "referrals.assessment")
    referral, asked = _asked(reference, agency)
    require(can_give_view(request.user, case, agency))
    form = AssessmentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            receive_assessment(
                act_for(request), reference=reference, agency=agency, **form.cleaned_data
            )
        except Refused as refused:
            _at_upload(form, refused)
        else:
            messages.success(request, "The assessment is received. The referrer has been told.")
            return redirect("referrals:agency", reference, agency)
    return _page(request, "referrals/assessment.html", referral, asked, form)


def _at_upload(form: Form, refused: Refused) -> None:
    """Show what is wrong with a file beside the file."""
    if refused.field == "file":
        refused = Refused(refused.code, refused.says, refused.rule, "upload")
    add_refusal(form, refused)


@require_http_methods(["GET", "POST"])
def give_view_view(request: HttpRequest, reference: str, agency: str) -> HttpResponse:
    """An agency says what it thinks of the placement."""
    case = doors.read(request, reference, "referrals.give_view")
    referral, asked = _asked(reference, agency)
    require(can_give_view(request.user, case, agency))
    form = GiveViewForm(request.POST or None, initial=view_initial(asked))
    if form.is_valid():
        try:
            give_view(act_for(request), reference=reference, agency=agency, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Your view is recorded. The referrer has been told.")
            return redirect("referrals:agency", reference, agency)
    return _page(request, "referrals/give_view.html", referral, asked, form)


@require_http_methods(["GET", "POST"])
def confirm_share_view(request: HttpRequest, reference: str, agency: str) -> HttpResponse:
    """An agency confirms that its own people have agreed what it pays."""
    case = doors.read(request, reference, "referrals.confirm_share")
    referral, asked = _asked(reference, agency)
    require(can_confirm_share(request.user, case, agency))
    facts = facts_of(referral, clock.today())
    form = ConfirmShareForm(request.POST or None, initial=share_initial(asked, facts))
    if form.is_valid():
        try:
            confirm_share(act_for(request), reference=reference, agency=agency, **form.terms())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Your agency’s share is confirmed.")
            return redirect("referrals:agency", reference, agency)
    return _page(request, "referrals/confirm_share.html", referral, asked, form)


def _page(
    request: HttpRequest, template: str, referral: Referral, asked: AskedAgency, form: Form
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "case": case_bar(referral, clock.today()),
        "agency": agency_page(referral, asked),
    }
    return render(request, template, context)
