"""Reviews of a placement and its funding: when due, and what came of them."""

from datetime import date

from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from funding.events import PlacementReviewed, ReviewDateSet
from funding.models import Award, PlacementReview
from people.actions.cases import lock_case


@action
def set_review_date(act: Act, *, award_reference: str, by: date) -> str:
    """Set the day by which the panel reviews a placement; return the award's reference.

    Raises:
        Refused: ``review-in-past``.

    Rules: KENT-087, KENT-105.
    """
    lock_case(act, award_reference)
    if by < act.today:
        raise Refused("review-in-past", "The review must be today or later.", field="review_on")
    Award.objects.filter(case__reference=award_reference).update(review_on=by)
    publish(act, award_reference, ReviewDateSet(by=by))
    return award_reference


@action
def record_review(
    act: Act,
    *,
    award_reference: str,
    held_on: date,
    found: str,
    agency: str = "",
    decision_reference: str = "",
) -> str:
    """Record a review by one agency, or by the panel if none is named; return the reference.

    Raises:
        Refused: ``date-in-future``, ``reviewed-already``.

    Rules: KENT-019, KENT-035, KENT-107, LDN-027.
    """
    case = lock_case(act, award_reference)
    if held_on > act.today:
        raise Refused("date-in-future", "The review must be today or earlier.", field="held_on")
    reviews = PlacementReview.objects.filter(award=case.award, held_on=held_on)
    if reviews.filter(agency=agency or None).exists():
        raise Refused("reviewed-already", "That review is recorded already.", field="held_on")
    PlacementReview.objects.create(
        award=case.award,
        held_on=held_on,
        agency_id=agency or None,
        found=found,
        decision_reference=decision_reference,
        recorded_at=act.at,
        recorded_by_name=act.actor.name,
    )
    publish(act, award_reference, PlacementReviewed(agency=agency), on=held_on)
    return award_reference
