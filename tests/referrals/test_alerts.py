"""Part 1: raising an alert, sharing it with the network, and who may be told."""

from datetime import date

import pytest

from casework.models import Event, Message
from casework.rules.errors import Refused
from people.models import Case, Child
from referrals import actions
from referrals.rules.gates import Incomplete
from referrals.rules.workflow import MoveRefused
from tests.conftest import act_on
from tests.factories.people import make_child
from tests.factories.referrals import RAISED, get, make_cast, raise_one, share

pytestmark = pytest.mark.django_db


def kinds(reference):
    return list(Event.objects.of(reference).values_list("kind", flat=True))


@pytest.mark.rule("KENT-009", "KENT-038")
def test_raise_alert_opens_a_case_led_by_the_referrers_agency():
    cast = make_cast()

    reference = raise_one(cast)

    referral = get(reference)
    assert (referral.case.stage, referral.case.lead_agency_id, referral.case.owner) == (
        "alert",
        "northshire-sen",
        cast.sen,
    )
    assert sorted(referral.agencies.values_list("agency_id", flat=True)) == [
        "northshire-care",
        "northshire-icb",
        "northshire-sen",
    ]
    assert referral.protocol == "kent-jrap@1"
    assert kinds(reference) == ["referral.alert_raised"]


@pytest.mark.rule("KENT-040")
def test_consent_lets_the_agencies_in_and_refusal_keeps_one_out():
    cast = make_cast()

    reference = raise_one(cast, consented=["northshire-care"], refused=["northshire-icb"])

    seen = [
        Case.objects.visible_to(user).filter(reference=reference).exists() for user in cast.everyone
    ]
    assert seen == [True, True, False]
    assert kinds(reference) == ["referral.alert_raised", "referral.agency_refused"]


@pytest.mark.rule("KENT-040")
@pytest.mark.parametrize(
    "changes",
    [
        {"consented": []},
        {"consented": [], "refused": ["northshire-icb"]},
        {"given_by": ""},
        {"basis": ""},
        {"given_on": None},
    ],
    ids=["nobody", "all refused", "by whom", "on what basis", "when"],
)
def test_alert_without_a_completed_consent_section_is_refused_and_leaves_nothing(changes):
    cast = make_cast()

    with pytest.raises(Refused) as refused:
        raise_one(cast, **changes)

    assert refused.value.rule == "KENT-040"
    assert Case.objects.count() == 0


@pytest.mark.rule("KENT-041")
def test_alert_with_costs_known_and_not_given_is_refused():
    cast = make_cast()

    with pytest.raises(Incomplete) as refused:
        raise_one(cast, are_costs_known=True)

    assert refused.value.rule == "KENT-041"


@pytest.mark.rule("KENT-088")
def test_at_16_a_parents_word_is_refused_and_their_own_is_taken():
    cast = make_cast()
    child = make_child(born_on=date(2009, 9, 1))

    with pytest.raises(Refused) as refused:
        raise_one(cast, child)
    reference = raise_one(cast, child, basis="young-person", given_by="The young person")

    assert refused.value.rule == "KENT-088"
    assert get(reference).case.stage == "alert"


def test_same_form_sent_twice_raises_one_alert():
    cast = make_cast()
    child = make_child()
    details = {
        "child_reference": child.reference,
        "consented": ["northshire-care"],
        "basis": "parent",
        "given_by": "A. Parent",
        "given_on": RAISED,
        "reason": "Needs cannot be met locally.",
    }

    first = actions.raise_alert(act_on(RAISED, cast.sen, "one-key"), **details)
    second = actions.raise_alert(act_on(RAISED, cast.sen, "one-key"), **details)

    assert (first == second, Case.objects.count()) == (True, 1)


def test_new_child_and_alert_are_made_together_or_not_at_all():
    cast = make_cast()
    child = {"given_names": "Sam", "family_name": "Otter", "born_on": date(2012, 2, 29)}
    details = {"consented": ["northshire-care"], "reason": "Out of options."}
    consent = {"basis": "parent", "given_by": "A. Parent", "given_on": RAISED}
    act = act_on(RAISED, cast.sen)

    with pytest.raises(Refused):
        actions.raise_alert_for_new_child(act, authority="northshire", child=child, **details)
    reference = actions.raise_alert_for_new_child(
        act, authority="northshire", child=child, **details, **consent
    )

    assert Child.objects.get().reference == get(reference).case.child.reference


def test_agency_of_another_authority_is_refused():
    cast = make_cast()
    make_cast("southshire")

    with pytest.raises(Refused) as refused:
        raise_one(cast, consented=["southshire-care"])

    assert refused.value.code == "agency-unknown"


@pytest.mark.rule("KENT-038", "KENT-042")
def test_share_alert_asks_each_agency_by_an_email_without_a_name(
    django_capture_on_commit_callbacks,
):
    cast = make_cast()
    reference = raise_one(cast)

    with django_capture_on_commit_callbacks(execute=True):
        share(cast, reference)

    messages = Message.objects.order_by("to")
    assert [message.to for message in messages] == [
        "care@northshire.example",
        "icb@northshire.example",
    ]
    child = get(reference).case.child
    assert not any(
        secret in message.subject + message.body
        for message in messages
        for secret in (child.given_names, child.family_name, child.initials + " ")
    )
    assert get(reference).case.stage == "views"
    assert kinds(reference)[-1] == "referral.alert_shared"


def test_alert_is_shared_once():
    cast = make_cast()
    reference = share(cast, raise_one(cast))

    with pytest.raises(MoveRefused):
        share(cast, reference)


@pytest.mark.rule("KENT-040")
def test_agency_that_was_refused_is_not_asked_until_the_family_agrees():
    cast = make_cast()
    reference = raise_one(cast, consented=["northshire-care"], refused=["northshire-icb"])
    share(cast, reference)
    before = get(reference).agencies.get(agency="northshire-icb").asked_on

    actions.record_consents(
        act_on(date(2025, 9, 20), cast.sen),
        reference=reference,
        consented=["northshire-icb"],
        basis="parent",
        given_by="A. Parent",
        given_on=date(2025, 9, 19),
    )

    asked = get(reference).agencies.get(agency="northshire-icb")
    assert (before, asked.asked_on, asked.refused_on) == (None, date(2025, 9, 20), None)


@pytest.mark.rule("KENT-040")
def test_refusal_after_consent_closes_the_case_to_that_agency():
    cast = make_cast()
    reference = share(cast, raise_one(cast))

    actions.record_consents(
        act_on(date(2025, 9, 20), cast.sen), reference=reference, refused=["northshire-icb"]
    )

    assert not Case.objects.visible_to(cast.icb).filter(reference=reference).exists()
