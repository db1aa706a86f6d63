"""An item of an agenda: one case, for one purpose, at one meeting; and interests declared in it."""

from django.conf import settings
from django.db import models

from accounts.models import Agency, User
from panels.models.meetings import Meeting
from panels.rules.decisions import PURPOSES
from panels.rules.workflow import ItemStatus
from people.models import Case

STATUS_WORDS = {
    ItemStatus.LISTED: "To be heard",
    ItemStatus.DECIDED: "Decided",
    ItemStatus.NOT_HEARD: "Not heard",
    ItemStatus.WITHDRAWN: "Withdrawn",
}


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "AgendaItemQuerySet":
        """Items of meetings that this person may open, about cases that they see."""
        return self.filter(
            meeting__in=Meeting.objects.visible_to(user), case__in=Case.objects.visible_to(user)
        )

    def on_agenda(self) -> "AgendaItemQuerySet":
        """Items that stand on the agenda, in its order."""
        return self.exclude(status=ItemStatus.WITHDRAWN).order_by("position", "pk")

    def for_agenda(self) -> "AgendaItemQuerySet":
        """All that an agenda shows, in a fixed number of queries."""
        related = ("case__child", "case__lead_agency", "case__owner", "presenting_agency")
        return self.on_agenda().select_related(*related).prefetch_related("decisions", "notes")


class AgendaItem(models.Model):
    """One case at one meeting for one purpose, by the protocol in force when it was submitted.

    ``status`` changes only through ``panels.actions``.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agenda_items")
    purpose = models.CharField(
        max_length=30, choices=[(purpose, rule.label) for purpose, rule in PURPOSES.items()]
    )
    position = models.PositiveSmallIntegerField()
    protocol = models.CharField(max_length=60)
    status = models.CharField(
        max_length=12, default=ItemStatus.LISTED, choices=list(STATUS_WORDS.items())
    )
    papers_on = models.DateField()
    late_reason = models.TextField(blank=True)
    presenting_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    presenter = models.CharField(max_length=150)
    listed_at = models.DateTimeField()

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="agenda_item_is_one_for_each_case_and_purpose",
                fields=["meeting", "case", "purpose"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"


class Interest(models.Model):
    """A personal interest that somebody declared in one item. An agency's own money is none."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="interests")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_interests"
    )
    says = models.CharField(max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="interest_is_one_for_each_person_and_item", fields=["item", "user"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.item_id}"
