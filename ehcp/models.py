"""EHC cases: the request, what was decided, the advice asked for, the plan, the letters."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from casework.models import Clock, Document
from ehcp.rules.advice import HEAD_WORDS, Head
from ehcp.rules.decisions import OUTCOME_WORDS, Outcome, PanelOutcome
from ehcp.rules.letters import Kind
from ehcp.rules.plan import Placement, Section
from ehcp.rules.requests import RECIPIENT_WORDS, SOURCE_WORDS, FamilyAgreement, Recipient, Source
from ehcp.rules.workflow import Stage
from people.models import Case

ADVICE_CLOCK = "return-advice"


class EhcCaseQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "EhcCaseQuerySet":
        """Only the cases of which this person has been given sight."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def with_progress(self, today: date) -> "EhcCaseQuerySet":
        """Adds ``next_due_on``, ``next_clock``, ``advice_waiting`` and ``advice_late``.

        Counted in the database from the clock rows, so that a page of the list takes one query.
        """
        open_clocks = Clock.objects.open().filter(stream=OuterRef("case__reference"))
        own = open_clocks.filter(owed_by="authority").order_by("due_on", "pk")
        advice = open_clocks.filter(clock=ADVICE_CLOCK)
        return self.annotate(
            next_due_on=Subquery(own.values("due_on")[:1]),
            next_clock=Subquery(own.values("clock")[:1]),
            advice_waiting=_count(self._asked()),
            advice_late=_count(advice.filter(due_on__lt=today)),
        )

    def for_list(self) -> "EhcCaseQuerySet":
        """All that the progress tracker shows, soonest due first; nothing due comes last."""
        related = self.select_related("case__child", "case__owner", "case__authority")
        return related.order_by(F("next_due_on").asc(nulls_last=True), "received_on", "pk")

    def _asked(self) -> models.QuerySet:
        waiting = AdviceRequest.objects.filter(ehc=OuterRef("pk"))
        return waiting.filter(state=AdviceRequest.State.ASKED)


def _count(rows: models.QuerySet) -> Coalesce:
    """How many ``rows`` there are for the outer row; nought when there is none."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")[:1], output_field=IntegerField()), 0)


class EhcCase(models.Model):
    """One request for an assessment and all that follows from it, up to the final plan.

    Its stage is that of its ``case``; its dates are the clocks of the case's stream.
    """

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.CASCADE, related_name="ehc"
    )
    source = models.CharField(max_length=30, choices=[(s, SOURCE_WORDS[s]) for s in Source])
    asked_by = models.CharField(max_length=150)
    received_on = models.DateField()
    family_agreement = models.CharField(
        max_length=3, blank=True, choices=[(a, a.capitalize()) for a in FamilyAgreement]
    )
    agreement_reason = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    last_assessed_on = models.DateField(null=True, blank=True)
    is_service_family = models.BooleanField(default=False)
    is_known_to_youth_justice = models.BooleanField(default=False)
    has_sensory_impairment = models.BooleanField(default=False)
    is_known_to_social_care = models.BooleanField(null=True, blank=True)
    nothing_to_add_on = models.DateField(null=True, blank=True)

    objects = EhcCaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="ehc_case_received_on", fields=["received_on"])]

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def stage(self) -> Stage:
        return Stage(self.case.stage)


class PanelAdvice(models.Model):
    """What a SEND Panel advised. It decides nothing: an officer's decision does."""

    ehc = models.ForeignKey(EhcCase, on_delete=models.CASCADE, related_name="panel_advice")
    outcome = models.CharField(max_length=20, choices=[(o, OUTCOME_WORDS[o]) for o in PanelOutcome])
    reasons = models.TextField(blank=True)
    panel_on = models.DateField()
    meeting = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="panel_advises_once_on_one_case_at_one_meeting",
                fields=["ehc", "meeting"],
                condition=~Q(meeting=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.panel_on}"


class Decided(models.Model):
    """An officer's decision, with the reasons that the family was given."""

    class About(models.TextChoices):
        ASSESSMENT = "assessment", "Whether to assess"
        PLAN = "plan", "Whether to make a plan"

    ehc = models.ForeignKey(EhcCase, on_delete=models.CASCADE, related_name="decisions")
    about = models.CharField(max_length=12, choices=About.choices)
    outcome = models.CharField(max_length=20, choices=[(o, OUTCOME_WORDS[o]) for o in Outcome])
    sent_on = models.DateField()
    reasons = models.TextField()
    regard_to_age = models.TextField(blank=True)
    without_advice_reason = models.TextField(blank=True)
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="each_question_is_decided_once", fields=["ehc", "about"]),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.sent_on}"


