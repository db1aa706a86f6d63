"""Pages of the request: recorded, told to others, withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casework import clock
from casework.act import act_for
from casework.components import IdentityBar
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from ehcp.actions import (
    record_exemption,
    request_assessment,
    tell_others,
    withdraw_request,
)
from ehcp.forms import ExemptionForm, RequestForm, TellOthersForm, WithdrawForm
from ehcp.models import EhcCase
from ehcp.permissions import can_request
from ehcp.queries import owners_of
from ehcp.rules.workflow import Verb
from ehcp.views.steps import answer, for_verb, page
from people import doors
from people.models import Child
from people.presenters.child import identity_bar
from people.queries import care_since


@require_http_methods(["GET", "POST"])
def request_assessment_view(request: HttpRequest, child: str) -> HttpResponse:
    """Record a request for a child whose record this person sees."""
    whose = doors.read_child(request, child, "ehcp.request")
    require(can_request(request.user, whose.authority_id))
    owners = owners_of([whose.authority_id], clock.today())
    form = RequestForm(request.POST or None, owners=owners, initial={"owner": str(request.user.pk)})
    if form.is_valid():
        try:
            reference = request_assessment(
                act_for(request),
                child_reference=child,
                owner=form.chosen_owner(),
                request=form.request(whose.born_on),
                **form.details(),
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            says = "The request is recorded. The weeks count from the day it was received."
            messages.success(request, says)
            return redirect("ehcp:show", reference)
    context = {"case": _bar_of(whose), "form": form}
    return render(request, "ehcp/request_assessment.html", context)


def _bar_of(child: Child) -> IdentityBar:
    today = clock.today()
    return identity_bar(child, today, care_since(child, today))


@for_verb(Verb.TELL, "ehcp.tell_others")
def tell_others_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Record who was told."""
    reference = ehc.case.reference
    form = TellOthersForm(request.POST or None)
    done = answer(
        request,
        form,
        lambda act: tell_others(act, reference=reference, **form.cleaned_data),
        says="Recorded. The case shows who has been told and who has not.",
        to=reverse("ehcp:show", args=[reference]),
    )
    return done or page(request, "ehcp/tell_others.html", ehc, form)


@for_verb(Verb.WITHDRAW, "ehcp.withdraw")
def withdraw_request_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Record that the request is taken back."""
    reference = ehc.case.reference
    form = WithdrawForm(request.POST or None, revision=ehc.case.revision)
    done = answer(
        request,
        form,
        lambda act: withdraw_request(
            act, reference=reference, revision=form.revision, **form.cleaned_data
        ),
        says="The request is withdrawn. A new one can be made at any time.",
        to=reverse("ehcp:show", args=[reference]),
    )
    return done or page(request, "ehcp/withdraw_request.html", ehc, form)


@for_verb(Verb.RECORD_EXEMPTION, "ehcp.record_exemption")
def record_exemption_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Record a ground on which a time limit need not have been kept."""
    reference = ehc.case.reference
    form = ExemptionForm(
        request.POST or None,
        revision=ehc.case.revision,
        advisers=ehc.advice.values_list("adviser", flat=True),
    )
    done = answer(
        request,
        form,
        lambda act: record_exemption(
            act, reference=reference, revision=form.revision, exemption=form.exemption()
        ),
        says="The exemption is recorded. The due date stays as it is.",
        to=reverse("ehcp:show", args=[reference]),
    )
    return done or page(request, "ehcp/record_exemption.html", ehc, form)
