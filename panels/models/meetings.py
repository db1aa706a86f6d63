"""A meeting of a panel, from its date to its closing, and who came to it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Agency, User
from accounts.permissions import authorities_where
from panels.models.panels import Member, Panel
from panels.rules.quorum import Capacity
from panels.rules.workflow import MeetingStatus

STATUS_WORDS = {
    MeetingStatus.PLANNED: "Planned",
    MeetingStatus.AGENDA_SENT: "Agenda sent",
    MeetingStatus.OPEN: "In session",
    MeetingStatus.CLOSED: "Closed",
    MeetingStatus.CANCELLED: "Cancelled",
}


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "MeetingQuerySet":
        """Meetings whose agenda this person may open: by a role, a seat, or having come."""
        sits = Member.objects.filter(panel=OuterRef("panel"), user=user)
        came = Attendance.objects.filter(meeting=OuterRef("pk"), user=user)
        return self.filter(
            Q(panel__authority__in=authorities_where(user, "meeting.read"))
            | Exists(sits)
            | Exists(came)
        )

    def with_panel(self) -> "MeetingQuerySet":
        return self.select_related("panel__authority")

    def for_list(self) -> "MeetingQuerySet":
        return self.with_panel().order_by("held_on", "pk")

    def to_come(self, today: date) -> "MeetingQuerySet":
        """Meetings still to be held, soonest first."""
        over = [MeetingStatus.CLOSED, MeetingStatus.CANCELLED]
        return self.filter(held_on__gte=today).exclude(status__in=over).order_by("held_on", "pk")


class Meeting(models.Model):
    """One meeting. ``revision`` goes up with every change; live pages poll by it.

    ``regular_on`` is the day the schedule gives; ``held_on`` the day it is held. ``status``
    changes only through ``panels.actions``.
    """

    reference = models.CharField(max_length=20, unique=True)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="meetings")
    regular_on = models.DateField()
    held_on = models.DateField()
    starts_at = models.TimeField()
    venue = models.CharField(max_length=200, blank=True)
    call_link = models.URLField(blank=True)
    protocol = models.CharField(max_length=60)
    status = models.CharField(
        max_length=12, default=MeetingStatus.PLANNED, choices=list(STATUS_WORDS.items())
    )
    revision = models.PositiveIntegerField(default=1)
    agenda_sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="meeting_is_one_for_each_regular_day", fields=["panel", "regular_on"]
            ),
            models.CheckConstraint(
                name="meeting_opened_only_after_its_agenda_was_sent",
                condition=Q(opened_at__isnull=True)
                | Q(opened_at__isnull=False, agenda_sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_closed_exactly_when_it_has_a_closing_time",
                condition=Q(status="closed", closed_at__isnull=False, opened_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(name="meeting_by_day", fields=["panel", "held_on"])]

    def __str__(self) -> str:
        return self.reference


class Attendance(models.Model):
    """That one person is, or is not, at one meeting, and as what.

    ``is_stand_in`` records that the chair's seat was handed to them for this meeting.
    Rules: KENT-065, KENT-067, LDN-014.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_attendances"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="panel_attendances")
    seat = models.CharField(max_length=60, blank=True)
    capacity = models.CharField(
        max_length=10, choices=[(one, one.capitalize()) for one in Capacity]
    )
    is_present = models.BooleanField(default=False)
    has_apologies = models.BooleanField(default=False)
    is_in_chair = models.BooleanField(default=False)
    is_stand_in = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_is_one_for_each_person", fields=["meeting", "user"]
            ),
            models.UniqueConstraint(
                name="attendance_has_one_chair",
                fields=["meeting"],
                condition=Q(is_in_chair=True),
            ),
            models.CheckConstraint(
                name="attendance_in_the_chair_is_present",
                condition=Q(is_in_chair=False) | Q(is_in_chair=True, is_present=True),
            ),
            models.CheckConstraint(
                name="attendance_is_not_present_with_apologies",
                condition=Q(is_present=False) | Q(has_apologies=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.meeting_id}"
