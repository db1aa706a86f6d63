"""Part 2: its sections, and the way from submission to decision."""

from datetime import date

import pytest

from accounts import actions as accounts
from casework.models import Event
from casework.rules.errors import Refused
from funding.models import Award
from funding.queries import versions_of
from funding.rules.awards import Decision, Terms
from funding.rules.prices import Per, QuotedLine
from people.actions import network
from referrals import actions
from referrals.models import Referral
from referrals.queries import complete_for_panel, facts_of, suggested_split, whole_referral
from referrals.rules.gates import Incomplete
from referrals.rules.workflow import MoveRefused
from tests.conftest import act_on
from tests.factories.referrals import (
    HILLVIEW,
    VIEWED,
    a_setting,
    get,
    make_cast,
    make_complete,
    raise_one,
    share,
    submit,
    write_part_2,
)
from tests.rules.referral_cases import section

pytestmark = pytest.mark.django_db

PANEL = date(2025, 12, 2)
DECISION = Decision(shares=HILLVIEW, from_on=date(2026, 1, 5), reference="M-2025-00001-A")
TERMS = Terms(responsibility="separate-contracts", review_on=date(2026, 6, 2))


@pytest.fixture
def cast():
    return make_cast()


def stage(reference):
    return get(reference).case.stage


def test_the_first_section_saved_begins_part_2(cast):
    reference = share(cast, raise_one(cast))

    actions.save_child(act_on(VIEWED, cast.sen), reference=reference, needs="Care.")

    assert stage(reference) == "referral"


def test_part_2_waits_until_the_alert_is_shared(cast):
    reference = raise_one(cast)

    with pytest.raises(MoveRefused):
        actions.save_child(act_on(VIEWED, cast.sen), reference=reference, needs="Care.")


def test_two_people_editing_one_referral_the_second_is_refused_and_told(cast):
    reference = share(cast, raise_one(cast))
    seen = get(reference).case.revision
    act = act_on(VIEWED, cast.sen)
    actions.save_child(act, reference=reference, revision=seen, needs="First words.")

    with pytest.raises(Refused) as refused:
        actions.save_child(act, reference=reference, revision=seen, needs="Second words.")

    assert refused.value.code == "stale"
    assert get(reference).child_part.needs == "First words."


@pytest.mark.rule("KENT-046", "KENT-047")
def test_a_complete_referral_is_submitted_with_the_protocol_of_the_day(cast):
    reference = make_complete(cast)

    submit(cast, reference)

    referral = get(reference)
    assert (referral.case.stage, referral.submitted_on, referral.protocol) == (
        "submitted",
        date(2025, 11, 3),
        "kent-jrap@1",
    )
    assert list(complete_for_panel("northshire")) == [referral]


@pytest.mark.rule("KENT-053", "KENT-055")
def test_an_incomplete_referral_is_refused_and_no_agenda_takes_it(cast):
    reference = share(cast, raise_one(cast))
    write_part_2(cast, reference)

    with pytest.raises(Incomplete) as refused:
        submit(cast, reference)

    assert {finding.rule for finding in refused.value.findings} == {
        "KENT-011",
        "KENT-026",
        "KENT-028",
        "KENT-045",
        "KENT-047",
    }
    assert list(complete_for_panel("northshire")) == []


@pytest.mark.rule("KENT-088")
def test_who_turns_16_before_submission_needs_their_own_consent(cast):
    reference = make_complete(cast)
    child = get(reference).case.child
    type(child).objects.filter(pk=child.pk).update(born_on=date(2009, 11, 3))

    with pytest.raises(Incomplete) as refused:
        submit(cast, reference)
    actions.record_consents(
        act_on(date(2025, 11, 3), cast.sen),
        reference=reference,
        consented=["northshire-care", "northshire-icb"],
        basis="best-interests",
        given_by="Best interest meeting",
        given_on=date(2025, 11, 3),
        capacity_assessed_on=date(2025, 10, 30),
        best_interests_on=date(2025, 11, 3),
    )
    submit(cast, reference)

    assert refused.value.rule == "KENT-088"
    assert stage(reference) == "submitted"


