"""Reviews of a placement and its funding."""

from django.db import models
from django.db.models import Q

from accounts.models import Agency
from funding.models.awards import Award


class PlacementReview(models.Model):
    """That a placement was reviewed: by the panel, or by one agency through its own ways.

    Rules: KENT-019, KENT-035, KENT-107, LDN-027.
    """

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="placement_reviews"
    )
    found = models.TextField()
    decision_reference = models.CharField(max_length=24, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="placement_review_is_one_an_agency_and_day",
                fields=["award", "agency", "held_on"],
            ),
            models.UniqueConstraint(
                name="placement_review_by_the_panel_is_one_a_day",
                fields=["award", "held_on"],
                condition=Q(agency__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.held_on}"
