"""Forms of sign-in, the sign-in package's own in our words, and of API tokens."""

from allauth.account import forms as library

from casework.forms import ConfirmField, Form, RadiosField, TextField

TWICE = "Type the same password in both boxes"


class SignInForm(library.LoginForm):
    """Username or e-mail address, and password."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        name, password = self.fields["login"], self.fields["password"]
        name.label = "Username or email address"
        name.error_messages["required"] = "Enter your username or email address"
        name.widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        name.widget.attrs |= {"autocapitalize": "none"}
        password.help_text = ""
        password.error_messages["required"] = "Enter your password"


class AskForPasswordForm(library.ResetPasswordForm):
    """The e-mail address to which a link for a new password goes."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        email = self.fields["email"]
        email.label = "Email address"
        email.error_messages["required"] = "Enter your email address"
        email.error_messages["invalid"] = "Enter an email address like name@example.com"


class NewPasswordForm(library.ResetPasswordKeyForm):
    """A new password, twice, for somebody who forgot the old one."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _word_new_password(self)


class ChangePasswordForm(library.ChangePasswordForm):
    """The old password, then the new one twice."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        old = self.fields["oldpassword"]
        old.label = "Your password now"
        old.help_text = ""
        old.error_messages["required"] = "Enter the password that you have now"
        _word_new_password(self)


def _word_new_password(form) -> None:
    first, second = form.fields["password1"], form.fields["password2"]
    first.label = "New password"
    first.help_text = "At least 12 characters. Three words in a row are easy to remember."
    first.error_messages["required"] = "Enter a new password"
    second.label = "New password again"
    second.error_messages["required"] = TWICE


class MakeTokenForm(Form):
    """What the token is for, and how long it lasts."""

    name = TextField(
        label="Which system will use it?",
        hint="For example, the finance ledger. You tell your tokens apart by this.",
        missing="Enter the name of the system that will use the token",
        max_length=80,
        width=20,
    )
    days = RadiosField(
        label="For how long?",
        choices=[(30, "30 days"), (90, "90 days"), (365, "A year")],
        coerce=int,
        missing="Select how long the token lasts",
    )


class RevokeTokenForm(Form):
    """Being sure."""

    is_sure = ConfirmField(
        label="The system that uses it will be shut out at once",
        missing="Tick the box to say that the token should end",
    )
