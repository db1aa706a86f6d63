"""The form that every page uses: GOV.UK components, a token against doing a thing twice."""

import uuid

from django import forms
from django.utils.safestring import SafeString

from casework.forms.bound import revealed_by

NEVER_A_REVISION = -1


class Form(forms.Form):
    """A Django form with two hidden answers that stay out of ``cleaned_data``.

    ``form_key`` is new for each blank form and comes back with it: the same form sent twice acts
    once. ``revision`` is that of the case when the page was made: give it when making a form to
    show, read it as ``form.revision`` when acting; what cannot be read counts as out of date.
    """

    template_name = "components/form.html"
    use_required_attribute = False
    says_optional = True  # an answer that may be left out says so; a filter's need not

    def __init__(self, data=None, files=None, *, revision: int | None = None, **options):
        super().__init__(data, files, **options)
        posted = data or {}
        self.form_key = str(posted.get("form_key") or uuid.uuid4())
        self.revision = _revision(posted["revision"]) if "revision" in posted else revision

    def questions(self):
        """Return the fields to print, without hidden ones and those that a choice reveals."""
        revealed = revealed_by(self)
        return [field for field in self.visible_fields() if field.name not in revealed]

    def hidden_inputs(self) -> SafeString:
        """Return the token, the revision and the form's own hidden answers as HTML."""
        own = {"form_key": self.form_key, "revision": self.revision} if not self.prefix else {}
        fields = self.hidden_fields()
        return self.render("components/hidden_inputs.html", {"fields": fields, **own})


def _revision(text: str) -> int:
    return int(text) if text.isdecimal() else NEVER_A_REVISION


def summary_of(*forms_shown) -> list[dict[str, str]]:
    """Return the errors of the forms on a page, in the page's order, each with its link."""
    return [error for form in forms_shown for error in _errors_of(form)]


def _errors_of(form):
    top = [{"text": text, "href": ""} for text in form.non_field_errors()]
    fields = [form[name] for name in form.fields if name in form.errors]
    return top + [
        {"text": text, "href": "" if field.is_hidden else f"#{field.error_target}"}
        for field in fields
        for text in field.errors
    ]
