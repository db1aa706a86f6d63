"""The form by which somebody signs a funding form for their agency."""

from collections.abc import Iterable

from django import forms

from accounts.models import Agency
from casework.forms import Form, RadiosField, TextField


class SignForm(Form):
    """For which agency, the name typed out, and the password once more."""

    agency = RadiosField(label="I sign for")
    typed_name = TextField(label="Type your full name", max_length=150)
    password = forms.CharField(
        label="Your password",
        help_text="We ask again so that nobody else can sign in your name.",
        widget=forms.PasswordInput,
        strip=False,
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args, agencies: Iterable[Agency], user, **options):
        super().__init__(*args, **options)
        self.user = user
        self.fields["agency"].choices = [(one.code, one.name) for one in agencies]
        if len(self.fields["agency"].choices) == 1:
            self.fields["agency"].initial = self.fields["agency"].choices[0][0]

    def clean_password(self) -> None:
        """Check the password and keep nothing of it."""
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password. Try again.")
