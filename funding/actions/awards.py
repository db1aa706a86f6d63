"""Awards: made from a day, changed from a day, ended. A version is never altered."""

from datetime import date

from accounts.models import User
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from casework.rules.money import PAYERS
from casework.rules.periods import ONE_DAY
from funding.events import AwardEnded, AwardMade, AwardRevised, ReviewDateSet
from funding.models import Award, AwardPayer, AwardVersion, FundingForm, Placement, Reclaim
from funding.queries import agencies_behind, placement_of, versions_of, yearly_cost
from funding.rules.awards import (
    Decision,
    State,
    Terms,
    check_decision,
    check_revision,
    check_terms,
    ending,
)
from funding.rules.costs import check_sum
from funding.rules.workflow import Stage, Verb, next_stage
from people.actions.cases import lock_case, open_case, set_stage
from people.actions.sight import give_sight
from people.models import Case


@action
def award(
    act: Act, *, case_reference: str, decision: Decision, terms: Terms, owner: User | None = None
) -> str:
    """Award the placement that a case asks for, and return the award's reference.

    The shares have to sum to the placement's cost. The funding form stands ready to be signed.
    Who was named to see the asking case sees the award for as long.

    Raises:
        Refused: ``shares-do-not-add-up``, ``recharge-missing``, ``payer-unknown``,
            ``reclaim-above-health``; ``placement-stage`` unless the placement is proposed.

    Rules: KENT-044, KENT-082, KENT-083, KENT-101, KENT-103.
    """
    asking = lock_case(act, case_reference)
    placement = placement_of(case_reference)
    stage = next_stage(Stage(placement.stage), Verb.AGREE)
    check_decision(decision)
    check_terms(terms)
    check_sum(decision.shares, yearly_cost(placement))
    case = _open_award_case(act, asking, stage, owner)
    placement.stage = stage
    placement.save(update_fields=["stage"])
    made = Award.objects.create(
        case=case,
        placement=placement,
        year_from=decision.from_on,
        responsibility=terms.responsibility,
        recharge=terms.recharge,
        review_on=terms.review_on,
        made_at=act.at,
    )
    _name_payers(made, asking, decision, terms)
    _record_version(act, made, decision)
    _publish_award(act, made, asking, decision)
    return case.reference


def _open_award_case(act: Act, asking: Case, stage: Stage, owner: User | None) -> Case:
    case = open_case(
        act,
        kind=Case.Kind.AWARD,
        child=asking.child,
        lead_agency=asking.lead_agency_id,
        owner=owner or asking.owner,
        stage=stage,
    )
    for named in asking.named_sights.in_force(act.today):
        give_sight(
            act,
            reference=case.reference,
            user_ids=[named.user_id],
            why=named.why,
            until=named.to_on,
        )
    return case


def _name_payers(made: Award, asking: Case, decision: Decision, terms: Terms) -> None:
    agencies = agencies_behind(asking, terms.agencies)
    for payer, pence in decision.shares.items():
        if pence and payer not in agencies:
            says = f"This authority has no agency that pays for {payer}."
            raise Refused("payer-unknown", says, field="shares")
    AwardPayer.objects.bulk_create(
        AwardPayer(award=made, payer=payer, agency=agency) for payer, agency in agencies.items()
    )


def _record_version(act: Act, made: Award, decision: Decision) -> AwardVersion:
    """Write a version in place of one from the same day, with its reclaims and its form."""
    standing = made.versions.filter(from_on=decision.from_on, superseded_at=None)
    standing.update(superseded_at=act.at)
    version = AwardVersion.objects.create(
        award=made,
        from_on=decision.from_on,
        state=State.PAYING,
        total_pence=sum(decision.shares.values()),
        decision_reference=decision.reference,
        because=decision.because,
        steps=list(decision.steps),
        recorded_at=act.at,
        **{f"{payer}_pence": decision.shares.get(payer, 0) for payer in PAYERS},
    )
    Reclaim.objects.bulk_create(
        Reclaim(version=version, body=claim.body, yearly_pence=claim.yearly_pence)
        for claim in decision.reclaims
    )
    FundingForm.objects.create(version=version, drawn_up_at=act.at)
    return version


def _publish_award(act: Act, made: Award, asking: Case, decision: Decision) -> None:
    fact = AwardMade(
        asked_in=asking.reference,
        decision=decision.reference,
        from_on=decision.from_on,
        **_pence_columns(decision),
    )
    publish(act, made.case.reference, fact)
    if made.review_on:
        publish(act, made.case.reference, ReviewDateSet(by=made.review_on))


def _pence_columns(decision: Decision) -> dict[str, int]:
    return {f"{payer}_pence": decision.shares.get(payer, 0) for payer in PAYERS}


@action
def revise_award(
    act: Act, *, award_reference: str, decision: Decision, revision: int | None = None
) -> str:
    """Change what each agency gives from a day until the next version; return the reference.

    A new funding form stands ready. A locked quarter keeps its amounts: the difference is an
    adjustment of the first quarter after it that is not locked.

    Raises:
        Refused: ``before-start``, ``already-ended``, ``reclaim-above-health``, ``stale``.

    Rules: KENT-082.
    """
    case = lock_case(act, award_reference, revision)
    made = Award.objects.select_related("placement", "case").get(case=case)
    next_stage(Stage(made.placement.stage), Verb.RESPLIT)
    check_decision(decision)
    check_revision(versions_of(made), decision.from_on, made.year_from)
    _record_version(act, made, decision)
    fact = AwardRevised(
        decision=decision.reference, from_on=decision.from_on, **_pence_columns(decision)
    )
    publish(act, award_reference, fact)
    return award_reference


@action
def end_award(
    act: Act,
    *,
    award_reference: str,
    last_day: date,
    decision_reference: str,
    because: str = "",
    revision: int | None = None,
) -> str:
    """End an award after its last day, inclusive; return its reference.

    Later versions give way to the end. An end to come leaves the placement under way.

    Raises:
        Refused: ``before-start``, ``already-ended``, ``stale``, ``placement-stage``.

    Rules: KENT-111.
    """
    case = lock_case(act, award_reference, revision)
    made = Award.objects.select_related("placement", "case").get(case=case)
    day_after = last_day + ONE_DAY
    check_revision(versions_of(made), day_after, made.year_from + ONE_DAY)
    made.versions.filter(superseded_at=None, from_on__gte=day_after).update(superseded_at=act.at)
    end = ending(decision_reference, day_after, act.at)
    AwardVersion.objects.create(
        award=made,
        from_on=end.from_on,
        state=end.state,
        total_pence=0,
        decision_reference=decision_reference,
        because=because,
        recorded_at=act.at,
        **{f"{payer}_pence": 0 for payer in PAYERS},
    )
    _end_placement(act, case, made.placement, last_day)
    publish(act, award_reference, AwardEnded(decision=decision_reference, last_day=last_day))
    return award_reference


def _end_placement(act: Act, case: Case, placement: Placement, last_day: date) -> None:
    stage = next_stage(Stage(placement.stage), Verb.END)
    if last_day <= act.today:
        placement.stage = stage
        placement.ended_on = last_day
    else:
        placement.ends_on = last_day
    placement.save(update_fields=["stage", "ended_on", "ends_on"])
    set_stage(act, case, placement.stage, closes=last_day <= act.today)
