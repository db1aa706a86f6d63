"""The page of an award and what is done on it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from casework import clock
from casework.act import Act, act_for
from casework.forms import Form
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from funding import actions, permissions
from funding.forms import EndForm, ReviewForm, ReviseForm, SignForm, StartForm
from funding.models import Award
from funding.presenters.award import heading_of, present_award
from funding.presenters.lists import who
from funding.queries import (
    agencies_to_sign_for,
    award_facts,
    award_in,
    carrying_quarter_of,
    payers_of,
    shares_on,
)
from funding.rules.awards import Decision
from funding.rules.periods import quarter_in_words
from people import doors


@require_GET
def show_award_view(request: HttpRequest, reference: str) -> HttpResponse:
    """An award: what each agency pays, over time, by which decision, and what is still to do."""
    case = doors.read(request, reference, "funding.award")
    facts = award_facts(case)
    context = {
        "award": present_award(facts, clock.today()),
        "can_change": permissions.can_make_award(request.user, case),
        "can_start": permissions.can_make_award(request.user, case)
        and facts.award.placement.stage == "agreed",
        "can_sign": bool(facts.yet_to_sign) and permissions.can_sign(request.user, facts.award),
    }
    return render(request, "funding/show_award.html", context)


def _answer(
    request: HttpRequest,
    award: Award,
    form: Form,
    do: Callable[[Act], object],
    *,
    page: tuple[str, str],
) -> HttpResponse:
    """Do what a valid form asks and go back to the award, or show the form with what is wrong.

    ``page`` is the template and what the banner says once it is done.
    """
    template, done = page
    if form.is_valid():
        try:
            do(act_for(request))
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, done)
            return redirect("funding:award", award.case.reference)
    context = {
        "form": form,
        "reference": award.case.reference,
        "heading": heading_of(award),
        "who": who(award.case, clock.today()),
    }
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def sign_award_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign the funding form for one's agency."""
    case = doors.read(request, reference, "funding.sign")
    award = award_in(case)
    require(permissions.can_sign(request.user, award))
    agencies = agencies_to_sign_for(award, request.user)
    form = SignForm(request.POST or None, agencies=agencies, user=request.user)
    return _answer(
        request,
        award,
        form,
        lambda act: actions.sign(act, award_reference=reference, **form.signature),
        page=("funding/sign_award.html", "Signed. The award shows who has still to sign."),
    )


@require_http_methods(["GET", "POST"])
def start_placement_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the child has started."""
    case = doors.read(request, reference, "funding.start")
    require(permissions.can_make_award(request.user, case))
    form = StartForm(request.POST or None, revision=case.revision)
    return _answer(
        request,
        award_in(case),
        form,
        lambda act: actions.start_placement(
            act, award_reference=reference, revision=form.revision, **form.cleaned_data
        ),
        page=("funding/start_placement.html", "The start is recorded."),
    )


@require_http_methods(["GET", "POST"])
def revise_award_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the shares from a day. One that reaches a locked quarter is asked about first."""
    case = doors.read(request, reference, "funding.revise")
    require(permissions.can_make_award(request.user, case))
    award = award_in(case)
    names = {row.payer: row.agency.name for row in payers_of(award)}
    asks = "asks" in request.POST
    form = ReviseForm(
        request.POST or None,
        revision=case.revision,
        labels=names,
        asks=asks,
        initial=shares_on(award, clock.today()),
    )
    if form.is_valid() and not form.cleaned_data.get("confirmed"):
        carrying = carrying_quarter_of(
            case.authority_id, form.cleaned_data["from_on"], clock.today()
        )
        if carrying:
            return _ask_about_locked_quarter(request, award, names, carrying)
    return _answer(
        request,
        award,
        form,
        lambda act: actions.revise_award(
            act, award_reference=reference, decision=_decision(form), revision=form.revision
        ),
        page=(
            "funding/revise_award.html",
            "The shares are changed. A new funding form waits for signatures.",
        ),
    )


def _decision(form: ReviseForm) -> Decision:
    answers = form.cleaned_data
    return Decision(
        form.shares, answers["from_on"], answers["decision_reference"], answers["because"]
    )


def _ask_about_locked_quarter(
    request: HttpRequest, award: Award, names: dict[str, str], carrying: str
) -> HttpResponse:
    form = ReviseForm(request.POST, labels=names, asks=True)
    context = {
        "form": form,
        "reference": award.case.reference,
        "heading": heading_of(award),
        "who": who(award.case, clock.today()),
        "carrying": quarter_in_words(carrying),
    }
    return render(request, "funding/revise_award.html", context)


@require_http_methods(["GET", "POST"])
def end_award_view(request: HttpRequest, reference: str) -> HttpResponse:
    """End the award after a last day."""
    case = doors.read(request, reference, "funding.end")
    require(permissions.can_make_award(request.user, case))
    form = EndForm(request.POST or None, revision=case.revision)
    return _answer(
        request,
        award_in(case),
        form,
        lambda act: actions.end_award(
            act, award_reference=reference, revision=form.revision, **form.cleaned_data
        ),
        page=("funding/end_award.html", "The award's end is recorded."),
    )


@require_http_methods(["GET", "POST"])
def review_award_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a review by the panel or by one agency."""
    case = doors.read(request, reference, "funding.review")
    require(permissions.can_make_award(request.user, case))
    award = award_in(case)
    form = ReviewForm(request.POST or None, agencies=[row.agency for row in payers_of(award)])
    return _answer(
        request,
        award,
        form,
        lambda act: actions.record_review(act, award_reference=reference, **form.cleaned_data),
        page=("funding/review_award.html", "The review is recorded."),
    )
