"""Children, those around them, who may see what of them, and the case that everything hangs on."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from guardian.shortcuts import get_objects_for_user

from accounts.models import Agency, Authority, Team, User


class Setting(models.Model):
    """A school, college, nursery or provider of placements."""

    name = models.CharField(max_length=160)
    urn = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    is_residential = models.BooleanField(default=False)
    email = models.EmailField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="setting_urn_is_unique", fields=["urn"], condition=~Q(urn="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VisibleQuerySet(models.QuerySet):
    """Rows that a person sees only when they, or a group of theirs, have been granted sight."""

    permission = ""

    def visible_to(self, user: User | AnonymousUser) -> "VisibleQuerySet":
        """Only the rows of which this person has been given sight."""
        return get_objects_for_user(
            user, self.permission, klass=self, with_superuser=False, accept_global_perms=False
        )


class ChildQuerySet(VisibleQuerySet):
    permission = "people.view_child"


class Child(models.Model):
    """A child or young person. ``reference`` is opaque: it may stand in a URL.

    ``opened_by`` is the agency whose own record this first was: it sees the child always.
    """

    reference = models.CharField(max_length=12, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="children")
    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    known_as = models.CharField(max_length=60, blank=True)
    born_on = models.DateField()
    upn = models.CharField(max_length=13, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    address = models.TextField(blank=True)
    is_address_hidden = models.BooleanField(default=False)
    language = models.CharField(max_length=60, default="English")
    setting = models.ForeignKey(
        Setting, null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    opened_by = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="children_opened"
    )
    revision = models.PositiveIntegerField(default=1)

    objects = ChildQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="child_upn_is_unique", fields=["upn"], condition=~Q(upn="")
            ),
            models.UniqueConstraint(
                name="child_nhs_number_is_unique",
                fields=["nhs_number"],
                condition=~Q(nhs_number=""),
            ),
        ]
        indexes = [models.Index(name="child_name_and_birth", fields=["family_name", "born_on"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def name(self) -> str:
        return f"{self.known_as or self.given_names} {self.family_name}"

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in f"{self.given_names} {self.family_name}".split())


class Carer(models.Model):
    """A parent or carer. Parental responsibility is per person, with its evidence."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="carers")
    name = models.CharField(max_length=150)
    relation = models.CharField(max_length=60)
    has_parental_responsibility = models.BooleanField(default=False)
    evidence = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.TextField(blank=True)
    is_address_hidden = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class LegalStatus(models.Model):
    """What the law says of the child's care, from a day until the next row. Rules: KENT-036."""

    class Status(models.TextChoices):
        NOT_IN_CARE = "not-in-care", "Not in care"
        ACCOMMODATED = "accommodated", "In care by agreement (section 20)"
        CARE_ORDER = "care-order", "In care under an order (section 31 or 38)"

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="legal_statuses")
    status = models.CharField(max_length=20, choices=Status.choices)
    from_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="legal_status_is_one_from_one_day", fields=["child", "from_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} from {self.from_on}"


class DatedQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "DatedQuerySet":
        """Rows that hold on that day; the last day counts."""
        return self.filter(Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on)))


class NetworkMember(models.Model):
    """That an agency is among those around a child, from a day to perhaps a last one."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="network")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="network_members")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_member_once_at_a_time",
                fields=["child", "agency"],
                condition=Q(to_on__isnull=True),
            ),
            models.CheckConstraint(
                name="network_member_leaves_on_or_after_joining",
                condition=Q(to_on__isnull=True) | Q(to_on__isnull=False, to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} in {self.child_id}"


class Consent(models.Model):
    """That the child's record may be shared with one agency, on whose word, or by what law.

    A consent that was withdrawn stays; ``withdrawn_on`` is the day from which it opens nothing.
    Rules: KENT-040, KENT-088.
    """

    class Basis(models.TextChoices):
        PARENT = "parent", "Consent of somebody with parental responsibility"
        YOUNG_PERSON = "young-person", "The young person's own consent"
        BEST_INTERESTS = "best-interests", "Best interests, after a mental capacity assessment"
        LAW = "law", "A legal basis other than consent"

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="consents")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="consents")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    given_by = models.CharField(max_length=150)
    given_on = models.DateField()
    legal_basis = models.CharField(max_length=200, blank=True)
    capacity_assessed_on = models.DateField(null=True, blank=True)
    best_interests_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="consent_is_one_at_a_time_for_each_agency",
                fields=["child", "agency"],
                condition=Q(withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="consent_by_law_names_the_law",
                condition=~Q(basis="law") | ~Q(legal_basis=""),
            ),
            models.CheckConstraint(
                name="consent_in_best_interests_has_both_dates",
                condition=~Q(basis="best-interests")
                | Q(capacity_assessed_on__isnull=False, best_interests_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.basis}"


class CaseQuerySet(VisibleQuerySet):
    permission = "people.view_case"

    def open(self) -> "CaseQuerySet":
        return self.filter(closed_on=None)


class Case(models.Model):
    """What every piece of work about a child hangs on: who leads and owns it, where it stands.

    Each app's root row is one-to-one with a case. ``revision`` goes up with every change, so
    that two people cannot overwrite each other. Written only through ``people.actions``.
    """

    class Kind(models.TextChoices):
        REFERRAL = "referral", "Joint funding referral"
        CHANGE = "change", "Change"
        AWARD = "award", "Award"
        EHC = "ehc", "EHC needs assessment and plan"
        SUPPORT = "support", "Additional support contract"

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="cases")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="cases")
    lead_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cases_led")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases_owned"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=40)
    is_restricted = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_closes_on_or_after_opening",
                condition=Q(closed_on__isnull=True)
                | Q(closed_on__isnull=False, closed_on__gte=F("opened_on")),
            ),
        ]
        indexes = [
            models.Index(name="case_kind_and_stage", fields=["authority", "kind", "stage"]),
            models.Index(name="case_owner_open", fields=["owner", "closed_on"]),
        ]

    def __str__(self) -> str:
        return self.reference


class NamedSight(models.Model):
    """That one person may see one case for a reason, until a day: a panel member, an adviser."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="named_sights")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="named_sights"
    )
    why = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="named_sight_once_for_each_reason", fields=["case", "user", "why"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} sees {self.case_id}"


class ChildUserPermission(UserObjectPermissionBase):
    """Sight of a child, given to one person. A row that dies with the child."""

    content_object = models.ForeignKey(Child, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class ChildGroupPermission(GroupObjectPermissionBase):
    """Sight of a child, given to everyone in an agency or role."""

    content_object = models.ForeignKey(Child, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


class CaseUserPermission(UserObjectPermissionBase):
    """Sight of a case, given to one person."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class CaseGroupPermission(GroupObjectPermissionBase):
    """Sight of a case, given to everyone in an agency or role."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
