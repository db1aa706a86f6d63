"""Search: what is typed is posted and kept in the session; the address says nothing of anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from casework.addresses import address_of
from casework.paging import page
from casework.tokens import opaque
from people import doors, queries
from people.forms.search import SearchForm
from people.models import Child
from people.presenters.search import found_cases_table, found_table
from people.rules.sought import read_search

SESSION_KEY = "searches"
# Enough for the back button; an older address starts the search anew.
KEPT = 10


@require_http_methods(["GET", "POST"])
def search_view(request: HttpRequest) -> HttpResponse:
    """Ask what to look for. A reference opens what it refers to."""
    form = SearchForm(request.POST or None)
    if form.is_valid():
        there = opened(request, form.sought.reference)
        return there or redirect("people:found", keep(request, form.cleaned_data["text"]))
    return render(request, "people/search.html", {"form": form})


def opened(request: HttpRequest, reference: str) -> HttpResponse | None:
    """Return the way to what a reference names, if this person may see it."""
    if not reference or not doors.sees_reference(request.user, reference):
        return None
    address = address_of(reference)
    return redirect(address) if address else None


def keep(request: HttpRequest, text: str) -> str:
    """Keep what was typed in the session and return the token that stands for it."""
    searches = request.session.get(SESSION_KEY, [])
    token = opaque(12)
    request.session[SESSION_KEY] = [*searches, [token, text]][-KEPT:]
    return token


@require_GET
def show_found_view(request: HttpRequest, search: str) -> HttpResponse:
    """Show the children who fit, and their open cases; only those this person may see."""
    text = dict(request.session.get(SESSION_KEY, [])).get(search)
    if text is None:
        return redirect("people:search")
    sought = read_search(text)
    visible = Child.objects.visible_to(request.user).select_related("setting")
    found = page(request, queries.search_children(visible, sought))
    doors.list_read(request, "people.search", [child.reference for child in found])
    cases = queries.open_cases_of([child.pk for child in found], request.user)
    context = {
        "form": SearchForm(initial={"text": text}),
        "page": found,
        "sought": sought,
        "children": found_table(found, "Children"),
        "cases": found_cases_table(cases),
    }
    return render(request, "people/show_found.html", context)
