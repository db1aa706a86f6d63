"""The doors: every page about a child goes through one. Out of sight is 404, and logged."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest

from casework import clock
from casework.models import AccessLog
from people.models import Case, Child


def read(request: HttpRequest, reference: str, what: str) -> Case:
    """Return the case that this person opens, with its child, and log the reading.

    ``what`` names the page. A case out of sight and one that never was look the same.

    Raises:
        Http404: not there, or not for this person.
    """
    cases = Case.objects.visible_to(request.user)
    related = ("child", "authority", "lead_agency", "owner")
    case = cases.select_related(*related).filter(reference=reference).first()
    log_reading(request, what, [reference], allowed=case is not None)
    if case is None:
        raise Http404
    return case


def read_child(request: HttpRequest, reference: str, what: str) -> Child:
    """Return the child whose record this person opens, and log the reading.

    Raises:
        Http404: not there, or not for this person.
    """
    children = Child.objects.visible_to(request.user).select_related("authority", "setting")
    child = children.filter(reference=reference).first()
    log_reading(request, what, [reference], allowed=child is not None)
    if child is None:
        raise Http404
    return child


def list_read(request: HttpRequest, what: str, references: Sequence[str]) -> None:
    """Log one row for a list or an export, with every record that it showed."""
    log_reading(request, what, references, allowed=True)


def log_reading(
    request: HttpRequest, what: str, references: Sequence[str], *, allowed: bool
) -> None:
    """Write one line of the access log."""
    AccessLog.objects.create(
        at=clock.now(),
        user_id=request.user.pk,
        user_name=request.user.name,
        agency=request.user.agency_code,
        what=what,
        references=list(references),
        allowed=allowed,
    )
