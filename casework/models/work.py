"""Work to be done after the answer, messages, drafts, receipts and counters."""

from datetime import datetime

from django.conf import settings
from django.db import models


class JobQuerySet(models.QuerySet):
    def waiting(self, at: datetime) -> "JobQuerySet":
        """Jobs due to be tried, oldest first."""
        return self.filter(done_at=None, gave_up_at=None, try_after__lte=at).order_by("pk")


class Job(models.Model):
    """One task to run: written in the transaction that makes it necessary, run after it.

    Redis being away delays a job; it never loses one: ``send_due`` sweeps what was not run.
    """

    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    stream = models.CharField(max_length=24, blank=True)
    asked_at = models.DateTimeField()
    try_after = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="job_waiting", fields=["done_at", "gave_up_at", "try_after"])]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"


class Message(models.Model):
    """One e-mail to one address. ``key`` says what it is for, so that it is never sent twice."""

    key = models.CharField(max_length=160, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    stream = models.CharField(max_length=24, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class Draft(models.Model):
    """What one person has typed into one form and not yet sent. Private; leaves no event."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    form = models.CharField(max_length=80)
    stream = models.CharField(max_length=24, blank=True)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="draft_is_one_for_each_person_form_and_stream",
                fields=["user", "form", "stream"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.stream}"


class Receipt(models.Model):
    """That one action was done once under one key, and what came of it.

    The system is actor nought: two nulls would not count as the same one.
    """

    key = models.CharField(max_length=80)
    actor_id = models.BigIntegerField()
    action = models.CharField(max_length=120)
    result = models.CharField(max_length=80, null=True)  # noqa: DJ001 -- None is "nothing made"
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="receipt_is_one_for_each_key_person_and_action",
                fields=["key", "actor_id", "action"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"


class Counter(models.Model):
    """The newest number given to one kind of reference in one year."""

    kind = models.CharField(max_length=1)
    year = models.PositiveSmallIntegerField()
    newest = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="counter_is_one_for_each_kind_and_year", fields=["kind", "year"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.year}"
