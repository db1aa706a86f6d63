"""The network around a child, consent given and consent withdrawn."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.queries import agencies_of
from casework import clock
from casework.act import act_for
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal
from casework.timeline import in_a_row
from people import queries
from people.actions import network
from people.forms.consent import ConsentForm, JoinNetworkForm, WithdrawConsentForm
from people.models import Case
from people.presenters import record
from people.presenters.child import cases_table
from people.rules.consent import needs_own_consent
from people.rules.sight import BY_LAW
from people.views.record import opened_for

POSSIBLE = require_http_methods(["GET", "POST"])


@POSSIBLE
def join_network_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Add an agency to those around the child."""
    child = opened_for(request, reference, "consent.record", "people.join_network")
    there = queries.network_of(child, clock.today()).values("agency")
    others = agencies_of(child.authority_id).exclude(code__in=there)
    form = JoinNetworkForm(request.POST or None, agencies=others)
    if form.is_valid():
        network.join_network(act_for(request), child_reference=reference, **form.cleaned_data)
        messages.success(
            request, "The agency is in the network. It sees nothing until consent is recorded."
        )
        return redirect("people:child_people", reference)
    context = {"form": form, "child": child, "has_others": bool(form.fields["agency"].choices)}
    return render(request, "people/join_network.html", context)


@POSSIBLE
def record_consent_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what lets the record be shared, and open it."""
    child = opened_for(request, reference, "consent.record", "people.record_consent")
    today = clock.today()
    form = ConsentForm(
        request.POST or None,
        agencies=[member.agency for member in queries.network_of(child, today)],
        is_from_16=needs_own_consent(child.born_on, today),
        today=today,
    )
    if form.is_valid():
        try:
            network.record_consent(act_for(request), child_reference=reference, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The consent is recorded. The agencies see the record now.")
            return redirect("people:child_people", reference)
    context = {
        "form": form,
        "child": child,
        "is_from_16": needs_own_consent(child.born_on, today),
        "responsible": in_a_row(queries.responsible_for(child)),
    }
    return render(request, "people/record_consent.html", context)


@POSSIBLE
def withdraw_consent_view(request: HttpRequest, reference: str, agency: str) -> HttpResponse:
    """Withdraw consent for one agency, having read what that closes."""
    child = opened_for(request, reference, "consent.record", "people.withdraw_consent")
    standing = queries.consents_of(child).filter(agency=agency, withdrawn_on=None).first()
    if standing is None:
        raise Http404
    form = WithdrawConsentForm(request.POST or None)
    if form.is_valid():
        try:
            network.withdraw_consent(act_for(request), child_reference=reference, agency=agency)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"Withdrawn. {standing.agency.name} sees nothing of it now.")
            return redirect("people:child_people", reference)
    cases = queries.cases_of(child, request.user).filter(closed_on=None)
    context = {
        "form": form,
        "child": child,
        "agency": standing.agency.name,
        "consent": record.consent_rows(standing),
        "closes": cases_table(closing(cases, agency), "Cases that close to them", CLOSES_NONE),
    }
    return render(request, "people/withdraw_consent.html", context)


CLOSES_NONE = "None of the open cases that you may see."


def closing(cases: Iterable[Case], agency: str) -> list[Case]:
    """Return the cases that an agency sees by consent alone: not those it leads, nor by law."""
    return [case for case in cases if case.lead_agency_id != agency and case.kind not in BY_LAW]
