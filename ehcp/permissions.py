"""Who may do what to an EHC case. One question, one function."""

from accounts.models import User
from accounts.permissions import can
from accounts.rules.roles import Relation
from ehcp.models import AdviceRequest
from ehcp.rules.workflow import Stage, Verb, open_verbs
from people.models import Case
from people.permissions import can_on_case

RIGHTS: dict[Verb, str] = {
    Verb.AGREE_ASSESSMENT: "ehc.decide",
    Verb.REFUSE_ASSESSMENT: "ehc.decide",
    Verb.AGREE_PLAN: "ehc.decide",
    Verb.REFUSE_PLAN: "ehc.decide",
    Verb.WITHDRAW: "ehc.decide",
    Verb.TELL: "ehc.decide",
    Verb.ASK_ADVICE: "advice.ask",
    Verb.RECORD_ADVICE: "advice.ask",
    Verb.RECORD_EXEMPTION: "exemption.record",
    Verb.WRITE_PLAN: "plan.write",
    Verb.ISSUE_DRAFT: "plan.issue",
    Verb.HEAR_FAMILY: "plan.write",
    Verb.ISSUE_FINAL: "plan.issue",
}


def can_request(user: User, authority: str | None = None) -> bool:
    """May record a request for an assessment."""
    return can(user, "ehc.request", authority=authority)


def can_do(user: User, verb: Verb, case: Case) -> bool:
    """May do ``verb`` to this case, whatever its stage."""
    return can_on_case(user, RIGHTS[verb], case)


def may_now(user: User, case: Case) -> frozenset[Verb]:
    """Return what this person may do to the case at the stage where it stands."""
    from_here = [verb for verb in open_verbs(Stage(case.stage)) if verb in RIGHTS]
    return frozenset(verb for verb in from_here if can_do(user, verb, case))


def can_give_advice(user: User, advice: AdviceRequest) -> bool:
    """May answer this request: it is addressed to them and they advise for the authority."""
    if advice.user_id != user.pk:
        return False
    return can(user, "advice.give", Relation.ASKED, authority=advice.ehc.case.authority_id)
