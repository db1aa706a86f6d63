"""Who may do what, apart from any one case. One question, one function."""

from accounts.models import User
from accounts.rules.roles import Relation, Role, may
from casework import clock


def roles_of(user: User) -> dict[str, frozenset[Role]]:
    """Return the roles that ``user`` holds today, by authority code. One query a request."""
    if not hasattr(user, "_roles_today"):
        held: dict[str, set[Role]] = {}
        for row in user.roles_held.in_force(clock.today()):
            held.setdefault(row.authority_id, set()).add(Role(row.role))
        user._roles_today = {code: frozenset(roles) for code, roles in held.items()}
    return user._roles_today


def authorities_of(user: User) -> list[str]:
    """Return the codes of the authorities in which ``user`` holds any role today."""
    return sorted(roles_of(user))


def can(user: User, verb: str, *relations: Relation, authority: str | None = None) -> bool:
    """Say whether ``user`` may do ``verb``, standing so to the case; in any authority if none."""
    held = roles_of(user)
    codes = held if authority is None else {authority} & held.keys()
    standing = relations or (Relation.AUTHORITY,)
    return any(may(held[code], verb, standing) for code in codes)
