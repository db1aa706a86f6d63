from dataclasses import replace
from datetime import date, timedelta

import pytest

from accounts import actions as accounts
from casework.models import Event
from casework.rules.errors import Refused
from funding import actions as funding
from funding.models import Award, AwardVersion, FundingForm, Placement, Reclaim, Signature
from funding.queries import award_of, newest_form, suggest_shares, versions_of, yet_to_sign
from funding.rules.awards import Claim, Decision, Terms, as_known, in_force, pence_by_payer
from funding.rules.periods import Window
from funding.rules.prices import Per, QuotedLine
from people.actions.children import record_legal_status
from people.actions.sight import give_sight
from people.models import Case
from tests.conftest import act_on
from tests.factories.funding import (
    ASKED,
    DECIDED_IN,
    HOSTED,
    KENT_SHARES,
    START,
    make_asking_case,
    make_award,
    make_people,
    make_placement,
    make_setting,
)
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def kinds(stream):
    return list(Event.objects.of(stream).values_list("kind", flat=True))


def refusal(function, act, **arguments):
    with pytest.raises(Refused) as refused:
        function(act, **arguments)
    return refused.value


def test_a_placement_is_proposed_costed_and_proposed_anew(people):
    placement = make_placement(people["caseworker"])
    reference = placement.asked_in.reference

    funding.propose_placement(
        act_on(ASKED),
        case_reference=reference,
        setting_id=make_setting("Otherplace").pk,
        kind="residential",
        arrangement="Residential placement",
        weeks=44,
        starts_on=START,
    )

    placement = Placement.objects.get()
    assert (placement.setting.name, placement.weeks, placement.stage) == (
        "Otherplace",
        44,
        "proposed",
    )
    assert [line.yearly_pence for line in placement.lines.order_by("pk")] == list(
        KENT_SHARES.values()
    )
    assert kinds(reference) == ["placement.proposed", "placement.costed", "placement.proposed"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"weeks": 0}, "weeks-outside-year"),
        ({"weeks": 80}, "weeks-outside-year"),
        ({"ends_on": START - timedelta(days=1)}, "ends-before-start"),
    ],
)
def test_a_placement_that_cannot_be_is_refused_and_leaves_nothing(people, change, code):
    case = make_asking_case(people["caseworker"])
    details = {"setting_id": make_setting().pk, "kind": "a", "arrangement": "A", "weeks": 52}

    refused = refusal(
        funding.propose_placement,
        act_on(ASKED),
        case_reference=case.reference,
        **(details | {"starts_on": START} | change),
    )

    assert refused.code == code
    assert Placement.objects.count() == 0


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "lines-missing"),
        ([QuotedLine("care", 0, Per.YEAR, 52)], "nothing-to-share"),
        ([QuotedLine("care", 1, Per.WEEK, 80)], "weeks-outside-year"),
    ],
)
def test_costs_that_cannot_be_are_refused_and_the_old_ones_stay(people, lines, code):
    placement = make_placement(people["caseworker"])

    refused = refusal(
        funding.set_costs,
        act_on(ASKED),
        case_reference=placement.asked_in.reference,
        lines=lines,
    )

    assert refused.code == code
    assert placement.lines.count() == 3


@pytest.mark.rule("KENT-051")
def test_education_paid_over_39_weeks_costs_its_year(people):
    lines = [QuotedLine("education", 1_000_00, Per.WEEK, 39), QuotedLine("care", 50, Per.TERM, 52)]

    placement = make_placement(people["caseworker"], lines=lines)

    assert [line.yearly_pence for line in placement.lines.order_by("pk")] == [39_000_00, 150]


@pytest.mark.rule("KENT-101", "KENT-105")
def test_an_award_opens_a_case_with_its_version_form_and_review_date(people):
    made = make_award(people["caseworker"])

    version = made.versions.get()
    assert made.case.reference[0] == "A"
    assert (made.case.kind, made.case.stage, made.placement.stage) == ("award", "agreed", "agreed")
    assert (version.shares, version.total_pence) == (KENT_SHARES, 208_000_00)
    assert newest_form(made).version == version
    assert award_of(made.placement.asked_in.reference) == made
    assert {row.payer: row.agency_id for row in made.payers.all()} == {
        "education": "northshire-sen",
        "care": "northshire-care",
        "health": "northshire-icb",
    }
    assert kinds(made.case.reference) == ["award.made", "placement.review_date_set"]


