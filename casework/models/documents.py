"""Documents: what was issued or received, each pointing at a file kept under its own hash."""

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """A file as it came or was made. Its name on disk is the SHA-256 of its content."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="stored_file_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.sha256


class DocumentQuerySet(models.QuerySet):
    def of(self, stream: str) -> "DocumentQuerySet":
        """The documents of one stream with their files, newest first."""
        return self.filter(stream=stream).select_related("file").order_by("-at", "-pk")


class Document(models.Model):
    """A document of a case: issued by us from frozen ``facts``, or received from somebody.

    ``mark`` says who may open it beyond those who see the case: all, social care, health,
    not family. An issued document is never remade; a correction is another that supersedes it.
    """

    class Origin(models.TextChoices):
        ISSUED = "issued"
        RECEIVED = "received"

    reference = models.CharField(max_length=24, unique=True)
    stream = models.CharField(max_length=24)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    file_name = models.CharField(max_length=160)
    facts = models.JSONField(default=dict)
    mark = models.CharField(max_length=20, default="all")
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    superseded_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="document_stream", fields=["stream"])]

    def __str__(self) -> str:
        return self.reference
