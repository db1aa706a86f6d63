from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.models import Event
from casework.rules.errors import Refused
from ehcp import actions
from ehcp.models import PlanVersion
from ehcp.rules.plan import PLACEMENT_IN_A_DRAFT, Placement, Section
from tests.factories.ehcp import (
    ADVICE_IN,
    DECIDED,
    DRAFT_SERVED,
    HILLVIEW,
    act_of,
    fresh,
    make_assessment,
    make_draft,
    make_plan,
    make_request,
    write_section,
)
from tests.factories.people import make_authority, make_child

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def authority():
    return make_authority()


def code_of(action, ehc, **kwargs):
    with pytest.raises(Refused) as refusal:
        action(act_of(ehc), reference=ehc.case.reference, **kwargs)
    return refusal.value.code


def draft(ehc, sent_on=DRAFT_SERVED, served_on=DRAFT_SERVED, **more):
    return {"sent_on": sent_on, "served_on": served_on} | more


def test_a_section_is_written_and_rewritten_in_place():
    ehc = make_plan(write=False)

    for words in ("First.", "Second."):
        write_section(ehc, Section.NEEDS, words)

    assert list(ehc.plan.sections.values_list("code", "words")) == [("B", "Second.")]


@pytest.mark.parametrize("section", [Section.PLACEMENT, Section.ADVICE])
def test_placement_and_advice_are_not_typed(section):
    ehc = make_plan(write=False)

    assert code_of(actions.write_section, ehc, section=section, words="x") == "section-not-written"


@pytest.mark.rule("COP-204")
def test_no_placement_is_named_before_the_family_has_a_draft():
    ehc = make_plan()

    code = code_of(actions.name_placement, ehc, placement=HILLVIEW)

    assert code == "placement-before-draft"
    assert fresh(ehc.case.reference).plan.placement == Placement()


@pytest.mark.rule("SUT-029", "COP-191", "COP-204", "COP-207")
def test_a_draft_freezes_every_section_names_no_placement_and_annexes_all_advice():
    ehc = make_draft()

    version = PlanVersion.objects.get()
    assert (ehc.case.stage, version.number, version.state) == ("with the family", 1, "draft")
    assert version.sections["I"] == PLACEMENT_IN_A_DRAFT
    assert version.sections["B"] == "Words of section B."
    assert version.annexed[2] == {
        "head": "Medical and health",
        "author": "Author of health",
        "received_on": ADVICE_IN.isoformat(),
    }
    assert len(version.annexed) == 6
    last = Event.objects.of(ehc.case.reference).last()
    assert (last.kind, last.on, last.data) == (
        "ehc.draft_issued",
        DRAFT_SERVED,
        {"version": 1, "sent_on": "2025-12-22"},
    )


@pytest.mark.rule("COP-204")
def test_a_second_draft_is_refused_while_a_placement_is_named():
    ehc = make_draft()
    actions.name_placement(act_of(ehc), reference=ehc.case.reference, placement=HILLVIEW)

    named = code_of(actions.issue_draft, ehc, **draft(ehc))
    actions.name_placement(act_of(ehc), reference=ehc.case.reference, placement=Placement())
    actions.issue_draft(act_of(ehc), reference=ehc.case.reference, **draft(ehc))

    assert named == "draft-names-placement"
    assert list(PlanVersion.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.rule("COP-191", "COP-192")
@pytest.mark.parametrize("section", [Section.VIEWS, Section.PROVISION, Section.ADULTHOOD])
def test_a_draft_with_an_empty_section_is_refused(section):
    ehc = make_plan()
    write_section(ehc, section, " ")

    assert code_of(actions.issue_draft, ehc, **draft(ehc)) == "sections-missing"
    assert PlanVersion.objects.count() == 0


@pytest.mark.rule("COP-192")
def test_before_year_9_a_plan_need_not_prepare_for_adulthood():
    ehc = make_plan(child=make_child(born_on=date(2016, 5, 3)))
    write_section(ehc, Section.ADULTHOOD, "")

    actions.issue_draft(act_of(ehc), reference=ehc.case.reference, **draft(ehc))

    assert "F-adulthood" not in PlanVersion.objects.get().sections


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ((date(2025, 11, 30), DRAFT_SERVED), "day-out-of-order"),
        ((DRAFT_SERVED, date(2025, 12, 21)), "day-out-of-order"),
        ((DRAFT_SERVED, date(2026, 2, 3)), "day-in-future"),
    ],
)
def test_a_draft_is_sent_after_the_decision_and_served_after_it_is_sent(days, code):
    ehc = make_plan()

    assert code_of(actions.issue_draft, ehc, sent_on=days[0], served_on=days[1]) == code


