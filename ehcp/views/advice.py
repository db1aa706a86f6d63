"""Pages of advice: asked for and recorded by the officer, given by the adviser."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from casework import clock
from casework.act import act_for
from casework.paging import page as one_page
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from ehcp.actions import ask_advice, record_advice, reuse_advice
from ehcp.forms import AskAdviceForm, GiveAdviceForm, RecordAdviceForm, ReuseAdviceForm
from ehcp.models import AdviceRequest, EhcCase
from ehcp.permissions import can_give_advice
from ehcp.presenters import asked_of_me, request_facts
from ehcp.queries import advice_clocks_of, circumstances_of, requests_to, routes_of
from ehcp.rules.advice import propose
from ehcp.rules.workflow import Verb
from ehcp.views.steps import answer, for_verb, page
from people.doors import list_read, log_reading


@for_verb(Verb.ASK_ADVICE, "ehcp.ask_advice")
def ask_advice_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Ask for advice: the eight heads, with who is proposed for each."""
    reference, today = ehc.case.reference, clock.today()
    circumstances = circumstances_of(ehc, on=today)
    form = AskAdviceForm(
        request.POST or None,
        revision=ehc.case.revision,
        proposals=propose(circumstances),
        routes=routes_of(ehc, on=today),
    )
    done = answer(
        request,
        form,
        lambda act: ask_advice(act, reference=reference, revision=form.revision, asks=form.asks()),
        says="The advice is asked for. Each adviser has six weeks.",
        to=reverse("ehcp:show", args=[reference]),
    )
    return done or page(request, "ehcp/ask_advice.html", ehc, form)


@for_verb(Verb.RECORD_ADVICE, "ehcp.record_advice")
def record_advice_view(request: HttpRequest, ehc: EhcCase, advice: int) -> HttpResponse:
    """Record what one adviser sent in."""
    reference = ehc.case.reference
    asked = get_object_or_404(ehc.advice, pk=advice)
    form = RecordAdviceForm(
        request.POST or None, request.FILES or None, initial={"author": asked.adviser}
    )
    done = answer(
        request,
        form,
        lambda act: record_advice(
            act,
            reference=reference,
            adviser=asked.adviser,
            answer=form.answer(),
            upload=form.cleaned_data["file"],
        ),
        says="The advice is recorded.",
        to=reverse("ehcp:show", args=[reference]),
    )
    return done or page(request, "ehcp/record_advice.html", ehc, form, adviser=asked.adviser)


@for_verb(Verb.ASK_ADVICE, "ehcp.reuse_advice")
def reuse_advice_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Use advice that exists, where all three agree."""
    reference = ehc.case.reference
    form = ReuseAdviceForm(request.POST or None, request.FILES or None)
    done = answer(
        request,
        form,
        lambda act: reuse_advice(
            act,
            reference=reference,
            existing=form.existing(),
            answer=form.answer(),
            agreed=form.agreement(),
            upload=form.cleaned_data["file"],
        ),
        says="The existing advice is used.",
        to=reverse("ehcp:show", args=[reference]),
    )
    return done or page(request, "ehcp/reuse_advice.html", ehc, form)


@require_safe
def list_advice_view(request: HttpRequest) -> HttpResponse:
    """Show an adviser what is asked of them, and nothing else."""
    rows = one_page(request, requests_to(request.user))
    references = [row.ehc.case.reference for row in rows]
    list_read(request, "ehcp.list_advice", references)
    table = asked_of_me(rows, advice_clocks_of(references), clock.today())
    return render(request, "ehcp/list_advice.html", {"page": rows, "table": table})


@require_http_methods(["GET", "POST"])
def give_advice_view(request: HttpRequest, advice: int) -> HttpResponse:
    """Let the adviser who was asked give the advice."""
    asked, today = _addressed(request, advice), clock.today()
    require(can_give_advice(request.user, asked))
    if asked.state != AdviceRequest.State.ASKED:
        messages.info(request, "This advice has been sent already.")
        return redirect("ehcp:list_advice")
    form = GiveAdviceForm(
        request.POST or None, request.FILES or None, initial={"author": request.user.name}
    )
    if form.is_valid():
        try:
            _give(request, asked, form)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Your advice is sent. The coordinator has been told.")
            return redirect("ehcp:list_advice")
    reference = asked.ehc.case.reference
    due = advice_clocks_of([reference]).get((reference, asked.adviser))
    context = {"form": form, "facts": request_facts(asked, due, today), "reference": reference}
    return render(request, "ehcp/give_advice.html", context)


def _give(request: HttpRequest, asked: AdviceRequest, form: GiveAdviceForm) -> None:
    act = act_for(request)
    record_advice(
        act,
        reference=asked.ehc.case.reference,
        adviser=asked.adviser,
        answer=form.answer(act.today),
        upload=form.cleaned_data["file"],
    )


def _addressed(request: HttpRequest, advice: int) -> AdviceRequest:
    """Return the request if it is addressed to this person; log the reading either way.

    Raises:
        Http404: not there, or addressed to somebody else.
    """
    asked = requests_to(request.user).filter(pk=advice).first()
    reference = asked.ehc.case.reference if asked else f"advice {advice}"
    log_reading(request, "ehcp.give_advice", [reference], allowed=asked is not None)
    if asked is None:
        raise Http404
    return asked