@pytest.mark.rule("KENT-044", "KENT-101")
@pytest.mark.parametrize(
    ("shares", "code"),
    [
        (KENT_SHARES | {"health": 31_200_01}, "shares-do-not-add-up"),
        (KENT_SHARES | {"health": 31_199_99}, "shares-do-not-add-up"),
        ({"education": 0}, "nothing-to-share"),
        ({"education": -1, "care": 208_000_01}, "pence-negative"),
        ({"parents": 208_000_00}, "share-unknown"),
    ],
)
def test_an_award_whose_shares_are_not_the_cost_is_refused(people, shares, code):
    placement = make_placement(people["caseworker"])

    refused = refusal(
        funding.award,
        act_on(START),
        case_reference=placement.asked_in.reference,
        decision=Decision(shares, START, DECIDED_IN),
        terms=HOSTED,
    )

    assert refused.code == code
    assert (Award.objects.count(), Case.objects.filter(kind="award").count()) == (0, 0)


@pytest.mark.rule("KENT-103")
def test_one_payer_of_the_provider_needs_a_recharge_cycle(people):
    placement = make_placement(people["caseworker"])

    refused = refusal(
        funding.award,
        act_on(START),
        case_reference=placement.asked_in.reference,
        decision=Decision(KENT_SHARES, START, DECIDED_IN),
        terms=Terms("hosted"),
    )

    assert (refused.code, refused.rule) == ("recharge-missing", "KENT-103")


@pytest.mark.rule("KENT-084")
def test_no_more_can_be_reclaimed_than_health_pays(people):
    placement = make_placement(people["caseworker"])
    decision = Decision(KENT_SHARES, START, DECIDED_IN, reclaims=[Claim("Farshire ICB", 31_200_01)])

    refused = refusal(
        funding.award,
        act_on(START),
        case_reference=placement.asked_in.reference,
        decision=decision,
        terms=HOSTED,
    )

    assert refused.code == "reclaim-above-health"


def test_a_placement_is_awarded_once(people):
    made = make_award(people["caseworker"])

    refused = refusal(
        funding.award,
        act_on(START),
        case_reference=made.placement.asked_in.reference,
        decision=Decision(KENT_SHARES, START, DECIDED_IN),
        terms=HOSTED,
    )

    assert (refused.code, refused.says) == (
        "placement-stage",
        "You cannot agree a placement that is agreed and has not started.",
    )


def test_who_is_named_to_see_the_referral_sees_the_award_for_as_long(people):
    stranger = make_user(agency="sen", authority=make_authority("southshire"))
    placement = make_placement(people["caseworker"])
    give_sight(
        act_on(ASKED),
        reference=placement.asked_in.reference,
        user_ids=[stranger.pk],
        why="Panel member",
        until=date(2026, 5, 1),
    )

    reference = funding.award(
        act_on(START),
        case_reference=placement.asked_in.reference,
        decision=Decision(KENT_SHARES, START, DECIDED_IN),
        terms=HOSTED,
    )

    award_case = Case.objects.visible_to(stranger).get(reference=reference)
    assert award_case.named_sights.get().to_on == date(2026, 5, 1)


def test_a_placement_that_is_not_agreed_cannot_be_awarded_afterwards(people):
    placement = make_placement(people["caseworker"])
    reference = placement.asked_in.reference

    funding.decline_placement(
        act_on(START), case_reference=reference, decision_reference=DECIDED_IN
    )

    placement.refresh_from_db()
    assert placement.stage == "not-agreed"
    refused = refusal(
        funding.award,
        act_on(START),
        case_reference=reference,
        decision=Decision(KENT_SHARES, START, DECIDED_IN),
        terms=HOSTED,
    )
    assert refused.code == "placement-stage"


