"""Somebody at their own browser, who reads, clicks and types; each page they come to is checked."""

import os
import re
from datetime import date
from itertools import count
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Locator, Page

from accounts.models import User
from tests.browser.conftest import NARROW, READY, check_page

PASSWORD = "a-long-password"
# Name a folder here to keep a picture of every page passed, at a desk's width and at a phone's.
PICTURES = os.environ.get("JOURNEY_PICTURES")
# A page may draw a letter before it answers; a question that is not there is not waited for long.
PAGE_WAIT, QUESTION_WAIT = 60_000, 8_000
REFUSED = "status of 422"
WIDE = {"width": 1280, "height": 900}
NARROW_SIZE = {"width": NARROW, "height": 900}
_shots = count(1)


def exactly(label: str) -> re.Pattern[str]:
    """Return what finds a question by its words, whether or not it may be left out."""
    return re.compile(rf"^\s*{re.escape(label)}(\s\(optional\))?\s*$")


class Person:
    """One of the cast. With ``scripted`` false their browser runs no script at all."""

    def __init__(self, page: Page, home: str, *, scripted: bool = True) -> None:
        self.page, self.home, self.scripted = page, home, scripted
        page.set_default_timeout(QUESTION_WAIT)
        page.set_default_navigation_timeout(PAGE_WAIT)

    def signs_in(self, user: User) -> "Person":
        self.opens("/account/sign-in/")
        self.writes("Username or email address", user.username)
        self.writes("Password", PASSWORD)
        self.presses("Sign in")
        return self

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.home}{path}")
        self.arrives()

    def is_shut_out_of(self, path: str) -> None:
        """Open an address that must not be found. The browser itself complains of that."""
        response = self.page.goto(f"{self.home}{path}")
        assert response is not None and response.status == 404
        self.page.complaints.clear()
        self.arrives()

    def follows(self, link: str) -> None:
        self.clicks(self.link(link))

    def opens_row(self, words: str) -> None:
        """Follow the link in the row of a table that says this."""
        row = self.page.get_by_role("row").filter(has_text=words)
        self.clicks(row.get_by_role("link").first)

    def presses(self, button: str) -> None:
        self.clicks(self.page.locator("main").get_by_role("button", name=button).first)

    def clicks(self, target: Locator) -> None:
        """Click what leads to another page, and wait for that page."""
        target.wait_for()
        with self.page.expect_navigation():
            target.click(timeout=PAGE_WAIT)
        self.arrives()

    def arrives(self) -> None:
        """Check the page that has come. That a form was refused the browser may remark."""
        self.page.complaints = [one for one in self.page.complaints if REFUSED not in one]
        if self.scripted:
            self.page.wait_for_selector(READY, state="attached")
            check_page(self.page)
        assert self.page.complaints == []
        if PICTURES:
            take_picture(self.page)

    def writes(self, label: str, text: str, among: str = "") -> None:
        """Type into the field with this label; ``among`` names the group it stands in."""
        self._within(among).get_by_label(exactly(label)).fill(text)

    def selects(self, label: str, choice: str) -> None:
        self.page.get_by_label(exactly(label)).select_option(label=choice)

    def answers(self, question: str, answer: str) -> None:
        """Choose among radio buttons."""
        self._within(question).get_by_label(answer, exact=True).check()

    def ticks(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(exactly(label)).check()

    def unticks(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(exactly(label)).uncheck()

    def dates(self, question: str, day: date) -> None:
        """Type a date as three numbers."""
        group = self._within(question)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part, exact=True).fill(str(number))

    def uploads(self, label: str, file: Path) -> None:
        self.page.get_by_label(exactly(label)).set_input_files(file, timeout=PAGE_WAIT)

    def opens_details(self, summary: str) -> None:
        self.page.locator("summary", has_text=summary).click()

    def reads(self, *texts: str) -> None:
        """Assert that the page says each of these, however its lines are broken."""
        words = self.text
        for text in texts:
            assert text in words, f"{text!r} is not in: {words}"

    def does_not_read(self, *texts: str) -> None:
        words = self.text
        for text in texts:
            assert text not in words

    @property
    def text(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    @property
    def path(self) -> str:
        return urlparse(self.page.url).path

    def downloads(self, link: str) -> bytes:
        """Follow a link to a file and return what came."""
        address = self.link(link).get_attribute("href")
        response = self.page.request.get(f"{self.home}{address}")
        assert response.ok, response.status
        return response.body()

    def link(self, text: str) -> Locator:
        """Return the first link that shows these words, be it drawn as a button."""
        return self.page.locator("a:visible", has_text=text).first

    def _within(self, group: str) -> Locator | Page:
        return self.page.get_by_role("group", name=exactly(group)) if group else self.page


def take_picture(page: Page) -> None:
    folder = Path(str(PICTURES))
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{next(_shots):03}{urlparse(page.url).path.rstrip('/').replace('/', '_')}"
    for width, size in (("wide", WIDE), ("narrow", NARROW_SIZE)):
        page.set_viewport_size(size)
        page.screenshot(path=folder / f"{stem}-{width}.png", full_page=True)
    page.set_viewport_size(WIDE)
