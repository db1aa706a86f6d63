"""Joint funding by Kent's protocol: from an alert to one signed document, through the pages.

A 14-year-old in care; a residential school for 52 weeks at £4,000 a week, which the provider
breaks down as education £1,500, care £1,900 and health £600.
"""

import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from accounts.models import User
from accounts.rules.roles import Role
from tests.factories.panels import Table, make_delegate, make_panel
from tests.factories.referrals import PDF, a_setting
from tests.journeys.person import PASSWORD, Person
from tests.journeys.steps import adds_a_child, is_present, lists_and_sends, opens_the_meeting

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

RAISED, SHARED, VIEWED = date(2025, 9, 1), date(2025, 9, 2), date(2025, 10, 20)
SUBMITTED, LISTED = date(2025, 11, 3), date(2025, 11, 10)
PANEL_DAY, DAY_AFTER = date(2025, 12, 2), date(2025, 12, 3)
REVIEW, STARTS = date(2026, 6, 2), date(2026, 1, 5)
SHARES = {"sen": "78,000", "care": "98,800", "icb": "31,200"}
WEEKLY = {"Education": "1,500", "Care": "1,900", "Health": "600"}


@dataclass
class Cast:
    """Who takes part, each at a browser of their own once they have sat down."""

    table: Table
    deputy: User
    at: dict[str, Person] = field(default_factory=dict)
    reference: str = ""
    file: Path = Path()

    @property
    def outcome(self) -> str:
        """The address in the e-mail that says that the panel has decided."""
        return f"/panels/cases/{self.reference}/"


@pytest.mark.rule("KENT-039", "KENT-046", "KENT-065", "KENT-071", "KENT-096")
def test_an_alert_becomes_one_signed_document(at_desk, today, tmp_path):
    cast = given_the_panel_and_its_people(tmp_path)
    sits_down(cast, at_desk)

    when_the_caseworker_raises_an_alert(cast, today)
    when_the_administrator_shares_it(cast, today)
    when_three_agencies_answer_for_themselves(cast, today)
    when_the_caseworker_writes_part_2(cast, today)
    when_the_caseworker_checks_the_answers_and_submits(cast)
    when_the_administrator_lists_it_and_sends_the_agenda(cast, today)

    when_the_meeting_opens_without_health(cast, today)
    then_nothing_can_be_decided(cast)
    when_the_deputy_of_health_joins(cast)
    when_the_panel_agrees_with_a_condition(cast)
    when_the_meeting_is_closed_and_the_chair_endorses_the_note(cast, today)
    when_each_agency_signs_with_a_password(cast, at_desk)

    then_the_caseworker_downloads_one_document_that_holds_the_facts(cast, tmp_path)


def given_the_panel_and_its_people(folder) -> Cast:
    a_setting()
    table, file = make_panel(), folder / "assessment.pdf"
    file.write_bytes(PDF)
    return Cast(table=table, deputy=make_delegate(Role.MEMBER, "icb"), file=file)


def sits_down(cast, at_desk):
    people = cast.table.cast
    for name in ("sen", "care", "icb", "admin"):
        cast.at[name] = at_desk(getattr(people, name))
    cast.at["chair"] = at_desk(cast.table.chair)


def when_the_caseworker_raises_an_alert(cast, today):
    today.day, sen = RAISED, cast.at["sen"]
    adds_a_child(sen, "Robin", "Sample", date(2011, 5, 3))
    sen.follows("Raise an alert")
    sen.writes(
        "Why is a jointly funded placement being considered?",
        "Two foster placements have ended this year, and no local school can keep Robin safe.",
    )
    for agency in ("Northshire care", "Northshire icb"):
        sen.answers(f"May {agency} be told about this child?", "Yes, it may be told")
    sen.answers(
        "On what basis may information be shared?",
        "Consent of somebody with parental responsibility",
    )
    sen.writes("Who gave consent, or decided?", "Alex Sample, mother")
    sen.dates("When?", RAISED)
    sen.answers(EMERGENCY, "No")
    sen.answers("Do you know what the placement costs?", "No")
    sen.presses("Raise the alert")
    sen.reads("The alert is raised.", "waits to be shared")
    cast.reference = sen.path.strip("/").split("/")[-1]


EMERGENCY = "Was the placement made as an emergency, or has the chair agreed to fund it for now?"


def when_the_administrator_shares_it(cast, today):
    today.day, admin = SHARED, cast.at["admin"]
    admin.follows("Referrals")
    admin.follows(cast.reference)
    admin.presses("Share the alert")
    admin.reads("The alert is shared. Each agency has been asked by email.")


def when_three_agencies_answer_for_themselves(cast, today):
    today.day = VIEWED
    for short, pounds in SHARES.items():
        an_agency_answers(cast, cast.at[short], pounds)


