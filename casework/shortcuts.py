"""What every view needs: stop when not allowed, show a refusal at its field, part or whole."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from casework.rules.errors import Refused


def require(allowed: bool) -> None:
    """Stop with 403 when a person may see a case but not do this to it."""
    if not allowed:
        raise PermissionDenied


def add_refusal(form: BaseForm, refused: Refused) -> None:
    """Show ``refused`` beside the field it names, or at the top; what was typed stays."""
    says = f"{refused.says} ({refused.rule})" if refused.rule else refused.says
    form.add_error(refused.field if refused.field in form.fields else None, says)


def render_part(
    request: HttpRequest, template: str, context: dict[str, Any], **kwargs: Any
) -> HttpResponse:
    """Render ``app/page.html`` whole, or its partial ``app/_page.html`` alone for htmx."""
    if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"):
        folder, _, name = template.rpartition("/")
        template = f"{folder}/_{name}"
    response = render(request, template, context, **kwargs)
    patch_vary_headers(response, ["HX-Request"])
    return response
