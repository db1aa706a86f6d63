"""Writing a child's record through its pages: what is asked, refused, kept and said."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from casework import clock
from people.models import Child
from tests.factories.people import make_authority, make_child, make_user
from tests.people.test_doors import opened_by, with_case

pytestmark = pytest.mark.django_db
TODAY = date(2025, 10, 6)
DETAILS = {
    "authority": "northshire",
    "given_names": "Robin",
    "family_name": "Sample",
    "born_on-day": "3",
    "born_on-month": "5",
    "born_on-year": "2011",
    "is_address_hidden": "no",
    "language": "English",
}


@pytest.fixture
def officer(client, monkeypatch):
    make_authority()
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    user = make_user(Role.CASEWORKER)
    client.force_login(user)
    return user


@pytest.fixture
def child(officer):
    return opened_by(officer, "Own")


def send(client, page, /, *args, **answers):
    answer = client.post(reverse(f"people:{page}", args=args), {"form_key": "", **answers})
    return answer.status_code, answer.content.decode()


def add(client, **answers):
    return send(client, "add_child", **(DETAILS | answers))


def test_who_adds_a_child_is_taken_to_the_record(client, officer):
    answer = client.post(reverse("people:add_child"), DETAILS, follow=True)

    page = answer.content.decode()
    child = Child.objects.get()
    assert answer.redirect_chain == [(f"/children/{child.reference}/people/", 302)]
    assert "The record is open" in page
    assert "Own record" in page


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"family_name": ""}, "Enter family name"),
        ({"born_on-year": "2099"}, "The date of birth must be today or in the past."),
        ({"born_on-month": "13"}, "must be a real date"),
        ({"nhs_number": "943 476 5918"}, "That is not an NHS number."),
        ({"upn": "A123"}, "That is not a unique pupil number."),
        ({"authority": "southshire"}, "Select an answer from the list"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_what_was_typed_stays(
    client, officer, answers, says
):
    status, page = add(client, **answers)

    assert (status, Child.objects.count()) == (200, 0)
    assert says in page
    assert 'value="Robin"' in page


def test_a_likely_duplicate_is_shown_and_asked_about(client, officer):
    add(client)

    _, page = add(client, given_names="Robyn")
    assert "A child with this name and date of birth already has a record here" in page
    assert "Children who may be the same" in page
    assert "This is another child, not one of those listed above" in page
    assert Child.objects.count() == 1
    assert "Robin Sample" in page

    status, _ = add(client, given_names="Robyn", confirmed_new="on")
    assert (status, Child.objects.count()) == (302, 2)


def test_a_likely_duplicate_out_of_sight_is_told_of_and_not_shown(client, officer):
    make_child(given_names="Hidden", family_name="Sample", born_on=date(2011, 5, 3))

    _, page = add(client)

    assert "Another agency holds a record with this name and date of birth" in page
    assert "Hidden" not in page


def test_the_same_form_sent_twice_opens_one_record(client, officer):
    for _ in range(2):
        add(client, form_key="one")

    assert Child.objects.count() == 1


def test_the_second_of_two_writers_is_shown_what_the_first_wrote(client, officer, child):
    change = DETAILS | {"family_name": "Own", "given_names": "Sam"}
    send(client, "edit_child", child.reference, **change | {"language": "Polish", "revision": "1"})

    status, page = send(
        client, "edit_child", child.reference, **change | {"language": "Welsh", "revision": "1"}
    )

    assert status == 200
    assert "Somebody else has changed this record" in page
    assert "Recorded now, and different from what you typed" in page
    assert "Polish" in page
    assert 'value="Welsh"' in page
    assert 'name="revision" value="2"' in page

    status, _ = send(
        client, "edit_child", child.reference, **change | {"language": "Welsh", "revision": "2"}
    )
    child.refresh_from_db()
    assert (status, child.language) == (302, "Welsh")


def test_a_carer_is_added_and_put_right(client, officer, child):
    carer = {
        "name": "Jo Own",
        "relation": "Mother",
        "has_parental_responsibility": "yes",
        "evidence": "Birth certificate",
        "is_address_hidden": "yes",
        "address": "2 Other Street",
    }
    send(client, "add_carer", child.reference, **carer)
    kept = child.carers.get()

    status, _ = send(
        client, "edit_carer", child.reference, kept.pk, **carer | {"phone": "01632 960001"}
    )

    page = client.get(reverse("people:child_people", args=[child.reference])).content.decode()
    assert status == 302
    assert "Yes: Birth certificate" in page
    assert "01632 960001" in page


def test_a_legal_status_before_birth_is_refused_at_its_field(client, officer, child):
    answers = {"status": "care-order", "from_on": "2011-01-01"}

    status, page = send(client, "record_legal_status", child.reference, **answers)

    assert (status, child.legal_statuses.count()) == (200, 0)
    assert "The status cannot begin before the child was born." in page


CONSENT = {
    "agencies": ["northshire-icb"],
    "basis": "parent",
    "given_by": "Jo Own",
    "given_on": "2025-10-01",
}


def in_network(client, child, agency="northshire-icb"):
    return send(client, "join_network", child.reference, agency=agency)


def test_consent_opens_the_record_and_withdrawal_closes_it(client, officer, child):
    health = make_user(Role.CASEWORKER, agency="icb")
    in_network(client, child)

    def health_sees():
        return child in Child.objects.visible_to(health)

    before = health_sees()
    send(client, "record_consent", child.reference, **CONSENT)
    during = health_sees()
    unsure, asked = send(client, "withdraw_consent", child.reference, "northshire-icb")
    send(client, "withdraw_consent", child.reference, "northshire-icb", is_sure="on")

    assert (before, during, health_sees(), unsure) == (False, True, False, 200)
    assert "Tick the box to say that the consent is withdrawn" in asked


def test_withdrawal_names_the_cases_that_close(client, officer, child):
    case = with_case(child, officer)
    in_network(client, child)
    send(client, "record_consent", child.reference, **CONSENT)

    page = client.get(
        reverse("people:withdraw_consent", args=[child.reference, "northshire-icb"])
    ).content.decode()

    assert case.reference in page
    assert "what was lawfully shared before" in page


def test_there_is_nothing_to_withdraw_where_nothing_was_given(client, officer, child):
    in_network(client, child)

    status, _ = send(client, "withdraw_consent", child.reference, "northshire-icb", is_sure="on")

    assert status == 404


@pytest.mark.rule("KENT-088")
def test_from_sixteen_a_parents_word_is_refused_with_the_rule(client, officer, child):
    Child.objects.filter(pk=child.pk).update(born_on=date(2009, 10, 6))
    in_network(client, child)

    asked = client.get(reverse("people:record_consent", args=[child.reference])).content.decode()
    status, page = send(client, "record_consent", child.reference, **CONSENT)

    assert "This young person is 16 or over" in asked
    assert "(KENT-088)" in asked
    assert (status, child.consents.count()) == (200, 0)
    assert "unless a mental capacity assessment has found that they cannot give it" in page


def test_what_one_form_says_of_sixteen_another_does_not(client, officer, child):
    """A field's looks are shared between forms unless each changes its own copy."""
    in_network(client, child)
    address = reverse("people:record_consent", args=[child.reference])
    Child.objects.filter(pk=child.pk).update(born_on=date(2009, 10, 6))
    older = client.get(address).content.decode()
    Child.objects.filter(pk=child.pk).update(born_on=date(2012, 10, 6))

    younger = client.get(address).content.decode()

    says = "Not from 16"
    assert (says in older, says in younger) == (True, False)
