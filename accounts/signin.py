"""Sign-in: accounts are made by invitation, never by whoever comes along."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoorAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This sign-in is closed. Ask your system administrator to open it",
        "email_password_mismatch": "Check your email address and password: they do not match",
        "username_password_mismatch": "Check your username and password: they do not match",
        "too_many_login_attempts": "Too many wrong passwords. Wait 5 minutes, then try again",
        "incorrect_password": "This is not the password that you have now",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