RESPLIT = {"education": 78_000_00, "care": 110_000_00, "health": 20_000_00}


@pytest.mark.rule("KENT-082")
def test_a_change_applies_from_its_day_and_the_record_before_it_can_still_be_asked(people):
    made = make_award(people["caseworker"])
    later = act_on(date(2026, 11, 2))

    funding.revise_award(
        later,
        award_reference=made.case.reference,
        decision=Decision(RESPLIT, date(2026, 9, 1), "C-2026-00001-W", "Health withdrew"),
    )

    versions = versions_of(made)
    assert in_force(versions, date(2026, 8, 31)).shares == KENT_SHARES
    assert in_force(versions, date(2026, 9, 1)).shares == RESPLIT
    known = as_known(versions, act_on(date(2026, 10, 1)).at)
    assert in_force(known, date(2026, 9, 1)).shares == KENT_SHARES
    assert newest_form(made).version.from_on == date(2026, 9, 1)
    assert kinds(made.case.reference)[-1] == "award.revised"


def test_a_change_from_the_day_of_another_takes_its_place_and_alters_nothing(people):
    made = make_award(people["caseworker"])
    later = act_on(date(2026, 11, 2))

    funding.revise_award(
        later,
        award_reference=made.case.reference,
        decision=Decision(RESPLIT, START, "C-2026-00001-W"),
    )

    rows = AwardVersion.objects.order_by("pk").values_list("health_pence", "superseded_at")
    assert list(rows) == [(31_200_00, later.at), (20_000_00, None)]


@pytest.mark.parametrize(
    ("from_on", "code"),
    [(date(2026, 3, 31), "before-start"), (date(2027, 1, 2), "already-ended")],
)
def test_a_change_where_there_is_no_award_is_refused(people, from_on, code):
    made = make_award(people["caseworker"])
    funding.end_award(
        act_on(date(2026, 6, 1)),
        award_reference=made.case.reference,
        last_day=date(2026, 12, 31),
        decision_reference="C-2026-00001-W",
    )

    refused = refusal(
        funding.revise_award,
        act_on(date(2026, 6, 2)),
        award_reference=made.case.reference,
        decision=Decision(RESPLIT, from_on, "C-2026-00002-U"),
    )

    assert refused.code == code


def test_an_end_in_the_past_ends_the_placement_and_closes_the_case(people):
    made = make_award(people["caseworker"])

    funding.end_award(
        act_on(date(2026, 8, 3)),
        award_reference=made.case.reference,
        last_day=date(2026, 7, 31),
        decision_reference="C-2026-00001-W",
    )

    made = Award.objects.select_related("case", "placement").get()
    owed = pence_by_payer(versions_of(made), START, Window(date(2026, 8, 1), date(2027, 3, 31)))
    assert sum(owed.values()) == 0
    assert (made.placement.stage, made.placement.ended_on) == ("ended", date(2026, 7, 31))
    assert (made.case.stage, made.case.closed_on) == ("ended", date(2026, 8, 3))


def test_an_end_to_come_leaves_the_placement_under_way_and_drops_later_changes(people):
    made = make_award(people["caseworker"])
    reference = made.case.reference
    act = act_on(date(2026, 6, 1))
    funding.revise_award(
        act,
        award_reference=reference,
        decision=Decision(RESPLIT, date(2027, 1, 1), "C-2026-00001-W"),
    )

    funding.end_award(
        act,
        award_reference=reference,
        last_day=date(2026, 12, 31),
        decision_reference="C-2026-00002-U",
    )

    made = Award.objects.select_related("case", "placement").get()
    standing = made.versions.standing().values_list("from_on", "state")
    assert list(standing) == [(START, "paying"), (date(2027, 1, 1), "ended")]
    assert (made.placement.stage, made.placement.ends_on) == ("agreed", date(2026, 12, 31))
    assert made.case.closed_on is None


def test_an_award_cannot_end_before_it_began(people):
    made = make_award(people["caseworker"])

    refused = refusal(
        funding.end_award,
        act_on(date(2026, 6, 1)),
        award_reference=made.case.reference,
        last_day=START - timedelta(days=1),
        decision_reference="C-2026-00001-W",
    )

    assert refused.code == "before-start"


