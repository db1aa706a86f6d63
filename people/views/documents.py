"""A document's file, handed to whoever may open it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from people import doors
from people.presenters.files import as_file


@require_GET
def open_document_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand over the file and log the reading."""
    return as_file(doors.read_document(request, reference, "people.document"))
