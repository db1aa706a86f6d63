"""A placement as it is proposed and carried out, and what its provider charges."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from funding.rules.policy import KINDS
from funding.rules.prices import Per
from funding.rules.workflow import Stage
from people.models import Case, Setting


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PlacementQuerySet":
        """Placements asked for in a case that this person sees, or awarded in one."""
        seen = Case.objects.visible_to(user)
        return self.filter(Q(asked_in__in=seen) | Q(award__case__in=seen))

    def for_list(self) -> "PlacementQuerySet":
        """All that a line of the list shows, soonest start first."""
        related = ("asked_in__child", "setting", "award__case")
        return self.select_related(*related).order_by("-starts_on", "-pk")


class Placement(models.Model):
    """A place with a provider, asked for in one case: how long, from when, on which terms.

    ``arrangement`` is the kind of placement in the protocol's words. ``starts_on`` and
    ``ends_on`` are planned, ``started_on`` and ``ended_on`` what came of it.
    """

    asked_in = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="placement")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="placements")
    kind = models.SlugField(max_length=40)
    arrangement = models.CharField(max_length=160)
    is_external = models.BooleanField(default=True)
    weeks = models.PositiveSmallIntegerField()
    education_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    payment_terms = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    stage = models.CharField(
        max_length=20,
        default=Stage.PROPOSED.value,
        choices=[(stage.value, stage.label) for stage in Stage],
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="placement_runs_for_weeks_of_a_year", condition=Q(weeks__range=(1, 53))
            ),
            models.CheckConstraint(
                name="placement_education_is_paid_over_weeks_of_a_year",
                condition=Q(education_weeks__isnull=True)
                | Q(education_weeks__isnull=False, education_weeks__range=(1, 53)),
            ),
            models.CheckConstraint(
                name="placement_is_planned_to_end_on_or_after_its_start",
                condition=Q(ends_on__isnull=True)
                | Q(ends_on__isnull=False, ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="placement_ended_on_or_after_it_started",
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True, ended_on__isnull=False)
                | Q(started_on__isnull=False, ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="placement_under_way_has_started",
                condition=~Q(stage=Stage.STARTED.value) | Q(started_on__isnull=False),
            ),
        ]
        indexes = [models.Index(name="placement_by_start", fields=["stage", "starts_on"])]

    def __str__(self) -> str:
        return f"placement of {self.asked_in_id}"


class CostLine(models.Model):
    """One line of a provider's quotation. ``weeks`` is over how many weeks it is charged."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=12, choices=[(kind, kind.capitalize()) for kind in KINDS])
    description = models.CharField(max_length=160, blank=True)
    pence = models.PositiveBigIntegerField()
    per = models.CharField(max_length=5, choices=[(per.value, f"a {per}") for per in Per])
    weeks = models.PositiveSmallIntegerField()
    yearly_pence = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cost_line_is_charged_over_weeks_of_a_year", condition=Q(weeks__range=(1, 53))
            ),
            models.CheckConstraint(
                name="cost_line_comes_to_its_price_in_a_year",
                condition=Q(per=Per.WEEK.value, yearly_pence=F("pence") * F("weeks"))
                | Q(per=Per.TERM.value, yearly_pence=F("pence") * 3)
                | Q(per=Per.YEAR.value, yearly_pence=F("pence")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.placement_id}"
