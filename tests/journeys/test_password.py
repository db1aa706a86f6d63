"""Somebody signs in, changes the password, and signs out."""

import pytest

from accounts.rules.roles import Role
from tests.browser.conftest import check_page, ready
from tests.factories.people import make_authority, make_user

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NEW = "purple-kettle-garden"


def test_somebody_changes_their_password(page, sign_in, live_server):
    make_authority()
    make_user(Role.CASEWORKER, username="robin")
    sign_in("robin", "a-long-password")

    page.get_by_role("link", name="Change your password").click()
    check_page(page)
    page.get_by_label("Your password now").fill("a-long-password")
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    page.get_by_role("button", name="Change password").click()
    page.get_by_text("Your password is changed.").wait_for()
    check_page(page)

    page.get_by_role("button", name="Sign out").click()
    ready(page)
    sign_in("robin", NEW)

    page.get_by_role("button", name="Sign out").wait_for()
