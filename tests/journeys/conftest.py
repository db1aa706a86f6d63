"""Journeys go through the same browser, checked the same way, as the gallery."""

from tests.browser.conftest import (
    _database_beside_an_event_loop,
    browser_context_args,
    browser_type_launch_args,
    page,
    sign_in,
)

__all__ = [
    "_database_beside_an_event_loop",
    "browser_context_args",
    "browser_type_launch_args",
    "page",
    "sign_in",
]
