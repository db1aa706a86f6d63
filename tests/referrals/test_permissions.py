"""Two of everything: who may open and do what, on one's own referral and on another's."""

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from tests.factories.people import make_user
from tests.factories.referrals import make_cast, raise_one, share, write_part_2

pytestmark = pytest.mark.django_db

WHO = ("referrer", "colleague", "care", "icb", "admin", "manager", "member")
LOOK = {name: 200 for name in WHO} | {"member": 404, "icb": 404}
# The family refused the ICB; a panel member sees nothing until an agenda is sent.
TABLE = {
    "show": LOOK,
    "tasks": LOOK,
    "assessments": LOOK,
    "timeline": LOOK,
    "edit child": LOOK | dict.fromkeys(("colleague", "care", "admin", "manager"), 403),
    "consent": LOOK | dict.fromkeys(("care", "admin", "manager"), 403),
    "check": LOOK | dict.fromkeys(("colleague", "care", "admin", "manager"), 403),
    "withdraw": LOOK | dict.fromkeys(("care", "admin", "manager"), 403),
    "agency northshire-care": LOOK,
    "agency northshire-icb": LOOK,
    "agency southshire-care": dict.fromkeys(WHO, 404),
    "give_view northshire-sen": LOOK | dict.fromkeys(("care", "admin"), 403),
    "give_view northshire-care": LOOK
    | dict.fromkeys(("referrer", "colleague", "admin", "manager"), 403),
    "confirm_share northshire-care": LOOK
    | dict.fromkeys(("referrer", "colleague", "admin", "manager"), 403),
    "confirm_share northshire-sen": LOOK | dict.fromkeys(("care", "admin"), 403),
}


def people_of(cast):
    authority = cast.authority
    return {
        "referrer": cast.sen,
        "colleague": make_user(Role.CASEWORKER, agency="sen", authority=authority),
        "care": cast.care,
        "icb": cast.icb,
        "admin": cast.admin,
        "manager": make_user(Role.MANAGER, agency="sen", authority=authority),
        "member": make_user(Role.MEMBER, agency="icb", authority=authority),
    }


def referral_of(cast):
    refused = {"consented": [cast.agency("care")], "refused": [cast.agency("icb")]}
    reference = share(cast, raise_one(cast, **refused))
    write_part_2(cast, reference)
    return reference


@pytest.fixture
def two():
    """Two authorities with a referral each, by the same protocol."""
    casts = make_cast("northshire"), make_cast("southshire")
    return [(referral_of(cast), people_of(cast)) for cast in casts]


def statuses(client, people, page, reference):
    name, *args = page.split()
    address = reverse(f"referrals:{name}", args=[reference, *args])
    found = {}
    for who, user in people.items():
        client.force_login(user)
        found[who] = client.get(address).status_code
    return found


@pytest.mark.rule("KENT-012", "KENT-039", "KENT-040", "KENT-046")
def test_each_page_opens_to_whom_it_should(client, two):
    (reference, people), _other = two

    assert {page: statuses(client, people, page, reference) for page in TABLE} == TABLE


def test_nobody_of_one_authority_opens_anything_of_the_other(client, two):
    (reference, _own), (_reference, strangers) = two
    nothing = dict.fromkeys(WHO, 404)

    found = {page: statuses(client, strangers, page, reference) for page in TABLE}

    assert found == dict.fromkeys(TABLE, nothing)


def test_raising_an_alert_is_for_those_who_may(client, two):
    (_reference, people), _other = two

    found = {}
    for who, user in people.items():
        client.force_login(user)
        found[who] = client.get(reverse("referrals:new")).status_code

    assert found == dict.fromkeys(("referrer", "colleague", "care", "icb"), 200) | dict.fromkeys(
        ("admin", "manager", "member"), 403
    )
