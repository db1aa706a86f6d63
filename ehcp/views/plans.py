"""Pages of the plan: its sections, the draft, the family's views, the final plan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casework import clock
from ehcp.actions import (
    agree_health,
    hear_family,
    issue_draft,
    issue_final,
    name_placement,
    write_section,
)
from ehcp.forms import (
    AgreeHealthForm,
    HearFamilyForm,
    IssueDraftForm,
    IssueFinalForm,
    NamePlacementForm,
    WriteSectionForm,
)
from ehcp.models import EhcCase
from ehcp.permissions import may_now
from ehcp.presenters import plan_page, section_hint
from ehcp.queries import annexed_advice, plan_of, sections_of, window_ends_on
from ehcp.rules.plan import TITLES, WRITTEN, Section, label
from ehcp.rules.workflow import Verb
from ehcp.views.steps import about, answer, for_verb, open_ehc, page


def _to_plan(ehc: EhcCase) -> str:
    return reverse("ehcp:plan", args=[ehc.case.reference])


def _to_case(ehc: EhcCase) -> str:
    return reverse("ehcp:show", args=[ehc.case.reference])


@require_safe
def show_plan_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the plan as it stands, section by section."""
    ehc, today = open_ehc(request, reference, "ehcp.plan"), clock.today()
    plan = plan_of(ehc)
    if plan is None:
        raise Http404
    shown = plan_page(
        ehc,
        words=sections_of(plan),
        annexed=annexed_advice(ehc),
        versions=list(plan.versions.order_by("-number")),
        today=today,
    )
    verbs = may_now(request.user, ehc.case)
    context = about(ehc) | {
        "shown": shown,
        "may_issue_draft": Verb.ISSUE_DRAFT in verbs,
        "may_issue_final": Verb.ISSUE_FINAL in verbs,
    }
    return render(request, "ehcp/show_plan.html", context)


@for_verb(Verb.WRITE_PLAN, "ehcp.write_section")
def write_section_view(request: HttpRequest, ehc: EhcCase, section: str) -> HttpResponse:
    """Write one section."""
    code = _section(section)
    form = WriteSectionForm(
        request.POST or None,
        revision=ehc.case.revision,
        initial={"words": sections_of(ehc.plan).get(code, "")},
        title=f"{label(code)} {TITLES[code]}",
        hint=section_hint(code),
    )
    done = answer(
        request,
        form,
        lambda act: write_section(
            act,
            reference=ehc.case.reference,
            revision=form.revision,
            section=code,
            words=form.cleaned_data["words"],
        ),
        says=f"Section {label(code)} is saved.",
        to=_to_plan(ehc),
    )
    return done or page(request, "ehcp/write_section.html", ehc, form, title=TITLES[code])


def _section(code: str) -> Section:
    known = {section.value: section for section in WRITTEN if section is not Section.PLACEMENT}
    if code not in known:
        raise Http404
    return known[code]


@for_verb(Verb.WRITE_PLAN, "ehcp.name_placement")
def name_placement_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Write section I."""
    plan = ehc.plan
    form = NamePlacementForm(
        request.POST or None,
        revision=ehc.case.revision,
        initial={"setting": plan.setting_name, "setting_type": plan.setting_type},
    )
    done = answer(
        request,
        form,
        lambda act: name_placement(
            act, reference=ehc.case.reference, revision=form.revision, placement=form.placement()
        ),
        says="Section I is saved.",
        to=_to_plan(ehc),
    )
    return done or page(request, "ehcp/name_placement.html", ehc, form)


@for_verb(Verb.WRITE_PLAN, "ehcp.agree_health")
def agree_health_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Record the health body's agreement to section G."""
    form = AgreeHealthForm(request.POST or None, revision=ehc.case.revision)
    done = answer(
        request,
        form,
        lambda act: agree_health(
            act, reference=ehc.case.reference, revision=form.revision, **form.cleaned_data
        ),
        says="The health body’s agreement is recorded.",
        to=_to_plan(ehc),
    )
    return done or page(request, "ehcp/agree_health.html", ehc, form)


@for_verb(Verb.ISSUE_DRAFT, "ehcp.issue_draft")
def issue_draft_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Issue a draft to the family."""
    waiting = [row.adviser for row in ehc.advice.asked()]
    form = IssueDraftForm(
        request.POST or None, revision=ehc.case.revision, outstanding=len(waiting)
    )
    done = answer(
        request,
        form,
        lambda act: issue_draft(
            act, reference=ehc.case.reference, revision=form.revision, **form.cleaned_data
        ),
        says="The draft is issued. The family’s time to give views has begun.",
        to=_to_case(ehc),
    )
    annexed = annexed_advice(ehc)
    return done or page(
        request, "ehcp/issue_draft.html", ehc, form, outstanding=waiting, annexed=annexed
    )


@for_verb(Verb.HEAR_FAMILY, "ehcp.hear_family")
def hear_family_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Record what the family said about the draft."""
    form = HearFamilyForm(request.POST or None)
    done = answer(
        request,
        form,
        lambda act: hear_family(act, reference=ehc.case.reference, **form.cleaned_data),
        says="The family’s views are recorded.",
        to=_to_case(ehc),
    )
    return done or page(request, "ehcp/hear_family.html", ehc, form)


@for_verb(Verb.ISSUE_FINAL, "ehcp.issue_final")
def issue_final_view(request: HttpRequest, ehc: EhcCase) -> HttpResponse:
    """Issue the final plan."""
    form = IssueFinalForm(
        request.POST or None,
        revision=ehc.case.revision,
        initial={"signed_by": request.user.name, "signed_role": request.user.role_label},
    )
    done = answer(
        request,
        form,
        lambda act: issue_final(
            act,
            reference=ehc.case.reference,
            revision=form.revision,
            signature=form.signature(),
            sent_on=form.cleaned_data["sent_on"],
            told=form.told_that_day(),
        ),
        says="The final plan is issued, and the family’s letter is being written.",
        to=_to_case(ehc),
    )
    return done or page(
        request,
        "ehcp/issue_final.html",
        ehc,
        form,
        placement=ehc.plan.placement.says,
        window_ends_on=window_ends_on(ehc.case.reference),
        health_waits=_health_waits(ehc),
    )


def _health_waits(ehc: EhcCase) -> bool:
    written = sections_of(ehc.plan).get(Section.HEALTH_PROVISION, "").strip()
    return bool(written) and ehc.plan.health_agreed_on is None