class Told(models.Model):
    """That one of those whom the law has the authority tell was told, and on which day."""

    class Occasion(models.TextChoices):
        CONSIDERING = "considering", "We are considering whether to assess"
        ASSESSMENT = "assessment", "Whether we assess"
        PLAN = "plan", "No plan, or the final plan"

    ehc = models.ForeignKey(EhcCase, on_delete=models.CASCADE, related_name="told")
    occasion = models.CharField(max_length=12, choices=Occasion.choices)
    recipient = models.CharField(
        max_length=12, choices=[(r, RECIPIENT_WORDS[r]) for r in Recipient]
    )
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="each_is_told_once_on_each_occasion", fields=["ehc", "occasion", "recipient"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.on}"


class AdviceQuerySet(models.QuerySet):
    def addressed_to(self, user: User | AnonymousUser) -> "AdviceQuerySet":
        """The requests that name this person, and no others."""
        return self.filter(user_id=user.pk)

    def asked(self) -> "AdviceQuerySet":
        """Requests to which nothing has come back."""
        return self.filter(state=AdviceRequest.State.ASKED)

    def in_order(self) -> "AdviceQuerySet":
        """In the order of the regulation's heads, then as they were asked."""
        heads = [models.When(head=head, then=Value(place)) for place, head in enumerate(Head)]
        place = models.Case(*heads, output_field=IntegerField())
        return self.order_by(place, "pk").select_related("document", "user")


class AdviceRequest(models.Model):
    """One adviser asked for advice under one head, and what came back.

    ``adviser`` is how the case's clock knows them: unique in the case. Advice is not edited by
    the authority; what comes later is another row.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        RECEIVED = "received", "Received"
        REUSED = "reused", "Existing advice used"

    ehc = models.ForeignKey(EhcCase, on_delete=models.CASCADE, related_name="advice")
    head = models.CharField(max_length=20, choices=[(h, HEAD_WORDS[h]) for h in Head])
    adviser = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="advice_asked",
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    author = models.CharField(max_length=150, blank=True)
    signed_off_by = models.CharField(max_length=150, blank=True)
    words = models.TextField(blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AdviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="adviser_is_named_once", fields=["ehc", "adviser"]),
            models.CheckConstraint(
                name="advice_received_has_its_day",
                condition=Q(state="asked", received_on__isnull=True)
                | Q(~Q(state="asked"), received_on__isnull=False),
            ),
            models.CheckConstraint(
                name="advice_received_has_words_or_a_document",
                condition=Q(state="asked") | ~Q(words="") | Q(document__isnull=False),
            ),
        ]
        indexes = [models.Index(name="advice_of_a_person", fields=["user", "state"])]

    def __str__(self) -> str:
        return f"{self.head} {self.adviser}"


class Plan(models.Model):
    """The plan as it is being written. What goes out is kept as a ``PlanVersion``."""

    ehc = models.OneToOneField(
        EhcCase, primary_key=True, on_delete=models.CASCADE, related_name="plan"
    )
    setting_name = models.CharField(max_length=200, blank=True)
    setting_type = models.CharField(max_length=120, blank=True)
    health_agreed_by = models.CharField(max_length=150, blank=True)
    health_agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="health_agreement_has_name_and_day_together",
                condition=Q(health_agreed_by="", health_agreed_on__isnull=True)
                | Q(~Q(health_agreed_by=""), health_agreed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.ehc_id)

    @property
    def placement(self) -> Placement:
        return Placement(self.setting_name, self.setting_type)


class PlanSection(models.Model):
    """The words of one section, as they stand."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=12, choices=[(s, s) for s in Section])
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="plan_has_each_section_once", fields=["plan", "code"]),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.code}"


class PlanVersion(models.Model):
    """The plan as it went out: every section as printed, and the advice annexed to it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        FINAL = "final", "Final"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=5, choices=State.choices)
    sent_on = models.DateField()
    served_on = models.DateField(null=True, blank=True)
    sections = models.JSONField()
    annexed = models.JSONField(default=list)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_role = models.CharField(max_length=80, blank=True)
    without_advice_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="plan_version_number_is_unique", fields=["plan", "number"]
            ),
            models.UniqueConstraint(
                name="plan_has_one_final", fields=["plan"], condition=Q(state="final")
            ),
            models.CheckConstraint(
                name="draft_is_served_and_final_is_signed",
                condition=Q(state="draft", served_on__isnull=False, served_on__gte=F("sent_on"))
                | Q(~Q(signed_by=""), state="final", served_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.state} {self.number}"


class Representation(models.Model):
    """What the family said about a draft."""

    ehc = models.ForeignKey(EhcCase, on_delete=models.CASCADE, related_name="representations")
    on = models.DateField()
    words = models.TextField()
    nothing_to_add = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.ehc_id} {self.on}"


class Letter(models.Model):
    """That a fact of the timeline was put in a letter: one letter of a kind for one event."""

    ehc = models.ForeignKey(EhcCase, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=30, choices=[(k, k) for k in Kind] + [("ehc-plan", "Plan")])
    event_number = models.PositiveIntegerField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="letter_is_written_once_for_each_event",
                fields=["ehc", "kind", "event_number"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_number}"