@pytest.mark.rule("KENT-040")
def test_a_consent_withdrawn_from_a_contributing_agency_stops_submission(cast):
    reference = make_complete(cast)
    child = get(reference).case.child
    network.withdraw_consent(
        act_on(VIEWED), child_reference=child.reference, agency="northshire-icb"
    )

    with pytest.raises(Incomplete) as refused:
        submit(cast, reference)

    assert refused.value.rule == "KENT-040"


@pytest.mark.rule("KENT-044", "KENT-078", "KENT-079")
def test_the_suggested_shares_follow_the_providers_breakdown(cast):
    reference = make_complete(cast)

    suggestion = suggested_split(whole_referral(reference), VIEWED)

    assert suggestion.split.shares == HILLVIEW


@pytest.mark.rule("KENT-078")
def test_other_shares_than_the_rules_give_need_their_reason(cast):
    reference = make_complete(cast)
    shares = HILLVIEW | {"education": 80_000_00, "care": 96_800_00}
    act = act_on(VIEWED, cast.sen)

    with pytest.raises(Refused) as refused:
        actions.save_shares(act, reference=reference, shares=shares)
    actions.save_shares(act, reference=reference, shares=shares, because="Agreed on 14 October.")

    assert (refused.value.code, refused.value.field) == ("shares-need-reason", "because")
    assert facts_of(whole_referral(reference), VIEWED).shares == shares


@pytest.mark.rule("LDN-024", "LDN-031")
def test_under_london_what_health_offers_comes_off_before_the_formula():
    cast = make_cast("thameside", "london-atr")
    reference = raise_one(cast)
    actions.share_alert(act_on(date(2025, 9, 2), cast.sen), reference=reference)
    act = act_on(VIEWED, cast.sen)
    actions.save_placement(
        act,
        reference=reference,
        setting_id=a_setting().pk,
        kind="residential-school",
        weeks=52,
        starts_on=date(2026, 1, 5),
    )
    line = QuotedLine("unbroken", 208_000_00, Per.YEAR, 52)
    actions.save_costs(act, reference=reference, lines=[line])
    actions.give_view(
        act_on(VIEWED, cast.icb),
        reference=reference,
        agency="thameside-icb",
        position="agree",
        because="Continuing care agreed.",
        offered_pence=52_000_00,
    )

    suggestion = suggested_split(whole_referral(reference), VIEWED)

    assert suggestion.split.shares == {
        "education": 39_000_00,
        "care": 117_000_00,
        "health": 52_000_00,
    }


@pytest.mark.rule("KENT-073")
def test_a_kind_of_placement_that_the_panel_does_not_know_is_refused(cast):
    reference = share(cast, raise_one(cast))

    with pytest.raises(Refused) as refused:
        actions.save_placement(
            act_on(VIEWED, cast.sen),
            reference=reference,
            setting_id=a_setting().pk,
            kind="day-school",
            weeks=52,
            starts_on=date(2026, 1, 5),
        )

    assert refused.value.code == "kind-unknown"


def test_costs_need_a_placement_first(cast):
    reference = share(cast, raise_one(cast))

    with pytest.raises(Refused) as refused:
        actions.save_payment_terms(
            act_on(VIEWED, cast.sen), reference=reference, payment_terms="Weekly."
        )

    assert refused.value.code == "placement-missing"


def test_a_submitted_referral_is_taken_back_changed_and_sent_again(cast):
    reference = submit(cast, make_complete(cast))
    act = act_on(date(2025, 11, 4), cast.sen)

    actions.take_back(act, reference=reference)
    actions.save_child(act, reference=reference, needs="More than was said.")
    submit(cast, reference)

    assert stage(reference) == "submitted"


def listed(cast):
    reference = submit(cast, make_complete(cast))
    actions.list_for_meeting(
        act_on(date(2025, 11, 18), cast.admin),
        reference=reference,
        meeting_reference="M-2025-00001-A",
        meets_on=PANEL,
    )
    return reference


