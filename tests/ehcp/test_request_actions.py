from dataclasses import replace
from datetime import date

import pytest

from casework.models import Event
from casework.rules.errors import Refused
from ehcp import actions
from ehcp.models import EhcCase, Told
from ehcp.rules.decisions import Outcome
from ehcp.rules.requests import FamilyAgreement, Recipient, Request, Source
from people.models import Case
from tests.conftest import act_on
from tests.factories.ehcp import (
    DECIDED,
    LATER,
    RECEIVED,
    act_of,
    decide,
    fresh,
    make_coordinator,
    make_request,
)
from tests.factories.people import make_authority, make_child

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def authority():
    return make_authority()


def kinds(ehc):
    events = Event.objects.of(ehc.case.reference)
    return list(events.values_list("kind", "on"))


def refusal_of(action, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


@pytest.mark.rule("SUT-032", "COP-131")
def test_a_parents_request_opens_a_case_and_starts_the_weeks_on_the_day_it_came_in():
    ehc = make_request(evidence=["attainment"], is_known_to_social_care=False)

    assert (ehc.case.kind, ehc.case.stage, ehc.case.owner.agency_id) == (
        "ehc",
        "requested",
        "northshire-sen",
    )
    assert (ehc.received_on, ehc.case.opened_on) == (RECEIVED, LATER)
    assert (ehc.evidence, ehc.is_known_to_social_care) == (["attainment"], False)
    assert kinds(ehc) == [("ehc.request_received", RECEIVED)]


@pytest.mark.rule("SUT-033")
def test_a_foster_carer_brings_a_child_to_notice_and_the_same_weeks_start():
    child = make_child()

    ehc = make_request(child=child, request=Request(Source.FOSTER_CARER, child.born_on, RECEIVED))

    assert kinds(ehc) == [("ehc.became_responsible", RECEIVED)]


@pytest.mark.rule("SUT-031")
def test_a_refused_request_leaves_nothing():
    child = make_child(born_on=date(2000, 3, 3))
    request = Request(Source.YOUNG_PERSON, child.born_on, RECEIVED)

    assert refusal_of(make_request, child=child, request=request) == "too-old"
    assert (Case.objects.count(), EhcCase.objects.count()) == (0, 0)


def test_a_second_request_while_one_is_open_is_refused_and_names_the_first():
    first = make_request()

    with pytest.raises(Refused, match=first.case.reference):
        make_request(owner=first.case.owner, child=first.case.child)


def test_a_request_withdrawn_can_be_made_again():
    first = make_request()
    actions.withdraw_request(
        act_of(first), reference=first.case.reference, on=date(2025, 10, 1), reason="Moved."
    )

    second = make_request(owner=first.case.owner, child=first.case.child)

    first = fresh(first.case.reference)
    assert (first.case.stage, first.case.closed_on) == ("withdrawn", LATER)
    assert kinds(first)[-1] == ("ehc.request_withdrawn", date(2025, 10, 1))
    assert second.case.reference != first.case.reference


def test_a_school_says_whether_the_family_agrees():
    child = make_child()
    request = Request(
        Source.SCHOOL, child.born_on, RECEIVED, FamilyAgreement.NO, "Cannot be reached."
    )

    ehc = make_request(child=child, request=request)

    assert (ehc.family_agreement, ehc.agreement_reason) == ("no", "Cannot be reached.")


def test_the_same_form_sent_twice_opens_one_case():
    owner, child = make_coordinator(), make_child()
    act = replace(act_on(LATER, owner), idempotency_key="once")
    request = Request(Source.PARENT, child.born_on, RECEIVED)

    references = {
        actions.request_assessment(
            act, child_reference=child.reference, owner=owner, request=request, asked_by="A parent"
        )
        for _again in range(2)
    }

    assert references == {EhcCase.objects.get().case.reference}


@pytest.mark.rule("SUT-036", "COP-134")
def test_each_recipient_is_told_once_with_its_day():
    ehc = make_request()
    tell = {"reference": ehc.case.reference, "occasion": "considering", "on": date(2025, 9, 3)}

    actions.tell_others(act_of(ehc), recipients=[Recipient.FAMILY, Recipient.HEALTH], **tell)
    actions.tell_others(act_of(ehc), recipients=[Recipient.HEALTH], **tell)

    assert list(Told.objects.order_by("pk").values_list("recipient", "on")) == [
        ("family", date(2025, 9, 3)),
        ("icb", date(2025, 9, 3)),
    ]
    assert kinds(ehc)[1:] == [("ehc.consideration_told", date(2025, 9, 3))] * 2


@pytest.mark.rule("SUT-037")
def test_others_are_told_of_a_decision_once_there_is_one():
    ehc = make_request()
    tell = {"occasion": "assessment", "recipients": [Recipient.HEALTH], "on": DECIDED}
    early = refusal_of(actions.tell_others, act_of(ehc), reference=ehc.case.reference, **tell)

    ehc = decide(ehc, Outcome.NO_ASSESSMENT)
    actions.tell_others(act_of(ehc), reference=ehc.case.reference, **tell)

    assert early == "nothing-to-tell"
    assert kinds(ehc)[-1] == ("ehc.others_told", DECIDED)
