from datetime import date
from itertools import product

import pytest

from casework.rules.errors import Refused
from ehcp.rules.advice import (
    Agreement,
    Answer,
    Ask,
    Circumstances,
    Head,
    check_all_asked,
    check_answer,
    check_asks,
    check_reuse,
    check_without_advice,
    missing_heads,
    name_once,
    propose,
    year_group,
)

ASKED_ON = date(2025, 10, 13)
YEAR_9 = date(2012, 5, 3)
YEAR_8 = date(2012, 10, 3)


def heads(circumstances):
    return [proposal.head for proposal in propose(circumstances)]


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(2021, 8, 31), 0),
        (date(2021, 9, 1), -1),
        (date(2012, 8, 31), 9),
        (date(2012, 9, 1), 8),
        (date(2007, 9, 1), 13),
    ],
)
def test_year_group_goes_by_the_first_of_september(born_on, expected):
    assert year_group(born_on, on=ASKED_ON) == expected


@pytest.mark.rule("SUT-046")
def test_eight_heads_are_proposed_for_a_year_9_child_in_the_order_of_the_regulation():
    proposals = propose(Circumstances(YEAR_9, ASKED_ON, "Hillview School"))

    assert [proposal.head for proposal in proposals] == list(Head)
    assert [proposal.head for proposal in proposals if proposal.is_compulsory] == [
        Head.FAMILY,
        Head.EDUCATION,
        Head.HEALTH,
        Head.PSYCHOLOGY,
        Head.SOCIAL_CARE,
        Head.ADULTHOOD,
    ]


@pytest.mark.rule("SUT-047")
def test_adulthood_is_optional_in_year_8():
    adulthood = propose(Circumstances(YEAR_8, ASKED_ON))[6]

    assert (adulthood.head, adulthood.is_compulsory) == (Head.ADULTHOOD, False)


@pytest.mark.rule("COP-171", "COP-172", "COP-256")
@pytest.mark.parametrize(
    ("born_on", "setting", "sensory", "who", "rule"),
    [
        (YEAR_8, "Hillview School", False, "Head or principal, Hillview School", "COP-171"),
        (YEAR_8, "", False, "Somebody experienced in teaching children with SEN", "COP-171"),
        (date(2022, 6, 1), "Acorns", False, "Head or principal, Acorns", "COP-256"),
        (YEAR_8, "Hillview School", True, "Head or principal, Hillview School", "COP-171"),
    ],
)
def test_education_is_asked_of_the_setting_or_of_a_teacher(born_on, setting, sensory, who, rule):
    circumstances = Circumstances(born_on, ASKED_ON, setting, sensory_impairment=sensory)

    education = propose(circumstances)[1]

    assert (education.who, education.rule) == (who, rule)
    assert ("sensory impairment" in education.why) is sensory


@pytest.mark.rule("COP-176", "COP-388")
def test_others_follow_from_care_service_and_youth_justice():
    circumstances = Circumstances(
        YEAR_8, ASKED_ON, in_care=True, service_family=True, youth_justice=True
    )

    others = [p for p in propose(circumstances) if p.head is Head.OTHER]

    assert [(other.who, other.is_compulsory) for other in others] == [
        ("Virtual School Head", False),
        ("Designated teacher for children in care", False),
        ("Designated doctor or nurse for children in care", False),
        ("Children’s Education Advisory Service", True),
        ("Youth offending team", False),
    ]


def test_every_head_is_proposed_whatever_the_circumstances():
    for flags in product([False, True], repeat=4):
        names = ("in_care", "service_family", "youth_justice", "sensory_impairment")
        circumstances = Circumstances(YEAR_9, ASKED_ON, **dict(zip(names, flags, strict=True)))
        assert set(heads(circumstances)) == set(Head)


@pytest.mark.rule("SUT-046")
def test_the_assessment_cannot_end_while_a_compulsory_head_is_not_asked():
    circumstances = Circumstances(YEAR_9, ASKED_ON)
    asked = [Head.FAMILY, Head.EDUCATION, Head.HEALTH, Head.SOCIAL_CARE, Head.OTHER]

    with pytest.raises(Refused) as refusal:
        check_all_asked(asked, circumstances)

    assert missing_heads(asked, circumstances) == [Head.PSYCHOLOGY, Head.ADULTHOOD]
    assert str(refusal.value) == (
        "Ask for advice first, or record that existing advice will do: "
        "Educational psychology; Preparing for adulthood."
    )
    assert check_all_asked([*asked, Head.PSYCHOLOGY, Head.ADULTHOOD], circumstances) is None


@pytest.mark.rule("SUT-046")
@pytest.mark.parametrize(
    ("outstanding", "says"),
    [
        (1, "1 piece of advice has not come back. Say why you go on without."),
        (2, "2 pieces of advice have not come back. Say why you go on without."),
    ],
)
def test_outstanding_advice_asks_for_a_reason(outstanding, says):
    with pytest.raises(Refused) as refusal:
        check_without_advice(outstanding, "  ")

    assert (str(refusal.value), refusal.value.field) == (says, "without_advice_reason")


@pytest.mark.rule("SUT-046", "COP-168")
@pytest.mark.parametrize(
    "answers", [a for a in product([True, False], repeat=3) if a != (True, True, True)]
)
def test_existing_advice_needs_all_three_to_agree(answers):
    with pytest.raises(Refused) as refusal:
        check_reuse(Agreement(*answers))

    assert (refusal.value.code, refusal.value.rule) == ("reuse-not-agreed", "COP-168")


@pytest.mark.parametrize(
    ("asks", "code"),
    [([], "nobody-asked"), ([Ask(Head.OTHER, " ", ASKED_ON)], "adviser-not-named")],
)
def test_somebody_with_a_name_is_asked(asks, code):
    with pytest.raises(Refused) as refusal:
        check_asks(asks)

    assert refusal.value.code == code


@pytest.mark.rule("SUT-049", "COP-207")
@pytest.mark.parametrize(
    ("answer", "has_file", "code"),
    [
        (Answer(ASKED_ON, "Dr Example"), False, "advice-empty"),
        (Answer(ASKED_ON, " ", "Words."), False, "author-missing"),
        (Answer(ASKED_ON, ""), True, "author-missing"),
    ],
)
def test_advice_holds_something_and_has_an_author(answer, has_file, code):
    with pytest.raises(Refused) as refusal:
        check_answer(answer, has_file=has_file)

    assert refusal.value.code == code
    assert check_answer(Answer(ASKED_ON, "Dr Example", "Words."), has_file=False) is None
    assert check_answer(Answer(ASKED_ON, "Dr Example"), has_file=True) is None


def test_each_adviser_of_a_case_has_a_name_of_their_own():
    names = []
    for head in (Head.EDUCATION, Head.ADULTHOOD, Head.ADULTHOOD):
        names.append(name_once("Hillview School ", head, names))

    assert names == [
        "Hillview School",
        "Hillview School (preparing for adulthood)",
        "Hillview School (preparing for adulthood) 2",
    ]
