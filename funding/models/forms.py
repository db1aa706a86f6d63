"""The funding form of an award, and the signature of each agency that pays."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Agency
from casework.models import Document
from funding.models.awards import AwardVersion


class FundingForm(models.Model):
    """The form for one version of an award. Its document is drawn once the last has signed.

    Rules: KENT-095, KENT-101, KENT-104.
    """

    version = models.OneToOneField(
        AwardVersion, on_delete=models.PROTECT, related_name="funding_form"
    )
    drawn_up_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="funding_form"
    )

    def __str__(self) -> str:
        return f"funding form of {self.version_id}"


class Signature(models.Model):
    """That somebody with the authority to do so committed an agency to its share.

    The person's name and post are copied as they were.
    """

    form = models.ForeignKey(FundingForm, on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures"
    )
    name = models.CharField(max_length=150)
    post = models.CharField(max_length=80, blank=True)
    typed_name = models.CharField(max_length=150)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="funding_form_is_signed_once_by_each_agency", fields=["form", "agency"]
            ),
            models.CheckConstraint(name="signature_has_a_typed_name", condition=~Q(typed_name="")),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} on {self.form_id}"
