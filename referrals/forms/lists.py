"""The filter of the list of referrals: facets that may stand in an address."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet

from accounts.models import Agency, User
from referrals.models import Referral
from referrals.rules.workflow import CLOSED, WORDS

OPEN = "open"
STAGES = [(OPEN, "All that are open"), *((stage.value, words) for stage, words in WORDS.items())]
MINE = [("mine", "Mine"), ("agency", "Led by my agency")]


class ReferralFilter(django_filters.FilterSet):
    """Stage, lead agency, whose, and the child's initials."""

    stage = django_filters.ChoiceFilter(
        label="Stage", choices=STAGES, method="at_stage", empty_label="Any stage"
    )
    agency = django_filters.ChoiceFilter(
        label="Agency", choices=[], method="with_agency", empty_label="Any agency"
    )
    owner = django_filters.ChoiceFilter(
        label="Whose", choices=MINE, method="of_owner", empty_label="Anybody’s"
    )
    initials = django_filters.CharFilter(label="Child’s initials", method="with_initials")

    class Meta:
        model = Referral
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, agencies: Iterable[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.filters["agency"].extra["choices"] = [
            (agency.code, agency.name) for agency in agencies
        ]

    def at_stage(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == OPEN:
            return rows.exclude(case__stage__in=CLOSED)
        return rows.filter(case__stage=value)

    def with_agency(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(agencies__agency=value)

    def of_owner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "mine":
            return rows.filter(case__owner=self.user)
        return rows.filter(case__lead_agency=self.user.agency_id)

    def with_initials(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """First letters of the given and the family name; either alone will do."""
        letters = [letter for letter in value if letter.isalpha()]
        if not letters:
            return rows
        rows = rows.filter(case__child__given_names__istartswith=letters[0])
        if len(letters) > 1:
            rows = rows.filter(case__child__family_name__istartswith=letters[-1])
        return rows