@pytest.mark.rule("SUT-030")
def test_what_the_family_says_is_kept_and_only_its_last_word_ends_the_wait():
    ehc = make_draft()
    hear = {"reference": ehc.case.reference, "on": date(2025, 12, 29)}

    actions.hear_family(act_of(ehc), words="Please add swimming.", **hear)
    first = fresh(ehc.case.reference).nothing_to_add_on
    actions.hear_family(act_of(ehc), words="Nothing more.", nothing_to_add=True, **hear)

    assert first is None
    assert fresh(ehc.case.reference).nothing_to_add_on == date(2025, 12, 29)
    assert ehc.representations.count() == 2


@pytest.mark.rule("SUT-030", "COP-212")
def test_a_further_draft_gives_the_family_its_time_anew():
    ehc = make_draft()
    actions.hear_family(
        act_of(ehc),
        reference=ehc.case.reference,
        on=date(2025, 12, 29),
        words="Nothing more.",
        nothing_to_add=True,
    )

    later = draft(ehc, date(2026, 1, 5), date(2026, 1, 5))
    actions.issue_draft(act_of(ehc), reference=ehc.case.reference, **later)

    assert fresh(ehc.case.reference).nothing_to_add_on is None


@pytest.mark.parametrize("make", [make_request, make_assessment])
def test_nothing_of_a_plan_is_written_before_it_is_decided_on(make):
    ehc = make()

    code = code_of(actions.write_section, ehc, section=Section.NEEDS, words="x")

    assert code == "move-refused"


def test_the_health_bodys_agreement_has_a_name_and_a_day():
    ehc = make_plan()
    agree = {"reference": ehc.case.reference, "agreed_by": "Dr Officer", "agreed_on": DECIDED}

    actions.agree_health(act_of(ehc), **agree)

    plan = fresh(ehc.case.reference).plan
    assert (plan.health_agreed_by, plan.health_agreed_on) == ("Dr Officer", DECIDED)


@pytest.mark.parametrize("columns", [{"health_agreed_by": "Dr"}, {"health_agreed_on": DECIDED}])
def test_the_database_refuses_half_an_agreement(columns):
    plan = make_plan(write=False).plan

    with pytest.raises(IntegrityError), transaction.atomic():
        type(plan).objects.filter(pk=plan.pk).update(**columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "draft", "served_on": None},
        {"state": "draft", "served_on": date(2025, 12, 21)},
        {"state": "final", "served_on": None, "signed_by": ""},
        {"state": "final", "served_on": DRAFT_SERVED, "signed_by": "Officer"},
    ],
)
def test_the_database_refuses_a_draft_not_served_and_a_final_not_signed(columns):
    plan = make_plan(write=False).plan
    row = {"number": 1, "sent_on": DRAFT_SERVED, "sections": {}}

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.create(plan=plan, **(row | columns))


def test_the_database_keeps_one_final_plan():
    plan = make_plan(write=False).plan
    row = {"plan": plan, "state": "final", "sent_on": DRAFT_SERVED, "sections": {}}
    PlanVersion.objects.create(number=1, signed_by="Officer", **row)

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.create(number=2, signed_by="Officer", **row)
