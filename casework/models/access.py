"""The access log: who opened what, when and by what right. Read by investigators; by no rule."""

from django.db import models

from casework.models.timeline import AppendOnly


class AccessLog(models.Model):
    """One opening of one page, document, list or export by one person.

    ``references`` are all the records that the page showed; a page that was refused is logged
    too, with ``allowed`` false.
    """

    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    user_name = models.CharField(max_length=150)
    agency = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=80)
    references = models.JSONField(default=list)
    right = models.CharField(max_length=80, blank=True)
    allowed = models.BooleanField(default=True)

    objects = AppendOnly.as_manager()

    class Meta:
        indexes = [models.Index(name="access_log_who_and_when", fields=["user_id", "at"])]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
