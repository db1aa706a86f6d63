"""Pages of the officer's two decisions."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import clock
from ehcp.actions import decide_assessment, decide_plan
from ehcp.forms import DecideAssessmentForm, DecidePlanForm
from ehcp.models import EhcCase
from ehcp.presenters import panel_advice_rows
from ehcp.queries import asked_heads, circumstances_of
from ehcp.rules.advice import HEAD_WORDS, missing_heads
from ehcp.rules.decisions import TESTS
from ehcp.rules.requests import Recipient, is_over_eighteen, others_told
from ehcp.rules.workflow import Verb
from ehcp.views.steps import answer, for_verb, page


@for_verb(Verb.AGREE_ASSESSMENT, "ehcp.decide_assessment")
def decide_assessment_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Decide whether to assess."""
    reference = ehc.case.reference
    form = DecideAssessmentForm(
        request.POST or None,
        revision=ehc.case.revision,
        over_eighteen=_is_over_eighteen(ehc),
        others=_others(ehc),
    )
    done = answer(
        request,
        form,
        lambda act: decide_assessment(
            act, reference=reference, revision=form.revision, decision=form.decision()
        ),
        says="The decision is recorded, and the family’s letter is being written.",
        to=reverse("ehcp:show", args=[reference]),
    )
    return done or page(
        request,
        "ehcp/decide_assessment.html",
        ehc,
        form,
        test=TESTS[Verb.AGREE_ASSESSMENT],
        advised=panel_advice_rows(ehc.panel_advice.all()),
    )


@for_verb(Verb.AGREE_PLAN, "ehcp.decide_plan")
def decide_plan_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Decide whether to make a plan."""
    reference = ehc.case.reference
    form = DecidePlanForm(
        request.POST or None,
        revision=ehc.case.revision,
        over_eighteen=_is_over_eighteen(ehc),
        others=_others(ehc),
        outstanding=ehc.advice.asked().count(),
    )
    done = answer(
        request,
        form,
        lambda act: decide_plan(
            act, reference=reference, revision=form.revision, decision=form.decision()
        ),
        says="The decision is recorded.",
        to=reverse("ehcp:show", args=[reference]),
    )
    missing = missing_heads(asked_heads(ehc), circumstances_of(ehc, on=clock.today()))
    return done or page(
        request,
        "ehcp/decide_plan.html",
        ehc,
        form,
        test=TESTS[Verb.AGREE_PLAN],
        advised=panel_advice_rows(ehc.panel_advice.all()),
        outstanding=[row.adviser for row in ehc.advice.asked()],
        missing=[HEAD_WORDS[head] for head in missing],
    )


def _others(ehc: EhcCase) -> tuple[Recipient, ...]:
    return others_told(attends_setting=ehc.case.child.setting_id is not None)


def _is_over_eighteen(ehc: EhcCase) -> bool:
    return is_over_eighteen(ehc.case.child.born_on, on=clock.today())
