"""A placement: proposed in a case, costed, agreed or not, started."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from funding.events import (
    PlacementCosted,
    PlacementNotAgreed,
    PlacementProposed,
    PlacementStarted,
)
from funding.models import Award, CostLine, Placement
from funding.rules.costs import MOST_WEEKS
from funding.rules.prices import QuotedLine
from funding.rules.workflow import Stage, Verb, next_stage
from people.actions.cases import lock_case, set_stage


@action
def propose_placement(
    act: Act, *, case_reference: str, revision: int | None = None, **details: Any
) -> str:
    """Say which placement a case asks for, or say it anew; return the case's reference.

    ``details``: setting_id, kind, arrangement (the kind in the protocol's words), weeks,
    starts_on, and if known is_external, education_weeks, payment_terms, ends_on.

    Raises:
        Refused: ``weeks-outside-year``, ``ends-before-start``, ``stale``; ``placement-stage``
            once it is decided.
    """
    case = lock_case(act, case_reference, revision)
    _check_weeks(details["weeks"])
    _check_end(details["starts_on"], details.get("ends_on"))
    placement = Placement.objects.filter(asked_in=case).first() or Placement(asked_in=case)
    placement.stage = next_stage(Stage(placement.stage), Verb.CHANGE)
    for name, value in details.items():
        setattr(placement, name, value)
    placement.save()
    publish(
        act,
        case_reference,
        PlacementProposed(
            arrangement=placement.arrangement,
            setting=placement.setting.name,
            weeks=placement.weeks,
            starts_on=placement.starts_on,
        ),
    )
    return case_reference


def _check_weeks(weeks: int) -> None:
    if not 1 <= weeks <= MOST_WEEKS:
        says = f"A placement runs for 1 to {MOST_WEEKS} weeks of a year, not {weeks}."
        raise Refused("weeks-outside-year", says, field="weeks")


def _check_end(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        says = "The placement cannot end before it starts. Check both dates."
        raise Refused("ends-before-start", says, field="ends_on")


@action
def set_costs(
    act: Act, *, case_reference: str, lines: Sequence[QuotedLine], revision: int | None = None
) -> str:
    """Write what the provider charges, in place of what was there; return the case's reference.

    Raises:
        Refused: ``lines-missing``, ``nothing-to-share``, ``stale``; ``placement-stage`` once
            it is decided.
    """
    lock_case(act, case_reference, revision)
    placement = Placement.objects.get(asked_in__reference=case_reference)
    next_stage(Stage(placement.stage), Verb.CHANGE)
    _check_lines(lines)
    placement.lines.all().delete()
    CostLine.objects.bulk_create(
        CostLine(
            placement=placement,
            kind=line.kind,
            description=line.description,
            pence=line.pence,
            per=line.per,
            weeks=line.weeks,
            yearly_pence=line.yearly_pence,
        )
        for line in lines
    )
    yearly = sum(line.yearly_pence for line in lines)
    publish(act, case_reference, PlacementCosted(lines=len(lines), yearly_pence=yearly))
    return case_reference


def _check_lines(lines: Sequence[QuotedLine]) -> None:
    if not lines:
        raise Refused("lines-missing", "Give at least one cost line.", field="lines")
    for line in lines:
        _check_weeks(line.weeks)
    if not sum(line.yearly_pence for line in lines):
        raise Refused("nothing-to-share", "Every cost is nought.", field="lines")


@action
def decline_placement(act: Act, *, case_reference: str, decision_reference: str) -> str:
    """Record that the placement a case asks for was not agreed; return the case's reference.

    Raises:
        Refused: ``placement-stage`` once it is decided.
    """
    lock_case(act, case_reference)
    placement = Placement.objects.get(asked_in__reference=case_reference)
    placement.stage = next_stage(Stage(placement.stage), Verb.DECLINE)
    placement.save(update_fields=["stage"])
    publish(act, case_reference, PlacementNotAgreed(decision=decision_reference))
    return case_reference


@action
def start_placement(
    act: Act, *, award_reference: str, started_on: date, revision: int | None = None
) -> str:
    """Record that the child has started; return the award's reference. Rules: KENT-015.

    Raises:
        Refused: ``date-in-future``, ``stale``; ``placement-stage`` unless it is agreed.
    """
    case = lock_case(act, award_reference, revision)
    if started_on > act.today:
        raise Refused("date-in-future", "The start must be today or earlier.", field="started_on")
    placement = Award.objects.select_related("placement").get(case=case).placement
    placement.stage = next_stage(Stage(placement.stage), Verb.START)
    placement.started_on = started_on
    placement.save(update_fields=["stage", "started_on"])
    set_stage(act, case, placement.stage)
    publish(act, award_reference, PlacementStarted(), on=started_on)
    return award_reference
