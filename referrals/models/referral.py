"""The root row of a referral: its alert (part 1), and where the panel has got to with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from people.models import Case


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ReferralQuerySet":
        """Only the referrals whose case this person has been given sight of."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def for_list(self) -> "ReferralQuerySet":
        """All that a line of the list shows, newest first."""
        related = ("case__child", "case__lead_agency", "case__owner")
        return self.select_related(*related).order_by("-case__opened_on", "-case_id")


class Referral(models.Model):
    """A request that a placement be jointly funded. Its stage is its case's.

    ``protocol`` is the version by which it is judged: the one in force when the alert was
    raised, and frozen anew when it is submitted.
    """

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.PROTECT, related_name="referral"
    )
    protocol = models.CharField(max_length=60)
    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referrals_raised"
    )
    reason = models.TextField()
    are_costs_known = models.BooleanField(default=False)
    known_provider = models.CharField(max_length=160, blank=True)
    known_weekly_pence = models.PositiveBigIntegerField(null=True, blank=True)
    known_yearly_pence = models.PositiveBigIntegerField(null=True, blank=True)
    is_emergency = models.BooleanField(default=False)
    shared_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    meeting_reference = models.CharField(max_length=20, blank=True)
    meets_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=24, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_meeting_and_its_date_come_together",
                condition=Q(meeting_reference="", meets_on__isnull=True)
                | (~Q(meeting_reference="") & Q(meets_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="referral_outcome_and_its_date_come_together",
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"
