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
class Person:
    """Somebody who signs in, or two of the same post: one in each authority.

    ``seats`` are those that each holds on its joint funding panel, by the code of its protocol;
    who has a seat may commit the agency's money.
    """

    username: str
    names: tuple[str, str]
    posts: tuple[str, str]
    payers: tuple[str, str]
    roles: tuple[Role, ...]
    team: str
    seats: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Council:
    """An authority of the demonstration, the protocols that it adopted and how its people sign in.

    ``place`` is its place in the pairs of ``Person``; ``prefix`` stands before its user names.
    """

    place: int
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
    0,
    "wealdshire",
    "Wealdshire County Council",
    "kent",
    "",
    ((Purpose.JOINT_FUNDING, "kent-jrap"), (Purpose.SEND_PANEL, "sutton-send")),
)
THAMESIDE = Council(
    1,
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


def _both(word: str) -> tuple[str, str]:
    return word, word


SEN, CARE, HEALTH = _both("education"), _both("care"), _both("health")
PEOPLE = (
    Person(
        "caseworker-sen",
        ("Amara Okafor", "Fiona Latchford"),
        _both("SEN caseworker"),
        SEN,
        (Role.CASEWORKER,),
        "SEN casework",
    ),
    Person(
        "caseworker-care",
        ("Tom Hollis", "Marcus Yeo"),
        _both("Social worker"),
        CARE,
        (Role.CASEWORKER,),
        "Disabled children",
    ),
    Person(
        "caseworker-health",
        ("Priya Nair", "Beth Arundel"),
        _both("Continuing care nurse"),
        HEALTH,
        (Role.CASEWORKER,),
        "Continuing care",
    ),
    Person(
        "panel-admin",
        ("Grace Whitcombe", "Colin Sedge"),
        _both("Panel administrator"),
        SEN,
        (Role.PANEL_ADMIN,),
        "Panel office",
    ),
    Person(
        "chair",
        ("Helen Marsh", "Yvonne Adeyemi"),
        ("Head of SEN", "Head of Safeguarding"),
        ("education", "care"),
        (Role.CHAIR, Role.MEMBER),
        "Panel members",
        ("head-of-sen", "head-of-safeguarding"),
    ),
    Person(
        "member-sen",
        ("David Osei", "Martin Lowe"),
        ("SEN area manager", "Head of SEN"),
        SEN,
        (Role.MEMBER,),
        "Panel members",
        ("budget-holder", "head-of-sen"),
    ),
    Person(
        "member-care",
        ("Ruth Castell", "Sunita Rao"),
        ("Assistant Director", "Placement Service manager"),
        CARE,
        (Role.CHAIR, Role.MEMBER),
        "Panel members",
        ("assistant-director", "placement-manager"),
    ),
    Person(
        "member-health",
        ("Samir Haddad", "Clare Dunmore"),
        _both("Lead health commissioner"),
        HEALTH,
        (Role.CHAIR, Role.MEMBER),
        "Panel members",
        ("health-decision-maker", "health-commissioner"),
    ),
    Person(
        "finance",
        ("Joan Pettifer", "Peter Ashdown"),
        _both("Finance officer"),
        SEN,
        (Role.FINANCE,),
        "Finance",
    ),
    Person(
        "coordinator",
        ("Nadia Brooke", "Hannah Vale"),
        _both("EHC plan coordinator"),
        SEN,
        (Role.COORDINATOR,),
        "EHC coordinators",
    ),
    Person(
        "adviser",
        ("Dr Miles Fenn", "Dr Isla Penrose"),
        _both("Educational psychologist"),
        SEN,
        (Role.ADVISER,),
        "Educational psychology",
    ),
    Person(
        "manager",
        ("Olive Strand", "Gareth Moon"),
        _both("Service manager"),
        SEN,
        (Role.MANAGER,),
        "SEN managers",
    ),
    Person(
        "sysadmin",
        ("Leo Quill", "Nora Finch"),
        _both("System administrator"),
        SEN,
        (Role.SYSADMIN,),
        "Systems",
    ),
)
"""The people of each authority; in the second, ``london-`` stands before the user name."""
OUTSIDER = Person(
    "outsider",
    _both("Ellis Vane"),
    _both("SEN caseworker"),
    SEN,
    (Role.CASEWORKER,),
    "SEN casework",
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
    agency = council.agency(person.payers[council.place])
    accounts.add_person(
        act,
        username=username,
        password=PASSWORD,
        name=person.names[council.place],
        email=f"{username}@{council.code}.example",
        post=person.posts[council.place],
        agency_id=agency,
        team=person.team,
    )
    for role in person.roles:
        accounts.give_role(act, username=username, role=role, authority=council.code, from_on=SINCE)
    if person.seats[council.place]:
        accounts.delegate(act, username=username, agency=agency, from_on=SINCE)


def somebody(council: Council, username: str) -> User:
    """Return the person who holds the post ``username`` in an authority."""
    return User.objects.get(username=f"{council.prefix}{username}")
