"""Who may do what with money. Sight is the door's question; this is about doing."""

from accounts.models import Delegation, User
from accounts.permissions import can
from accounts.rules.roles import Relation
from funding.models import Award
from people.models import Case
from people.permissions import can_on_case


def can_edit_placement(user: User, case: Case) -> bool:
    """May this person say what placement a case asks for, and what it costs?"""
    return can_on_case(user, "placement.edit", case)


def can_make_award(user: User, case: Case) -> bool:
    """May this person change an award: re-split, end, start, set a review?"""
    return can_on_case(user, "award.make", case)


def can_sign(user: User, award: Award) -> bool:
    """May this person sign funding forms, and do they commit money of an agency that pays?"""
    agencies = award.payers.values_list("agency_id", flat=True)
    delegated = Delegation.objects.filter(user=user, agency__in=agencies).exists()
    return delegated and can_on_case(user, "form.sign", award.case, Relation.PANEL)


def can_export_quarter(user: User, authority: str) -> bool:
    """May this person take an authority's quarterly workbook away?"""
    return can(user, "quarter.export", authority=authority)


def can_export_any_quarter(user: User) -> bool:
    """May this person take the workbook of any authority away?"""
    return can(user, "quarter.export")


def can_lock_quarter(user: User, authority: str) -> bool:
    """May this person close an authority's quarter?"""
    return can(user, "quarter.lock", authority=authority)
