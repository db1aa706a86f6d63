"""What a button does: one action, then back to the page with what happened or why not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from casework.rules.errors import Refused


def do(
    request: HttpRequest, action: Callable[[], object], says: str, *back: object
) -> HttpResponse:
    """Do one thing and go ``back`` to a page, an address by name with its parts."""
    try:
        action()
    except Refused as refused:
        rule = f" ({refused.rule})" if refused.rule else ""
        messages.error(request, f"{refused.says}{rule}")
    else:
        messages.success(request, says)
    return redirect(*back)
