"""What a test in a browser may use: Chromium, a page that is checked, somebody signed in."""

import os
from pathlib import Path

import pytest

AXE = next(Path(__file__).parent.glob("axe-core-*/axe.min.js"))
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READY = "html[data-ready]"
NARROW = 320
BROKEN_LINKS = """
[...document.querySelectorAll(".govuk-error-summary a")]
  .map((link) => link.getAttribute("href"))
  .filter((href) => !document.getElementById(href.slice(1)))
"""
WIDER_THAN_WINDOW = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(autouse=True, scope="session")
def _database_beside_an_event_loop():
    """Let tests use the database: the browser's driver runs a loop in the same thread.

    It stays so to the end: the test database is taken down while the loop still runs.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Start the system's own Chromium, which talks to nobody but us."""
    return {"executable_path": "/usr/bin/chromium", "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args():
    """A desk's screen, in Britain."""
    return {
        "viewport": {"width": 1280, "height": 900},
        "locale": "en-GB",
        "timezone_id": "Europe/London",
    }


@pytest.fixture
def page(context):
    """A page that remembers what its console complains of, in ``page.complaints``."""
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: note(page, message.type, message.text))
    page.on("pageerror", lambda error: note(page, "error", str(error)))
    return page


def note(page, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        page.complaints.append(text)


def ready(page) -> None:
    """Wait until our script has woken the page's components."""
    page.wait_for_selector(READY, state="attached")


def check_page(page) -> None:
    """Assert that a page is accessible, fits 320 px, links its errors and complains of nothing."""
    ready(page)
    assert "\n".join(violations(page)) == ""
    assert page.evaluate(BROKEN_LINKS) == []
    assert "\n".join(page.complaints) == ""
    assert fits_narrow(page)


def violations(page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, one line each."""
    page.evaluate(AXE.read_text())
    options = {"runOnly": {"type": "tag", "values": STANDARDS}}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {one['help']}: {node['html']}" for one in found for node in one["nodes"]]


def fits_narrow(page) -> bool:
    """Say whether nothing sticks out sideways at 320 px; the window's size is put back."""
    size = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": size["height"]})
    is_wider = page.evaluate(WIDER_THAN_WINDOW)
    page.set_viewport_size(size)
    return not is_wider


@pytest.fixture
def sign_in(page, live_server):
    """Return what signs somebody in by the sign-in page, as they would."""

    def by_page(username: str, password: str = "demo-panel-2026") -> None:  # noqa: S107
        page.goto(f"{live_server.url}/account/sign-in/")
        page.get_by_label("Username or email address").fill(username)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        ready(page)

    return by_page
