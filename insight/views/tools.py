"""The page that lists the tools."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def show_tools_view(request: HttpRequest) -> HttpResponse:
    """Show what can be asked without a case."""
    return render(request, "insight/tools.html")
