"""A child's record, for writing: add, edit, carers, legal status."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import Authority
from accounts.permissions import authorities_of, can
from casework.act import act_for
from casework.components import SummaryRow
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from people import doors, queries
from people.actions import children
from people.forms.child import AddChildForm, CarerForm, ChildForm, LegalStatusForm, as_typed
from people.models import Child, Setting
from people.permissions import verbs_on_child
from people.presenters import record
from people.presenters.search import found_table

POSSIBLE = require_http_methods(["GET", "POST"])


@POSSIBLE
def add_child_view(request: HttpRequest) -> HttpResponse:
    """Open a record, having shown whoever may already have one."""
    codes = [code for code in authorities_of(request.user) if may_add(request, code)]
    require(bool(codes))
    form = AddChildForm(
        request.POST or None,
        authorities=Authority.objects.filter(code__in=codes).order_by("name"),
        settings=Setting.objects.order_by("name"),
    )
    if form.is_valid():
        try:
            reference = children.add_child(act_for(request), **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request, "The record is open. Add carers, the network and consent next."
            )
            return redirect("people:child_people", reference)
    return render(request, "people/add_child.html", {"form": form} | alike(request, form))


def may_add(request: HttpRequest, authority: str) -> bool:
    return can(request.user, "child.add", authority=authority)


def alike(request: HttpRequest, form: AddChildForm) -> dict[str, Any]:
    """Return those who may be the same child, of whom this person may see the record."""
    if "confirmed_new" not in form.errors:
        return {}
    same = queries.likely_same(**form.cleaned_data)
    seen = list(same & Child.objects.visible_to(request.user))
    doors.list_read(request, "people.likely_same", [child.reference for child in seen])
    return {
        "alike": found_table(seen, "Children who may be the same"),
        "hidden": same.count() - len(seen),
    }


@POSSIBLE
def edit_child_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Put right what is recorded; a second writer is shown what the first one wrote."""
    child = opened_for(request, reference, "child.edit", "people.edit_child")
    form = ChildForm(
        request.POST or None,
        initial=as_typed(child),
        revision=child.revision,
        settings=Setting.objects.order_by("name"),
    )
    changed: list[SummaryRow] = []
    if form.is_valid():
        try:
            children.edit_child(
                act_for(request),
                child_reference=reference,
                revision=form.revision,
                **form.cleaned_data,
            )
        except Refused as refused:
            add_refusal(form, refused)
            changed = since_changed(form, child, refused)
        else:
            messages.success(request, "The details are saved.")
            return redirect("people:child_people", reference)
    return render(
        request, "people/edit_child.html", {"form": form, "child": child, "changed": changed}
    )


def since_changed(form: ChildForm, child: Child, refused: Refused) -> list[SummaryRow]:
    """Return what is recorded now where it differs from what was typed; the next try may save."""
    if refused.code != "stale":
        return []
    form.revision = child.revision
    now, typed = as_typed(child), form.cleaned_data
    differing = [name for name in now if now[name] != typed[name]]
    return record.details(child, may_edit=True, only=differing)


@POSSIBLE
def add_carer_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a parent or carer."""
    child = opened_for(request, reference, "child.edit", "people.add_carer")
    form = CarerForm(request.POST or None, initial={"is_address_hidden": False})
    if form.is_valid():
        children.add_carer(act_for(request), child_reference=reference, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['name']} is recorded.")
        return redirect("people:child_people", reference)
    return render(request, "people/record_carer.html", {"form": form, "child": child})


@POSSIBLE
def edit_carer_view(request: HttpRequest, reference: str, carer_id: int) -> HttpResponse:
    """Put right what is recorded of a parent or carer."""
    child = opened_for(request, reference, "child.edit", "people.edit_carer")
    carer = child.carers.filter(pk=carer_id).first()
    if carer is None:
        raise Http404
    known = {name: getattr(carer, name) for name in CarerForm.base_fields}
    form = CarerForm(request.POST or None, initial=known)
    if form.is_valid():
        children.edit_carer(
            act_for(request), child_reference=reference, carer_id=carer_id, **form.cleaned_data
        )
        messages.success(request, f"What is recorded of {form.cleaned_data['name']} is saved.")
        return redirect("people:child_people", reference)
    return render(request, "people/record_carer.html", {"form": form, "child": child})


@POSSIBLE
def record_legal_status_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what the law says of the child's care."""
    child = opened_for(request, reference, "child.edit", "people.record_legal_status")
    form = LegalStatusForm(request.POST or None)
    if form.is_valid():
        try:
            children.record_legal_status(
                act_for(request), child_reference=reference, **form.cleaned_data
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The legal status is recorded.")
            return redirect("people:child_people", reference)
    return render(request, "people/record_legal_status.html", {"form": form, "child": child})


def opened_for(request: HttpRequest, reference: str, verb: str, what: str) -> Child:
    """Return the child that this person sees and may do ``verb`` to; 404 or 403 otherwise."""
    child = doors.read_child(request, reference, what)
    require(verb in verbs_on_child(request.user, child))
    return child
