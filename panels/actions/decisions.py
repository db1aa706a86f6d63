"""A decision is recorded and handed down; a record that was wrong gets another version."""

from collections.abc import Callable, Iterable, Mapping

from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from casework.rules.money import PAYERS
from ehcp import actions as ehcp
from funding import actions as funding
from funding.queries import placement_of
from funding.rules.awards import Decision as FundingDecision
from funding.rules.awards import Terms
from panels.actions.locking import lock_item
from panels.events import ActionDone, AdviceGiven, DecisionCorrected, DecisionRecorded
from panels.models import AgendaItem, Decision, Meeting, OutcomeNote, PanelAction
from panels.queries.decisions import asked_of, newest, newest_or_none
from panels.queries.people import chair_of, presences
from panels.queries.policies import policy_of
from panels.rules.decisions import (
    ADVICE_FORM,
    AGREEING,
    PURPOSES,
    DecisionDraft,
    Outcome,
    Purpose,
    find_faults,
    outcome_label,
    require_complete,
)
from panels.rules.policy import PanelPolicy
from panels.rules.quorum import Presence, counts_toward_quorum, find_quorum, require_quorum
from panels.rules.workflow import (
    ItemStatus,
    ItemVerb,
    MeetingStatus,
    MeetingVerb,
    NoteStatus,
    NoteVerb,
    next_item_status,
    next_meeting_status,
    next_note_status,
)
from people.actions.cases import lock_case
from referrals import actions as referrals


@action
def record_decision(act: Act, *, item: int, draft: DecisionDraft, version: int = 0) -> str:
    """Record what a quorate panel decided on one case, and hand it down; returns the case.

    ``version`` is that of the decision the recorder last saw on the item, 0 for none: two who
    record at once cannot overwrite each other.

    Raises:
        Refused: ``stale`` when somebody recorded one meanwhile; ``not-now`` unless the meeting is
            open; ``not-quorate`` saying who is lacking; what a decision lacks, with its field.

    Rules: KENT-065, KENT-070, KENT-071, LDN-002, LDN-020.
    """
    case, meeting, found = lock_item(act, item)
    _require_seen(found, version)
    next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.DECIDE)
    found.status = next_item_status(ItemStatus(found.status), ItemVerb.DECIDE)
    policy = policy_of(found.protocol)
    present = _require_quorate(found, policy)
    _require_no_fault(found, draft, policy)
    decision = _save(act, found, draft, policy, present=present)
    found.save(update_fields=["status"])
    _hand_down(act, found, decision)
    publish(act, case.reference, _fact(found, decision), on=meeting.held_on)
    return case.reference


def _require_seen(item: AgendaItem, version: int) -> None:
    """Refuse a decision on an item that somebody decided after the recorder opened it."""
    standing = newest_or_none(item.decisions.select_related("recorded_by"))
    if standing is None or standing.version == version:
        return
    raise Refused(
        "stale",
        f"{standing.recorded_by.name} recorded “{standing.label}” for this case meanwhile. "
        "Your words are kept below: compare them with what was recorded.",
    )


def _require_quorate(item: AgendaItem, policy: PanelPolicy) -> list[Presence]:
    interested = frozenset(item.interests.values_list("user_id", flat=True))
    there = presences(item.meeting, policy, with_interest=interested)
    require_quorum(find_quorum(policy.quorum, there, policy.labels))
    return there


def _require_no_fault(item: AgendaItem, draft: DecisionDraft, policy: PanelPolicy) -> None:
    faults = find_faults(
        draft,
        purpose=Purpose(item.purpose),
        rule=policy.decisions,
        decided_on=item.meeting.held_on,
        total_pence=asked_of(item).total_pence,
    )
    require_complete(faults)


def _save(
    act: Act,
    item: AgendaItem,
    draft: DecisionDraft,
    policy: PanelPolicy,
    *,
    present: Iterable[Presence],
    correction: str = "",
) -> Decision:
    """Write the next version of an item's decision, with its actions and the draft of its note."""
    version = item.decisions.count() + 1
    decision = Decision.objects.create(
        item=item,
        version=version,
        label=outcome_label(draft.outcome, policy.decisions, named_by=draft.named_by),
        decided_on=item.meeting.held_on,
        chair_name=_chair_name(item.meeting),
        present=_names_by_agency(policy, present),
        interests=list(item.interests.values_list("user__name", flat=True).order_by("pk")),
        correction_reason=correction,
        recorded_at=act.at,
        recorded_by_id=act.actor.pk,
        **_columns(draft),
    )
    PanelAction.objects.bulk_create(
        PanelAction(item=item, decision=decision, what=one.what, who=one.who, due_on=one.due_on)
        for one in draft.actions
    )
    OutcomeNote.objects.create(item=item, decision=decision, version=version)
    return decision


def _columns(draft: DecisionDraft) -> dict[str, object]:
    shares = draft.shares if draft.outcome in AGREEING else {}
    return {
        "outcome": draft.outcome,
        "reasons": draft.reasons.strip(),
        "conditions": list(draft.conditions),
        "confirmations": sorted(draft.confirmations),
        "statements": dict(draft.statements),
        "responsibility": draft.responsibility if shares else "",
        "recharge": draft.recharge if shares else "",
        "review_on": draft.review_on,
        "named_by": draft.named_by,
        **{f"{payer}_pence": shares.get(payer, 0) if shares else None for payer in PAYERS},
    }


def _chair_name(meeting: Meeting) -> str:
    chair = chair_of(meeting)
    return chair.name if chair else ""


