"""A document's file as an answer; never run by the browser as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from casework import files
from casework.models import Document

# The file is no page of ours: nothing in it may run, load or send anything.
NOTHING_RUNS = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
# Some browsers do not start their reader of PDF files in a sandbox; what we drew needs none.
OUR_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


def as_file(document: Document) -> HttpResponse:
    """Return the file. A PDF that we issued opens in the browser; anything else is saved."""
    inline = document.origin == Document.Origin.ISSUED and document.file.content_type == files.PDF
    response = HttpResponse(files.read(document.file), content_type=document.file.content_type)
    response["Content-Disposition"] = content_disposition_header(not inline, document.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = OUR_PDF if inline else NOTHING_RUNS
    response["Cache-Control"] = "private, no-store"
    return response
