"""Who is in the demonstration: two authorities, their agencies, and the people who sign in."""

from dataclasses import dataclass
from datetime import date

from accounts import actions as accounts
from accounts.models import Agency, Payer, Purpose, User
from accounts.rules.protocols import load_sections
from accounts.rules.roles import Role
from casework.act import Act

PASSWORD = "demo-panel-2026"  # noqa: S105 -- known to all: it opens fictitious data only
SINCE = date(2023, 4, 1)
ICB = "weald-and-thames-icb"


@dataclass(frozen=True)
class Council:
    """An authority of the demonstration, the protocols that it adopted and how it is written to."""

    code: str
    name: str
    policy: str
    prefix: str
    protocols: tuple[tuple[Purpose, str], ...]

    def agency(self, payer: str) -> str:
        """The code of the agency that pays as ``payer``; the ICB serves both authorities."""
        short = {"education": "sen", "care": "care"}
        return ICB if payer == "health" else f"{self.code}-{short[payer]}"


WEALDSHIRE = Council(
    "wealdshire",
    "Wealdshire County Council",
    "kent",
    "",
    ((Purpose.JOINT_FUNDING, "kent-jrap"), (Purpose.SEND_PANEL, "sutton-send")),
)
THAMESIDE = Council(
    "thameside",
    "London Borough of Thameside",
    "london",
    "london-",
    ((Purpose.JOINT_FUNDING, "london-atr"), (Purpose.SEND_PANEL, "sutton-send")),
)
COUNCILS = (WEALDSHIRE, THAMESIDE)
NAMES = {
    "kent-jrap": "Joint Resources Allocation Panel",
    "london-atr": "Access to Resources (SEN) Panel",
    "sutton-send": "SEND Panel",
}


@dataclass(frozen=True)
class Person:
    """Somebody who signs in: for which payer's agency, as what, and able to commit money or not.

    ``names`` are those of whoever has the post in the first and in the second authority.
    """

    username: str
    names: tuple[str, str]
    post: str
    payer: str
    roles: tuple[Role, ...]
    team: str = ""
    delegated: bool = False


PEOPLE = (
    Person(
        "caseworker-sen",
        ("Amara Okafor", "Fiona Latchford"),
        "SEN caseworker",
        "education",
        (Role.CASEWORKER,),
        "SEN casework",
    ),
    Person(
        "caseworker-care",
        ("Tom Hollis", "Marcus Yeo"),
        "Social worker",
        "care",
        (Role.CASEWORKER,),
        "Disabled children",
    ),
    Person(
        "caseworker-health",
        ("Priya Nair", "Beth Arundel"),
        "Continuing care nurse",
        "health",
        (Role.CASEWORKER,),
        "Continuing care",
    ),
    Person(
        "panel-admin",
        ("Grace Whitcombe", "Colin Sedge"),
        "Panel administrator",
        "education",
        (Role.PANEL_ADMIN,),
        "Panel office",
    ),
    Person(
        "chair",
        ("Helen Marsh", "Yvonne Adeyemi"),
        "Head of SEN",
        "education",
        (Role.CHAIR, Role.MEMBER),
        "SEN managers",
        True,
    ),
    Person(
        "member-sen",
        ("David Osei", "Martin Lowe"),
        "SEN area manager",
        "education",
        (Role.MEMBER,),
        "SEN managers",
        True,
    ),
    Person(
        "member-care",
        ("Ruth Castell", "Sunita Rao"),
        "Assistant Director, social care",
        "care",
        (Role.CHAIR, Role.MEMBER),
        "Care managers",
        True,
    ),
    Person(
        "member-health",
        ("Samir Haddad", "Clare Dunmore"),
        "Lead health commissioner",
        "health",
        (Role.CHAIR, Role.MEMBER),
        "Commissioning",
        True,
    ),
    Person(
        "finance",
        ("Joan Pettifer", "Peter Ashdown"),
        "Finance officer",
        "education",
        (Role.FINANCE,),
        "Finance",
    ),
    Person(
        "coordinator",
        ("Nadia Brooke", "Hannah Vale"),
        "EHC plan coordinator",
        "education",
        (Role.COORDINATOR,),
        "EHC coordinators",
    ),
    Person(
        "adviser",
        ("Dr Miles Fenn", "Dr Isla Penrose"),
        "Educational psychologist",
        "education",
        (Role.ADVISER,),
        "Educational psychology",
    ),
    Person(
        "manager",
        ("Olive Strand", "Gareth Moon"),
        "Service manager",
        "education",
        (Role.MANAGER,),
        "SEN managers",
    ),
    Person(
        "sysadmin",
        ("Leo Quill", "Nora Finch"),
        "System administrator",
        "education",
        (Role.SYSADMIN,),
        "Systems",
    ),
)
"""The people of each authority; in the second, ``london-`` stands before the user name."""
OUTSIDER = Person(
    "outsider", ("Ellis Vane", "Ellis Vane"), "SEN caseworker", "education", (Role.CASEWORKER,)
)
"""Somebody of the second authority, who sees nothing of the first."""


def bring_on(act: Act, council: Council) -> None:
    """Add an authority with its agencies, protocols and people."""
    accounts.add_authority(act, code=council.code, name=council.name)
    _add_agencies(act, council)
    for purpose, code in council.protocols:
        accounts.record_protocol(
            act, code=code, name=NAMES[code], from_on=SINCE, sections=load_sections(code)
        )
        accounts.adopt_protocol(
            act, authority=council.code, purpose=purpose, protocol=code, from_on=SINCE
        )
    for person in PEOPLE:
        _add_person(act, council, person, f"{council.prefix}{person.username}")
    if council is THAMESIDE:
        _add_person(act, council, OUTSIDER, OUTSIDER.username)


def _add_agencies(act: Act, council: Council) -> None:
    names = {
        Payer.EDUCATION: f"{council.name}, SEN service",
        Payer.CARE: f"{council.name}, children's social care",
        Payer.HEALTH: "NHS Weald and Thames Integrated Care Board",
    }
    for payer, name in names.items():
        code = council.agency(payer)
        if Agency.objects.filter(code=code).exists():
            Agency.objects.get(code=code).authorities.add(council.code)
        else:
            accounts.add_agency(
                act,
                code=code,
                name=name,
                payer=payer,
                authorities=[council.code],
                mailbox=f"{payer}@{code}.example",
            )


def _add_person(act: Act, council: Council, person: Person, username: str) -> None:
    agency = council.agency(person.payer)
    accounts.add_person(
        act,
        username=username,
        password=PASSWORD,
        name=person.names[COUNCILS.index(council)],
        email=f"{username}@{council.code}.example",
        post=person.post,
        agency_id=agency,
        team=person.team,
    )
    for role in person.roles:
        accounts.give_role(act, username=username, role=role, authority=council.code, from_on=SINCE)
    if person.delegated:
        accounts.delegate(act, username=username, agency=agency, from_on=SINCE)


def somebody(council: Council, username: str) -> User:
    """Return the person who holds the post ``username`` in an authority."""
    return User.objects.get(username=f"{council.prefix}{username}")
