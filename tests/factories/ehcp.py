"""EHC cases at every stage, made through the actions, on the days of one worked example.

Received 1 September 2025; six weeks end on 13 October, sixteen on 22 December, twenty on
19 January 2026.
"""

from datetime import date

from accounts import actions as accounts
from accounts.rules.protocols import load_sections
from accounts.rules.roles import Role
from ehcp import actions
from ehcp.models import EhcCase
from ehcp.rules.advice import Answer, Ask, Head
from ehcp.rules.decisions import Decision, Outcome
from ehcp.rules.plan import WRITTEN, Placement, Section, Signature
from ehcp.rules.requests import Request, Source
from tests.conftest import act_on
from tests.factories.people import make_child, make_user

RECEIVED = date(2025, 9, 1)
DECIDED = date(2025, 10, 13)
ADVICE_IN = date(2025, 11, 20)
PLAN_AGREED = date(2025, 12, 1)
DRAFT_SERVED = date(2025, 12, 22)
FINAL_SENT = date(2026, 1, 19)
LATER = date(2026, 2, 2)

HILLVIEW = Placement("Hillview School", "Mainstream school")

ASKED = {
    Head.FAMILY: "Parent",
    Head.EDUCATION: "Hillview School",
    Head.HEALTH: "Community paediatrics",
    Head.PSYCHOLOGY: "Psychology service",
    Head.SOCIAL_CARE: "First contact",
    Head.ADULTHOOD: "Preparing for adulthood lead",
}


def adopt_sutton(authority="northshire") -> None:
    """Let an authority run its SEND Panel by Sutton's protocol, as shipped."""
    act, code = act_on(date(2024, 1, 1)), "sutton-send"
    sections = load_sections(code)
    accounts.record_protocol(
        act, code=code, name="SEND Panel", from_on=act.today, sections=sections
    )
    accounts.adopt_protocol(
        act, authority=authority, purpose="send-panel", protocol=code, from_on=act.today
    )


def make_coordinator(authority="northshire", **details):
    """Somebody of the SEN service who runs EHC cases."""
    return make_user(Role.COORDINATOR, agency="sen", authority=authority, **details)


def make_request(owner=None, child=None, request=None, today=LATER, **details) -> EhcCase:
    """A request from a parent, received on 1 September 2025."""
    owner = owner or make_coordinator()
    child = child or make_child(authority=owner.agency_id.rpartition("-")[0])
    reference = actions.request_assessment(
        act_on(today, owner),
        child_reference=child.reference,
        owner=owner,
        request=request or Request(Source.PARENT, child.born_on, RECEIVED),
        asked_by="A parent",
        **details,
    )
    return fresh(reference)


def fresh(reference) -> EhcCase:
    """The case as it stands in the database now."""
    related = EhcCase.objects.select_related("case__child", "case__owner", "case__authority")
    return related.get(case__reference=reference)


def act_of(ehc, today=LATER):
    """An act of the case's owner."""
    return act_on(today, ehc.case.owner)


def decide(ehc, outcome, sent_on=DECIDED, **words):
    """Let the owner decide; returns the case afresh."""
    decision = Decision(outcome, sent_on, "Reasons.\nMore reasons.", **words)
    about_plan = outcome in (Outcome.PLAN, Outcome.NO_PLAN)
    action = actions.decide_plan if about_plan else actions.decide_assessment
    action(act_of(ehc), reference=ehc.case.reference, decision=decision)
    return fresh(ehc.case.reference)


def make_assessment(*, ask=tuple(Head), emails=None, **details) -> EhcCase:
    """An assessment agreed on 13 October, with advice asked that day under ``ask``."""
    emails = emails or {}
    ehc = decide(make_request(**details), Outcome.ASSESS)
    asks = [Ask(h, ASKED[h], DECIDED, emails.get(h, "")) for h in ASKED if h in ask]
    if asks:
        actions.ask_advice(act_of(ehc), reference=ehc.case.reference, asks=asks)
    return fresh(ehc.case.reference)


def answer_all(ehc) -> EhcCase:
    """Every adviser answers on 20 November."""
    for advice in ehc.advice.asked():
        answer = Answer(ADVICE_IN, f"Author of {advice.head}", "What the child needs.")
        actions.record_advice(
            act_of(ehc), reference=ehc.case.reference, adviser=advice.adviser, answer=answer
        )
    return fresh(ehc.case.reference)


def make_plan(*, write=True, **details) -> EhcCase:
    """A plan agreed on 1 December and, unless told otherwise, written."""
    ehc = decide(answer_all(make_assessment(**details)), Outcome.PLAN, PLAN_AGREED)
    if write:
        for section in WRITTEN:
            if section is not Section.PLACEMENT:
                write_section(ehc, section, f"Words of section {section}.")
    return fresh(ehc.case.reference)


def write_section(ehc, section, words):
    """Write one section as the owner."""
    actions.write_section(act_of(ehc), reference=ehc.case.reference, section=section, words=words)


def make_draft(**details) -> EhcCase:
    """A draft sent and served on 22 December."""
    ehc = make_plan(**details)
    actions.issue_draft(
        act_of(ehc), reference=ehc.case.reference, sent_on=DRAFT_SERVED, served_on=DRAFT_SERVED
    )
    return fresh(ehc.case.reference)


def make_final(placement=HILLVIEW, **details) -> EhcCase:
    """A final plan sent on 19 January 2026, the last day of the twenty weeks."""
    ehc = make_draft(**details)
    reference = ehc.case.reference
    actions.name_placement(act_of(ehc), reference=reference, placement=placement)
    actions.issue_final(
        act_of(ehc),
        reference=reference,
        signature=Signature("Officer", "SEN manager"),
        sent_on=FINAL_SENT,
    )
    return fresh(reference)
