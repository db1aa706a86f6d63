"""Quarters that were locked: the workbook as it was, and the amounts that stood in it."""

from django.conf import settings
from django.db import models

from accounts.models import Authority
from casework.models import StoredFile
from funding.models.awards import Award


class QuarterLock(models.Model):
    """That an authority's quarter was closed. Later changes are adjustments of the next one.

    ``file`` is the workbook that was made at the lock; its name is its SHA-256.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="quarter_locks")
    quarter = models.CharField(max_length=7)
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="quarter_locks",
    )
    locked_by_name = models.CharField(max_length=150)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="quarter_locks")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="quarter_is_locked_once_by_an_authority", fields=["authority", "quarter"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.quarter}"


class LockedAmount(models.Model):
    """What stood in a locked quarter for one award: its own days, and adjustments it carried.

    Signed: an adjustment may take back what an earlier quarter had too much.
    """

    lock = models.ForeignKey(QuarterLock, on_delete=models.PROTECT, related_name="amounts")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="locked_amounts")
    education_pence = models.BigIntegerField()
    care_pence = models.BigIntegerField()
    health_pence = models.BigIntegerField()
    education_adjustment_pence = models.BigIntegerField(default=0)
    care_adjustment_pence = models.BigIntegerField(default=0)
    health_adjustment_pence = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="locked_amount_is_one_an_award_and_lock", fields=["lock", "award"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} in {self.lock_id}"
