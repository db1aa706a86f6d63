from datetime import date

import pytest

from casework.models import Event
from casework.rules.errors import Refused
from ehcp import actions
from ehcp.models import Decided, PanelAdvice
from ehcp.rules.advice import Head
from ehcp.rules.decisions import Decision, Outcome
from ehcp.rules.requests import Request, Source
from tests.factories.ehcp import (
    DECIDED,
    LATER,
    PLAN_AGREED,
    RECEIVED,
    act_of,
    answer_all,
    decide,
    fresh,
    make_assessment,
    make_request,
)
from tests.factories.people import make_authority, make_child

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def authority():
    return make_authority()


def kinds(ehc):
    return list(Event.objects.of(ehc.case.reference).values_list("kind", "on"))


def refusal_of(ehc, decision, action=actions.decide_assessment, **more):
    before = kinds(ehc)
    with pytest.raises(Refused) as refusal:
        action(act_of(ehc), reference=ehc.case.reference, decision=decision, **more)
    assert kinds(ehc) == before
    return refusal.value.code


@pytest.mark.rule("SUT-026", "COP-138")
def test_agreeing_an_assessment_is_dated_when_the_family_was_told():
    ehc = decide(make_request(), Outcome.ASSESS)

    assert (ehc.case.stage, ehc.case.closed_on) == ("assessing", None)
    assert kinds(ehc)[1:] == [("ehc.assessment_agreed", DECIDED)]
    assert Decided.objects.get().by_name == ehc.case.owner.name


@pytest.mark.rule("SUT-037", "COP-140")
def test_refusing_an_assessment_closes_the_case_and_starts_the_time_to_appeal():
    ehc = decide(make_request(), Outcome.NO_ASSESSMENT)

    assert (ehc.case.stage, ehc.case.closed_on) == ("not assessed", LATER)
    assert kinds(ehc)[1:] == [
        ("dispute.decision_notified", DECIDED),
        ("ehc.assessment_refused", DECIDED),
    ]


@pytest.mark.parametrize(
    ("sent_on", "reasons", "code"),
    [
        (date(2025, 8, 31), "Reasons.", "day-out-of-order"),
        (date(2026, 2, 3), "Reasons.", "day-in-future"),
        (DECIDED, "  ", "reasons-missing"),
    ],
)
def test_a_decision_out_of_order_or_without_reasons_is_refused(sent_on, reasons, code):
    decision = Decision(Outcome.ASSESS, sent_on, reasons)

    assert refusal_of(make_request(), decision) == code


@pytest.mark.rule("COP-260")
def test_age_is_weighed_from_eighteen():
    child = make_child(born_on=date(2006, 9, 2))
    request = Request(Source.YOUNG_PERSON, child.born_on, RECEIVED)
    ehc = make_request(child=child, request=request)

    silent = Decision(Outcome.ASSESS, DECIDED, "Reasons.")

    assert refusal_of(ehc, silent) == "regard-to-age-missing"
    assert decide(ehc, Outcome.ASSESS, regard_to_age="More time.").case.stage == "assessing"


def test_a_decision_is_made_once():
    ehc = decide(make_request(), Outcome.ASSESS)

    assert refusal_of(ehc, Decision(Outcome.NO_ASSESSMENT, DECIDED, "No.")) == "move-refused"


def test_the_second_of_two_people_is_told_that_the_case_has_changed():
    ehc = make_request()
    seen = ehc.case.revision
    actions.tell_others(
        act_of(ehc),
        reference=ehc.case.reference,
        occasion="considering",
        recipients=["family"],
        on=DECIDED,
    )

    stale = refusal_of(ehc, Decision(Outcome.ASSESS, DECIDED, "Yes."), revision=seen)

    assert stale == "stale"


@pytest.mark.rule("SUT-098")
def test_a_panels_advice_is_kept_once_a_meeting_and_decides_nothing():
    ehc = make_request()
    advice = {"outcome": "no-assessment", "panel_on": date(2025, 10, 7), "meeting": "M-2025-1"}

    for _again in range(2):
        actions.receive_advice(act_of(ehc), reference=ehc.case.reference, **advice)

    assert fresh(ehc.case.reference).case.stage == "requested"
    assert PanelAdvice.objects.get().outcome == "no-assessment"
    assert kinds(ehc)[1:] == [("ehc.panel_advice_received", date(2025, 10, 7))]
    assert decide(ehc, Outcome.ASSESS).case.stage == "assessing"


@pytest.mark.rule("SUT-046", "SUT-047")
def test_no_decision_on_a_plan_while_a_compulsory_head_is_not_asked():
    ehc = answer_all(make_assessment(ask=[Head.FAMILY, Head.EDUCATION, Head.HEALTH]))
    decision = Decision(Outcome.PLAN, PLAN_AGREED, "Reasons.")

    with pytest.raises(Refused, match="Educational psychology; Social care; Preparing"):
        actions.decide_plan(act_of(ehc), reference=ehc.case.reference, decision=decision)


@pytest.mark.rule("SUT-046")
def test_an_officer_goes_on_without_late_advice_for_a_reason():
    ehc = make_assessment()
    decision = Decision(Outcome.PLAN, PLAN_AGREED, "Reasons.")

    assert refusal_of(ehc, decision, actions.decide_plan) == "advice-outstanding"
    ehc = decide(ehc, Outcome.PLAN, PLAN_AGREED, without_advice_reason="20 weeks are near.")
    assert (ehc.case.stage, ehc.plan.versions.count()) == ("drafting", 0)


@pytest.mark.rule("SUT-044", "SUT-045", "COP-180")
def test_deciding_on_no_plan_closes_the_case_and_starts_the_time_to_appeal():
    ehc = decide(answer_all(make_assessment()), Outcome.NO_PLAN, date(2025, 12, 22))

    assert (ehc.case.stage, ehc.case.closed_on) == ("no plan", LATER)
    assert kinds(ehc)[-2:] == [
        ("dispute.decision_notified", date(2025, 12, 22)),
        ("ehc.plan_refused", date(2025, 12, 22)),
    ]


def test_a_plan_is_not_decided_on_before_the_assessment_was_agreed():
    ehc = answer_all(make_assessment())
    decision = Decision(Outcome.NO_PLAN, date(2025, 10, 12), "Reasons.")

    assert refusal_of(ehc, decision, actions.decide_plan) == "day-out-of-order"
