"""Who may do what to a case or a child. Sight is the door's question; this is about doing."""

from django.db.models import Q

from accounts.models import User
from accounts.permissions import can
from accounts.rules.roles import Relation
from casework.models import Document
from people.models import Case, Child
from people.rules.sight import marks_open_to


def relations_to(user: User, case: Case) -> frozenset[Relation]:
    """Return how ``user`` stands to ``case``, as far as the case itself tells."""
    standing = {Relation.AUTHORITY}
    if case.owner_id == user.pk:
        standing.add(Relation.OWNER)
    if case.lead_agency_id == user.agency_id:
        standing.add(Relation.LEAD)
    elif user.agency_id:
        standing.add(Relation.NETWORK)
    return frozenset(standing)


def can_on_case(user: User, verb: str, case: Case, *also: Relation) -> bool:
    """Say whether ``user``, who sees ``case``, may do ``verb`` to it.

    ``also`` are relations that only the asking app knows: asked for advice, on the panel.
    """
    relations = relations_to(user, case) | frozenset(also)
    return can(user, verb, *relations, authority=case.authority_id)


def relations_to_child(user: User, child: Child) -> frozenset[Relation]:
    """Return how ``user`` stands to ``child``: through the record itself and its cases.

    The agency that opened the record leads, and so does one that leads a case of the child.
    """
    standing = {Relation.AUTHORITY}
    if user.agency_id:
        standing.add(Relation.NETWORK)
    if child.opened_by_id and child.opened_by_id == user.agency_id:
        standing.add(Relation.LEAD)
    theirs = child.cases.filter(Q(owner=user) | Q(lead_agency=user.agency_id))
    for owner, lead in theirs.values_list("owner_id", "lead_agency_id"):
        standing |= {Relation.OWNER} if owner == user.pk else set()
        standing |= {Relation.LEAD} if lead == user.agency_id else set()
    return frozenset(standing)


def verbs_on_child(user: User, child: Child) -> frozenset[str]:
    """Return what ``user``, who sees ``child``, may do to the record, in one query."""
    relations = relations_to_child(user, child)
    asked = ("child.edit", "consent.record", "referral.raise", "ehc.request")
    return frozenset(
        verb for verb in asked if can(user, verb, *relations, authority=child.authority_id)
    )


def open_marks(user: User) -> list[str]:
    """Return the marks of the documents that ``user``'s agency may open."""
    return marks_open_to(user.agency.payer) if user.agency else []


def may_open(user: User, document: Document) -> bool:
    """Say whether ``user``, who sees the document's stream, may open it: by mark, or as theirs."""
    return document.by_id == user.pk or document.mark in open_marks(user)
