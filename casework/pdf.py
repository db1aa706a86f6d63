"""HTML to tagged PDF: from templates of our own, with no network, the same text every time."""

from typing import Any

from django.template.loader import render_to_string


def render(template: str, context: dict[str, Any]) -> bytes:
    """Return ``template`` drawn as a tagged PDF (PDF/UA-1)."""
    from weasyprint import HTML  # noqa: PLC0415 -- 1.3 s and 66 MB that no web worker should pay

    return bytes(HTML(string=render_to_string(template, context)).write_pdf(pdf_variant="pdf/ua-1"))
