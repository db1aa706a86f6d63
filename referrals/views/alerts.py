"""Part 1: whose alert it is, the alert itself, its sharing, and consent at any time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import agencies_of
from casework import clock
from casework.act import act_for
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from people import doors
from people.models import Child
from people.permissions import can_on_case
from people.presenters.child import identity_bar
from people.queries import care_since, search_children
from people.rules.sought import read_search
from referrals.actions import raise_alert, record_consents, share_alert
from referrals.forms.alerts import (
    GIVEN,
    REFUSED,
    AlertForm,
    ConsentForm,
    FindChildForm,
)
from referrals.permissions import authorities_to_raise_in, can_raise, can_share_alert
from referrals.presenters.alerts import child_choices, consent_initial
from referrals.presenters.cases import case_bar
from referrals.queries import policy_in_force, policy_of, whole_referral

MOST_FOUND = 20


@require_http_methods(["GET", "POST"])
def find_child_view(request: HttpRequest) -> HttpResponse:
    """Find the child among those this person sees. Names are sent, never put in the address."""
    require(bool(authorities_to_raise_in(request.user)))
    form = FindChildForm(request.POST or None)
    found = None
    if form.is_valid():
        visible = Child.objects.visible_to(request.user)
        children = search_children(visible, read_search(form.cleaned_data["text"]))[:MOST_FOUND]
        found = child_choices(children)
        doors.list_read(request, "referrals.find_child", [row.reference for row in found])
    return render(request, "referrals/find_child.html", {"form": form, "found": found})


@require_http_methods(["GET", "POST"])
def raise_alert_view(request: HttpRequest, child: str) -> HttpResponse:
    """Part 1, the alert, about one child."""
    about = doors.read_child(request, child, "referrals.raise")
    require(can_raise(request.user, about.authority_id))
    today = clock.today()
    try:
        policy, _label = policy_in_force(about.authority_id, today)
    except Refused as refused:
        messages.error(request, refused.says)
        return redirect("people:child", child)
    agencies = agencies_of(about.authority_id).exclude(code=request.user.agency_id)
    rule = policy.gate("consent").rule
    form = AlertForm(request.POST or None, agencies=agencies, rule=rule)
    if form.is_valid():
        try:
            reference = raise_alert(
                act_for(request),
                child_reference=child,
                consented=form.answered(GIVEN),
                refused=form.answered(REFUSED),
                **form.consent(),
                **form.alert(),
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The alert is raised.")
            return redirect("referrals:show", reference)
    context = {
        "form": form,
        "who": identity_bar(about, today, care_since(about, today)),
        "part_1": policy.part_1,
    }
    return render(request, "referrals/raise_alert.html", context)


@require_POST
def share_alert_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Share the alert with the network."""
    case = doors.read(request, reference, "referrals.share")
    require(can_share_alert(request.user, case, policy_of(whole_referral(reference))))
    try:
        share_alert(act_for(request), reference=reference)
    except Refused as refused:
        messages.error(request, refused.says)
    else:
        messages.success(request, "The alert is shared. Each agency has been asked by email.")
    return redirect("referrals:show", reference)


@require_http_methods(["GET", "POST"])
def consent_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The family's answer for each agency, whenever it comes or changes."""
    case = doors.read(request, reference, "referrals.consent")
    require(can_on_case(request.user, "consent.record", case))
    referral = whole_referral(reference)
    agencies = agencies_of(case.authority_id).exclude(code=case.lead_agency_id)
    form = ConsentForm(
        request.POST or None,
        agencies=agencies,
        rule=policy_of(referral).gate("consent").rule,
        revision=case.revision,
        initial=consent_initial(referral),
    )
    if form.is_valid():
        try:
            record_consents(
                act_for(request),
                reference=reference,
                revision=form.revision,
                consented=form.answered(GIVEN),
                refused=form.answered(REFUSED),
                **form.consent(),
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Consent is recorded.")
            return redirect("referrals:tasks", reference)
    context = {"form": form, "case": case_bar(referral, clock.today())}
    return render(request, "referrals/consent.html", context)
