"""Quarters: what each agency owes, the workbook, and locking one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Authority
from accounts.permissions import authorities_of
from casework import clock, files
from casework.act import Act, act_for
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from funding.actions import lock_quarter
from funding.actions.quarters import XLSX
from funding.permissions import can_export_quarter, can_lock_quarter
from funding.presenters.lists import sections
from funding.queries import lock_of
from funding.rules.periods import quarter
from insight.exports.quarter import Source, quarter_workbook
from insight.forms.quarters import LockForm
from insight.presenters.quarters import (
    address,
    present_quarter,
    quarters_table,
)
from people import doors


def _authorities(request: HttpRequest) -> list[Authority]:
    """Return the authorities whose workbook this person may take away; nobody's is 403."""
    codes = [
        code for code in authorities_of(request.user) if can_export_quarter(request.user, code)
    ]
    require(bool(codes))
    return list(Authority.objects.filter(code__in=codes).order_by("name"))


def _authority(request: HttpRequest) -> Authority:
    """Return the authority that the address names, or the first; another's is not there."""
    known = {authority.code: authority for authority in _authorities(request)}
    code = request.GET.get("authority") or next(iter(known))
    if code not in known:
        raise Http404
    return known[code]


def _quarter(name: str) -> str:
    try:
        quarter(name)
    except Refused:
        raise Http404 from None
    return name


def _source(act: Act, authority: Authority, name: str) -> Source:
    named = {"code": authority.code, "name": authority.name}
    return Source(named, name, act.at, act.actor.name)


@require_GET
def list_quarters_view(request: HttpRequest) -> HttpResponse:
    """This quarter and those before it, for each authority that this person may export."""
    tables = [
        quarters_table(authority, authority.quarter_locks.all(), clock.today())
        for authority in _authorities(request)
    ]
    context = {"tables": tables, "tabs": sections("insight:quarters", request.user)}
    return render(request, "insight/list_quarters.html", context)


@require_GET
def show_quarter_view(request: HttpRequest, name: str) -> HttpResponse:
    """What each agency owes for a quarter, what changed in it, and its workbook."""
    authority = _authority(request)
    act = act_for(request)
    source = _source(act, authority, _quarter(name))
    page = present_quarter(source, lock_of(authority.code, name), act.today)
    doors.list_read(request, "insight.quarter", page.references)
    context = {
        "quarter": page,
        "authority": authority.name,
        "file": address("quarter_file", authority.code, name),
        "lock": address("lock_quarter", authority.code, name),
        "can_lock": page.is_over
        and page.lock is None
        and can_lock_quarter(request.user, authority.code),
    }
    return render(request, "insight/show_quarter.html", context)


@require_GET
def quarter_file_view(request: HttpRequest, name: str) -> HttpResponse:
    """The workbook: the frozen one of a locked quarter, else as known now."""
    authority = _authority(request)
    lock = lock_of(authority.code, _quarter(name))
    if lock:
        content = files.read(lock.file)
        references = lock.amounts.values_list("award__case__reference", flat=True)
    else:
        content, made = quarter_workbook(_source(act_for(request), authority, name))
        references = made.references
    doors.list_read(request, "insight.quarter_file", list(references))
    response = HttpResponse(content, content_type=XLSX)
    file_name = f"joint-funding-{authority.code}-{name}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


@require_http_methods(["GET", "POST"])
def lock_quarter_view(request: HttpRequest, name: str) -> HttpResponse:
    """Close a quarter with its workbook as it is at this moment."""
    authority = _authority(request)
    require(can_lock_quarter(request.user, authority.code))
    form = LockForm(request.POST or None)
    if form.is_valid():
        act = act_for(request)
        try:
            content, made = quarter_workbook(_source(act, authority, _quarter(name)))
            lock_quarter(
                act,
                authority=authority.code,
                quarter=name,
                workbook=content,
                amounts=made.amounts,
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The quarter is locked. Its workbook is kept as it was.")
            return redirect(address("quarter", authority.code, name))
    context = {"form": form, "name": _quarter(name), "authority": authority.name}
    return render(request, "insight/lock_quarter.html", context)
