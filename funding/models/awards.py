"""What each agency gives to a placement from which day: versions that are never altered."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, Payer, User
from funding.models.placements import Placement
from funding.rules import awards
from people.models import Case


class AwardQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "AwardQuerySet":
        """Only the awards whose case this person has been given sight of."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def for_list(self) -> "AwardQuerySet":
        """All that a line of the list shows, newest first."""
        related = ("case__child", "case__lead_agency", "placement__setting")
        return self.select_related(*related).order_by("-case__opened_on", "-case_id")


class Award(models.Model):
    """That agencies pay for a placement between them. What they pay is in its versions.

    Award years run 12 months from ``year_from``, which never moves.
    """

    class Responsibility(models.TextChoices):
        SEPARATE = "separate-contracts", "Each agency contracts with and pays the provider itself"
        HOSTED = "hosted", "The lead agency pays the provider and recharges the others"

    class Recharge(models.TextChoices):
        MONTHLY = "monthly", "Monthly"
        TERMLY = "termly", "Termly"
        QUARTERLY = "quarterly", "Quarterly"

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.PROTECT, related_name="award"
    )
    placement = models.OneToOneField(Placement, on_delete=models.PROTECT, related_name="award")
    year_from = models.DateField()
    responsibility = models.CharField(max_length=20, choices=Responsibility.choices)
    recharge = models.CharField(max_length=10, blank=True, choices=Recharge.choices)
    review_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()

    objects = AwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="award_hosted_by_one_agency_has_a_recharge_cycle",
                condition=Q(responsibility="separate-contracts")
                | (Q(responsibility="hosted") & ~Q(recharge="")),
            ),
        ]

    def __str__(self) -> str:
        return f"award {self.pk}"


class AwardPayer(models.Model):
    """Which agency stands behind one payer of an award."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="payers")
    payer = models.CharField(max_length=10, choices=Payer.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="awards_paid")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="award_has_one_agency_a_payer", fields=["award", "payer"]),
        ]

    def __str__(self) -> str:
        return f"{self.payer} of {self.award_id}"


class AwardVersionQuerySet(models.QuerySet):
    def standing(self) -> "AwardVersionQuerySet":
        """Those that no later version took the place of, earliest day first."""
        return self.filter(superseded_at=None).order_by("award_id", "from_on")


class AwardVersion(models.Model):
    """Each agency's yearly share from a day until the next version. An end is a version too.

    ``steps`` is how the shares were reached: [{says, rule}].
    """

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="versions")
    from_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.capitalize()) for state in awards.State]
    )
    education_pence = models.PositiveBigIntegerField()
    care_pence = models.PositiveBigIntegerField()
    health_pence = models.PositiveBigIntegerField()
    total_pence = models.PositiveBigIntegerField()
    decision_reference = models.CharField(max_length=24)
    because = models.CharField(max_length=300, blank=True)
    steps = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = AwardVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="award_version_shares_add_up_to_total",
                condition=Q(total_pence=F("education_pence") + F("care_pence") + F("health_pence")),
            ),
            models.UniqueConstraint(
                name="award_has_one_standing_version_from_one_day",
                fields=["award", "from_on"],
                condition=Q(superseded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="award_version_pays_something_only_while_paying",
                condition=Q(state=awards.State.PAYING.value, total_pence__gt=0)
                | (~Q(state=awards.State.PAYING.value) & Q(total_pence=0)),
            ),
            models.CheckConstraint(
                name="award_version_is_superseded_after_it_was_recorded",
                condition=Q(superseded_at__isnull=True)
                | Q(superseded_at__isnull=False, superseded_at__gte=F("recorded_at")),
            ),
        ]
        indexes = [models.Index(name="award_version_standing", fields=["award", "superseded_at"])]

    def __str__(self) -> str:
        return f"{self.award_id} from {self.from_on}"

    @property
    def shares(self) -> dict[str, int]:
        return {
            "education": self.education_pence,
            "care": self.care_pence,
            "health": self.health_pence,
        }

    def as_rule(self) -> awards.Version:
        """Return the row as the rules know it."""
        return awards.Version(
            from_on=self.from_on,
            state=awards.State(self.state),
            shares=self.shares,
            decision_reference=self.decision_reference,
            recorded_at=self.recorded_at,
            superseded_at=self.superseded_at,
        )


class Reclaim(models.Model):
    """A part of health's share that another health body owes. Rules: KENT-084, KENT-114."""

    version = models.ForeignKey(AwardVersion, on_delete=models.PROTECT, related_name="reclaims")
    body = models.CharField(max_length=160)
    yearly_pence = models.PositiveBigIntegerField()
    contacted_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reclaim_is_one_a_body_and_version", fields=["version", "body"]
            ),
            models.CheckConstraint(name="reclaim_is_of_money", condition=Q(yearly_pence__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.body} of {self.version_id}"
