from datetime import date

import pytest

from casework.rules.errors import Refused
from people.actions import network
from people.models import Child
from people.rules.identity import check_nhs_number, check_upn
from tests.conftest import act_on
from tests.factories.people import DAY, make_authority, make_child


@pytest.mark.parametrize("text", ["0000000000", "943 476 5918", "12", "", "x"])
def test_a_wrong_nhs_number_is_refused(text):
    with pytest.raises(Refused, match="not an NHS number"):
        check_nhs_number(text)


@pytest.mark.parametrize("authority", ["838", "839", "940", "943", "373"])
def test_a_upn_of_an_authority_made_lately_is_taken(authority):
    from stdnum.gb.upn import calc_check_digit

    rest = f"{authority}12305001"
    rest = rest + "1" * (12 - len(rest))
    number = calc_check_digit(rest) + rest

    assert check_upn(number.lower()) == number
    with pytest.raises(Refused):
        check_upn(("A" if number[0] != "A" else "B") + rest)


@pytest.mark.django_db
def test_a_birth_in_the_future_is_refused():
    make_authority()

    with pytest.raises(Refused) as refused:
        make_child(born_on=date(2025, 9, 2))

    assert (refused.value.code, refused.value.field) == ("born-in-future", "born_on")
    assert Child.objects.count() == 0


@pytest.mark.django_db
def test_a_likely_duplicate_is_asked_about_once():
    make_authority()
    make_child(given_names="Sam", family_name="Reed")

    with pytest.raises(Refused) as refused:
        make_child(given_names="Samuel", family_name="reed")

    assert refused.value.code == "child-may-exist"
    make_child(given_names="Samuel", family_name="reed", confirmed_new=True)
    assert Child.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.rule("KENT-088")
@pytest.mark.parametrize(
    ("born_on", "basis", "code"),
    [
        (date(2009, 9, 1), "parent", "consent-not-theirs"),
        (date(2009, 9, 2), "parent", None),
        (date(2009, 9, 1), "young-person", None),
        (date(2009, 9, 1), "best-interests", "capacity-missing"),
    ],
)
def test_from_sixteen_own_consent_or_a_capacity_assessment_is_needed(born_on, basis, code):
    make_authority()
    child = make_child(born_on=born_on)

    def give():
        network.record_consent(
            act_on(DAY),
            child_reference=child.reference,
            agencies=["northshire-icb"],
            basis=basis,
            given_by="Somebody",
            given_on=DAY,
        )

    if code is None:
        give()
        assert child.consents.count() == 1
    else:
        with pytest.raises(Refused) as refused:
            give()
        assert (refused.value.code, child.consents.count()) == (code, 0)
