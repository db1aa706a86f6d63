"""A child's pages, for reading: overview, cases, timeline, documents, money, people."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from casework import clock, slots
from casework.duties import duties
from casework.paging import page
from casework.shortcuts import render_part
from casework.timeline import lines
from people import doors, queries
from people.forms.search import TimelineFilter
from people.models import Child
from people.permissions import verbs_on_child
from people.presenters import child as shown
from people.presenters import record
from people.presenters.timeline import entries


def frame(request: HttpRequest, child: Child, current: str) -> dict[str, Any]:
    """Return what stands around each page about a child: who it is, and the other pages."""
    today = clock.today()
    return {
        "child": child,
        "who": shown.identity_bar(child, today, queries.care_since(child, today)),
        "tabs": shown.child_tabs(child, current),
        "verbs": verbs_on_child(request.user, child),
        "today": today,
    }


@require_GET
def show_child_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What happens next, the open cases, and who is around the child."""
    child = doors.read_child(request, reference, "people.child")
    context = frame(request, child, "people:child")
    today = context["today"]
    cases = [case for case in queries.cases_of(child, request.user) if case.closed_on is None]
    waiting = queries.duties_in([child.reference, *(case.reference for case in cases)])
    due = duties(waiting, queries.agency_names())
    consents = queries.standing_consents(child)
    network = shown.neighbours(
        queries.network_of(child, today), consents, shown.holders_of(child, cases)
    )
    return render(
        request,
        "people/show_child.html",
        context
        | {
            "due": due,
            "duties": shown.duties_table(due, today),
            "cases": shown.cases_table(cases, "Open cases", NO_CASES),
            "network": shown.network_rows(network),
        },
    )


NO_CASES = "There are no open cases that you may see. Raise an alert or request an assessment."


@require_GET
def list_child_cases_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Every case of the child that the person may see, open or closed."""
    child = doors.read_child(request, reference, "people.child_cases")
    cases = page(request, queries.cases_of(child, request.user))
    table = shown.cases_table(cases, "Cases", NO_CASES)
    context = frame(request, child, "people:child_cases")
    return render(
        request, "people/list_child_cases.html", context | {"cases": table, "page": cases}
    )


@require_GET
def show_child_timeline_view(request: HttpRequest, reference: str) -> HttpResponse:
    """All that is recorded of the child and of the cases that the person may see."""
    child = doors.read_child(request, reference, "people.child_timeline")
    streams = streams_of(request, child)
    filters = TimelineFilter(request.GET or None, kinds=queries.kinds_in(streams))
    facts = page(request, queries.facts_in(streams, **narrowed(filters)))
    told = entries(lines(facts, queries.agency_names()))
    context = frame(request, child, "people:child_timeline")
    return render_part(
        request,
        "people/show_child_timeline.html",
        context | {"filters": filters, "entries": told, "page": facts},
    )


def streams_of(request: HttpRequest, child: Child) -> list[str]:
    """Return the child's own stream and those of its cases that the person may see."""
    cases = queries.cases_of(child, request.user)
    return [child.reference, *cases.values_list("reference", flat=True)]


def narrowed(filters: TimelineFilter) -> dict[str, Any]:
    """Return what the filter asks for; an answer that is wrong narrows nothing."""
    if not filters.is_valid():
        return {}
    on = filters.cleaned_data["on"]
    return {"kind": filters.cleaned_data["kind"], "until": end_of(on) if on else None}


def end_of(day: date) -> datetime:
    """Return the last moment of a day in London."""
    return datetime.combine(day, time.max, tzinfo=clock.LONDON)


@require_GET
def list_child_documents_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The documents of the child and its cases that the person may open."""
    child = doors.read_child(request, reference, "people.child_documents")
    documents = page(request, queries.documents_in(streams_of(request, child), request.user))
    context = frame(request, child, "people:child_documents")
    table = shown.documents_table(documents)
    return render(
        request,
        "people/list_child_documents.html",
        context | {"documents": table, "page": documents},
    )


@require_GET
def show_child_money_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What is paid for the child: tables supplied by whoever knows of money."""
    child = doors.read_child(request, reference, "people.child_money")
    context = frame(request, child, "people:child_money")
    tables = slots.rows(
        "child.money", user=request.user, child=child.reference, today=context["today"]
    )
    return render(request, "people/show_child_money.html", context | {"tables": tables})


@require_GET
def show_child_people_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Details, carers, legal status, network and consent."""
    child = doors.read_child(request, reference, "people.child_people")
    context = frame(request, child, "people:child_people")
    may_edit = "child.edit" in context["verbs"]
    consents = list(queries.consents_of(child))
    standing = {one.agency_id: one for one in consents if one.withdrawn_on is None}
    cases = list(queries.cases_of(child, request.user))
    network = shown.neighbours(
        queries.network_of(child, context["today"]), standing, shown.holders_of(child, cases)
    )
    return render(
        request,
        "people/show_child_people.html",
        context
        | {
            "details": record.details(child, may_edit),
            "carers": record.carer_cards(child.carers.order_by("pk"), child, may_edit),
            "legal": record.legal_table(child.legal_statuses.order_by("-from_on")),
            "network": record.network_table(network, child, "consent.record" in context["verbs"]),
            "withdrawn": record.withdrawn_table(one for one in consents if one.withdrawn_on),
        },
    )
