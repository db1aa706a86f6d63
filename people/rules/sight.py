"""Who sees a case: worked out whole from the network, consent and roles, never adjusted by hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Circle:
    """All that bears on who sees one case on one day.

    ``network`` are the agencies around the child; ``consented`` those that consent or a
    recorded legal basis covers; ``named`` the people who see it for a reason of their own;
    ``roles`` the roles that see this kind of case whole.
    """

    kind: str
    is_restricted: bool
    lead_agency: str
    owner: int
    network: frozenset[str] = frozenset()
    consented: frozenset[str] = frozenset()
    named: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sight:
    """Those who see a case: people by id, agencies by code, roles by name."""

    people: frozenset[int]
    agencies: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


# Whose agencies may open a document with each mark; a mark that is not here opens to nobody.
EVERYBODY = frozenset({"education", "care", "health"})
MARKS = {
    "all": EVERYBODY,
    "social-care": frozenset({"care"}),
    "health": frozenset({"health"}),
    "not-family": EVERYBODY,
}


def marks_open_to(payer: str) -> list[str]:
    """Return the marks of documents that people of an agency of this kind may open.

    >>> marks_open_to("health")
    ['all', 'health', 'not-family']
    """
    return [mark for mark, payers in MARKS.items() if payer in payers]


# The law itself orders these agencies to be told and asked, whatever was consented.
BY_LAW = frozenset({"ehc"})


def who_sees(circle: Circle) -> Sight:
    """Return who sees a case.

    The owner and those named always; a restricted case nobody else. Otherwise the lead agency,
    the roles that see this kind, and each agency of the network that consent or a legal basis
    covers. Rules: KENT-040, LDN-001.

    >>> circle = Circle("referral", False, "sen", 1, network=frozenset({"icb"}))
    >>> sorted(who_sees(circle).agencies)
    ['sen']
    """
    people = circle.named | {circle.owner}
    if circle.is_restricted:
        return Sight(people)
    covered = circle.network if circle.kind in BY_LAW else circle.network & circle.consented
    return Sight(people, covered | {circle.lead_agency}, circle.roles)
