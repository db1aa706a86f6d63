from datetime import date

import pytest

from casework.rules.errors import Refused
from ehcp.rules.plan import (
    HEALTH_NOT_AGREED,
    PLACEMENT_IN_A_DRAFT,
    TITLES,
    WRITTEN,
    Placement,
    Section,
    Signature,
    as_printed,
    check_draft_names_no_placement,
    check_everything_is_annexed,
    check_final_names_placement,
    check_may_name_placement,
    check_sections,
    check_signature,
    check_window_is_over,
    label,
    missing_sections,
)

FULL = {section: f"Words of section {section}." for section in WRITTEN}


def test_sections_are_those_of_the_regulation_in_its_order():
    assert [label(section) for section in Section] == [
        "A", "B", "C", "D", "E", "F", "F", "G", "H1", "H2", "I", "J", "K",
    ]  # fmt: skip
    assert set(TITLES) == set(Section)


@pytest.mark.rule("COP-191")
@pytest.mark.parametrize("empty", ["A", "B", "E", "F"])
def test_a_plan_is_refused_while_a_section_that_the_law_wants_is_empty(empty):
    sections = FULL | {Section(empty): "  \n"}

    with pytest.raises(Refused) as refusal:
        check_sections(sections, year=5)

    assert (refusal.value.code, refusal.value.rule) == ("sections-missing", "COP-191")
    assert f"{empty} {TITLES[Section(empty)]}" in str(refusal.value)


@pytest.mark.rule("COP-192")
def test_from_year_9_a_plan_prepares_for_adulthood():
    sections = FULL | {Section.ADULTHOOD: ""}

    with pytest.raises(Refused) as refusal:
        check_sections(sections, year=9)

    assert refusal.value.rule == "COP-192"
    assert missing_sections(sections, year=8) == []


@pytest.mark.rule("COP-204")
@pytest.mark.parametrize(
    ("placement", "words"),
    [
        (Placement("Hillview School"), "Hillview School"),
        (Placement(setting_type="Special school"), "Special school"),
        (Placement("Hillview School", "Special school"), "Hillview School (special school)"),
    ],
)
def test_a_draft_is_refused_while_a_setting_or_a_type_is_named(placement, words):
    with pytest.raises(Refused) as refusal:
        check_draft_names_no_placement(placement)

    assert (refusal.value.code, refusal.value.rule) == ("draft-names-placement", "COP-204")
    assert words in str(refusal.value)
    assert check_final_names_placement(placement) is None


@pytest.mark.rule("COP-204")
def test_a_placement_is_named_only_once_a_draft_is_out():
    hillview = Placement("Hillview School")

    with pytest.raises(Refused) as refusal:
        check_may_name_placement(hillview, draft_is_out=False)

    assert (refusal.value.code, refusal.value.rule) == ("placement-before-draft", "COP-204")
    assert check_may_name_placement(hillview, draft_is_out=True) is None
    assert check_may_name_placement(Placement(), draft_is_out=False) is None


@pytest.mark.rule("COP-245")
def test_a_final_plan_is_signed():
    with pytest.raises(Refused) as refusal:
        check_signature(Signature(" ", "SEN manager"))

    assert refusal.value.code == "signature-missing"
    assert check_signature(Signature("Officer", "SEN manager")) is None


@pytest.mark.rule("COP-204")
def test_a_final_plan_is_refused_while_nothing_is_named():
    with pytest.raises(Refused) as refusal:
        check_final_names_placement(Placement())

    assert refusal.value.code == "placement-missing"
    assert check_draft_names_no_placement(Placement()) is None


@pytest.mark.rule("SUT-030", "COP-158", "COP-212")
@pytest.mark.parametrize("issued_on", [date(2025, 12, 22), date(2026, 1, 5)])
def test_a_final_plan_waits_for_the_end_of_the_last_day(issued_on):
    last_day = date(2026, 1, 5)

    with pytest.raises(Refused) as refusal:
        check_window_is_over(last_day, issued_on=issued_on, nothing_to_add=False)

    assert (refusal.value.code, refusal.value.rule) == ("window-open", "SUT-030")
    assert "until the end of Monday 5 January 2026" in str(refusal.value)
    assert check_window_is_over(last_day, issued_on=issued_on, nothing_to_add=True) is None
    assert check_window_is_over(last_day, issued_on=date(2026, 1, 6), nothing_to_add=False) is None


@pytest.mark.rule("SUT-029", "COP-207")
def test_a_draft_goes_out_with_all_the_advice():
    with pytest.raises(Refused) as refusal:
        check_everything_is_annexed(received=3, annexed=2)

    assert str(refusal.value) == "1 of 3 pieces of advice are not annexed to the draft."


@pytest.mark.rule("COP-204")
def test_a_draft_prints_no_placement_whatever_was_written():
    printed = as_printed(FULL, placement=None, health_agreed=False)

    assert printed[Section.PLACEMENT] == PLACEMENT_IN_A_DRAFT
    assert printed[Section.HEALTH_PROVISION] == "Words of section G."


@pytest.mark.rule("COP-208")
@pytest.mark.parametrize(
    ("agreed", "words"), [(True, "Words of section G."), (False, HEALTH_NOT_AGREED)]
)
def test_a_final_plan_leaves_out_health_provision_that_is_not_agreed(agreed, words):
    placement = Placement("Hillview School")

    printed = as_printed(FULL, placement=placement, health_agreed=agreed)

    assert (printed[Section.HEALTH_PROVISION], printed[Section.PLACEMENT]) == (
        words,
        "Hillview School",
    )


@pytest.mark.rule("COP-191")
def test_every_section_is_printed_even_when_nothing_was_found():
    printed = as_printed({Section.NEEDS: "Speech"}, placement=None, health_agreed=False)

    assert list(printed) == [s for s in WRITTEN if s is not Section.ADULTHOOD]
    assert printed[Section.CARE_NEEDS].startswith("No social care needs")
