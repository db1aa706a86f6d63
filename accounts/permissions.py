"""Who may do what, apart from any one case. One question, one function."""

from accounts.models import RoleHeld, User
from accounts.rules.roles import Relation, Role, may
from casework import clock


def roles_of(user: User) -> dict[str, frozenset[Role]]:
    """Return the roles that ``user`` holds today, by authority code. One query a request."""
    held: dict[str, set[Role]] = {}
    for row in _held_today(user):
        held.setdefault(row.authority_id, set()).add(Role(row.role))
    return {code: frozenset(roles) for code, roles in held.items()}


def _held_today(user: User) -> list[RoleHeld]:
    if not hasattr(user, "_held_today"):
        rows = user.roles_held.in_force(clock.today()).select_related("authority")
        user._held_today = list(rows)
    return user._held_today


def authorities_of(user: User) -> list[str]:
    """Return the codes of the authorities in which ``user`` holds any role today."""
    return sorted(roles_of(user))


def authority_names_of(user: User) -> list[str]:
    """Return the names of the same authorities, for the head of a page."""
    return sorted({row.authority.name for row in _held_today(user)})


def can(user: User, verb: str, *relations: Relation, authority: str | None = None) -> bool:
    """Say whether ``user`` may do ``verb``, standing so to the case; in any authority if none."""
    held = roles_of(user)
    codes = held if authority is None else {authority} & held.keys()
    standing = relations or (Relation.AUTHORITY,)
    return any(may(held[code], verb, standing) for code in codes)


def authorities_where(user: User, verb: str) -> list[str]:
    """Return the codes of the authorities in which ``user`` may do ``verb`` to anything there."""
    return [code for code in authorities_of(user) if can(user, verb, authority=code)]