@pytest.mark.rule("KENT-015")
def test_agreed_is_not_placed_until_the_child_has_started(people):
    made = make_award(people["caseworker"])

    funding.start_placement(
        act_on(date(2026, 4, 20)),
        award_reference=made.case.reference,
        started_on=date(2026, 4, 13),
    )

    made = Award.objects.select_related("case", "placement").get()
    started = Event.objects.get(kind="placement.started")
    assert (made.placement.stage, made.placement.started_on) == ("started", date(2026, 4, 13))
    assert (made.case.stage, started.on) == ("started", date(2026, 4, 13))


def test_a_start_to_come_is_refused(people):
    made = make_award(people["caseworker"])

    refused = refusal(
        funding.start_placement,
        act_on(date(2026, 4, 20)),
        award_reference=made.case.reference,
        started_on=date(2026, 4, 21),
    )

    assert refused.code == "date-in-future"


def sign(made, person, agency, **others):
    return funding.sign(
        act_on(others.pop("on", date(2026, 4, 7)), person),
        award_reference=made.case.reference,
        agency=agency,
        typed_name=others.pop("typed_name", person.name),
    )


@pytest.mark.rule("KENT-095")
def test_each_agency_that_pays_signs_and_the_last_one_closes_the_form(people):
    made = make_award(people["caseworker"])
    form = newest_form(made)
    lacking = []

    for short in ("icb", "sen", "care"):
        lacking.append([agency.code for agency in yet_to_sign(form)])
        sign(made, people[short], f"northshire-{short}")

    form.refresh_from_db()
    assert lacking == [
        ["northshire-sen", "northshire-care", "northshire-icb"],
        ["northshire-sen", "northshire-care"],
        ["northshire-care"],
    ]
    assert form.signed_at == act_on(date(2026, 4, 7)).at
    assert kinds(made.case.reference)[2:] == [
        "award.signed",
        "award.signed",
        "award.signed",
        "award.fully_signed",
    ]


@pytest.mark.rule("KENT-068")
def test_nobody_signs_without_a_delegation(people):
    made = make_award(people["caseworker"])

    with pytest.raises(Refused) as refused:
        sign(made, people["finance"], "northshire-sen")

    assert (refused.value.code, refused.value.rule) == ("no-delegation", "KENT-068")


@pytest.mark.rule("KENT-012", "KENT-068")
def test_nobody_signs_for_another_agency(people):
    made = make_award(people["caseworker"])

    with pytest.raises(Refused) as refused:
        sign(made, people["sen"], "northshire-icb")

    assert refused.value.code == "no-delegation"


@pytest.mark.parametrize(
    ("limit", "outcome"), [(1_500_00, 1), (1_499_99, "above-delegation"), (None, 1)]
)
def test_a_delegation_covers_up_to_its_limit_a_week(people, limit, outcome):
    made = make_award(people["caseworker"])
    person = make_user(agency="sen")
    accounts.delegate(
        act_on(START),
        username=person.username,
        agency="northshire-sen",
        weekly_limit_pence=limit,
        from_on=START,
    )

    try:
        sign(made, person, "northshire-sen")
        came_of_it = Signature.objects.count()
    except Refused as refused:
        came_of_it = refused.code

    assert came_of_it == outcome


@pytest.mark.parametrize(
    ("agency", "typed_name", "code"),
    [
        ("northshire-sen", "Somebody Else", "name-differs"),
        ("northshire-care", None, "already-signed"),
        ("southshire-sen", None, "not-a-payer"),
    ],
)
def test_a_signature_in_the_wrong_place_or_name_is_refused(people, agency, typed_name, code):
    made = make_award(people["caseworker"])
    sign(made, people["care"], "northshire-care")

    with pytest.raises(Refused) as refused:
        sign(made, people["sen"], agency, typed_name=typed_name or people["sen"].name)

    assert refused.value.code == code


