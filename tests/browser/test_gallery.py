"""Every component, in a browser: nothing for axe to find, with and without errors or script."""

import pytest

from tests.browser.conftest import check_page, ready

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_components_are_accessible(page, live_server):
    page.goto(f"{live_server.url}/components/")

    check_page(page)


def test_errors_are_accessible_and_lead_to_their_answers(page, live_server):
    page.goto(f"{live_server.url}/components/")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("alert").get_by_text("There is a problem").wait_for()
    check_page(page)
    assert page.title().startswith("Error: ")

    page.get_by_role("link", name="Enter date of birth").click()

    assert page.evaluate("document.activeElement.id") == "id_born_on-day"


def test_components_are_accessible_on_a_narrow_screen(page, live_server):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/components/")

    check_page(page)


def test_choice_reveals_its_question(page, live_server):
    page.goto(f"{live_server.url}/components/")
    ready(page)
    which = page.get_by_label("Which legal basis?")
    assert not which.is_visible()

    page.get_by_label("A legal basis").check()

    assert which.is_visible()


def test_everything_is_there_without_script(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/components/")

    page.get_by_label("Which legal basis?").fill("Children Act 1989, section 17")
    page.get_by_role("button", name="Save and continue").click()

    assert page.get_by_text("There is a problem").is_visible()
    assert page.get_by_label("Which legal basis?").input_value().startswith("Children Act")
    context.close()


def test_keyboard_skips_to_the_content(page, live_server):
    page.goto(f"{live_server.url}/components/")
    ready(page)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main-content"


def test_sign_in_page_is_accessible(page, live_server):
    page.goto(f"{live_server.url}/account/sign-in/")
    check_page(page)

    page.get_by_role("button", name="Sign in", exact=True).click()

    check_page(page)
