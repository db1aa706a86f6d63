"""GOV.UK and MOJ components for templates. What each takes is on its template's first line."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from casework.forms.base import summary_of

register = template.Library()


@register.simple_tag
def error_summary(*forms_shown) -> SafeString:
    """Print what is wrong with the forms of this page, each with a link; nothing if all is well."""
    errors = summary_of(*(form for form in forms_shown if form))
    return _component("components/error_summary.html", errors=errors) if errors else mark_safe("")


@register.simple_tag
def breadcrumbs(*texts_and_addresses: str) -> SafeString:
    """Print the way here: ``{% breadcrumbs "Referrals" list_url "R-2026-00042-K" %}``."""
    pairs = zip(texts_and_addresses[::2], [*texts_and_addresses[1::2], ""], strict=False)
    items = [{"text": text, "href": href} for text, href in pairs]
    return _component("components/breadcrumbs.html", items=items)


def _component(template_name: str, **inputs: object) -> SafeString:
    return render_to_string(template_name, inputs)