def an_agency_answers(cast, person, pounds):
    person.follows("Referrals")
    person.follows(cast.reference)
    person.follows("Assessments and views")
    person.follows("Answer for your agency")
    sends_the_assessment(person, cast.file)
    gives_the_view(person, pounds)
    confirms_the_share(person, pounds)
    person.reads("Agrees in principle", f"£{pounds}.00")


def sends_the_assessment(person, file):
    person.follows("Send an assessment")
    person.uploads("The assessment", file)
    person.dates("When was it completed?", VIEWED)
    person.answers("Was it made together with other disciplines?", "Yes")
    person.presses("Send the assessment")


def gives_the_view(person, pounds):
    person.follows("Give your agency’s view")
    person.answers("Does your agency agree in principle?", "Agrees in principle")
    person.writes("Why?", "The placement meets the needs that we assessed.")
    person.writes("What share does your agency offer?", pounds)
    person.writes("For how long?", "To the end of key stage 4")
    person.writes("What staffing?", "Two to one by day")
    person.presses("Give this view")


def confirms_the_share(person, pounds):
    person.follows("Confirm your agency’s share")
    person.writes("What your agency will pay", pounds)
    person.dates("When did your agency agree this?", VIEWED)
    person.writes("Who agreed it?", "Head of Service")
    person.ticks("I confirm this for my own agency")
    person.presses("Confirm the share")


def when_the_caseworker_writes_part_2(cast, today):
    today.day, sen = SUBMITTED, cast.at["sen"]
    writes_of_the_child_and_comes_back(sen)
    proposes_the_placement(sen)
    enters_the_costs(sen)
    asks_for_shares(sen)
    shows_the_options(sen)
    checks_the_provider(sen, cast.file)


def writes_of_the_child_and_comes_back(sen):
    sen.follows("Task list")
    sen.follows("1. The child and family")
    sen.writes("What does the child need?", "Care by day and night.")
    sen.presses("Save and come back later")
    sen.reads("are put aside for you")
    sen.follows("1. The child and family")
    assert sen.page.get_by_label("What does the child need?").input_value().startswith("Care by")
    sen.writes("What does the child say?", "I want to be near my nan.")
    sen.presses("Save and continue")
    sen.answers("What is the child’s legal status?", "In care under an order (section 31 or 38)")
    sen.dates("From when?", date(2025, 2, 4))
    sen.presses("Save and continue")


def proposes_the_placement(sen):
    sen.follows("4. The placement proposed")
    sen.selects("Which provider?", "Hillview School")
    sen.answers("What kind of placement?", "Residential special school placement")
    sen.answers(EXTERNAL, "Yes")
    sen.writes("For how many weeks a year?", "52")
    sen.dates("When would it start?", STARTS)
    sen.ticks("The child’s educational needs", "The child’s care needs")
    sen.presses("Save and continue")


EXTERNAL = "Is it outside the council’s own and the local NHS’s provision?"


def enters_the_costs(sen):
    sen.follows("5. Costs and payment terms")
    for kind, pounds in WEEKLY.items():
        sen.writes(kind, pounds)
        sen.selects(f"{kind}: for", "a week")
    sen.presses("Save and continue")
    sen.writes("How does the provider work out its payment terms?", "A weekly fee, every 4 weeks.")
    sen.writes("Over how many weeks is the education cost paid?", "52")
    sen.presses("Save and continue")


def asks_for_shares(sen):
    sen.follows("6. Who is asked for what")
    sen.reads("£78,000.00", "£98,800.00", "£31,200.00", "£208,000.00")
    sen.presses("Save and continue")


def shows_the_options(sen):
    sen.follows("7. Options explored")
    sen.writes(OPTIONS, "Outreach, short breaks, and three local schools.")
    sen.presses("Save and continue")
    sen.dates("When did the agencies meet or confer?", date(2025, 9, 15))
    sen.answers("Did they meet?", "Yes, there was a meeting")
    sen.selects("Which agency called them together?", "Northshire sen")
    sen.writes("Who took part?", "SEN, social care, health, the school and the mother.")
    sen.presses("Save and continue")
    sen.writes("How were flexible local packages exhausted?", "Outreach from March to July 2025.")
    sen.writes("Why is there no appropriate local facility?", "Three schools cannot meet need.")
    sen.writes(COMPLEX, "Joint assessment of 2 September 2025.")
    sen.presses("Save and continue")


OPTIONS = "What options were explored, and how were local resources used?"
COMPLEX = "What shows that the needs are so complex that specialist provision is required?"


def checks_the_provider(sen, file):
    sen.follows("8. Checks on the provider")
    sen.answers("With whom is the provider registered?", "Ofsted")
    sen.dates("When was the registration checked?", VIEWED)
    sen.answers("Must it be registered with the Care Quality Commission?", "No")
    sen.presses("Save and continue")
    sen.answers("Is a visit to the provider required?", "No")
    sen.presses("Save and continue")
    sen.dates("Date of the latest Ofsted report", date(2025, 3, 12))
    sen.uploads("The report", file)
    sen.answers("Has the provider accepted the council’s terms?", "Yes")
    sen.selects("Under which contract?", "Placement contract")
    sen.presses("Save and continue")


