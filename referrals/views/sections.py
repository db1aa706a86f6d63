"""The task list and the short pages of part 2: door, one action, answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casework import clock, drafts, slots
from casework.act import act_for
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from people import doors
from people.models import Case
from referrals.forms.sections import DiscussionForm, SectionForm, digest
from referrals.models import Referral
from referrals.permissions import can_submit, can_withdraw, can_write
from referrals.presenters.cases import case_bar, stages_of
from referrals.presenters.sections import (
    changes_between,
    changes_table,
    from_alert,
    share_steps,
    task_lines,
)
from referrals.queries import facts_of, policy_of, suggested_split, whole_referral
from referrals.rules.policy import Policy
from referrals.rules.sections import Section, number_of
from referrals.rules.tasks import list_tasks
from referrals.rules.workflow import WRITING, Stage, Verb, can_move
from referrals.views.pages import PAGES, Page, first_page, next_page

LATER = "later"


@require_GET
def tasks_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The task list: eight sections with their states, and what comes next."""
    case = doors.read(request, reference, "referrals.tasks")
    referral = whole_referral(reference)
    policy = policy_of(referral)
    facts = facts_of(referral, clock.today())
    tasks = list_tasks(facts, policy)
    may_write = can_write(request.user, case, policy)
    context = {
        "case": case_bar(referral, clock.today(), "tasks"),
        "stages": stages_of(referral, facts),
        "tasks": task_lines(tasks, addresses(reference), may_write),
        "is_ready": Stage(case.stage) in WRITING,
        "may_submit": can_submit(request.user, case, policy),
        "may_reopen": _can_reopen(Stage(case.stage)) and can_submit(request.user, case, policy),
        "may_withdraw": can_withdraw(request.user, case)
        and can_move(Stage(case.stage), Verb.WITHDRAW),
        "next_panel": slots.rows("referrals.next_panel", case=case, today=clock.today()),
        "part_2": policy.part_2,
    }
    return render(request, "referrals/tasks.html", context)


def _can_reopen(stage: Stage) -> bool:
    return can_move(stage, Verb.TAKE_BACK) or can_move(stage, Verb.REOPEN)


def addresses(reference: str) -> dict[Section, str]:
    """Return where each section of a referral begins."""
    pages = {section: first_page(section) for section in Section}
    own = {
        Section.CONSENT: reverse("referrals:consent", args=[reference]),
        Section.ASSESSMENTS: reverse("referrals:assessments", args=[reference]),
    }
    return own | {
        section: reverse("referrals:edit", args=[reference, page.name])
        for section, page in pages.items()
        if page
    }


@require_http_methods(["GET", "POST"])
def edit_section_view(request: HttpRequest, reference: str, page: str) -> HttpResponse:
    """One short page: shown, saved, or put aside to come back to."""
    case = doors.read(request, reference, f"referrals.edit_{page}")
    if page not in PAGES:
        raise Http404
    shown, referral = PAGES[page], whole_referral(reference)
    policy = policy_of(referral)
    require(can_write(request.user, case, policy))
    if request.POST.get("save") == LATER:
        return _put_aside(request, reference, shown)
    form = _form(request, case, referral, policy, shown)
    changes: list[Any] = []
    if form.is_valid():
        try:
            _save(request, case, shown, form, referral)
        except Refused as refused:
            if refused.code == "stale":
                form, changes = _show_both(request, case, referral, policy, shown, form)
            add_refusal(form, refused)
        else:
            return _onwards(request, reference, shown)
    return render(request, shown.template, _context(shown, referral, form, changes))


def _form(
    request: HttpRequest, case: Case, referral: Referral, policy: Policy, page: Page
) -> SectionForm:
    form = _make(page, request.POST or None, request.FILES or None, case, referral, policy)
    if not form.is_bound:
        draft = drafts.load(request.user, f"referrals.{page.name}", case.reference)
        if draft is not None:
            form.take(draft)
    return form


def _make(
    page: Page, data: Any, files: Any, case: Case, referral: Referral, policy: Policy
) -> SectionForm:
    options: dict[str, Any] = {
        "revision": case.revision,
        "policy": policy,
        "initial": page.initial(referral, clock.today()),
    }
    if page.form is DiscussionForm:
        options["agencies"] = [
            (asked.agency_id, asked.agency.name) for asked in referral.agencies.all()
        ]
    return page.form(data, files, **options)


def _save(
    request: HttpRequest, case: Case, page: Page, form: SectionForm, referral: Referral
) -> None:
    """Save the page. A change elsewhere in the case does not stop it; one to this page does."""
    is_unchanged = form.cleaned_data["seen"] == digest(page.initial(referral, clock.today()))
    revision = case.revision if is_unchanged else form.revision
    page.save(act_for(request), reference=case.reference, revision=revision, **form.for_action())
    drafts.drop(act_for(request), f"referrals.{page.name}", case.reference)


def _show_both(
    request: HttpRequest,
    case: Case,
    referral: Referral,
    policy: Policy,
    page: Page,
    form: SectionForm,
) -> tuple[SectionForm, list[Any]]:
    """Return the form with the writer's own words, and what is stored beside them."""
    stored = page.initial(referral, clock.today())
    data = request.POST.copy()
    data["revision"], data["seen"] = str(case.revision), digest(stored)
    fresh = _make(page, data, request.FILES or None, case, referral, policy)
    typed = {name: form.cleaned_data.get(name) for name in form.fields}
    return fresh, changes_between(fresh, stored, typed)


def _put_aside(request: HttpRequest, reference: str, page: Page) -> HttpResponse:
    drafts.save(act_for(request), f"referrals.{page.name}", reference, request.POST)
    messages.info(
        request,
        f"Your words on “{page.title}” are put aside for you. They are not yet part of the "
        "referral: open the section again to finish it.",
    )
    return redirect("referrals:tasks", reference)


def _onwards(request: HttpRequest, reference: str, page: Page) -> HttpResponse:
    following = next_page(page)
    if following:
        return redirect("referrals:edit", reference, following.name)
    messages.success(request, f"Section {number_of(page.section)} is saved.")
    return redirect("referrals:tasks", reference)


def _context(
    page: Page, referral: Referral, form: SectionForm, changes: list[Any]
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "page_title": page.title,
        "section_number": number_of(page.section),
        "case": case_bar(referral, clock.today()),
        "form": form,
        "changes": changes_table(changes) if changes else None,
    }
    context["from_alert"] = from_alert(page.section, referral)
    if page.section is Section.SHARES:
        suggestion = suggested_split(referral, clock.today())
        context["suggestion"] = share_steps(suggestion.split, suggestion.refused)
    return context