def test_who_pays_nothing_signs_nothing(people):
    shares = {"education": 108_000_00, "care": 100_000_00}
    made = make_award(people["caseworker"], shares=shares)

    with pytest.raises(Refused) as refused:
        sign(made, people["icb"], "northshire-icb")

    assert refused.value.code == "not-a-payer"


def test_reclaims_are_rows_below_the_health_share(people):
    placement = make_placement(people["caseworker"])
    decision = Decision(KENT_SHARES, START, DECIDED_IN, reclaims=[Claim("Farshire ICB", 600_00)])

    funding.award(
        act_on(START),
        case_reference=placement.asked_in.reference,
        decision=decision,
        terms=HOSTED,
    )

    assert list(Reclaim.objects.values_list("body", "yearly_pence")) == [("Farshire ICB", 600_00)]


def test_the_same_award_sent_twice_is_made_once(people):
    placement = make_placement(people["caseworker"])
    act = replace(act_on(START, people["caseworker"]), idempotency_key="twice")
    given = {
        "case_reference": placement.asked_in.reference,
        "decision": Decision(KENT_SHARES, START, DECIDED_IN),
        "terms": HOSTED,
    }

    references = {funding.award(act, **given), funding.award(act, **given)}

    assert len(references) == 1
    assert (Award.objects.count(), FundingForm.objects.count()) == (1, 1)


def test_a_stale_change_is_refused(people):
    made = make_award(people["caseworker"])

    refused = refusal(
        funding.revise_award,
        act_on(START),
        award_reference=made.case.reference,
        decision=Decision(RESPLIT, START, "C-2026-00001-W"),
        revision=made.case.revision - 1,
    )

    assert refused.code == "stale"


@pytest.mark.rule("KENT-019", "KENT-035")
def test_a_review_is_recorded_once_for_an_agency_or_the_panel(people):
    made = make_award(people["caseworker"])
    act = act_on(date(2026, 10, 5))
    given = {"award_reference": made.case.reference, "held_on": date(2026, 10, 1), "found": "Well"}

    funding.record_review(act, **given)
    funding.record_review(act, **given, agency="northshire-icb")

    assert refusal(funding.record_review, act, **given).code == "reviewed-already"
    assert made.reviews.count() == 2


@pytest.mark.parametrize(
    ("function", "given", "code"),
    [
        (funding.record_review, {"held_on": date(2026, 10, 6), "found": ""}, "date-in-future"),
        (funding.set_review_date, {"by": date(2026, 10, 4)}, "review-in-past"),
    ],
)
def test_reviews_on_impossible_days_are_refused(people, function, given, code):
    made = make_award(people["caseworker"])

    refused = refusal(
        function, act_on(date(2026, 10, 5)), award_reference=made.case.reference, **given
    )

    assert refused.code == code


def test_a_review_date_is_set_and_told(people):
    made = make_award(people["caseworker"])

    funding.set_review_date(
        act_on(START), award_reference=made.case.reference, by=date(2026, 12, 1)
    )

    made.refresh_from_db()
    assert made.review_on == date(2026, 12, 1)
    assert kinds(made.case.reference)[-1] == "placement.review_date_set"


def adopt(code, section):
    act = act_on(date(2024, 1, 1))
    accounts.record_protocol(
        act, code=code, name=code, from_on=date(2024, 1, 1), sections={"funding": section}
    )
    accounts.adopt_protocol(
        act,
        authority="northshire",
        purpose="joint-funding",
        protocol=code,
        from_on=date(2024, 1, 1),
    )


@pytest.mark.rule("KENT-036", "KENT-079")
def test_suggested_shares_follow_the_authoritys_protocol_and_the_childs_status(people, shipped):
    adopt("kent-jrap", shipped("kent-jrap"))
    placement = make_placement(people["caseworker"])
    reference = placement.asked_in.reference

    with pytest.raises(Refused) as refused:
        suggest_shares(reference, START)
    record_legal_status(
        act_on(START),
        child_reference=placement.asked_in.child.reference,
        status="care-order",
        from_on=date(2025, 2, 4),
    )

    assert refused.value.code == "child-not-in-care"
    assert suggest_shares(reference, START).shares == KENT_SHARES
