"""Due dates: one row for each clock that runs or ran in a stream, as the engine read it."""

from datetime import date

from django.db import models
from django.db.models import F, Q


class ClockQuerySet(models.QuerySet):
    def of(self, stream: str) -> "ClockQuerySet":
        """The clocks of one stream, soonest due first."""
        return self.filter(stream=stream).order_by("due_on", "clock", "pk")

    def open(self) -> "ClockQuerySet":
        """Duties still to be done."""
        return self.filter(met_on=None, stopped=False, window=False, due_on__isnull=False)

    def late(self, today: date) -> "ClockQuerySet":
        """Duties whose last day has gone by. The last day itself is in time."""
        return self.open().filter(due_on__lt=today)


class Clock(models.Model):
    """One reading of one clock. Rewritten whole by ``casework.clocks.refresh``; never edited."""

    stream = models.CharField(max_length=24)
    clock = models.CharField(max_length=40)
    label = models.CharField(max_length=400, blank=True)
    of = models.JSONField(default=dict)
    rule = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    force = models.CharField(max_length=10)
    owed_by = models.CharField(max_length=255, blank=True)
    started_by = models.CharField(max_length=60)
    started_on = models.DateField()
    due_on = models.DateField(null=True)
    counting = models.CharField(max_length=300)
    window = models.BooleanField(default=False)
    excused = models.BooleanField(default=False)
    exemption = models.JSONField(null=True)
    target_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    stopped = models.BooleanField(default=False)
    says = models.TextField()

    objects = ClockQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="clock_stream", fields=["stream"]),
            models.Index(name="clock_open_by_due_date", fields=["met_on", "stopped", "due_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="clock_target_only_when_excused_and_never_sooner",
                condition=Q(target_on__isnull=True)
                | Q(target_on__isnull=False, excused=True, target_on__gte=F("due_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.clock}"
