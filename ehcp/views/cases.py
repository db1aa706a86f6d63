"""The progress tracker, and the page of one case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import authorities_of
from casework import clock
from casework.models import Document
from casework.paging import page as one_page
from casework.shortcuts import render_part
from ehcp.forms import TrackerFilter
from ehcp.models import EhcCase
from ehcp.permissions import can_request, may_now
from ehcp.presenters import advice_table, case_page, tracker_table
from ehcp.queries import advice_due, circumstances_of, clocks_of, owners_of, timeline_of, with_rows
from ehcp.rules.workflow import Verb
from ehcp.views.steps import about, open_ehc
from people import doors


@require_safe
def list_cases_view(request: HttpRequest) -> HttpResponse:
    """Show every request: stage, week, next due, owner, late advice."""
    today = clock.today()
    cases = EhcCase.objects.visible_to(request.user).with_progress(today).for_list()
    owners = owners_of(authorities_of(request.user), today)
    chosen = TrackerFilter(request.GET, cases, owners=owners, today=today)
    rows = one_page(request, chosen.qs)
    doors.list_read(request, "ehcp.list", [row.case.reference for row in rows])
    context = {
        "page": rows,
        "table": tracker_table(rows, today),
        "filter": chosen.form,
        "may_request": can_request(request.user),
    }
    return render_part(request, "ehcp/list_cases.html", context | {"rows": rows})


@require_safe
def show_case_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case: its clocks first."""
    today = clock.today()
    ehc = with_rows(open_ehc(request, reference, "ehcp.show"))
    verbs = may_now(request.user, ehc.case)
    clocks = list(clocks_of(reference))
    circumstances = circumstances_of(ehc, on=today)
    context = about(ehc) | {
        "shown": case_page(
            ehc,
            clocks=clocks,
            events=timeline_of(reference),
            documents=Document.objects.of(reference),
            verbs=verbs,
            circumstances=circumstances,
        ),
        "advice": advice_table(
            list(ehc.advice.all()),
            due=advice_due(clocks),
            circumstances=circumstances,
            reference=reference,
            may_record=Verb.RECORD_ADVICE in verbs,
        ),
    }
    return render(request, "ehcp/show_case.html", context)
