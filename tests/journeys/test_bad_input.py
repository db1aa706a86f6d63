"""What is wrong gets a clear answer at its place, and nothing that was typed is lost."""

from datetime import date

import pytest

from accounts.rules.roles import Role
from casework.models import AccessLog
from referrals.models import Referral
from tests.factories import panels as sitting
from tests.factories import referrals as made
from tests.factories.people import make_authority, make_user
from tests.journeys.steps import adds_a_child

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WHY = "No local school can keep Robin safe."
MOTHER = "Consent of somebody with parental responsibility"


@pytest.fixture
def cast():
    return made.make_cast()


@pytest.fixture
def sen(cast, at_desk, today):
    return at_desk(cast.sen)


def starts_an_alert(sen, born_on: date) -> None:
    adds_a_child(sen, "Robin", "Sample", born_on)
    sen.follows("Raise an alert")
    sen.writes("Why is a jointly funded placement being considered?", WHY)
    sen.answers(EMERGENCY, "No")
    sen.answers("Do you know what the placement costs?", "No")


def gives_consent(sen, basis: str = MOTHER) -> None:
    for agency in ("Northshire care", "Northshire icb"):
        sen.answers(f"May {agency} be told about this child?", "Yes, it may be told")
    sen.answers("On what basis may information be shared?", basis)
    sen.writes("Who gave consent, or decided?", "Alex Sample")
    sen.dates("When?", date(2025, 9, 1))


EMERGENCY = "Was the placement made as an emergency, or has the chair agreed to fund it for now?"


def own_words(person, label: str) -> str:
    return person.page.get_by_label(label).first.input_value()


@pytest.mark.rule("KENT-040")
def test_an_alert_without_consent_is_not_raised_and_its_words_stay(sen):
    starts_an_alert(sen, date(2011, 5, 3))
    sen.presses("Raise the alert")

    sen.reads("There is a problem", "consent must be complete (KENT-040)")
    assert own_words(sen, "Why is a jointly funded placement") == WHY
    assert not Referral.objects.exists()


@pytest.mark.rule("KENT-088")
def test_from_16_a_parents_consent_is_not_enough(sen):
    starts_an_alert(sen, date(2009, 8, 31))
    gives_consent(sen)
    sen.presses("Raise the alert")

    sen.reads("There is a problem", "KENT-088")
    assert own_words(sen, "Why is a jointly funded placement") == WHY

    sen.answers("On what basis may information be shared?", "The young person's own consent")
    sen.presses("Raise the alert")
    sen.reads("The alert is raised.")


def test_the_same_alert_sent_twice_is_raised_once(sen):
    starts_an_alert(sen, date(2011, 5, 3))
    gives_consent(sen)
    with sen.page.expect_request(lambda request: request.method == "POST") as sent:
        sen.presses("Raise the alert")
    first = sen.path
    form = sent.value
    again = sen.page.request.post(
        form.url,
        data=form.post_data,
        headers={"content-type": form.headers["content-type"], "referer": form.url},
    )

    assert again.ok and again.url.endswith(first)
    assert Referral.objects.count() == 1


def test_a_birth_in_the_future_is_refused(sen):
    sen.opens("/children/add/")
    sen.writes("Given names", "Robin")
    sen.writes("Family name", "Sample")
    sen.dates("Date of birth", date(2025, 9, 2))
    sen.presses("Add child")

    sen.reads("There is a problem", "The date of birth must be today or in the past.")
    assert own_words(sen, "Given names") == "Robin"


@pytest.mark.rule("KENT-044", "KENT-049")
def test_an_80_week_year_and_shares_that_do_not_add_up_are_refused(cast, sen):
    reference = made.make_complete(cast)
    sen.opens(f"/referrals/{reference}/tasks/placement/")
    sen.writes("For how many weeks a year?", "80")
    sen.presses("Save and continue")
    sen.reads("There is a problem", "weeks of a year, not 80")
    assert own_words(sen, "For how many weeks") == "80"

    sen.opens(f"/referrals/{reference}/tasks/shares/")
    sen.writes("Social care", "98,799.99")
    sen.presses("Save and continue")
    sen.follows("Check answers and submit")
    sen.presses("Submit to the panel")
    sen.reads("There is a problem", "The shares add up to £207,999.99", "£0.01 too little")
    sen.opens(f"/referrals/{reference}/tasks/shares/")
    assert own_words(sen, "Social care") == "98,799.99"