def when_the_caseworker_checks_the_answers_and_submits(cast):
    sen = cast.at["sen"]
    sen.follows("Check answers and submit")
    sen.does_not_read("What is lacking")
    sen.presses("Submit to the panel")
    sen.reads("The panel’s office has it.")


def when_the_administrator_lists_it_and_sends_the_agenda(cast, today):
    today.day = LISTED
    lists_and_sends(cast.at["admin"], JRAP, "2 December 2025", cast.reference)


JRAP = "Joint Resources Allocation Panel"


def when_the_meeting_opens_without_health(cast, today):
    today.day, admin, members = PANEL_DAY, cast.at["admin"], cast.table.members
    opens_the_meeting(admin, members["sen"])
    is_present(admin, members["care"])
    admin.reads("Not quorate", "Nobody from health can commit money today.")


def then_nothing_can_be_decided(cast):
    admin = cast.at["admin"]
    admin.follows("Panel Live")
    decides(admin)
    admin.reads("There is a problem", "Nobody from health can commit money today.")


def when_the_deputy_of_health_joins(cast):
    admin, deputy = cast.at["admin"], cast.deputy
    admin.follows("Attendance")
    admin.follows("Somebody else is coming: a deputy")
    admin.selects("Who is coming?", f"{deputy.name}, Northshire icb")
    admin.answers("As", "Deputy, in a member’s place")
    absent = cast.table.members["icb"].name
    admin.selects("In whose place does the deputy come?", f"{absent}, Northshire icb")
    admin.presses("Expect them")
    is_present(admin, deputy)
    admin.reads("Quorate")
    admin.does_not_read("Not quorate")


def when_the_panel_agrees_with_a_condition(cast):
    admin = cast.at["admin"]
    admin.follows("Panel Live")
    decides(admin)
    admin.reads("is recorded", "Endorsed with conditions")


def decides(admin):
    admin.answers("Decision", "Endorsed with conditions")
    admin.writes("Reasons", "Local options are exhausted and the placement meets assessed needs.")
    admin.writes("Conditions", "The social worker visits before the start.")
    admin.ticks(
        "this represents best value",
        "this is an efficient use of resources",
        "this meets the assessed needs of the child or young person",
    )
    admin.writes(
        "How this will improve outcomes for the child or young person", "In school every day."
    )
    admin.answers("Who pays the provider?", HOSTED)
    admin.selects("How often are the others recharged?", "Quarterly")
    admin.dates("Review on", REVIEW)
    admin.writes("Action 1: what is to be done", "Visit Hillview School")
    admin.writes("Action 1: who does it", "Social worker")
    admin.dates("Action 1: by when", date(2025, 12, 19))
    admin.presses("Record and go to the next case")


HOSTED = "The lead agency pays the provider and recharges the others"


def when_the_meeting_is_closed_and_the_chair_endorses_the_note(cast, today):
    admin, chair = cast.at["admin"], cast.at["chair"]
    admin.follows("Close the meeting")
    admin.presses("Close the meeting")
    admin.reads("The meeting is closed.")
    today.day = DAY_AFTER
    chair.opens(admin.path)
    chair.follows(cast.reference)
    chair.presses("Endorse this note")
    chair.reads("The note is endorsed.")
    admin.follows(cast.reference)
    admin.reads("Visit Hillview School", "£98,800.00")
    admin.presses("Send it to the referrer")
    admin.reads("The referrer has been told")


def when_each_agency_signs_with_a_password(cast, at_desk):
    members = cast.table.members
    signatories = {"sen": members["sen"], "care": members["care"], "icb": cast.deputy}
    for person in signatories.values():
        signs(cast, person, at_desk(person))


def signs(cast, user, person):
    person.opens(cast.outcome)
    person.follows("Sign the funding form")
    person.writes("Type your name to sign", user.name)
    person.writes("Your password", "not-my-password")
    person.presses("Sign")
    person.reads("This is not your password. Try again.")
    person.writes("Your password", PASSWORD)
    person.presses("Sign")
    person.reads("You have signed.")


def then_the_caseworker_downloads_one_document_that_holds_the_facts(cast, tmp_path):
    sen = cast.at["sen"]
    sen.opens(cast.outcome)
    pack = tmp_path / "pack.pdf"
    pack.write_bytes(sen.downloads("Parts 1 and 2, outcome note and funding form"))
    facts = [cast.reference, "2 December 2025", "Endorsed with conditions", "Hillview School"]
    facts += ["The social worker visits before the start.", "2 June 2026"]
    facts += ["£78,000.00", "£98,800.00", "£31,200.00", "£208,000.00", cast.deputy.name]
    words = " ".join(pdf("pdftotext", "-layout", pack, "-").split())
    assert [fact for fact in facts if fact not in words] == []
    assert "Tagged: yes" in " ".join(pdf("pdfinfo", pack).split())


def pdf(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
