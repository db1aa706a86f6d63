"""What every part of the API shares: paging, refusals as problem+json, revision and key."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from casework.rules.errors import Refused

PROBLEM = "application/problem+json"


class Pages(PageNumberPagination):
    """25 to a page unless asked otherwise, 100 at most."""

    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 100


def problem(fault: Exception, context: dict[str, Any]) -> Response | None:
    """Return any refusal or fault of the caller as problem+json (RFC 9457).

    A rule's refusal is 422, and 409 when somebody else has changed the case meanwhile.
    """
    if isinstance(fault, Refused):
        status = 409 if fault.code == "stale" else 422
        body = {"title": "Refused", "status": status, "detail": fault.says} | fault.as_json()
        return Response(body, status=status, content_type=PROBLEM)
    response = exception_handler(fault, context)
    if response is not None:
        response.data = _described(fault, response)
        response.content_type = PROBLEM
    return response


def _described(fault: Exception, response: Response) -> dict[str, object]:
    body: dict[str, object] = {"title": response.status_text, "status": response.status_code}
    if isinstance(fault, ValidationError):
        return body | {"detail": "Some values are missing or wrong.", "errors": response.data}
    return body | {"detail": str(getattr(fault, "detail", "") or response.status_text)}


def revision_of(request: Request) -> int | None:
    """Return the revision that the caller last saw, from ``If-Match``; None when not said.

    Raises:
        Refused: ``if-match-wrong`` when it is not a number in quotes.
    """
    text = request.headers.get("If-Match", "").strip().strip('"')
    if not text:
        return None
    if not text.isdigit():
        raise Refused("if-match-wrong", 'Send If-Match as the revision in quotes, such as "3".')
    return int(text)
