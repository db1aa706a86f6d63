"""What is asked about children: likely duplicates, search, network, legal status."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from people.models import Child, LegalStatus


def likely_same(
    authority: str, *, family_name: str, born_on: date, **_rest: Any
) -> QuerySet[Child]:
    """Children of the authority with the same family name and date of birth."""
    return Child.objects.filter(
        authority=authority, family_name__iexact=family_name.strip(), born_on=born_on
    )


def legal_status_on(child: Child, day: date) -> LegalStatus | None:
    """The child's legal status on a day; None when nobody has recorded one by then."""
    return child.legal_statuses.filter(from_on__lte=day).order_by("-from_on").first()


def is_in_care(child: Child, day: date) -> bool:
    """Say whether the child is in the authority's care on a day. Rules: KENT-036."""
    status = legal_status_on(child, day)
    return status is not None and status.status != LegalStatus.Status.NOT_IN_CARE


def search_children(visible: QuerySet[Child], text: str) -> QuerySet[Child]:
    """Those of ``visible`` whose name, reference, UPN or NHS number fits what was typed.

    Each word must begin a given or family name; a number is matched whole.
    """
    packed = "".join(text.split()).upper()
    numbers = Q(upn=packed) | Q(nhs_number=packed) | Q(reference=packed)
    names = Q()
    for word in text.split():
        names &= (
            Q(family_name__istartswith=word)
            | Q(given_names__istartswith=word)
            | Q(known_as__istartswith=word)
        )
    return visible.filter(numbers | names).order_by("family_name", "given_names", "pk")
