"""Journeys go through the same browser, checked the same way, as the gallery."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from casework import clock
from tests.browser.conftest import (
    _database_beside_an_event_loop,
    browser_context_args,
    browser_type_launch_args,
    note,
    page,
    sign_in,
)
from tests.journeys.person import Person

__all__ = [
    "_database_beside_an_event_loop",
    "browser_context_args",
    "browser_type_launch_args",
    "page",
    "sign_in",
]

LONDON = ZoneInfo("Europe/London")


class Today:
    """The day on which the journey has arrived. It is always ten in the morning."""

    def __init__(self, day: date) -> None:
        self.day = day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 10, tzinfo=LONDON)


@pytest.fixture
def today() -> Iterator[Today]:
    """Let the product read its clock from the journey; begins on 1 September 2025."""
    hands = Today(date(2025, 9, 1))
    with clock.read_from(hands.now):
        yield hands


@pytest.fixture
def at_desk(browser, browser_context_args, live_server) -> Iterator[Callable[..., Person]]:
    """Return what sits somebody down at a browser of their own, signed in."""
    contexts = []

    def sit(user: User, *, scripted: bool = True) -> Person:
        options = browser_context_args | {"java_script_enabled": scripted}
        contexts.append(browser.new_context(**options))
        own = contexts[-1].new_page()
        own.complaints = []
        own.on("console", lambda message: note(own, message.type, message.text))
        own.on("pageerror", lambda error: note(own, "error", str(error)))
        return Person(own, live_server.url, scripted=scripted).signs_in(user)

    yield sit
    for context in contexts:
        context.close()
