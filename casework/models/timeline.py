"""The timeline: facts that are only ever added to, each chained to the one before."""

from typing import NoReturn

from django.db import models


class AppendOnly(models.QuerySet):
    """A queryset whose rows are facts: neither changed nor taken away in bulk."""

    def update(self, **changes: object) -> NoReturn:
        raise TypeError("These rows are facts. Add another one; do not edit this one.")

    def delete(self) -> NoReturn:
        raise TypeError("These rows are facts. They are not taken away.")


class EventQuerySet(AppendOnly):
    def of(self, stream: str) -> "EventQuerySet":
        """The facts of one stream in the order in which they were recorded."""
        return self.filter(stream=stream).order_by("number")


class Event(models.Model):
    """One thing that happened to one case or meeting.

    ``on`` is the day it happened, ``at`` the moment it was recorded. The actor is copied, so
    that the line still says who it was when the person has changed post or left. ``data`` and
    ``salt`` may be blanked by a disposal; ``digest`` stays, and with it the chain.
    """

    stream = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    actor_role = models.CharField(max_length=80, blank=True)
    actor_agency = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="event_number_is_unique_in_its_stream", fields=["stream", "number"]
            ),
        ]
        indexes = [models.Index(name="event_kind_on", fields=["kind", "on"])]

    def __str__(self) -> str:
        return f"{self.stream} {self.number} {self.kind}"
