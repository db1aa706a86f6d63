"""The doors of panels and meetings: out of sight is 404, and every reading is logged."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest

from panels.models import AgendaItem, Meeting, Panel
from people.doors import log_reading


def find_panel(request: HttpRequest, code: str) -> Panel:
    """Return a panel whose dates this person may know. It says nothing of any child."""
    panels = Panel.objects.visible_to(request.user).select_related("authority")
    found = panels.filter(code=code).first()
    if found is None:
        log_reading(request, "panels.panel", [code], allowed=False)
        raise Http404
    return found


def find_meeting(request: HttpRequest, reference: str, what: str) -> Meeting:
    """Return a meeting whose agenda this person may open; a refusal is logged here.

    The page logs its own reading once it knows which cases it shows: ``log_agenda``.
    """
    meetings = Meeting.objects.visible_to(request.user).with_panel()
    found = meetings.filter(reference=reference).first()
    if found is None:
        log_reading(request, what, [reference], allowed=False)
        raise Http404
    return found


def log_agenda(request: HttpRequest, what: str, meeting: Meeting, cases: Sequence[str]) -> None:
    """Write one line of the access log for a page of a meeting and the cases it showed."""
    log_reading(request, what, [meeting.reference, *cases], allowed=True)


def find_item(request: HttpRequest, pk: int, what: str) -> AgendaItem:
    """Return an item that this person may open: they see its meeting and its case."""
    related = ("meeting__panel__authority", "case__child", "case__owner")
    items = AgendaItem.objects.visible_to(request.user).select_related(*related)
    found = items.filter(pk=pk).first()
    log_reading(request, what, [found.case.reference if found else str(pk)], allowed=bool(found))
    if found is None:
        raise Http404
    return found


def find_item_of(request: HttpRequest, what: str, **lookup: int) -> AgendaItem:
    """Return the item to which a note (``notes``) or an action (``actions``) belongs."""
    items = AgendaItem.objects.visible_to(request.user).filter(**lookup)
    return find_item(request, items.values_list("pk", flat=True).first() or 0, what)
