"""What several journeys begin with."""

from datetime import date

from accounts.models import User
from tests.journeys.person import Person


def looks_for(person: Person, name: str) -> None:
    person.follows("Search")
    person.writes("Search", name)
    person.presses("Search")


def adds_a_child(person: Person, given: str, family: str, born_on: date) -> None:
    """Look first, find nobody, and add the child. Ends on the child's page."""
    looks_for(person, f"{given} {family}")
    person.reads("Nothing found")
    person.follows("Add a child")
    person.writes("Given names", given)
    person.writes("Family name", family)
    person.dates("Date of birth", born_on)
    person.presses("Add child")
    person.follows("Overview")


def lists_and_sends(admin: Person, panel: str, held: str, reference: str) -> None:
    """Set the year's dates, put a waiting case on the agenda of a day, and send the agenda."""
    admin.follows("Panels")
    admin.follows(panel)
    admin.follows("Set the year’s dates")
    admin.selects("First month of the year of meetings", "November 2025")
    admin.presses("Set the dates")
    admin.opens_row(held)
    admin.reads("Waiting to be listed", reference)
    admin.presses("Put on the agenda")
    admin.follows("Check and send the agenda")
    admin.presses("Send the agenda")
    admin.reads("The agenda is on its way to the members.")


def opens_the_meeting(admin: Person, chair: User) -> None:
    admin.follows("Attendance")
    admin.selects("Who is in the chair?", f"{chair.name}, {chair.agency.name}")
    admin.presses("Open the meeting")


def is_present(admin: Person, member: User) -> None:
    """Tick somebody as present, and read that it is recorded."""
    line = admin.page.get_by_role("listitem").filter(has_text=member.name).last
    admin.clicks(line.get_by_role("button", name="Is present"))
    admin.reads("Attendance is recorded.")
