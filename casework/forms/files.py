"""A file sent by a person. What it really is, its keeper finds out; here only that there is one."""

from django import forms
from django.core.exceptions import ValidationError

from casework.forms.question import QuestionMixin

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 25
ACCEPTED = ".pdf,.docx,.xlsx,.odt,.png,.jpg,.jpeg"
WHAT_MAY_BE_SENT = f"PDF, Word, Excel, OpenDocument text, PNG or JPEG, up to {MOST_MEGABYTES} MB"


class FileField(QuestionMixin, forms.FileField):
    """One file of at most 25 MB."""

    widget = forms.FileInput
    ask = "Select"

    def __init__(self, *, hint=WHAT_MAY_BE_SENT, **options):
        options.setdefault("missing", "Select a file")
        options.setdefault("attributes", {"accept": ACCEPTED})
        super().__init__(hint=hint, **options)
        self.error_messages["empty"] = "The file is empty. Check it opens on your computer"
        self.error_messages["invalid"] = "The file did not arrive. Select it again"

    def to_python(self, data):
        file = super().to_python(data)
        if file and file.size > MOST_MEGABYTES * MEGABYTE:
            says = f"The file must be smaller than {MOST_MEGABYTES} MB"
            raise ValidationError(says, code="too-big")
        return file