def _names_by_agency(policy: PanelPolicy, present: Iterable[Presence]) -> dict[str, list[str]]:
    """Return who could commit money, by agency, to be kept with the decision."""
    counting = [one for one in present if counts_toward_quorum(one, policy.quorum)]
    return {
        agency: sorted(one.name for one in counting if one.agency == agency)
        for agency in policy.agencies
    }


def _hand_down(act: Act, item: AgendaItem, decision: Decision) -> None:
    """Give the decision to the app that owns the case; agreement becomes an award there."""
    HANDS_DOWN[PURPOSES[Purpose(item.purpose)].calls](act, item, decision)


def _to_referrals(act: Act, item: AgendaItem, decision: Decision) -> None:
    """Agencies pay from the placement's start, however long they took to agree. KENT-082."""
    referrals.record_decision(
        act,
        reference=item.case.reference,
        outcome=decision.outcome,
        decision=FundingDecision(
            shares=decision.shares,
            from_on=placement_of(item.case.reference).starts_on,
            reference=item.meeting.reference,
        ),
        terms=Terms(
            responsibility=decision.responsibility,
            recharge=decision.recharge,
            review_on=decision.review_on,
        ),
    )


def _to_ehcp(act: Act, item: AgendaItem, decision: Decision) -> None:
    """A SEND Panel advises; the officer's own action decides, with reasons of its own."""
    ehcp.receive_advice(
        act,
        reference=item.case.reference,
        outcome=decision.outcome,
        panel_on=decision.decided_on,
        reasons=decision.reasons,
        meeting=item.meeting.reference,
    )


def _to_reviews(act: Act, item: AgendaItem, decision: Decision) -> None:
    """A review that was held is recorded, with the day of the next; a deferred one still waits."""
    if decision.outcome not in REVIEWED:
        return
    reference = item.case.reference
    funding.record_review(
        act,
        award_reference=reference,
        held_on=decision.decided_on,
        found=decision.reasons,
        decision_reference=item.meeting.reference,
    )
    if decision.review_on:
        funding.set_review_date(act, award_reference=reference, by=decision.review_on)


REVIEWED = AGREEING | {Outcome.DECLINED}
HANDS_DOWN: Mapping[str, Callable[[Act, AgendaItem, Decision], None]] = {
    "referrals.record_decision": _to_referrals,
    "funding.record_review": _to_reviews,
    "ehcp.receive_advice": _to_ehcp,
}


def _fact(item: AgendaItem, decision: Decision) -> DecisionRecorded | AdviceGiven:
    """Return what happened: a decision, or advice where an officer decides."""
    facts = {
        "item": item.pk,
        "version": decision.version,
        "outcome": decision.outcome,
        "label": decision.label,
        "panel": item.meeting.panel.short_name,
    }
    if PURPOSES[Purpose(item.purpose)].form == ADVICE_FORM:
        return AdviceGiven(**facts)
    return DecisionRecorded(**facts, review_on=decision.review_on)


@action
def correct_decision(
    act: Act, *, item: int, draft: DecisionDraft, version: int, because: str
) -> str:
    """Mend the record of a decision by a new version, and draft its note anew.

    What was decided stays: to agree what was declined, or other shares, is for another meeting.

    Raises:
        Refused: ``stale``; ``not-now``; ``decision-stands``; ``no-correction-reason``.

    Rules: KENT-090.
    """
    case, meeting, found = lock_item(act, item)
    _require_seen(found, version)
    next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.CORRECT)
    next_item_status(ItemStatus(found.status), ItemVerb.CORRECT)
    old = newest(found.decisions.all())
    _require_same_decision(old, draft, because)
    policy = policy_of(found.protocol)
    _require_no_fault(found, draft, policy)
    _supersede(act, found, old)
    there = presences(meeting, policy)
    decision = _save(act, found, draft, policy, present=there, correction=because.strip())
    fact = DecisionCorrected(
        item=found.pk,
        version=decision.version,
        outcome=decision.outcome,
        label=decision.label,
        because=because.strip(),
    )
    publish(act, case.reference, fact)
    return case.reference


def _require_same_decision(old: Decision, draft: DecisionDraft, because: str) -> None:
    if not because.strip():
        says = "Say what was wrong with the record."
        raise Refused("no-correction-reason", says, field="because")
    same_kind = draft.outcome == old.outcome or {draft.outcome, old.outcome} <= AGREEING
    same_shares = draft.outcome not in AGREEING or dict(draft.shares) == old.shares
    if not (same_kind and same_shares):
        says = (
            "A correction mends the record. What was decided, and the shares, change only by "
            "another decision of the panel: list the case again."
        )
        raise Refused("decision-stands", says, field="outcome")


def _supersede(act: Act, item: AgendaItem, old: Decision) -> None:
    note = old.note
    note.status = next_note_status(NoteStatus(note.status), NoteVerb.SUPERSEDE)
    note.save(update_fields=["status"])
    item.actions.open().update(dropped_on=act.today)


@action
def finish_action(act: Act, *, action_id: int) -> str:
    """Mark something the panel asked for as done today; returns the case.

    Raises:
        Refused: ``already-done``.

    Rules: KENT-120.
    """
    found = PanelAction.objects.select_related("item__case").get(pk=action_id)
    case = lock_case(act, found.item.case.reference)
    is_open = PanelAction.objects.open().filter(pk=action_id)
    if not is_open.update(done_on=act.today, done_by_name=act.actor.name):
        raise Refused("already-done", "This action is no longer open.")
    publish(act, case.reference, ActionDone(what=found.what))
    return case.reference