@pytest.mark.rule("KENT-065")
def test_a_panel_that_is_not_quorate_decides_nothing(cast, at_desk, today):
    table = sitting.make_panel(cast=cast)
    meeting = sitting.plan(table)
    item = sitting.listed(table, meeting)
    sitting.send(table, meeting)
    today.day = meeting.held_on
    sitting.open_up(table, meeting)
    sitting.arrive(table, meeting, "sen", "care")
    admin = at_desk(table.admin)

    admin.opens(f"/panels/meetings/{meeting.reference}/live/{item.pk}/")
    admin.answers("Decision", "Not endorsed")
    admin.writes("Reasons", "A local school has a place.")
    admin.presses("Record and go to the next case")

    admin.reads("There is a problem", "Nobody from health can commit money today.")
    assert own_words(admin, "Reasons") == "A local school has a place."


def test_the_second_of_two_writers_is_told_and_keeps_their_own_words(at_desk, today):
    cast = made.make_cast(protocol="london-atr")
    sen = at_desk(cast.sen)
    reference = made.share(cast, made.raise_one(cast))
    other = at_desk(make_user(Role.CASEWORKER, agency="sen"))
    page = f"/referrals/{reference}/tasks/child/"
    sen.opens(page)
    other.opens(page)
    for writer, need in ((sen, "Care by day and night."), (other, "A quiet place to learn.")):
        writer.writes("What does the child need?", need)
        for question in (
            "Does the child have an education, health and care plan?",
            "Does the child have significant health issues?",
            "Is the family known to social care?",
        ):
            writer.answers(question, "No")
        writer.presses("Save and continue")

    other.reads("Somebody else has changed this case", "What changed", "Care by day and night.")
    assert own_words(other, "What does the child need?") == "A quiet place to learn."
    other.presses("Save and continue")
    sen.opens(page)
    assert own_words(sen, "What does the child need?") == "A quiet place to learn."


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("assessment.pdf", b"", "The file is empty"),
        ("assessment.pdf", b"%PDF-1.7\n" + bytes(25 * 1024 * 1024), "25 MB"),
        ("assessment.pdf", b"\x89PNG\r\n\x1a\n", "its content is something else"),
        ("assessment.exe", b"MZ", "Send a PDF"),
    ],
    ids=["empty", "too-big", "misnamed", "a-program"],
)
def test_a_file_that_is_no_assessment_is_refused(cast, sen, tmp_path, name, content, says):
    file = tmp_path / name
    file.write_bytes(content)
    reference = made.share(cast, made.raise_one(cast))
    sen.opens(f"/referrals/{reference}/agencies/{cast.agency('sen')}/assessment/")
    sen.uploads("The assessment", file)
    sen.dates("When was it completed?", date(2025, 9, 1))
    sen.answers("Was it made together with other disciplines?", "Yes")
    sen.presses("Send the assessment")

    sen.reads("There is a problem", says)
    assert own_words(sen, "Year") == "2025"


def test_another_authoritys_referral_is_not_there_and_the_try_is_logged(cast, at_desk, today):
    reference = made.raise_one(cast)
    make_authority("southshire")
    stranger = at_desk(make_user(Role.CASEWORKER, Role.PANEL_ADMIN, authority="southshire"))

    stranger.is_shut_out_of(f"/referrals/{reference}/")

    stranger.reads("Page not found")
    tried = AccessLog.objects.order_by("pk").last()
    assert (tried.what, tried.references, tried.allowed) == ("referrals.show", [reference], False)
