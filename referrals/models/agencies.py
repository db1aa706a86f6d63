"""The agencies asked about a referral: their assessment, their view, their own confirmation."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Agency
from casework.models import Document
from referrals.models.referral import Referral
from referrals.rules.facts import Position

POSITIONS = [
    (Position.AGREE, "Agrees in principle"),
    (Position.DISAGREE, "Does not agree"),
    (Position.MORE_INFORMATION, "Needs more information"),
]


class AskedAgency(models.Model):
    """One agency of the child's network, as this referral knows it.

    ``refused_on`` is the day on which the family refused to share with it; an agency may be
    told and asked only while a consent or a legal basis stands.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="agencies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="asked_on")
    refused_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="agency_is_asked_once_about_a_referral", fields=["referral", "agency"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} on {self.referral_id}"


class Assessment(models.Model):
    """An agency's own assessment, or one made together with other disciplines."""

    asked = models.ForeignKey(AskedAgency, on_delete=models.CASCADE, related_name="assessments")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="assessment")
    completed_on = models.DateField()
    is_made_together = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class AgencyView(models.Model):
    """What an agency says of the placement before the panel: the newest view in full.

    Earlier ones stay on the timeline.
    """

    asked = models.OneToOneField(AskedAgency, on_delete=models.CASCADE, related_name="view")
    position = models.CharField(max_length=20, choices=POSITIONS)
    because = models.TextField()
    offered_pence = models.PositiveBigIntegerField(null=True, blank=True)
    conditions = models.TextField(blank=True)
    time_frame = models.CharField(max_length=200, blank=True)
    staffing = models.CharField(max_length=200, blank=True)
    resources = models.TextField(blank=True)
    provider_questions = models.TextField(blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agency_views"
    )
    given_on = models.DateField()

    def __str__(self) -> str:
        return f"view {self.pk}"


class ShareConfirmation(models.Model):
    """That an agency's own people have agreed the share asked of it: how much, when, by whom."""

    asked = models.OneToOneField(AskedAgency, on_delete=models.CASCADE, related_name="confirmation")
    yearly_pence = models.PositiveBigIntegerField()
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=150)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="share_confirmations"
    )
    confirmed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="share_confirmation_names_who_agreed", condition=~Q(agreed_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"
