"""Decisions: a panel may advise; an officer decides, with reasons, and the family is told."""

from datetime import date

from casework.act import Act
from casework.actions import action
from casework.events import Fact, publish
from ehcp.actions.steps import take_up, tell
from ehcp.events import (
    AssessmentAgreed,
    AssessmentRefused,
    DecisionNotified,
    PanelAdviceReceived,
    PlanAgreed,
    PlanRefused,
)
from ehcp.models import Decided, EhcCase, PanelAdvice, Plan, Told
from ehcp.queries import asked_heads, circumstances_of
from ehcp.rules.advice import check_all_asked, check_without_advice
from ehcp.rules.decisions import (
    OUTCOME_WORDS,
    VERBS,
    Decision,
    Outcome,
    PanelOutcome,
    check_day,
    check_reasons,
)
from ehcp.rules.requests import is_over_eighteen, others_told
from ehcp.rules.workflow import Verb

FACTS: dict[Outcome, type[AssessmentAgreed | AssessmentRefused | PlanRefused]] = {
    Outcome.ASSESS: AssessmentAgreed,
    Outcome.NO_ASSESSMENT: AssessmentRefused,
    Outcome.NO_PLAN: PlanRefused,
}
OPEN_TO_APPEAL = {
    Outcome.NO_ASSESSMENT: "refusal-to-assess",
    Outcome.NO_PLAN: "refusal-to-make-plan",
}


@action
def receive_advice(
    act: Act, *, reference: str, outcome: str, panel_on: date, reasons: str = "", meeting: str = ""
) -> str:
    """Keep what a SEND Panel advised. It moves nothing: the officer's own decision does.

    Called by the panel that held the meeting; the same meeting's advice twice is kept once.

    Raises:
        Refused: ``move-refused``, the case waits for no decision.

    Rules: SUT-098; Children and Families Act 2014 s.36, s.37.
    """
    ehc = take_up(act, reference, Verb.RECEIVE_ADVICE)
    advised = PanelOutcome(outcome)
    words = {"outcome": advised, "reasons": reasons, "panel_on": panel_on}
    if meeting and ehc.panel_advice.filter(meeting=meeting).exists():
        return reference
    PanelAdvice.objects.create(ehc=ehc, meeting=meeting, **words)
    fact = PanelAdviceReceived(outcome=OUTCOME_WORDS[advised], meeting=meeting)
    publish(act, reference, fact, on=panel_on)
    return reference


@action
def decide_assessment(
    act: Act, *, reference: str, decision: Decision, revision: int | None = None
) -> str:
    """Decide whether to assess; ``decision.sent_on`` is the day the family's notice went.

    Raises:
        Refused: ``reasons-missing``, ``regard-to-age-missing``, ``day-in-future``,
            ``day-out-of-order``, ``stale``, ``move-refused``.

    Rules: SUT-021, SUT-023, SUT-026, SUT-035, SUT-037, COP-138, COP-260; SI 2014/1530 reg 5.
    """
    ehc = take_up(act, reference, VERBS[decision.outcome], revision)
    _check(act, ehc, decision, not_before=ehc.received_on, before="the request was received")
    _record(act, ehc, decision, Decided.About.ASSESSMENT)
    return reference


@action
def decide_plan(
    act: Act, *, reference: str, decision: Decision, revision: int | None = None
) -> str:
    """Decide whether to make a plan, once every compulsory head of advice has been asked for.

    Advice that has not come back is no wall: an officer goes on with a reason of their own.

    Raises:
        Refused: as ``decide_assessment``; ``advice-not-asked``, ``advice-outstanding``.

    Rules: SUT-028, SUT-044, SUT-045, SUT-046, SUT-047, COP-128, COP-157; SI 2014/1530 reg 10.
    """
    ehc = take_up(act, reference, VERBS[decision.outcome], revision)
    agreed = ehc.decisions.get(about=Decided.About.ASSESSMENT)
    _check(act, ehc, decision, not_before=agreed.sent_on, before="the assessment was agreed")
    check_all_asked(asked_heads(ehc), circumstances_of(ehc, on=decision.sent_on))
    check_without_advice(ehc.advice.asked().count(), decision.without_advice_reason)
    _record(act, ehc, decision, Decided.About.PLAN)
    if decision.outcome is Outcome.PLAN:
        Plan.objects.create(ehc=ehc)
    return reference


def _check(act: Act, ehc: EhcCase, decision: Decision, *, not_before: date, before: str) -> None:
    day = decision.sent_on
    check_day(day, field="sent_on", today=act.today, not_before=not_before, before=before)
    check_reasons(decision, over_eighteen=is_over_eighteen(ehc.case.child.born_on, on=day))


def _record(act: Act, ehc: EhcCase, decision: Decision, about: Decided.About) -> None:
    Decided.objects.create(
        ehc=ehc,
        about=about,
        outcome=decision.outcome,
        sent_on=decision.sent_on,
        reasons=decision.reasons,
        regard_to_age=decision.regard_to_age,
        without_advice_reason=decision.without_advice_reason,
        by_name=act.actor.name,
        by_role=act.actor.role_label,
    )
    grounds = OPEN_TO_APPEAL.get(decision.outcome)
    if grounds:
        publish(act, ehc.case.reference, DecisionNotified(grounds=grounds), on=decision.sent_on)
    publish(act, ehc.case.reference, _fact(ehc, decision.outcome), on=decision.sent_on)
    if decision.outcome is not Outcome.PLAN:
        for recipient in decision.told:
            tell(act, ehc, Told.Occasion(about), recipient, decision.sent_on)


def _fact(ehc: EhcCase, outcome: Outcome) -> Fact:
    if outcome is Outcome.PLAN:
        return PlanAgreed()
    others = others_told(attends_setting=ehc.case.child.setting_id is not None)
    return FACTS[outcome](recipients=[recipient.value for recipient in others])
