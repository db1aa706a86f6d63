"""The end of the twenty weeks: the family's time, the placement, the signature, the dates."""

from datetime import date

import pytest

from casework.models import Clock, Event
from casework.rules.errors import Refused
from ehcp import actions
from ehcp.models import PlanVersion
from ehcp.queries import window_ends_on
from ehcp.rules.advice import Head
from ehcp.rules.plan import HEALTH_NOT_AGREED, Placement, Signature
from tests.factories.ehcp import (
    DECIDED,
    FINAL_SENT,
    HILLVIEW,
    RECEIVED,
    act_of,
    fresh,
    make_assessment,
    make_draft,
    make_final,
    make_request,
)
from tests.factories.people import make_authority

pytestmark = pytest.mark.django_db
WINDOW_ENDS = date(2026, 1, 5)
OFFICER = Signature("Officer", "SEN manager")


@pytest.fixture(autouse=True)
def authority():
    return make_authority()


def due(ehc, **which):
    rows = Clock.objects.filter(stream=ehc.case.reference, **which)
    return {clock.clock: clock.due_on for clock in rows}


def issue(ehc, sent_on=FINAL_SENT, signature=OFFICER):
    return actions.issue_final(
        act_of(ehc), reference=ehc.case.reference, signature=signature, sent_on=sent_on
    )


def name(ehc, placement=HILLVIEW):
    actions.name_placement(act_of(ehc), reference=ehc.case.reference, placement=placement)


def code_of(ehc, **kwargs):
    with pytest.raises(Refused) as refusal:
        issue(ehc, **kwargs)
    return refusal.value.code


@pytest.mark.rule("SUT-025", "SUT-026", "SUT-028", "COP-154", "COP-155", "COP-157")
def test_a_request_of_1_september_is_due_in_six_sixteen_and_twenty_weeks():
    dates = due(make_request())

    assert dates["decide-whether-to-assess"] == date(2025, 10, 13)
    assert dates["decide-no-plan"] == date(2025, 12, 22)
    assert dates["issue-final-plan"] == date(2026, 1, 19)


@pytest.mark.rule("SUT-027", "SUT-085", "COP-156", "COP-178")
def test_advice_asked_on_13_october_is_due_on_24_november_and_the_family_is_not_bound():
    ehc = make_assessment(ask=[Head.HEALTH, Head.SOCIAL_CARE, Head.FAMILY])

    rows = Clock.objects.filter(stream=ehc.case.reference, clock="return-advice")

    assert {(row.of["adviser"], row.due_on, row.force) for row in rows} == {
        ("Community paediatrics", date(2025, 11, 24), "law"),
        ("First contact", date(2025, 11, 24), "guidance"),
        ("Parent", None, "guidance"),
    }


@pytest.mark.rule("SUT-030", "COP-158", "COP-212")
def test_a_draft_of_22_december_leaves_the_family_until_5_january():
    ehc = make_draft()

    assert window_ends_on(ehc.case.reference) == WINDOW_ENDS


@pytest.mark.rule("SUT-030")
def test_a_final_plan_inside_the_familys_time_is_refused_and_names_the_rule():
    ehc = make_draft()
    name(ehc)

    with pytest.raises(Refused, match="until the end of Monday 5 January 2026") as refusal:
        issue(ehc, sent_on=WINDOW_ENDS)

    assert (refusal.value.rule, refusal.value.field) == ("SUT-030", "sent_on")
    assert fresh(ehc.case.reference).case.stage == "with the family"
    issue(ehc, sent_on=date(2026, 1, 6))
    assert fresh(ehc.case.reference).case.stage == "final"


@pytest.mark.rule("SUT-030")
def test_a_family_with_nothing_to_add_need_not_wait():
    ehc = make_draft()
    name(ehc)
    actions.hear_family(
        act_of(ehc),
        reference=ehc.case.reference,
        on=date(2025, 12, 29),
        words="We agree.",
        nothing_to_add=True,
    )

    issue(ehc, sent_on=date(2025, 12, 30))

    assert fresh(ehc.case.reference).case.stage == "final"


@pytest.mark.rule("SUT-030", "COP-212")
def test_a_second_draft_opens_a_new_window():
    ehc = make_draft()
    later = date(2026, 1, 5)

    actions.issue_draft(act_of(ehc), reference=ehc.case.reference, sent_on=later, served_on=later)

    assert window_ends_on(ehc.case.reference) == date(2026, 1, 19)


@pytest.mark.rule("COP-204", "COP-245")
def test_a_final_plan_names_a_placement_and_is_signed():
    ehc = make_draft()

    unnamed = code_of(ehc)
    name(ehc, Placement(setting_type="Mainstream secondary school"))
    unsigned = code_of(ehc, signature=Signature(" ", ""))
    issue(ehc)

    assert (unnamed, unsigned) == ("placement-missing", "signature-missing")
    final = PlanVersion.objects.get(state="final")
    assert final.sections["I"] == "Mainstream secondary school"


@pytest.mark.rule("COP-208")
def test_health_provision_that_is_not_agreed_is_left_out_of_the_final_plan():
    ehc = make_final()
    drafted, final = ehc.plan.versions.order_by("number")

    assert drafted.sections["G"] == "Words of section G."
    assert final.sections["G"] == HEALTH_NOT_AGREED


@pytest.mark.rule("COP-154", "COP-246")
def test_the_final_plan_meets_its_clock_starts_the_appeal_and_the_first_review():
    ehc = make_final()

    clocks = {clock.clock: clock for clock in Clock.objects.of(ehc.case.reference)}
    assert clocks["issue-final-plan"].met_on == FINAL_SENT
    assert clocks["register-appeal"].due_on == date(2026, 3, 19)
    assert clocks["next-review"].due_on == date(2027, 1, 18)
    kinds = Event.objects.of(ehc.case.reference).values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["dispute.decision_notified", "ehc.final_issued"]
    assert ehc.case.closed_on is None


@pytest.mark.rule("SUT-037", "SUT-044")
def test_those_to_be_told_have_the_familys_own_date():
    ehc = make_assessment(ask=[])
    reference = ehc.case.reference
    actions.tell_others(
        act_of(ehc), reference=reference, occasion="assessment", recipients=["icb"], on=DECIDED
    )

    rows = Clock.objects.filter(stream=reference, clock="tell-others")

    assert {(row.of["recipient"], row.due_on, row.met_on) for row in rows} == {
        ("icb", date(2025, 10, 13), DECIDED),
        ("care", date(2025, 10, 13), None),
    }


def test_a_withdrawn_request_owes_nothing_more():
    ehc = make_request()
    actions.withdraw_request(
        act_of(ehc), reference=ehc.case.reference, on=RECEIVED, reason="Changed their mind."
    )

    assert not Clock.objects.open().filter(stream=ehc.case.reference).exists()
