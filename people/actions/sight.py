"""Sight of children and cases: guardian's rows, rewritten whole in the transaction of a change."""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from accounts.actions import agency_group, role_group
from accounts.rules.roles import table
from casework.act import Act
from casework.actions import action
from casework.events import publish
from people.events import SightGiven
from people.models import (
    Case,
    CaseGroupPermission,
    CaseUserPermission,
    Child,
    ChildGroupPermission,
    ChildUserPermission,
    Consent,
    NamedSight,
)
from people.rules.sight import Circle, who_sees


def refresh_sight(child: Child, today: date) -> None:
    """Rewrite who sees ``child`` and each of its cases. Call wherever that may have changed.

    A person or group who sees any case of a child sees the child's own page, and so do the
    agency that opened the record and those of the network that consent covers.
    """
    sights = [refresh_case_sight(case, today) for case in child.cases.all()]
    people = frozenset().union(*(people for people, _ in sights))
    groups = frozenset().union(*(groups for _, groups in sights))
    covered = {agency_group(code) for code in _covered(child, today)}
    if child.opened_by_id:
        covered.add(agency_group(child.opened_by_id))
    _rewrite(child, ChildUserPermission, "user_id", people)
    _rewrite(child, ChildGroupPermission, "group_id", groups | _ids_of_groups(covered))


def refresh_case_sight(case: Case, today: date) -> tuple[frozenset[int], frozenset[int]]:
    """Rewrite who sees one case; return the ids of those people and groups."""
    sight = who_sees(_circle(case, today))
    names = {agency_group(code) for code in sight.agencies}
    names |= {role_group(role, case.authority_id) for role in sight.roles}
    groups = _ids_of_groups(names)
    _rewrite(case, CaseUserPermission, "user_id", sight.people)
    _rewrite(case, CaseGroupPermission, "group_id", groups)
    return sight.people, groups


def _circle(case: Case, today: date) -> Circle:
    return Circle(
        kind=case.kind,
        is_restricted=case.is_restricted,
        lead_agency=case.lead_agency_id,
        owner=case.owner_id,
        network=frozenset(case.child.network.in_force(today).values_list("agency_id", flat=True)),
        consented=_consented(case.child),
        named=frozenset(case.named_sights.in_force(today).values_list("user_id", flat=True)),
        roles=frozenset(role for role, rights in table().items() if case.kind in rights.sees),
    )


def _consented(child: Child) -> frozenset[str]:
    standing = Consent.objects.filter(child=child, withdrawn_on=None)
    return frozenset(standing.values_list("agency_id", flat=True))


def _covered(child: Child, today: date) -> frozenset[str]:
    network = child.network.in_force(today).values_list("agency_id", flat=True)
    return frozenset(network) & _consented(child)


def _ids_of_groups(names: set[str]) -> frozenset[int]:
    return frozenset(Group.objects.filter(name__in=names).values_list("pk", flat=True))


def _rewrite(thing: Model, rows: type[Model], column: str, wanted: frozenset[int]) -> None:
    """Make ``rows`` about ``thing`` be those for ``wanted``: add what lacks, drop the rest."""
    permission = _view_permission(type(thing))
    there = rows.objects.filter(content_object=thing, permission=permission)
    held = frozenset(there.values_list(column, flat=True))
    there.filter(**{f"{column}__in": held - wanted}).delete()
    rows.objects.bulk_create(
        rows(content_object=thing, permission=permission, **{column: pk})
        for pk in sorted(wanted - held)
    )


def _view_permission(model: type[Model]) -> Permission:
    content_type = ContentType.objects.get_for_model(model)
    codename = f"view_{model._meta.model_name}"
    return Permission.objects.get(content_type=content_type, codename=codename)


@action
def give_sight(
    act: Act, *, reference: str, user_ids: list[int], why: str, until: date | None = None
) -> str:
    """Let named people see a case until a day, inclusive, or for good; return its reference."""
    case = Case.objects.select_for_update(of=("self",)).get(reference=reference)
    for user_id in user_ids:
        NamedSight.objects.update_or_create(
            case=case,
            user_id=user_id,
            why=why,
            defaults={"from_on": act.today, "to_on": until},
        )
    refresh_sight(case.child, act.today)
    publish(act, reference, SightGiven(people=len(user_ids), why=why))
    return reference


@action
def end_sights(act: Act) -> None:
    """Close the door on everybody whose last day has gone by. Run by the daily sweep."""
    over = NamedSight.objects.filter(to_on__lt=act.today)
    children = Child.objects.filter(cases__named_sights__in=over).distinct()
    for child in children:
        refresh_sight(child, act.today)
    over.delete()