@pytest.mark.rule("KENT-053")
def test_listing_says_which_panel_hears_it(cast):
    reference = listed(cast)

    event = Event.objects.of(reference).last()
    assert (event.kind, event.data["meets_on"]) == ("referral.listed", "2025-12-02")
    assert list(complete_for_panel("northshire")) == []


@pytest.mark.rule("KENT-055")
def test_a_case_left_off_waits_for_a_later_meeting(cast):
    reference = listed(cast)

    actions.leave_off(act_on(PANEL, cast.admin), reference=reference, because="Time ran out.")

    assert (stage(reference), get(reference).meeting_reference) == ("submitted", "")


@pytest.mark.rule("LDN-003", "KENT-044")
def test_agreement_makes_the_award(cast):
    reference = listed(cast)

    actions.record_decision(
        act_on(PANEL, cast.admin),
        reference=reference,
        outcome="agreed-with-conditions",
        decision=DECISION,
        terms=TERMS,
    )

    award = Award.objects.get()
    assert versions_of(award)[0].shares == HILLVIEW
    assert (stage(reference), get(reference).outcome) == ("agreed", "agreed-with-conditions")
    assert Event.objects.of(reference).last().data["award"] == award.case.reference


def test_agreement_without_shares_is_refused_and_changes_nothing(cast):
    reference = listed(cast)

    with pytest.raises(Refused) as refused:
        actions.record_decision(act_on(PANEL, cast.admin), reference=reference, outcome="agreed")

    assert refused.value.code == "shares-missing"
    assert stage(reference) == "listed"


@pytest.mark.parametrize(
    ("outcome", "then"),
    [("deferred", "deferred"), ("more-information", "more-information"), ("declined", "declined")],
)
def test_other_outcomes_make_no_award(cast, outcome, then):
    reference = listed(cast)

    actions.record_decision(
        act_on(PANEL, cast.admin), reference=reference, outcome=outcome, decision=DECISION
    )

    assert (stage(reference), Award.objects.count()) == (then, 0)


def test_an_outcome_of_another_kind_of_panel_is_refused(cast):
    reference = listed(cast)

    with pytest.raises(Refused) as refused:
        actions.record_decision(act_on(PANEL, cast.admin), reference=reference, outcome="assess")

    assert refused.value.code == "outcome-unknown"


def test_a_deferred_case_may_be_listed_again(cast):
    reference = listed(cast)
    actions.record_decision(act_on(PANEL, cast.admin), reference=reference, outcome="deferred")

    actions.list_for_meeting(
        act_on(date(2025, 12, 16), cast.admin),
        reference=reference,
        meeting_reference="M-2026-00001-B",
        meets_on=date(2026, 1, 6),
    )

    assert stage(reference) == "listed"


def test_withdrawal_closes_the_case_with_its_reason(cast):
    reference = share(cast, raise_one(cast))

    actions.withdraw_referral(
        act_on(VIEWED, cast.sen), reference=reference, because="The family moved away."
    )

    referral = get(reference)
    assert (referral.case.stage, referral.case.closed_on, referral.withdrawn_because) == (
        "withdrawn",
        VIEWED,
        "The family moved away.",
    )


def test_sutton_takes_no_referral_for_joint_funding(cast):
    accounts.record_protocol(
        act_on(date(2025, 8, 1)),
        code="sutton-send",
        name="the SEND Panel's protocol",
        from_on=date(2024, 1, 1),
        sections={"referrals": section("sutton-send")},
    )
    accounts.adopt_protocol(
        act_on(date(2025, 8, 1)),
        authority="northshire",
        purpose="joint-funding",
        protocol="sutton-send",
        from_on=date(2025, 8, 1),
    )

    with pytest.raises(Refused) as refused:
        raise_one(cast)

    assert refused.value.code == "no-joint-funding"
    assert Referral.objects.count() == 0
