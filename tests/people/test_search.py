"""Search: what can be typed, who is found, and what stays out of addresses."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from casework import addresses
from casework.models import AccessLog
from casework.rules.references import make_reference
from people.models import Case, Child
from people.rules.sought import Sought, read_search
from tests.factories.people import DAY, make_authority, make_user
from tests.factories.streams import make_document
from tests.people.test_doors import opened_by, with_case


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("Robin Sample", Sought(words=("Robin", "Sample"))),
        ("O'Hara-Smith", Sought(words=("O'Hara-Smith",))),
        ("3 May 2011", Sought(born_on=date(2011, 5, 3))),
        ("03/05/2011", Sought(born_on=date(2011, 5, 3))),
        ("2011-05-03 sample", Sought(words=("sample",), born_on=date(2011, 5, 3))),
        ("31 Feb 2011", Sought(words=("Feb",))),
        ("943 476 5919", Sought(number="9434765919")),
        ("a801200001001", Sought(number="A801200001001")),
        ("bcdfghjk", Sought(number="BCDFGHJK")),
        (" e-2025-00001-9 ", Sought(reference="E-2025-00001-9")),
        ("d-bcdf3467", Sought(reference="D-BCDF3467")),
        ("%", Sought()),
        ("12", Sought()),
    ],
)
def test_what_was_typed_is_taken_apart(text, sought):
    assert read_search(text) == sought


@pytest.fixture
def officer(client):
    make_authority("northshire")
    make_authority("southshire")
    user = make_user(Role.CASEWORKER)
    client.force_login(user)
    return user


@pytest.fixture
def case(officer):
    south = make_user(Role.CASEWORKER, authority="southshire")
    with_case(opened_by(south, "Sample"), south)
    return with_case(opened_by(officer, "Sample"), officer)


def search(client, text, **follow):
    return client.post(reverse("people:search"), {"text": text}, **(follow or {"follow": True}))


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["sample", "Sam Sample", "3 May 2011", "samp 3/5/2011"])
def test_only_children_in_sight_are_found_and_counted(client, case, text):
    answer = search(client, text)

    page = answer.content.decode()
    assert "1 child found" in page
    assert page.count("/children/") - page.count("/children/add/") == 1
    assert case.child.reference in page
    assert AccessLog.objects.get(what="people.search").references == [case.child.reference]


@pytest.mark.django_db
def test_what_was_typed_is_in_no_address(client, case):
    answer = search(client, "Sample")

    (address, status) = answer.redirect_chain[0]
    assert status == 302
    assert "ample" not in address
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_an_address_of_another_session_starts_the_search_anew(client, case):
    address = search(client, "Sample").redirect_chain[0][0]
    client.logout()
    client.force_login(make_user(Role.CASEWORKER))

    assert client.get(address).headers["Location"] == reverse("people:search")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["case", "child", "document"])
def test_a_reference_opens_what_it_names(client, case, kind, monkeypatch):
    monkeypatch.setitem(addresses.PAGES, "R", "people:child_cases")
    document = make_document(case.reference, DAY)
    asked = {
        "case": (case.reference.lower(), f"/children/{case.reference}/cases/"),
        "document": (document.reference, f"/documents/{document.reference}/"),
        "child": (case.child.reference, None),
    }
    text, address = asked[kind]

    answer = search(client, text, follow=False)

    assert answer.status_code == 302
    assert answer.headers["Location"] == (address or answer.headers["Location"])


@pytest.mark.django_db
def test_a_reference_out_of_sight_and_one_that_never_was_find_nothing_alike(client, case):
    hidden = Case.objects.exclude(pk=case.pk).get().reference
    never = make_reference("R", 2025, 99)

    pages = [search(client, text).content.decode() for text in (hidden, never)]

    assert all("Nothing found" in page for page in pages)
    assert all("that you may see" in page for page in pages)
    assert all("/children/" not in page.replace("/children/add/", "") for page in pages)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Enter a name, a date of birth, a number or a reference"),
        ("%", "Enter a name of letters"),
        ("R-2025-00001-A", "its last character does not fit the rest"),
    ],
)
def test_what_cannot_be_looked_for_says_how_to_mend_it(client, officer, text, says):
    page = search(client, text).content.decode()

    assert says in page
    assert "There is a problem" in page


@pytest.mark.django_db
def test_an_empty_result_says_why_and_what_to_do(client, officer):
    page = search(client, "Nobody").content.decode()

    for words in ("Nothing found", "Each word must begin a name", "Add a child"):
        assert words in page


@pytest.mark.django_db
def test_a_middle_name_and_a_name_known_by_are_found(client, officer):
    child = opened_by(officer, "Sample")
    Child.objects.filter(pk=child.pk).update(given_names="Samuel Robin", known_as="Bobby")

    for text in ("robin", "bobby sample"):
        assert "1 child found" in search(client, text).content.decode()
