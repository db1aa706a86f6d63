"""Fields of words."""

from django import forms
from django.core.exceptions import ValidationError

from casework.forms.question import QuestionMixin


class LengthMixin:
    """Says a length that is too long in words, counting a line break as one character."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def run_validators(self, value):
        if self.max_length and len(value) > self.max_length:
            says = f"{self.called_first} must be {self.max_length:,} characters or less"
            raise ValidationError(says, code="max_length")
        super().run_validators(value)


class TextField(LengthMixin, QuestionMixin, forms.CharField):
    """One line of words, at most 255 characters unless told otherwise."""

    def __init__(self, *, max_length=255, **options):
        super().__init__(max_length=max_length, **options)


class LongTextField(LengthMixin, QuestionMixin, forms.CharField):
    """Several lines of words, at most 10,000 characters unless told otherwise."""

    widget = forms.Textarea

    def __init__(self, *, max_length=10_000, **options):
        super().__init__(max_length=max_length, **options)


class EmailField(QuestionMixin, forms.EmailField):
    """An e-mail address."""

    def __init__(self, **options):
        super().__init__(**options)
        self.error_messages["invalid"] = (
            "Enter an email address in the correct format, like name@example.com"
        )
        self.validators[0].message = self.error_messages["invalid"]
        self.look.setdefault("attributes", {"autocomplete": "email", "spellcheck": "false"})
