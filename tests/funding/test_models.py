"""What the database itself promises about money: each constraint broken both ways."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.models import StoredFile
from funding.models import (
    Award,
    AwardPayer,
    AwardVersion,
    CostLine,
    LockedAmount,
    Placement,
    PlacementReview,
    QuarterLock,
    Reclaim,
    Signature,
)
from funding.queries import newest_form
from tests.factories.funding import START, make_award, make_people

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def award():
    return make_award(make_people()["caseworker"])


def refused(constraint, write):
    """Do a write that the database must refuse, naming the constraint or its columns."""
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        write()
    return constraint in str(fault.value) or "UNIQUE" in str(fault.value)


def a_version(award, **columns):
    given = {
        "from_on": date(2026, 9, 1),
        "state": "paying",
        "education_pence": 1,
        "care_pence": 2,
        "health_pence": 3,
        "total_pence": 6,
        "decision_reference": "C-2026-00001-W",
        "recorded_at": NOW,
    }
    return AwardVersion.objects.create(award=award, **(given | columns))


@pytest.mark.parametrize("total", [5, 7])
def test_shares_that_do_not_make_the_total_cannot_be_written(award, total):
    assert refused(
        "award_version_shares_add_up_to_total", lambda: a_version(award, total_pence=total)
    )


def test_two_versions_from_one_day_cannot_both_stand(award):
    assert refused("award_has_one_standing_version", lambda: a_version(award, from_on=START))


def test_a_replaced_version_leaves_its_day_free(award):
    AwardVersion.objects.update(superseded_at=NOW + timedelta(days=1))

    assert a_version(award, from_on=START).pk


@pytest.mark.parametrize(("state", "pence"), [("paying", 0), ("ended", 1), ("suspended", 1)])
def test_a_version_pays_just_when_it_says_so(award, state, pence):
    columns = {
        "state": state,
        "education_pence": pence,
        "care_pence": 0,
        "health_pence": 0,
        "total_pence": pence,
    }

    assert refused("pays_something_only_while_paying", lambda: a_version(award, **columns))


def test_a_version_is_not_replaced_before_it_was_recorded(award):
    early = NOW - timedelta(seconds=1)

    assert refused(
        "superseded_after_it_was_recorded", lambda: a_version(award, superseded_at=early)
    )


@pytest.mark.parametrize("payer", ["education", "care", "health"])
def test_a_negative_share_cannot_be_written(award, payer):
    others = {"education": 5, "care": 4, "health": 3}
    columns = {f"{payer}_pence": -1, "total_pence": others[payer] - 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        a_version(award, **columns)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"weeks": 0}, "runs_for_weeks_of_a_year"),
        ({"weeks": 54}, "runs_for_weeks_of_a_year"),
        ({"education_weeks": 54}, "education_is_paid_over_weeks"),
        ({"ends_on": START - timedelta(days=1)}, "planned_to_end_on_or_after"),
        (
            {"started_on": START, "ended_on": START - timedelta(days=1)},
            "ended_on_or_after_it_started",
        ),
        ({"stage": "started", "started_on": None}, "under_way_has_started"),
    ],
)
def test_an_impossible_placement_cannot_be_written(award, change, constraint):
    assert refused(constraint, lambda: Placement.objects.update(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"weeks": 53, "education_weeks": None, "ends_on": START},
        {"started_on": START, "ended_on": START, "stage": "started"},
        {"started_on": None, "ended_on": START},
    ],
)
def test_a_possible_placement_can(award, change):
    assert Placement.objects.update(**change) == 1


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"weeks": 54, "per": "year", "pence": 9, "yearly_pence": 9}, "charged_over_weeks"),
        ({"yearly_pence": 1}, "comes_to_its_price"),
        ({"per": "year"}, "comes_to_its_price"),
        ({"per": "night"}, "comes_to_its_price"),
    ],
)
def test_a_cost_line_comes_to_its_price(award, change, constraint):
    assert refused(constraint, lambda: CostLine.objects.update(**change))


def test_a_cost_line_a_term_comes_to_three(award):
    assert CostLine.objects.update(per="term", pence=5, yearly_pence=15) == 3


@pytest.mark.parametrize(
    ("responsibility", "recharge", "is_kept"),
    [
        ("hosted", "", False),
        ("hosted", "monthly", True),
        ("separate-contracts", "", True),
        ("separate-contracts", "termly", True),
        ("somehow", "termly", False),
    ],
)
def test_an_award_hosted_by_one_agency_has_a_recharge_cycle(
    award, responsibility, recharge, is_kept
):
    try:
        with transaction.atomic():
            kept = Award.objects.update(responsibility=responsibility, recharge=recharge) == 1
    except IntegrityError:
        kept = False

    assert kept == is_kept


def test_a_payer_has_one_agency(award):
    first = award.payers.first()

    assert refused(
        "one_agency_a_payer",
        lambda: AwardPayer.objects.create(award=award, payer=first.payer, agency=first.agency),
    )


def test_a_reclaim_is_of_money_and_one_for_each_body(award):
    version = award.versions.get()
    Reclaim.objects.create(version=version, body="Farshire ICB", yearly_pence=1)

    assert refused(
        "reclaim_is_one",
        lambda: Reclaim.objects.create(version=version, body="Farshire ICB", yearly_pence=1),
    )
    assert refused(
        "reclaim_is_of_money",
        lambda: Reclaim.objects.create(version=version, body="Other ICB", yearly_pence=0),
    )


def a_signature(award, **columns):
    user = award.case.owner
    given = {"name": "A", "typed_name": "A", "signed_at": NOW, "agency_id": "northshire-sen"}
    return Signature.objects.create(form=newest_form(award), signed_by=user, **(given | columns))


def test_an_agency_signs_once_and_with_a_name(award):
    a_signature(award)

    assert refused("signed_once_by_each_agency", lambda: a_signature(award))
    assert refused(
        "signature_has_a_typed_name",
        lambda: a_signature(award, agency_id="northshire-care", typed_name=""),
    )


@pytest.mark.parametrize("agency", [None, "northshire-icb"])
def test_a_review_is_recorded_once_a_day(award, agency):
    def write():
        return PlacementReview.objects.create(
            award=award, held_on=START, agency_id=agency, found="Well", recorded_at=NOW
        )

    write()

    assert refused("placement_review", write)


def test_a_quarter_is_locked_once_and_holds_an_award_once(award):
    file = StoredFile.objects.create(sha256="0" * 64, size=1, content_type="x", kept_at=NOW)

    def lock():
        return QuarterLock.objects.create(
            authority_id="northshire",
            quarter="2026-Q1",
            locked_at=NOW,
            locked_by_name="Finance",
            file=file,
        )

    locked = lock()
    amounts = {"education_pence": 1, "care_pence": 1, "health_pence": 1}
    LockedAmount.objects.create(lock=locked, award=award, **amounts)

    assert refused("quarter_is_locked_once", lock)
    assert refused(
        "locked_amount_is_one",
        lambda: LockedAmount.objects.create(lock=locked, award=award, **amounts),
    )
