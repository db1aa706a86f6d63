"""What is done to people and authorities: who joins, what they may do, which protocol runs."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from knox.models import AuthToken

from accounts.models import (
    Adoption,
    Agency,
    Authority,
    Delegation,
    ProtocolVersion,
    RoleHeld,
    Team,
    TokenName,
    User,
)
from accounts.rules.roles import Role
from casework.act import Act
from casework.actions import action
from casework.rules.errors import Refused


def agency_group(agency: str) -> str:
    """Return the name of the group of everyone in an agency."""
    return f"agency:{agency}"


def role_group(role: str, authority: str) -> str:
    """Return the name of the group of everyone who holds a role in an authority."""
    return f"role:{role}:{authority}"


@action
def add_authority(act: Act, *, code: str, name: str) -> str:
    """Add a local authority and return its code."""
    Authority.objects.create(code=code, name=name)
    return code


@action
def add_agency(
    act: Act, *, code: str, name: str, payer: str, authorities: list[str], mailbox: str = ""
) -> str:
    """Add an agency that serves one or several authorities, and return its code."""
    agency = Agency.objects.create(code=code, name=name, payer=payer, mailbox=mailbox)
    agency.authorities.set(authorities)
    Group.objects.get_or_create(name=agency_group(code))
    return code


@action
def add_person(act: Act, *, username: str, password: str | None = None, **columns: Any) -> str:
    """Add somebody who can sign in, as one of their agency, and return the user name.

    ``columns``: name, email, post, agency_id, and the name of a ``team`` of that agency.
    """
    team = columns.pop("team", None)
    if team:
        columns["team"], _ = Team.objects.get_or_create(name=team, agency_id=columns["agency_id"])
    user = User.objects.create_user(username=username, password=password, **columns)
    if user.agency_id:
        group, _ = Group.objects.get_or_create(name=agency_group(user.agency_id))
        user.groups.add(group)
    return username


@action
def give_role(
    act: Act, *, username: str, role: Role, authority: str, from_on: date | None = None
) -> str:
    """Let somebody act in ``role`` in an authority, from today unless another day is given."""
    user = User.objects.get(username=username)
    RoleHeld.objects.create(
        user=user, role=role, authority_id=authority, from_on=from_on or act.today
    )
    group, _ = Group.objects.get_or_create(name=role_group(role, authority))
    user.groups.add(group)
    return username


@action
def delegate(
    act: Act,
    *,
    username: str,
    agency: str,
    weekly_limit_pence: int | None = None,
    from_on: date | None = None,
) -> str:
    """Let somebody commit an agency's money, up to so much a week. Rules: KENT-068."""
    Delegation.objects.create(
        user=User.objects.get(username=username),
        agency_id=agency,
        weekly_limit_pence=weekly_limit_pence,
        from_on=from_on or act.today,
    )
    return username


@action
def record_protocol(
    act: Act, *, code: str, name: str, from_on: date, sections: Mapping[str, Any]
) -> str:
    """Record a version of a protocol and return its label; unchanged data make no new version.

    Raises:
        Refused: ``protocol-version-order`` when a later version is already recorded.
    """
    newest = ProtocolVersion.objects.filter(code=code).order_by("-version").first()
    if newest and newest.sections == sections:
        return f"{code}@{newest.version}"
    if newest and newest.from_on >= from_on:
        raise Refused(
            "protocol-version-order",
            f"Version {newest.version} begins on {newest.from_on:%-d %B %Y}; "
            "a new one must begin later.",
        )
    version = newest.version + 1 if newest else 1
    ProtocolVersion.objects.create(
        code=code,
        version=version,
        name=name,
        from_on=from_on,
        sections=sections,
        recorded_at=act.at,
    )
    return f"{code}@{version}"


@action
def adopt_protocol(act: Act, *, authority: str, purpose: str, protocol: str, from_on: date) -> str:
    """Let an authority run one kind of panel by a protocol, from a day on."""
    Adoption.objects.create(
        authority_id=authority, purpose=purpose, protocol=protocol, from_on=from_on
    )
    return protocol


@action
def make_token(act: Act, *, name: str, days: int, tell: Callable[[str], None]) -> str:
    """Make an API token of the actor's own, for some days, and return how its listing begins.

    ``tell`` is given the token itself, once: only its digest is kept. The same form sent twice
    makes one token, and tells nobody the second time.
    """
    made, token = AuthToken.objects.create(act.actor, expiry=timedelta(days=days))
    TokenName.objects.create(token=made, name=name)
    tell(token)
    return made.token_key


@action
def revoke_token(act: Act, *, token_key: str) -> str:
    """End one of the actor's own API tokens at once.

    Raises:
        Refused: ``no-token`` when the actor has none that begins so.
    """
    removed, _rows = AuthToken.objects.filter(user_id=act.actor.pk, token_key=token_key).delete()
    if not removed:
        raise Refused("no-token", "You have no such token. It may have been ended already.")
    return token_key
