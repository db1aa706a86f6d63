"""Placements and awards of fictitious children, made through the actions."""

from datetime import date

from accounts import actions as accounts
from accounts.models import User
from accounts.rules.roles import Role
from funding import actions as funding
from funding.models import Award, Placement
from funding.rules.awards import Decision, Terms
from funding.rules.prices import Per, QuotedLine
from people.actions.cases import open_case
from people.models import Case, Child, Setting
from tests.conftest import act_on
from tests.factories.people import make_authority, make_child, make_user, open_to

ASKED = date(2026, 3, 2)
START = date(2026, 4, 1)
DECIDED_IN = "M-2026-00001-O"
KENT_SHARES = {"education": 78_000_00, "care": 98_800_00, "health": 31_200_00}
KENT_LINES = [
    QuotedLine("education", 1_500_00, Per.WEEK, 52),
    QuotedLine("care", 1_900_00, Per.WEEK, 52),
    QuotedLine("health", 600_00, Per.WEEK, 52),
]
HOSTED = Terms("hosted", "quarterly", date(2026, 10, 1))


def make_people(authority: str = "northshire") -> dict[str, User]:
    """An authority, its caseworker, finance officer, manager and a signatory for each agency."""
    make_authority(authority)
    people = {
        "caseworker": make_user(Role.CASEWORKER, agency="sen", authority=authority),
        "finance": make_user(Role.FINANCE, agency="sen", authority=authority),
        "manager": make_user(Role.MANAGER, agency="care", authority=authority),
    }
    for agency in ("sen", "care", "icb"):
        person = make_user(Role.MEMBER, agency=agency, authority=authority)
        accounts.delegate(
            act_on(START),
            username=person.username,
            agency=f"{authority}-{agency}",
            from_on=date(2024, 1, 1),
        )
        people[agency] = person
    return people


def make_asking_case(owner: User, child: Child | None = None) -> Case:
    """A referral's case that all three agencies may see."""
    authority = owner.agency_id.rpartition("-")[0]
    child = child or make_child(authority)
    open_to(child, *(f"{authority}-{agency}" for agency in ("sen", "care", "icb")))
    return open_case(
        act_on(ASKED, owner),
        kind=Case.Kind.REFERRAL,
        child=child,
        lead_agency=owner.agency_id,
        owner=owner,
        stage="submitted",
    )


def make_setting(name: str = "Hillview School") -> Setting:
    return Setting.objects.get_or_create(
        name=name, defaults={"kind": "Residential special school", "is_residential": True}
    )[0]


def make_placement(owner: User, *, lines=KENT_LINES, child=None, **details) -> Placement:
    """A placement of 52 weeks at £4,000 a week as the provider breaks it down, proposed."""
    case = make_asking_case(owner, child)
    given = {
        "setting_id": make_setting().pk,
        "kind": "residential-school",
        "arrangement": "Residential special school placement",
        "weeks": 52,
        "starts_on": START,
        "ends_on": date(2028, 7, 21),
    }
    act = act_on(ASKED, owner)
    funding.propose_placement(act, case_reference=case.reference, **(given | details))
    funding.set_costs(act, case_reference=case.reference, lines=lines)
    return Placement.objects.get(asked_in=case)


def make_award(
    owner: User, *, shares=None, from_on=START, on=START, terms=HOSTED, **placement
) -> Award:
    """An award of the Kent example, decided on ``on``."""
    asked = make_placement(owner, starts_on=from_on, **placement)
    reference = funding.award(
        act_on(on, owner),
        case_reference=asked.asked_in.reference,
        decision=Decision(shares or KENT_SHARES, from_on, DECIDED_IN),
        terms=terms,
    )
    return Award.objects.select_related("case", "placement").get(case__reference=reference)
