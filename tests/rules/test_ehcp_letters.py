from dataclasses import replace
from datetime import date

import pytest

from casework.rules.errors import Refused
from ehcp.rules.letters import (
    REQUIRED,
    AppealDates,
    Block,
    Contact,
    Item,
    Kind,
    Notice,
    Services,
    check_notice,
    draft_blocks,
    missing_items,
    next_steps_block,
    no_effect_block,
    reasons_block,
    rights_blocks,
)

SERVICES = Services(
    information=Contact("Advice Service", "020 7946 0101"),
    mediation=Contact("Mediation Service", "020 7946 0102"),
    disagreement=Contact("Disagreement Service", "020 7946 0103"),
    local_offer=Contact("The Local Offer", "local-offer.example"),
)
DATES = AppealDates(appeal_by=date(2025, 12, 15), mediation_by=date(2025, 12, 13))


def notice(kind, blocks):
    return Notice(
        kind=kind,
        reference="E-2025-00001-X",
        authority="Northwick",
        addressee="Parent of Child A",
        child_name="Child A",
        child_initials="CA",
        born_on=date(2014, 3, 12),
        dated=date(2025, 10, 13),
        title="Our decision",
        opening=("We have decided.",),
        blocks=tuple(blocks),
        signed_by="Officer",
        signed_role="Coordinator",
    )


def complete(kind):
    return notice(kind, [Block(item, item, ("Words.",)) for item in REQUIRED[kind]])


def words(blocks):
    return " ".join(paragraph for block in blocks for paragraph in block.paragraphs)


@pytest.mark.rule("SUT-037", "SUT-045", "COP-140", "COP-181", "COP-246")
@pytest.mark.parametrize("kind", [Kind.ASSESSMENT_REFUSED, Kind.NO_PLAN, Kind.FINAL])
def test_a_decision_open_to_appeal_carries_all_five_rights(kind):
    rights = rights_blocks("this decision", DATES, SERVICES)
    more = [reasons_block("Needs are met at school."), no_effect_block()]

    assert missing_items(notice(kind, [*rights, *more])) == []


@pytest.mark.parametrize(("kind", "item"), [(k, i) for k, items in REQUIRED.items() for i in items])
def test_a_notice_that_lacks_one_item_is_refused_by_name(kind, item):
    whole = complete(kind)
    lacking = replace(whole, blocks=tuple(b for b in whole.blocks if b.item is not item))
    emptied = replace(
        whole,
        blocks=tuple(replace(b, paragraphs=(" ",)) if b.item is item else b for b in whole.blocks),
    )

    for broken in (lacking, emptied):
        with pytest.raises(Refused) as refusal:
            check_notice(broken)
        assert (refusal.value.code, str(refusal.value)) == (
            "letter-incomplete",
            f"The letter lacks: {item}.",
        )
    assert check_notice(whole) is None


@pytest.mark.rule("COP-213", "COP-214", "COP-215", "SUT-029", "SUT-030")
def test_the_draft_letter_says_the_last_day_and_what_can_be_asked_for():
    blocks = draft_blocks(date(2026, 1, 5), ("Health: Dr Example, 20 November 2025",), SERVICES)

    assert missing_items(notice(Kind.DRAFT, blocks)) == []
    assert "until the end of Monday 5 January 2026" in words(blocks)


def test_the_time_limits_are_the_dates_of_the_clocks():
    said = words(rights_blocks("our decision not to assess", DATES, SERVICES))

    assert "by the end of Monday 15 December 2025" in said
    assert "Contact the adviser by the end of Saturday 13 December 2025" in said


def test_no_letter_tells_a_family_that_anything_is_exempt():
    blocks = [
        *rights_blocks("this decision", DATES, SERVICES),
        *draft_blocks(date(2026, 1, 5), (), SERVICES),
        no_effect_block(),
        next_steps_block(),
    ]

    assert "exempt" not in words(blocks).lower()


def test_reasons_keep_the_officers_paragraphs():
    assert reasons_block("One.\n\n  Two. \n") == Block(
        Item.REASONS, "The reasons for this decision", ("One.", "Two.")
    )
