"""A child's record: opened once, with those around them."""

from datetime import date
from typing import Any

from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from casework.tokens import opaque
from people.actions.sight import refresh_sight
from people.events import ChildAdded, LegalStatusRecorded
from people.models import Carer, Child, LegalStatus
from people.queries import likely_same
from people.rules.identity import check_nhs_number, check_upn


@action
def add_child(act: Act, *, authority: str, confirmed_new: bool = False, **details: Any) -> str:
    """Open a record for a child and return its opaque reference.

    ``details``: given_names, family_name, born_on, and as known: known_as, upn, nhs_number,
    address, is_address_hidden, language, setting_id.

    Raises:
        Refused: ``born-in-future``; ``nhs-number-wrong``, ``upn-wrong``; ``number-taken`` when
            another record holds the number; ``child-may-exist`` when one with the same name
            and date of birth is there and ``confirmed_new`` is not said.
    """
    _refuse_future_birth(details["born_on"], act.today)
    details |= _checked_numbers(details)
    _refuse_duplicate(authority, details, confirmed_new)
    child = Child.objects.create(
        reference=opaque(8),
        authority_id=authority,
        **details,
    )
    refresh_sight(child, act.today)
    publish(act, child.reference, ChildAdded())
    return child.reference


def _refuse_future_birth(born_on: date, today: date) -> None:
    if born_on > today:
        raise Refused(
            "born-in-future", "The date of birth must be today or in the past.", field="born_on"
        )


def _checked_numbers(details: dict[str, Any]) -> dict[str, str]:
    checks = {"nhs_number": check_nhs_number, "upn": check_upn}
    return {name: check(details[name]) for name, check in checks.items() if details.get(name)}


def _refuse_duplicate(authority: str, details: dict[str, Any], confirmed_new: bool) -> None:
    for name in ("nhs_number", "upn"):
        if details.get(name) and Child.objects.filter(**{name: details[name]}).exists():
            raise Refused(
                "number-taken",
                "Another child's record already holds this number. Check the number, or search "
                "for the child.",
                field=name,
            )
    if not confirmed_new and likely_same(authority, **details).exists():
        raise Refused(
            "child-may-exist",
            "A child with this name and date of birth already has a record here. Search for "
            "them, or confirm that this is another child.",
            field="confirmed_new",
        )


@action
def add_carer(act: Act, *, child_reference: str, **details: Any) -> str:
    """Record a parent or carer; parental responsibility is per person. Returns the child's
    reference."""
    child = Child.objects.select_for_update(of=("self",)).get(reference=child_reference)
    Carer.objects.create(child=child, **details)
    return child_reference


@action
def record_legal_status(
    act: Act, *, child_reference: str, status: LegalStatus.Status, from_on: date
) -> str:
    """Record the child's legal status from a day on. Rules: KENT-036.

    Raises:
        Refused: ``date-in-future``.
    """
    if from_on > act.today:
        raise Refused("date-in-future", "The status must begin today or earlier.", field="from_on")
    child = Child.objects.select_for_update(of=("self",)).get(reference=child_reference)
    LegalStatus.objects.update_or_create(
        child=child, from_on=from_on, defaults={"status": status, "recorded_at": act.at}
    )
    label = LegalStatus.Status(status).label
    publish(act, child_reference, LegalStatusRecorded(status=label, from_on=from_on))
    return child_reference
