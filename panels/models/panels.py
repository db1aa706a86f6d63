"""A panel of one authority, and who sits on it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Agency, Authority, Purpose, User
from accounts.permissions import authorities_where
from panels.rules.quorum import Capacity


class PanelQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PanelQuerySet":
        """Panels whose dates this person may know: by a role in the authority, or a seat."""
        sits = Member.objects.filter(panel=OuterRef("pk"), user=user)
        return self.filter(Q(authority__in=authorities_where(user, "panel.read")) | Exists(sits))

    def for_list(self) -> "PanelQuerySet":
        return self.select_related("authority").order_by("authority__name", "name")


class Panel(models.Model):
    """One panel that an authority runs by the protocol it has adopted for that purpose."""

    code = models.SlugField(unique=True, max_length=60)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="panels")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)

    objects = PanelQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "MemberQuerySet":
        """Those who sit on a day; the last day counts."""
        return self.filter(Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on)))

    def standing(self) -> "MemberQuerySet":
        """Those with a seat of their own, not for one meeting only."""
        return self.filter(only_meeting=None)

    def for_list(self) -> "MemberQuerySet":
        """As the payers stand; then by name."""
        return self.select_related("user", "agency", "stands_in_for").order_by(
            "agency__payer", "user__name", "pk"
        )


class Member(models.Model):
    """That one person sits on a panel for an agency, from a day to perhaps a last one.

    Somebody who comes to one meeting only, such as a deputy, names it, and a deputy the member
    in whose place they come. Whether anybody can commit money is not here: that is their
    delegation. Rules: KENT-066, KENT-067.
    """

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_seats"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="panel_seats")
    seat = models.CharField(max_length=60)
    capacity = models.CharField(
        max_length=10, choices=[(one, one.capitalize()) for one in Capacity]
    )
    stands_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    only_meeting = models.ForeignKey(
        "panels.Meeting", null=True, on_delete=models.CASCADE, related_name="visitors"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="panel_member_once_at_a_time",
                fields=["panel", "user"],
                condition=Q(to_on__isnull=True),
            ),
            models.UniqueConstraint(
                name="panel_member_once_for_one_meeting",
                fields=["only_meeting", "user"],
                condition=Q(only_meeting__isnull=False),
            ),
            models.CheckConstraint(
                name="panel_member_leaves_on_or_after_joining",
                condition=Q(to_on__isnull=True) | Q(to_on__isnull=False, to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.panel_id}"
