"""From submission to decision: what the referrer sends up, and what a panel calls down."""

from datetime import date

from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from funding import actions as funding
from funding.rules.awards import Decision, Terms
from referrals.actions.writing import inner, lock_referral, move
from referrals.events import (
    ReferralDecided,
    ReferralLeftOff,
    ReferralListed,
    ReferralSubmitted,
    ReferralTakenBack,
    ReferralWithdrawn,
)
from referrals.queries import facts_of, policy_in_force, whole_referral
from referrals.rules.gates import require_complete
from referrals.rules.workflow import VERB_OF_OUTCOME, Stage, Verb, next_stage


@action
def submit_referral(act: Act, *, reference: str, revision: int | None = None) -> str:
    """Send parts 1 and 2 with every assessment to the panel's administrator.

    The protocol in force today is kept with the referral: the panel judges it by that one.

    Raises:
        Incomplete: with each thing that is lacking, its rule and the section that mends it.

    Rules: KENT-046, KENT-047.
    """
    case = lock_referral(act, reference, revision).case
    next_stage(Stage(case.stage), Verb.SUBMIT)
    policy, label = policy_in_force(case.authority_id, act.today)
    referral = whole_referral(reference)
    require_complete(facts_of(referral, act.today), policy)
    referral.protocol, referral.submitted_on = label, act.today
    referral.save(update_fields=["protocol", "submitted_on"])
    move(act, case, Verb.SUBMIT)
    publish(act, reference, ReferralSubmitted(protocol=label))
    return reference


@action
def take_back(act: Act, *, reference: str, revision: int | None = None) -> str:
    """Open a submitted referral for changes, or one that the panel deferred or asked more of."""
    case = lock_referral(act, reference, revision).case
    is_submitted = case.stage == Stage.SUBMITTED
    move(act, case, Verb.TAKE_BACK if is_submitted else Verb.REOPEN)
    publish(act, reference, ReferralTakenBack())
    return reference


@action
def withdraw_referral(
    act: Act, *, reference: str, because: str, revision: int | None = None
) -> str:
    """End a referral before the panel has decided it."""
    referral = lock_referral(act, reference, revision)
    move(act, referral.case, Verb.WITHDRAW)
    referral.withdrawn_because = because
    referral.save(update_fields=["withdrawn_because"])
    publish(act, reference, ReferralWithdrawn(because=because))
    return reference


@action
def list_for_meeting(act: Act, *, reference: str, meeting_reference: str, meets_on: date) -> str:
    """Put a complete referral on a meeting's agenda.

    Rules: KENT-053.
    """
    referral = lock_referral(act, reference)
    move(act, referral.case, Verb.LIST)
    referral.meeting_reference, referral.meets_on = meeting_reference, meets_on
    referral.save(update_fields=["meeting_reference", "meets_on"])
    publish(act, reference, ReferralListed(meeting=meeting_reference, meets_on=meets_on))
    return reference


@action
def leave_off(act: Act, *, reference: str, because: str) -> str:
    """Take a listed referral off its agenda; it waits for a later meeting.

    Rules: KENT-055.
    """
    referral = lock_referral(act, reference)
    meeting = referral.meeting_reference
    move(act, referral.case, Verb.LEAVE_OFF)
    referral.meeting_reference, referral.meets_on = "", None
    referral.save(update_fields=["meeting_reference", "meets_on"])
    publish(act, reference, ReferralLeftOff(meeting=meeting, because=because))
    return reference


@action
def record_decision(
    act: Act,
    *,
    reference: str,
    outcome: str,
    decision: Decision | None = None,
    terms: Terms | None = None,
) -> str:
    """Record a panel's decision on a listed referral; agreement makes the award.

    ``decision`` (its reference, the day from which agencies pay, the shares in pence) and
    ``terms`` (who contracts, recharge, review) are needed to agree; ``decision`` to decline.

    Raises:
        Refused: ``outcome-unknown``; ``move-refused`` when it is not listed; ``shares-missing``
            for an agreement without them; what funding refuses of an award.

    Rules: KENT-044, KENT-082, LDN-003.
    """
    if outcome not in VERB_OF_OUTCOME:
        raise Refused("outcome-unknown", f"{outcome!r} is not an outcome of this panel.")
    referral = lock_referral(act, reference)
    stage = move(act, referral.case, VERB_OF_OUTCOME[outcome])
    referral.outcome, referral.decided_on = outcome, act.today
    referral.save(update_fields=["outcome", "decided_on"])
    award = _carry_out(act, reference, stage, decision, terms)
    fact = ReferralDecided(outcome=outcome, meeting=referral.meeting_reference, award=award)
    publish(act, reference, fact)
    return reference


def _carry_out(
    act: Act, reference: str, stage: Stage, decision: Decision | None, terms: Terms | None
) -> str:
    """Call funding down with what was decided; return the award's reference, if one was made."""
    if stage is Stage.AGREED:
        if decision is None or terms is None:
            raise Refused(
                "shares-missing",
                "An agreement says what each agency pays, from which day, and who contracts "
                "with the provider.",
                rule="KENT-083",
            )
        made = funding.award(inner(act), case_reference=reference, decision=decision, terms=terms)
        return str(made)
    if stage is Stage.DECLINED and decision is not None:
        funding.decline_placement(
            inner(act), case_reference=reference, decision_reference=decision.reference
        )
    return ""
