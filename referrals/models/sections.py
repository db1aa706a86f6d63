"""The sections of part 2. A section's row exists once somebody has begun it."""

from django.db import models
from django.db.models import Q

from accounts.models import Agency, Payer
from casework.models import Document
from referrals.models.referral import Referral

NAMED_BY = [("plan", "The final plan names it"), ("tribunal", "The Tribunal has ordered it")]

REGISTERED_WITH = [
    ("ofsted", "Ofsted"),
    ("dfe", "The Department for Education, as an independent school"),
    ("both", "Both, as a school and as a children’s home"),
]


class ChildPart(models.Model):
    """Section 1: the child's needs and words, and the facts that open or shut a panel's door."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="child_part")
    needs = models.TextField()
    child_words = models.TextField(blank=True)
    family_words = models.TextField(blank=True)
    has_plan = models.BooleanField(null=True)
    named_by = models.CharField(max_length=10, blank=True, choices=NAMED_BY)
    has_health_issues = models.BooleanField(null=True)
    continuing_care_on = models.DateField(null=True, blank=True)
    is_known_to_care = models.BooleanField(null=True)
    care_checked_on = models.DateField(null=True, blank=True)
    is_concern = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"child of {self.referral_id}"


class PlacementPart(models.Model):
    """Section 4: what the referral says of the placement beyond the placement itself."""

    referral = models.OneToOneField(
        Referral, on_delete=models.CASCADE, related_name="placement_part"
    )
    weeks_details = models.TextField(blank=True)
    grounds = models.JSONField(default=list)
    complexity = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"placement of {self.referral_id}"


class RequestedShare(models.Model):
    """Section 6: the yearly sum asked of one payer, and why it is not what the rules suggest."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="shares")
    payer = models.CharField(max_length=10, choices=Payer.choices)
    yearly_pence = models.PositiveBigIntegerField()
    because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="share_is_asked_once_of_each_payer", fields=["referral", "payer"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} of {self.referral_id}"


class OptionsPart(models.Model):
    """Section 7: what was tried, and the evidence for the three tests."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="options_part")
    statement = models.TextField(blank=True)
    local_packages = models.TextField(blank=True)
    local_facility = models.TextField(blank=True)
    complexity = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"options of {self.referral_id}"


class Discussion(models.Model):
    """Section 7: the agencies' meeting, or their conferring, before the need is decided."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="discussion")
    held_on = models.DateField()
    is_meeting = models.BooleanField()
    convened_by = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="discussions_convened"
    )
    attendees = models.TextField()
    options_for_school = models.TextField(blank=True)
    options_for_home = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"discussion of {self.referral_id}"


class ProviderCheck(models.Model):
    """Section 8: the checks on the provider."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="checks")
    registered_with = models.CharField(max_length=20, blank=True, choices=REGISTERED_WITH)
    registration_number = models.CharField(max_length=40, blank=True)
    registration_checked_on = models.DateField(null=True, blank=True)
    is_cqc_needed = models.BooleanField(null=True)
    cqc_checked_on = models.DateField(null=True, blank=True)
    is_visit_needed = models.BooleanField(null=True)
    visited_on = models.DateField(null=True, blank=True)
    visited_by = models.CharField(max_length=150, blank=True)
    report_on = models.DateField(null=True, blank=True)
    report = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="provider_checks"
    )
    references = models.TextField(blank=True)
    are_terms_accepted = models.BooleanField(default=False)
    contract = models.CharField(max_length=40, blank=True)
    checked_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="provider_visit_has_a_day_and_a_visitor",
                condition=Q(visited_on__isnull=True, visited_by="")
                | (Q(visited_on__isnull=False) & ~Q(visited_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"checks of {self.referral_id}"


class Answer(models.Model):
    """The reply to a question that the protocol adds to the core."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="answers")
    question = models.SlugField(max_length=60)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="question_is_answered_once", fields=["referral", "question"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} of {self.referral_id}"
