"""The filter of the progress tracker, kept in the address."""

import django_filters
from django.db.models import QuerySet

from accounts.models import User
from ehcp.models import EhcCase
from ehcp.rules.advice import HEAD_WORDS, Head
from ehcp.rules.workflow import ENDED, Stage

OPEN = "open"
STAGES = [(OPEN, "Not ended"), *((s, s.capitalize()) for s in Stage)]


class TrackerFilter(django_filters.FilterSet):
    """Stage, owner, lateness, and which service's advice is awaited."""

    stage = django_filters.ChoiceFilter(
        label="Stage", choices=STAGES, method="at_stage", empty_label="Any stage"
    )
    owner = django_filters.ChoiceFilter(
        label="Owner", field_name="case__owner", choices=[], empty_label="Anybody"
    )
    late = django_filters.ChoiceFilter(
        label="Late",
        choices=[("due", "A duty of the authority"), ("advice", "Advice")],
        method="is_late",
        empty_label="Late or not",
    )
    head = django_filters.ChoiceFilter(
        label="Waiting for advice",
        choices=[(head, HEAD_WORDS[head]) for head in Head],
        method="waits_for",
        empty_label="From anybody",
    )

    class Meta:
        model = EhcCase
        fields: list[str] = []

    def __init__(self, *args, owners: list[User], today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.filters["owner"].extra["choices"] = [(str(u.pk), u.name) for u in owners]

    def at_stage(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == OPEN:
            return rows.exclude(case__stage__in=ENDED)
        return rows.filter(case__stage=value)

    def is_late(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "due":
            return rows.filter(next_due_on__lt=self.today)
        return rows.filter(advice_late__gt=0)

    def waits_for(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(advice__head=value, advice__state="asked").distinct()
