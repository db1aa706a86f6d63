"""Counts and times of requests, for whoever watches the product. Says nothing about anybody."""

from secrets import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from django_prometheus.exports import ExportToDjangoView

HERE = {"127.0.0.1", "::1"}
# A proxy on this machine passes strangers on: then the address says nothing.
PASSED_ON = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


@login_not_required
@require_GET
def show_metrics_view(request: HttpRequest) -> HttpResponse:
    """Hand the counts to a reader on this machine, or to one with the token; else 403."""
    if is_from_here(request) or has_token(request):
        return ExportToDjangoView(request)
    return HttpResponse("Send the token of METRICS_TOKEN.", status=403, content_type="text/plain")


def is_from_here(request: HttpRequest) -> bool:
    """Say whether somebody on this very machine asks, with no proxy between."""
    is_direct = not any(name in request.headers for name in PASSED_ON)
    return is_direct and request.META.get("REMOTE_ADDR") in HERE


def has_token(request: HttpRequest) -> bool:
    """Say whether the reader sent the token that the environment holds."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    sent = request.headers.get("Authorization", "")
    return bool(settings.METRICS_TOKEN) and compare_digest(sent.encode(), wanted.encode())
