"""Fictitious authorities, agencies, people and children, made through the actions."""

from datetime import date

from accounts import actions as accounts
from accounts.models import User
from accounts.rules.roles import Role
from people.actions import children, network
from people.models import Child
from tests.conftest import act_on

DAY = date(2025, 9, 1)
_counter = iter(range(1, 10**6))


def make_authority(code: str = "northshire") -> str:
    """An authority with its SEN service, social care and an ICB: CODE-sen, CODE-care, CODE-icb."""
    act = act_on(DAY)
    accounts.add_authority(act, code=code, name=code.title())
    for short, payer in (("sen", "education"), ("care", "care"), ("icb", "health")):
        accounts.add_agency(
            act,
            code=f"{code}-{short}",
            name=f"{code.title()} {short}",
            payer=payer,
            authorities=[code],
            mailbox=f"{short}@{code}.example",
        )
    return code


def make_user(
    *roles: Role, agency: str = "sen", authority: str = "northshire", username: str | None = None
) -> User:
    """Somebody of an agency of the authority, holding ``roles`` there since 2024."""
    act = act_on(DAY)
    username = username or f"user-{next(_counter)}"
    accounts.add_person(
        act,
        username=username,
        password="a-long-password",
        name=username.replace("-", " ").title(),
        email=f"{username}@{authority}.example",
        post="Officer",
        agency_id=f"{authority}-{agency}",
    )
    for role in roles:
        accounts.give_role(
            act, username=username, role=role, authority=authority, from_on=date(2024, 1, 1)
        )
    return User.objects.get(username=username)


def make_child(
    authority: str = "northshire", born_on: date = date(2011, 5, 3), **details: object
) -> Child:
    """A child known to nobody yet."""
    number = next(_counter)
    given = {"given_names": f"Robin{number}", "family_name": f"Sample{number}"}
    reference = children.add_child(
        act_on(DAY), authority=authority, born_on=born_on, **(given | details)
    )
    return Child.objects.get(reference=reference)


def open_to(child: Child, *agencies: str, basis: str = "parent") -> None:
    """Put agencies in the child's network, with consent that covers them."""
    act = act_on(DAY)
    for agency in agencies:
        network.join_network(act, child_reference=child.reference, agency=agency)
    network.record_consent(
        act,
        child_reference=child.reference,
        agencies=list(agencies),
        basis=basis,
        given_by="A parent",
        given_on=DAY,
    )
