"""Check answers and submit, reopen, withdraw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from casework import clock
from casework.act import act_for
from casework.forms import Form
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from people import doors
from referrals.actions import submit_referral, take_back, withdraw_referral
from referrals.forms.agencies import WithdrawForm
from referrals.permissions import can_submit, can_withdraw
from referrals.presenters.answers import answer_cards
from referrals.presenters.cases import case_bar
from referrals.presenters.sections import lacking
from referrals.queries import facts_of, policy_of, whole_referral
from referrals.rules.gates import Incomplete, blocking, find_lacks
from referrals.views.sections import addresses


@require_http_methods(["GET", "POST"])
def check_answers_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that will be sent, what is lacking with its rule, and the button to submit."""
    case = doors.read(request, reference, "referrals.check")
    referral = whole_referral(reference)
    policy, today = policy_of(referral), clock.today()
    require(can_submit(request.user, case, policy))
    findings = find_lacks(facts_of(referral, today), policy)
    form = Form(request.POST or None, revision=case.revision)
    if form.is_valid():
        try:
            submit_referral(act_for(request), reference=reference, revision=form.revision)
        except Incomplete as refused:
            findings = refused.findings
            form.add_error(None, "The referral is not complete. What is lacking is listed below.")
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"{policy.part_2} submitted. The panel’s office has it.")
            return redirect("referrals:show", reference)
    links = addresses(reference)
    context = {
        "case": case_bar(referral, today),
        "cards": answer_cards(referral, policy, today, links),
        "lacking": lacking(blocking(findings), links),
        "flagged": lacking([one for one in findings if not one.blocks], links),
        "form": form,
        "part_2": policy.part_2,
    }
    return render(request, "referrals/check_answers.html", context)


@require_POST
def take_back_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a submitted, deferred or queried referral for changes."""
    case = doors.read(request, reference, "referrals.take_back")
    require(can_submit(request.user, case, policy_of(whole_referral(reference))))
    try:
        take_back(act_for(request), reference=reference)
    except Refused as refused:
        messages.error(request, refused.says)
    else:
        messages.success(request, "The referral is open for changes. Submit it again when done.")
    return redirect("referrals:tasks", reference)


@require_http_methods(["GET", "POST"])
def withdraw_referral_view(request: HttpRequest, reference: str) -> HttpResponse:
    """End a referral before the panel decides it."""
    case = doors.read(request, reference, "referrals.withdraw")
    require(can_withdraw(request.user, case))
    form = WithdrawForm(request.POST or None, revision=case.revision)
    if form.is_valid():
        try:
            withdraw_referral(
                act_for(request),
                reference=reference,
                revision=form.revision,
                because=form.cleaned_data["because"],
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The referral is withdrawn.")
            return redirect("referrals:show", reference)
    context = {"form": form, "case": case_bar(whole_referral(reference), clock.today())}
    return render(request, "referrals/withdraw_referral.html", context)
