"""What each agency does on a referral, for itself alone."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.models import Event, Message
from casework.rules.errors import Refused
from referrals import actions
from referrals.rules.workflow import MoveRefused
from tests.conftest import act_on
from tests.factories.referrals import VIEWED, a_pdf, answer, get, make_cast, raise_one, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def view(cast, reference, user, short, **changes):
    details = {"position": "agree", "because": "It meets need."} | changes
    return actions.give_view(
        act_on(VIEWED, user), reference=reference, agency=cast.agency(short), **details
    )


@pytest.mark.rule("KENT-042", "KENT-043", "KENT-045")
def test_an_agency_sends_its_assessment_and_view(cast):
    reference = share(cast, raise_one(cast))

    answer(cast, reference, "care", 98_800_00)

    asked = get(reference).agencies.get(agency="northshire-care")
    assert (asked.assessments.get().document.title, asked.view.position) == (
        "Assessment by Northshire care",
        "agree",
    )
    said = [event.kind for event in Event.objects.of(reference)][-3:]
    assert said == [
        "referral.assessment_received",
        "referral.view_given",
        "referral.share_confirmed",
    ]


def test_the_newest_view_stands_and_the_older_stays_told(cast):
    reference = share(cast, raise_one(cast))
    view(cast, reference, cast.care, "care")

    view(cast, reference, cast.care, "care", position="disagree", because="Too far away.")

    assert get(reference).agencies.get(agency="northshire-care").view.because == "Too far away."
    told = Event.objects.filter(stream=reference, kind="referral.view_given")
    assert [event.data["position"] for event in told.order_by("number")] == [
        "Agrees in principle",
        "Does not agree",
    ]


@pytest.mark.rule("KENT-012")
@pytest.mark.parametrize("short", ["sen", "icb"])
def test_nobody_speaks_for_another_agency(cast, short):
    reference = share(cast, raise_one(cast))

    with pytest.raises(Refused) as refused:
        view(cast, reference, cast.care, short)

    assert (refused.value.code, refused.value.rule) == ("not-your-agency", "KENT-012")


@pytest.mark.rule("KENT-011", "KENT-012")
def test_nobody_confirms_another_agencys_share(cast):
    reference = share(cast, raise_one(cast))

    with pytest.raises(Refused) as refused:
        actions.confirm_share(
            act_on(VIEWED, cast.sen),
            reference=reference,
            agency="northshire-icb",
            yearly_pence=31_200_00,
            agreed_on=VIEWED,
            agreed_by="Head of Service",
        )

    assert refused.value.rule == "KENT-012"


def test_an_agency_outside_the_network_has_no_view(cast):
    reference = share(cast, raise_one(cast, consented=["northshire-care"]))

    with pytest.raises(Refused) as refused:
        view(cast, reference, cast.icb, "icb")

    assert refused.value.code == "agency-not-asked"


def test_no_view_is_taken_before_the_alert_is_shared(cast):
    reference = raise_one(cast)

    with pytest.raises(MoveRefused):
        view(cast, reference, cast.care, "care")


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (SimpleUploadedFile("empty.pdf", b""), "file-empty"),
        (SimpleUploadedFile("run.exe", b"MZ"), "file-type"),
        (SimpleUploadedFile("words.pdf", b"not a pdf at all"), "file-not-what-it-says"),
    ],
    ids=["empty", "of a kind we do not take", "not what its name says"],
)
def test_a_bad_file_is_refused_and_nothing_kept(cast, upload, code):
    reference = share(cast, raise_one(cast))

    with pytest.raises(Refused) as refused:
        actions.receive_assessment(
            act_on(VIEWED, cast.care),
            reference=reference,
            agency="northshire-care",
            upload=upload,
            completed_on=VIEWED,
        )

    assert refused.value.code == code
    assert not get(reference).agencies.get(agency="northshire-care").assessments.exists()


def test_an_assessment_dated_tomorrow_is_refused(cast):
    reference = share(cast, raise_one(cast))

    with pytest.raises(Refused) as refused:
        actions.receive_assessment(
            act_on(VIEWED, cast.care),
            reference=reference,
            agency="northshire-care",
            upload=a_pdf(),
            completed_on=date(2025, 10, 21),
        )

    assert refused.value.field == "completed_on"


@pytest.mark.rule("KENT-042")
def test_the_referrer_is_told_once_of_each_answer(cast, django_capture_on_commit_callbacks):
    reference = share(cast, raise_one(cast))

    with django_capture_on_commit_callbacks(execute=True):
        answer(cast, reference, "care", 98_800_00)

    told = Message.objects.filter(to=cast.sen.email)
    assert [message.subject for message in told] == [f"An agency has answered: {reference}"] * 3
