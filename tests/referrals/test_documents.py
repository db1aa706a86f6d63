"""Parts 1 and 2 as documents: drawn from frozen facts, issued once, superseded when sent anew."""

import json
from datetime import date

import pytest

from casework.models import Document
from referrals import actions, documents
from referrals.tasks import write_part_1, write_part_2
from tests.conftest import act_on
from tests.factories.referrals import VIEWED, make_cast, make_complete, raise_one, share, submit

pytestmark = pytest.mark.django_db

DAY = date(2025, 11, 3)


@pytest.fixture
def cast():
    return make_cast()


def texts(facts):
    return {line.label: line.text for chapter in facts.chapters for line in chapter.lines}


@pytest.mark.rule("KENT-038", "KENT-040", "KENT-041")
def test_part_1_says_who_why_consent_and_costs(cast):
    reference = raise_one(
        cast,
        consented=["northshire-care"],
        refused=["northshire-icb"],
        are_costs_known=True,
        known_weekly_pence=4_000_00,
    )

    facts = documents.part_1_facts(reference)

    said = texts(facts)
    assert facts.title == "JRAP Alert"
    assert said["Consent for Northshire care"] == "may be told"
    assert said["Consent for Northshire icb"] == "the family refused"
    assert said["Cost a week"] == "£4,000.00"
    assert said["Why"] == "Needs cannot be met in a local school."


@pytest.mark.rule("KENT-046", "KENT-048", "KENT-049", "KENT-051")
def test_part_2_summarises_the_request_and_the_funding(cast):
    reference = make_complete(cast)

    said = texts(documents.part_2_facts(reference, DAY))

    assert said["Total a week"] == "£4,000.00"
    assert said["Total a year"] == "£208,000.00"
    assert said["Weeks a year"] == "52"
    assert said["Education paid over"] == "52 weeks"
    assert said["Social care"] == "£98,800.00 a year, 47.50%"
    assert said["Registered with"] == "Ofsted"
    assert said["Own funding of Northshire care"] == (
        "£98,800.00 a year, agreed by Head of Service on 20 October 2025"
    )


def test_parts_are_issued_when_the_alert_is_shared_and_the_referral_submitted(
    cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reference = submit(cast, make_complete(cast))

    issued = Document.objects.filter(stream=reference, origin="issued").order_by("kind")
    assert [(paper.kind, paper.title) for paper in issued] == [
        ("part-1", "JRAP Alert"),
        ("part-2", "JRAP Referral"),
    ]


def test_a_task_run_twice_issues_once_and_a_second_submission_supersedes(cast):
    reference = submit(cast, make_complete(cast))
    for _ in range(2):
        write_part_1(reference=reference)
        write_part_2(reference=reference)
    act = act_on(date(2025, 11, 4), cast.sen)
    actions.take_back(act, reference=reference)
    actions.save_child(act, reference=reference, needs="More than was said.")
    submit(cast, reference)
    write_part_2(reference=reference)

    parts = Document.objects.filter(stream=reference, kind="part-2").order_by("pk")
    assert [paper.superseded_by_id for paper in parts] == [parts[1].pk, None]
    assert Document.objects.filter(stream=reference, kind="part-1").count() == 1
    assert "More than was said." in json.dumps(parts[1].facts)


def test_what_has_not_been_given_is_said(cast):
    reference = share(cast, raise_one(cast))
    actions.save_child(act_on(VIEWED, cast.sen), reference=reference, needs="Care.")

    said = texts(documents.part_2_facts(reference, DAY))

    assert (said["Legal status"], said["Options explored"]) == ("Not given", "Not given")
