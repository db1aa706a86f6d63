"""The doors: every page about a child goes through one. Out of sight is 404, and logged."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest

from accounts.models import User
from casework import clock
from casework.models import AccessLog, Document
from people.models import Case, Child
from people.permissions import may_open

Sees = Callable[[User, str], bool]
_guards: dict[str, Sees] = {}


def guard_streams(letter: str, sees: Sees) -> None:
    """Let ``sees`` answer for streams whose reference begins with ``letter`` and are no case's.

    Called in ``sendpanel.wiring``: an upper app answers for its meetings or quarters.
    """
    _guards[letter] = sees


def sees_stream(user: User, stream: str) -> bool:
    """Say whether ``user`` may see a stream: a child's, a case's, or one that an app guards."""
    letter, dash, _ = stream.partition("-")
    if not dash:
        return Child.objects.visible_to(user).filter(reference=stream).exists()
    if letter in _guards:
        return _guards[letter](user, stream)
    return Case.objects.visible_to(user).filter(reference=stream).exists()


def sees_reference(user: User, reference: str) -> bool:
    """Say whether ``user`` may open what ``reference`` names: a document, or a stream."""
    if not reference.startswith("D-"):
        return sees_stream(user, reference)
    document = Document.objects.filter(reference=reference).first()
    return document is not None and _may_read(user, document)


def read_document(request: HttpRequest, reference: str, what: str) -> Document:
    """Return the document that this person opens, with its file, and log the reading.

    The door is that of the document's stream, and its mark must let the person's agency in;
    whoever brought the document may open it.

    Raises:
        Http404: not there, or not for this person.
    """
    found = Document.objects.filter(reference=reference).select_related("file").first()
    allowed = found is not None and _may_read(request.user, found)
    log_reading(request, what, [reference, *([found.stream] if found else [])], allowed=allowed)
    if found is None or not allowed:
        raise Http404
    return found


def _may_read(user: User, document: Document) -> bool:
    return sees_stream(user, document.stream) and may_open(user, document)


def read_stream(request: HttpRequest, stream: str, what: str) -> None:
    """Let this person read what is recorded in a stream, and log the reading.

    Raises:
        Http404: not there, or not for this person.
    """
    allowed = sees_stream(request.user, stream)
    log_reading(request, what, [stream], allowed=allowed)
    if not allowed:
        raise Http404


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
