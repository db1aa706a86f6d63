"""A child's record: opened once, kept true, with those around them."""

from datetime import date
from typing import Any

from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from casework.tokens import opaque
from people.actions.sight import refresh_sight
from people.events import CarerRecorded, ChildAdded, ChildDetailsChanged, LegalStatusRecorded
from people.models import Carer, Child, LegalStatus, NetworkMember
from people.queries import likely_same
from people.rules.identity import check_nhs_number, check_upn

# What each detail is called on the timeline; the values themselves are not repeated there.
DETAILS = {
    "given_names": "given names",
    "family_name": "family name",
    "known_as": "name known by",
    "born_on": "date of birth",
    "upn": "UPN",
    "nhs_number": "NHS number",
    "address": "address",
    "is_address_hidden": "whether the address is withheld",
    "language": "language",
    "setting_id": "school or setting",
}


@action
def add_child(act: Act, *, authority: str, confirmed_new: bool = False, **details: Any) -> str:
    """Open a record for a child and return its opaque reference.

    The agency that opens it sees it from then on, and is the first in the child's network.

    ``details``: given_names, family_name, born_on, and as known: known_as, upn, nhs_number,
    address, is_address_hidden, language, setting_id.

    Raises:
        Refused: ``born-in-future``; ``nhs-number-wrong``, ``upn-wrong``; ``number-taken`` when
            another record holds the number; ``child-may-exist`` when one with the same name
            and date of birth is there and ``confirmed_new`` is not said.
    """
    details |= _checked(act, details)
    _refuse_duplicate(authority, details, confirmed_new)
    child = Child.objects.create(
        reference=opaque(8),
        authority_id=authority,
        opened_by_id=act.actor.agency_code or None,
        **details,
    )
    if child.opened_by_id:
        NetworkMember.objects.create(child=child, agency_id=child.opened_by_id, from_on=act.today)
    refresh_sight(child, act.today)
    publish(act, child.reference, ChildAdded())
    return child.reference


def _checked(act: Act, details: dict[str, Any]) -> dict[str, str]:
    """Return the numbers as they are kept, having refused a birth in the future."""
    if details["born_on"] > act.today:
        raise Refused(
            "born-in-future", "The date of birth must be today or in the past.", field="born_on"
        )
    checks = {"nhs_number": check_nhs_number, "upn": check_upn}
    return {name: check(details[name]) for name, check in checks.items() if details.get(name)}


def _refuse_duplicate(authority: str, details: dict[str, Any], confirmed_new: bool) -> None:
    _refuse_taken_numbers(details)
    if not confirmed_new and likely_same(authority, **details).exists():
        raise Refused(
            "child-may-exist",
            "A child with this name and date of birth already has a record here. Search for "
            "them, or confirm that this is another child.",
            field="confirmed_new",
        )


def _refuse_taken_numbers(details: dict[str, Any], own_id: int | None = None) -> None:
    others = Child.objects.exclude(pk=own_id)
    for name in ("nhs_number", "upn"):
        if details.get(name) and others.filter(**{name: details[name]}).exists():
            raise Refused(
                "number-taken",
                "Another child's record already holds this number. Check the number, or search "
                "for the child.",
                field=name,
            )


@action
def edit_child(
    act: Act, *, child_reference: str, revision: int | None = None, **details: Any
) -> str:
    """Put right what is recorded of a child; nothing happens when nothing differs.

    ``details`` as for ``add_child``.

    Raises:
        Refused: ``stale`` when somebody changed the record meanwhile; ``born-in-future``,
            ``nhs-number-wrong``, ``upn-wrong``, ``number-taken``.
    """
    child = _locked(child_reference)
    if revision is not None and revision != child.revision:
        raise Refused(
            "stale",
            "Somebody else has changed this record since you opened it. Your words are kept: "
            "look at what is recorded now, then save again.",
        )
    details |= _checked(act, details)
    _refuse_taken_numbers(details, child.pk)
    changed = [name for name, value in details.items() if getattr(child, name) != value]
    if changed:
        _write(child, {name: details[name] for name in changed})
        publish(
            act,
            child_reference,
            ChildDetailsChanged(details=[DETAILS[name] for name in changed]),
        )
    return child_reference


def _write(child: Child, details: dict[str, Any]) -> None:
    for name, value in details.items():
        setattr(child, name, value)
    child.revision += 1
    child.save(update_fields=[*details, "revision"])


@action
def add_carer(act: Act, *, child_reference: str, **details: Any) -> str:
    """Record a parent or carer; parental responsibility is per person. Returns the child's
    reference."""
    child = _locked(child_reference)
    carer = Carer.objects.create(child=child, **details)
    publish(act, child_reference, _carer_recorded(carer))
    return child_reference


@action
def edit_carer(act: Act, *, child_reference: str, carer_id: int, **details: Any) -> str:
    """Put right what is recorded of a parent or carer. Returns the child's reference."""
    carer = _locked(child_reference).carers.get(pk=carer_id)
    for name, value in details.items():
        setattr(carer, name, value)
    carer.save(update_fields=[*details])
    publish(act, child_reference, _carer_recorded(carer))
    return child_reference


def _carer_recorded(carer: Carer) -> CarerRecorded:
    return CarerRecorded(
        name=carer.name,
        relation=carer.relation,
        responsible=carer.has_parental_responsibility,
    )


@action
def record_legal_status(
    act: Act, *, child_reference: str, status: LegalStatus.Status, from_on: date
) -> str:
    """Record the child's legal status from a day on. Rules: KENT-036, KENT-037.

    Raises:
        Refused: ``date-in-future``, ``before-birth``.
    """
    child = _locked(child_reference)
    if from_on > act.today:
        raise Refused("date-in-future", "The status must begin today or earlier.", field="from_on")
    if from_on < child.born_on:
        raise Refused(
            "before-birth", "The status cannot begin before the child was born.", field="from_on"
        )
    LegalStatus.objects.update_or_create(
        child=child, from_on=from_on, defaults={"status": status, "recorded_at": act.at}
    )
    label = LegalStatus.Status(status).label
    publish(act, child_reference, LegalStatusRecorded(status=label, from_on=from_on))
    return child_reference


def _locked(child_reference: str) -> Child:
    return Child.objects.select_for_update(of=("self",)).get(reference=child_reference)
