"""What a panel decided, in versions; what is to be done; and the note that says so."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.models import Document
from panels.models.agenda import AgendaItem
from panels.rules.workflow import NoteStatus

NOTE_WORDS = {
    NoteStatus.DRAFTED: "Drafted",
    NoteStatus.ENDORSED: "Endorsed by the chair",
    NoteStatus.SENT: "Sent",
    NoteStatus.SUPERSEDED: "Superseded",
}


class Decision(models.Model):
    """One version of what the panel decided on one item. A correction is another version.

    ``shares`` are yearly pence by payer, all three or none. ``present`` are those who counted,
    by agency, when it was recorded. Never edited.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    version = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=30)
    label = models.CharField(max_length=80)
    reasons = models.TextField()
    conditions = models.JSONField(default=list)
    confirmations = models.JSONField(default=list)
    statements = models.JSONField(default=dict)
    education_pence = models.PositiveBigIntegerField(null=True)
    care_pence = models.PositiveBigIntegerField(null=True)
    health_pence = models.PositiveBigIntegerField(null=True)
    responsibility = models.CharField(max_length=20, blank=True)
    recharge = models.CharField(max_length=10, blank=True)
    review_on = models.DateField(null=True)
    named_by = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField()
    chair_name = models.CharField(max_length=150)
    present = models.JSONField(default=dict)
    interests = models.JSONField(default=list)
    correction_reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_decisions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="decision_version_is_unique_in_its_item", fields=["item", "version"]
            ),
            models.CheckConstraint(
                name="decision_has_every_share_or_none",
                condition=Q(
                    education_pence__isnull=True, care_pence__isnull=True, health_pence__isnull=True
                )
                | Q(
                    education_pence__isnull=False,
                    care_pence__isnull=False,
                    health_pence__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="decision_corrected_says_why",
                condition=Q(version=1, correction_reason="")
                | (Q(version__gt=1) & ~Q(correction_reason="")),
            ),
            models.CheckConstraint(name="decision_gives_a_reason", condition=~Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.version} {self.outcome}"

    @property
    def shares(self) -> dict[str, int]:
        """Yearly pence by payer; empty where the decision settles no money."""
        if self.education_pence is None:
            return {}
        return {
            "education": self.education_pence,
            "care": self.care_pence,
            "health": self.health_pence,
        }


class PanelActionQuerySet(models.QuerySet):
    def standing(self) -> "PanelActionQuerySet":
        """Actions of the decision that stands, done or not, soonest due first."""
        return self.filter(dropped_on=None).order_by("due_on", "pk")

    def open(self) -> "PanelActionQuerySet":
        return self.standing().filter(done_on=None)

    def late(self, today: date) -> "PanelActionQuerySet":
        """Open actions whose last day has gone by."""
        return self.open().filter(due_on__lt=today)


class PanelAction(models.Model):
    """Something to be done after the panel, by whom and by when.

    One of a decision since corrected is dropped, and stays. Rules: KENT-120.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="actions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=150)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by_name = models.CharField(max_length=150, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    objects = PanelActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="panel_action_done_by_somebody",
                condition=Q(done_on__isnull=True, done_by_name="")
                | (Q(done_on__isnull=False) & ~Q(done_by_name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} by {self.due_on}"


class OutcomeNote(models.Model):
    """The note of one decision: drafted from it, endorsed by the chair, sent to the referrer.

    ``document`` is the file issued when the chair endorsed it. Rules: KENT-090.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="notes")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="note")
    version = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=12, default=NoteStatus.DRAFTED, choices=list(NOTE_WORDS.items())
    )
    endorsed_at = models.DateTimeField(null=True, blank=True)
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="outcome_notes"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="outcome_note_version_is_unique_in_its_item", fields=["item", "version"]
            ),
            models.CheckConstraint(
                name="outcome_note_endorsed_by_somebody",
                condition=Q(endorsed_at__isnull=True, endorsed_by__isnull=True)
                | Q(endorsed_at__isnull=False, endorsed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="outcome_note_sent_only_once_endorsed_and_issued",
                condition=Q(sent_at__isnull=True)
                | Q(
                    sent_at__isnull=False,
                    endorsed_at__isnull=False,
                    document__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} note {self.version}"
