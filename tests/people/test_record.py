"""A child's record: who sees it from the start, and how it is kept true."""

from datetime import date

import pytest

from accounts.rules.roles import Role
from casework.models import Event
from casework.rules.errors import Refused
from people.actions import children, network
from people.models import Carer, Child, LegalStatus
from people.permissions import verbs_on_child
from tests.conftest import act_on
from tests.factories.people import DAY, make_authority, make_child, make_user

pytestmark = pytest.mark.django_db
DETAILS = {"given_names": "Sam", "family_name": "Reed", "born_on": date(2011, 5, 3)}


@pytest.fixture
def officer():
    make_authority()
    return make_user(Role.CASEWORKER)


def opened_by(officer):
    reference = children.add_child(act_on(DAY, officer), authority="northshire", **DETAILS)
    return Child.objects.get(reference=reference)


def test_the_agency_that_opened_a_record_sees_it_always(officer):
    child = opened_by(officer)
    colleague, health = make_user(Role.CASEWORKER), make_user(Role.CASEWORKER, agency="icb")

    network.join_network(act_on(DAY), child_reference=child.reference, agency="northshire-icb")

    assert list(Child.objects.visible_to(colleague)) == [child]
    assert list(Child.objects.visible_to(health)) == []
    assert list(child.network.values_list("agency", flat=True)) == [
        "northshire-sen",
        "northshire-icb",
    ]


def test_only_the_agency_that_leads_may_change_the_record(officer):
    child = opened_by(officer)
    health, chair = make_user(Role.CASEWORKER, agency="icb"), make_user(Role.CHAIR)

    opens_a_case = {"referral.raise", "ehc.request"}
    changing = {"child.edit", "consent.record"}
    assert verbs_on_child(officer, child) >= changing | opens_a_case
    assert verbs_on_child(health, child) == opens_a_case
    assert verbs_on_child(chair, child) & changing == frozenset()


def test_a_change_is_written_once_and_named_without_its_words(officer):
    child = opened_by(officer)
    new = DETAILS | {"family_name": "Reid", "language": "Polish"}

    for _ in range(2):
        children.edit_child(act_on(DAY, officer), child_reference=child.reference, **new)

    child.refresh_from_db()
    facts = Event.objects.filter(kind="child.details_changed")
    assert (child.family_name, child.language, child.revision) == ("Reid", "Polish", 2)
    assert [fact.data for fact in facts] == [{"details": ["family name", "language"]}]


def test_two_people_cannot_overwrite_each_other(officer):
    child = opened_by(officer)
    new = DETAILS | {"language": "Polish"}
    children.edit_child(act_on(DAY), child_reference=child.reference, revision=1, **new)

    with pytest.raises(Refused) as refused:
        children.edit_child(act_on(DAY), child_reference=child.reference, revision=1, **DETAILS)

    child.refresh_from_db()
    assert (refused.value.code, child.language) == ("stale", "Polish")


def test_a_number_of_another_child_is_refused_and_ones_own_is_kept(officer):
    make_child(nhs_number="943 476 5919")
    child = opened_by(officer)
    change = {"child_reference": child.reference, **DETAILS}

    with pytest.raises(Refused) as refused:
        children.edit_child(act_on(DAY), nhs_number="9434765919", **change)
    children.edit_child(act_on(DAY), nhs_number="401 023 2137", **change)
    children.edit_child(act_on(DAY), nhs_number="401 023 2137", **change)

    child.refresh_from_db()
    assert (refused.value.code, refused.value.field) == ("number-taken", "nhs_number")
    assert child.nhs_number == "4010232137"


def test_a_carer_is_recorded_and_put_right(officer):
    child = opened_by(officer)
    carer = {"name": "Jo Reed", "relation": "Mother", "has_parental_responsibility": False}
    children.add_carer(act_on(DAY), child_reference=child.reference, **carer)

    children.edit_carer(
        act_on(DAY),
        child_reference=child.reference,
        carer_id=child.carers.get().pk,
        **carer | {"has_parental_responsibility": True},
    )

    assert child.carers.get().has_parental_responsibility
    recorded = Event.objects.filter(kind="child.carer_recorded").values_list("data", flat=True)
    assert [data["responsible"] for data in recorded] == [False, True]


def test_a_carer_of_another_child_is_not_touched(officer):
    child, other = opened_by(officer), make_child()
    children.add_carer(
        act_on(DAY), child_reference=other.reference, name="Jo Reed", relation="Mother"
    )

    with pytest.raises(Carer.DoesNotExist):
        children.edit_carer(
            act_on(DAY),
            child_reference=child.reference,
            carer_id=other.carers.get().pk,
            name="Somebody",
        )


@pytest.mark.rule("KENT-037")
@pytest.mark.parametrize(
    ("from_on", "code"), [(date(2025, 9, 2), "date-in-future"), (date(2011, 5, 2), "before-birth")]
)
def test_a_legal_status_begins_within_the_childs_life(officer, from_on, code):
    child = opened_by(officer)

    with pytest.raises(Refused) as refused:
        children.record_legal_status(
            act_on(DAY),
            child_reference=child.reference,
            status=LegalStatus.Status.CARE_ORDER,
            from_on=from_on,
        )

    assert (refused.value.code, refused.value.field) == (code, "from_on")
