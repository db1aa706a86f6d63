"""Who uses the product: authorities, agencies, teams, people, their roles and delegations."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from accounts.rules.roles import Role


class Payer(models.TextChoices):
    """The three that share a cost, in the order in which odd pennies are given."""

    EDUCATION = "education", "Education (SEN)"
    CARE = "care", "Children's social care"
    HEALTH = "health", "Health"


class Purpose(models.TextChoices):
    """What an authority adopts a protocol for: one for each kind of panel."""

    JOINT_FUNDING = "joint-funding", "Joint funding panel"
    SEND_PANEL = "send-panel", "SEND Panel"


class Authority(models.Model):
    """A local authority: every case has one, and no query crosses from one to another."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """One of those who decide and pay: a council's SEN service, its social care, an ICB.

    An ICB may serve several authorities.
    """

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    payer = models.CharField(max_length=10, choices=Payer.choices)
    authorities = models.ManyToManyField(Authority, related_name="agencies")
    # Where the agency as a whole is written to, when nobody in particular is.
    mailbox = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People of one agency who share a caseload."""

    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="team_name_is_unique_in_its_agency", fields=["agency", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in. ``post`` is what the timeline calls them beside their name."""

    first_name = None
    last_name = None
    name = models.CharField(max_length=150)
    post = models.CharField(max_length=80, blank=True)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )

    REQUIRED_FIELDS = ["email", "name"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def role_label(self) -> str:
        return self.post

    @property
    def agency_code(self) -> str:
        return self.agency_id or ""


def _in_force(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a day, and perhaps to a last day, inclusive."""

    def in_force(self, on: date) -> "DatedQuerySet":
        return self.filter(_in_force(on))


class RoleHeld(models.Model):
    """One role held by one person in one authority, from a day to perhaps a last one."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40, choices=[(role, role.label) for role in Role])
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="roles_held")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="role_held_once_from_one_day", fields=["user", "role", "authority", "from_on"]
            ),
            models.CheckConstraint(
                name="role_held_ends_on_or_after_its_start",
                condition=Q(to_on__isnull=True) | Q(to_on__isnull=False, to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Delegation(models.Model):
    """That a person may commit an agency's money, up to so much a week, from a day on.

    No limit means none was set. Serves quorum and signature alike. Rules: KENT-067, KENT-068.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="delegations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="delegations")
    weekly_limit_pence = models.PositiveBigIntegerField(null=True, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_on_or_after_its_start",
                condition=Q(to_on__isnull=True) | Q(to_on__isnull=False, to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.agency_id}"


class ProtocolVersion(models.Model):
    """One version of a protocol as plain data. Each app parses its own section of it."""

    code = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    from_on = models.DateField()
    sections = models.JSONField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="protocol_version_is_unique", fields=["code", "version"]),
            models.UniqueConstraint(
                name="protocol_has_one_version_from_one_day", fields=["code", "from_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Adoption(models.Model):
    """That an authority runs one kind of panel by one protocol, from a day on."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="adoptions")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    protocol = models.SlugField(max_length=40)
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="adoption_is_one_from_one_day", fields=["authority", "purpose", "from_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.purpose} {self.protocol}"


class TokenName(models.Model):
    """What a person calls one of their API tokens: the system that uses it.

    The token itself is the library's row; only its digest is kept anywhere.
    """

    token = models.OneToOneField(
        "knox.AuthToken", on_delete=models.CASCADE, primary_key=True, related_name="called"
    )
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name
