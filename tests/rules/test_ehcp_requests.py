from datetime import date

import pytest

from casework.rules.errors import Refused
from ehcp.rules.requests import (
    FamilyAgreement,
    Recipient,
    Request,
    Source,
    check_request,
    has_right_to_ask,
    is_repeat,
    who_is_told,
)

MONDAY = date(2025, 9, 1)
BORN_2014 = date(2014, 3, 12)


def refusal_of(request, today=MONDAY):
    with pytest.raises(Refused) as refusal:
        check_request(request, today=today)
    return refusal.value.code, refusal.value.rule, refusal.value.field


def test_a_parent_may_ask_on_the_day_the_request_is_recorded():
    assert check_request(Request(Source.PARENT, BORN_2014, MONDAY), today=MONDAY) is None


def test_a_request_cannot_have_come_in_after_today():
    tomorrow = Request(Source.PARENT, BORN_2014, date(2025, 9, 2))

    assert refusal_of(tomorrow) == ("received-in-future", "SUT-025", "received_on")


def test_a_request_cannot_have_come_in_before_the_birth():
    unborn = Request(Source.PARENT, MONDAY, date(2025, 8, 31))

    assert refusal_of(unborn) == ("received-before-birth", "SUT-031", "received_on")


@pytest.mark.rule("SUT-031")
@pytest.mark.parametrize("received_on", [date(2025, 3, 3), date(2025, 9, 1)])
def test_from_the_25th_birthday_no_assessment_can_be_requested(received_on):
    request = Request(Source.YOUNG_PERSON, date(2000, 3, 3), received_on)

    assert refusal_of(request) == ("too-old", "SUT-031", "received_on")


@pytest.mark.rule("SUT-031")
def test_the_day_before_the_25th_birthday_is_in_time():
    request = Request(Source.YOUNG_PERSON, date(2000, 3, 3), date(2025, 3, 2))

    assert check_request(request, today=MONDAY) is None


@pytest.mark.rule("SUT-032", "COP-131")
def test_a_young_person_asks_from_the_day_after_compulsory_school_age():
    born = date(2009, 8, 31)

    refused = Request(Source.YOUNG_PERSON, born, date(2025, 6, 27))
    allowed = Request(Source.YOUNG_PERSON, born, date(2025, 6, 28))

    assert refusal_of(refused) == ("not-young-person", "SUT-032", "source")
    assert check_request(allowed, today=MONDAY) is None


@pytest.mark.rule("SUT-032")
@pytest.mark.parametrize(
    ("agreement", "reason", "field"),
    [(None, "", "family_agreement"), (FamilyAgreement.NO, "  ", "agreement_reason")],
)
def test_a_school_says_whether_the_family_agrees_and_why_not(agreement, reason, field):
    request = Request(Source.SCHOOL, BORN_2014, MONDAY, agreement, reason)

    assert refusal_of(request) == ("family-agreement-missing", "SUT-032", field)


@pytest.mark.rule("SUT-032")
@pytest.mark.parametrize(
    ("agreement", "reason"),
    [(FamilyAgreement.YES, ""), (FamilyAgreement.NO, "The parent cannot be reached.")],
)
def test_a_school_may_ask_with_agreement_or_with_a_reason(agreement, reason):
    request = Request(Source.SCHOOL, BORN_2014, MONDAY, agreement, reason)

    assert check_request(request, today=MONDAY) is None


@pytest.mark.rule("SUT-033")
def test_only_parent_young_person_and_school_have_the_right():
    assert {source for source in Source if has_right_to_ask(source)} == {
        Source.PARENT,
        Source.YOUNG_PERSON,
        Source.SCHOOL,
    }


@pytest.mark.rule("SUT-034")
@pytest.mark.parametrize(
    ("assessed_on", "expected"),
    [(None, False), (date(2025, 3, 1), False), (date(2025, 3, 2), True), (MONDAY, True)],
)
def test_a_repeat_is_one_within_six_months(assessed_on, expected):
    assert is_repeat(assessed_on, received_on=MONDAY) is expected


@pytest.mark.rule("SUT-036", "COP-134")
def test_four_are_told_of_a_child_at_school_and_three_of_a_child_at_none():
    assert who_is_told(attends_setting=True) == tuple(Recipient)
    assert who_is_told(attends_setting=False) == (
        Recipient.FAMILY,
        Recipient.HEALTH,
        Recipient.SOCIAL_CARE,
    )
