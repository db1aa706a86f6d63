"""Who may do what to a case. Sight is the door's question; this is about doing."""

from accounts.models import User
from accounts.permissions import can
from accounts.rules.roles import Relation
from people.models import Case


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
