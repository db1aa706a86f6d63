"""The search box, and the filter of a timeline."""

from collections.abc import Iterable
from typing import Any

from django import forms as library
from django.core.exceptions import ValidationError

from casework.forms import DateField, Form, SelectField, TextField
from casework.rules.errors import Refused
from casework.rules.references import check_reference
from casework.timeline import kind_in_words
from people.rules.sought import Sought, read_search


class SearchForm(Form):
    """One box for everything. ``sought`` is what was typed, taken apart."""

    text = TextField(
        label="Search",
        hint="A child's name, date of birth, UPN or NHS number, or a reference such as "
        "R-2026-00042-9",
        missing="Enter a name, a date of birth, a number or a reference",
        max_length=120,
    )

    sought = Sought()

    def clean_text(self) -> str:
        self.sought = read_search(self.cleaned_data["text"])
        if not self.sought:
            raise ValidationError(
                "Enter a name of letters, a date of birth such as 3 May 2011, a whole UPN or NHS "
                "number, or a reference"
            )
        if self.sought.reference and not self.sought.reference.startswith("D-"):
            self._check_reference()
        return self.cleaned_data["text"]

    def _check_reference(self) -> None:
        try:
            check_reference(self.sought.reference)
        except Refused as refused:
            raise ValidationError(refused.says, code=refused.code) from None


class TimelineFilter(library.Form):
    """Facts of one kind, or as they stood on a day. Lives in the address."""

    kind = SelectField(label="Kind of fact", required=False)
    on = DateField(label="As it stood on", required=False)

    def __init__(self, *args: Any, kinds: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        words = sorted((kind_in_words(kind), kind) for kind in kinds)
        self.fields["kind"].choices = [("", "All"), *((kind, text) for text, kind in words)]
