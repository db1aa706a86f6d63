"""Fictitious children and those around them, drawn from one seed."""

from datetime import date, timedelta
from random import Random

from stdnum.gb import nhs, upn

from casework.act import Act
from people.actions import children
from people.models import Child, Setting
from sendpanel.demo.cast import Council

GIVEN = [
    "Aiden",
    "Bea",
    "Callum",
    "Dina",
    "Ewan",
    "Farah",
    "Gethin",
    "Hana",
    "Idris",
    "Jodie",
    "Kofi",
    "Lena",
    "Mirza",
    "Nell",
    "Otis",
    "Poppy",
    "Quincy",
    "Rhea",
    "Sol",
    "Tamsin",
    "Umar",
    "Vera",
    "Wilf",
    "Xanthe",
    "Yusuf",
    "Zadie",
    "Arlo",
    "Bronte",
    "Cai",
    "Demi",
]
FAMILY = [
    "Ashgrove",
    "Birchall",
    "Coldwell",
    "Dunmere",
    "Elmhirst",
    "Fairlight",
    "Greystone",
    "Holloway",
    "Inglebrook",
    "Juniper",
    "Kestrel",
    "Larkspur",
    "Meadowes",
    "Nettlefold",
    "Oakhanger",
    "Pemberly",
    "Quayle",
    "Ravensworth",
    "Saltmarsh",
    "Thornbury",
    "Underhill",
    "Vennel",
    "Wexcombe",
    "Yarrow",
    "Zouchley",
]
SETTINGS = (
    ("Hillview School", "residential special school", True),
    ("Marsh Lane Academy", "mainstream school", False),
    ("Stonecrop House School", "residential special school", True),
    ("Beacon Primary School", "mainstream school", False),
    ("The Orchard School", "special school", False),
    ("Fernbank College", "post-16 institution", False),
    ("Larches Children's Home", "children's home", True),
    ("Fallow Hall School", "residential special school", True),
)
RESIDENTIAL = [name for name, kind, residential in SETTINGS if residential and "school" in kind]
# Under 16 throughout, so that a parent's word counts for sharing.
YOUNGEST, OLDEST = timedelta(days=5 * 365), timedelta(days=14 * 365)


def make_settings() -> list[Setting]:
    """Return the schools and homes of the demonstration, made if they are not there."""
    return [
        Setting.objects.get_or_create(
            name=name,
            defaults={
                "kind": kind,
                "is_residential": residential,
                "urn": str(900_001 + number),
                "email": f"office@setting-{number + 1}.example",
            },
        )[0]
        for number, (name, kind, residential) in enumerate(SETTINGS)
    ]


def make_child(act: Act, council: Council, random: Random) -> Child:
    """Open the record of a fictitious child with a parent."""
    given, family = random.choice(GIVEN), random.choice(FAMILY)
    reference = children.add_child(
        act,
        authority=council.code,
        confirmed_new=True,
        given_names=given,
        family_name=family,
        born_on=_between(random, act.today - OLDEST, act.today - YOUNGEST),
        nhs_number=_nhs_number(random),
        upn=_upn(random),
        address=f"{random.randint(1, 99)} Example Street",
        setting_id=random.choice(make_settings()).pk,
    )
    children.add_carer(
        act,
        child_reference=reference,
        name=f"{random.choice(GIVEN)} {family}",
        relation="parent",
        has_parental_responsibility=True,
        evidence="birth certificate",
        email=f"{reference.lower()}@family.example",
    )
    return Child.objects.get(reference=reference)


def _between(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randrange((last - first).days))


def _nhs_number(random: Random) -> str:
    """A number of the range that the NHS keeps for tests: it begins with 999."""
    while True:
        number = f"999{random.randrange(10**7):07d}"
        if nhs.is_valid(number):
            return number


def _upn(random: Random) -> str:
    rest = f"873{random.randrange(10**9):09d}"
    return upn.calc_check_digit(rest) + rest
