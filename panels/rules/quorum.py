"""Whether the people at a meeting may decide anything, and in words why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casework.rules.errors import Refused


class Capacity(StrEnum):
    """As what a person sits at the table."""

    MEMBER = "member"
    DEPUTY = "deputy"
    ADVISER = "adviser"


@dataclass(frozen=True)
class Presence:
    """One person at one meeting: for whom they speak, and whether they can commit its money.

    ``may_chair`` says that the person's seat is one that chairs; ``is_stand_in`` that the chair
    has been handed to them for this meeting, on record.
    """

    name: str
    agency: str
    capacity: Capacity
    has_delegated_authority: bool
    may_chair: bool = False
    is_stand_in: bool = False
    is_in_chair: bool = False
    has_interest: bool = False


@dataclass(frozen=True)
class QuorumRule:
    """What a panel's protocol asks of a meeting before it may decide.

    ``required`` holds the number each agency must send, in the order in which agencies are named;
    ``chair`` names the roles that chair and is empty where no one in particular must.
    """

    required: Mapping[str, int]
    chair: str = ""
    stand_in_may_chair: bool = False
    interest_leaves: bool = False
    rule: str | None = None
    chair_rule: str | None = None


@dataclass(frozen=True)
class QuorumFinding:
    """The answer with its reasons: true when nobody is missing.

    ``counted`` names those who count, by agency; ``says`` has one sentence for each thing lacking.
    """

    missing: Mapping[str, int]
    chair_is_missing: bool
    counted: Mapping[str, tuple[str, ...]]
    says: tuple[str, ...]
    rule: str | None = None

    def __bool__(self) -> bool:
        return not self.says


class NotQuorate(Refused):
    """The meeting may not decide: somebody who must be there is not."""

    def __init__(self, finding: QuorumFinding) -> None:
        super().__init__(code="not-quorate", says=" ".join(finding.says), rule=finding.rule)


def find_quorum(
    rule: QuorumRule, present: Sequence[Presence], labels: Mapping[str, str]
) -> QuorumFinding:
    """Compare those present with what the protocol asks, and say who is lacking and why.

    ``labels`` gives each agency's name inside a sentence ("social care"). Advisers never count.
    A panel whose rule names no numbers borrows none from another protocol.

    Rules: KENT-065, KENT-066, KENT-067, KENT-068, KENT-069, LDN-013, LDN-014.

    >>> rule = QuorumRule(required={"education": 1, "health": 1})
    >>> head = Presence("Ann Lee", "education", Capacity.MEMBER, has_delegated_authority=True)
    >>> find_quorum(rule, [head], {"education": "SEN", "health": "health"}).says
    ('Nobody from health can commit money today.',)
    """
    counted = _counted(rule, present)
    missing = {a: n - len(counted[a]) for a, n in rule.required.items() if len(counted[a]) < n}
    chair_is_missing = bool(rule.chair) and not any(
        person.is_in_chair and may_take_chair(person, rule) for person in present
    )
    lacking = [
        _says_missing(agency, rule, present, labels.get(agency, agency)) for agency in missing
    ]
    if chair_is_missing:
        lacking.append(_says_chair(rule, present))
    why = rule.rule if missing else rule.chair_rule if chair_is_missing else None
    return QuorumFinding(missing, chair_is_missing, counted, tuple(lacking), why)


def counts_toward_quorum(person: Presence, rule: QuorumRule) -> bool:
    """Say whether a person counts: a member or deputy who can commit the agency's money.

    Rules: KENT-066, KENT-067, KENT-068.
    """
    excluded = person.has_interest and rule.interest_leaves
    is_adviser = person.capacity is Capacity.ADVISER
    return person.has_delegated_authority and not is_adviser and not excluded


def may_take_chair(person: Presence, rule: QuorumRule) -> bool:
    """Say whether a person may chair: by their seat, or as a stand-in where that is allowed.

    Rules: KENT-069, LDN-014.
    """
    return person.may_chair or (person.is_stand_in and rule.stand_in_may_chair)


def require_quorum(finding: QuorumFinding) -> None:
    """Refuse a decision of a meeting that is not quorate.

    Raises:
        NotQuorate: with a sentence for each agency, and the chair, that is lacking.

    Rules: KENT-065.
    """
    if not finding:
        raise NotQuorate(finding)


def _counted(rule: QuorumRule, present: Iterable[Presence]) -> dict[str, tuple[str, ...]]:
    counting = [person for person in present if counts_toward_quorum(person, rule)]
    return {
        agency: tuple(person.name for person in counting if person.agency == agency)
        for agency in rule.required
    }


def _says_missing(agency: str, rule: QuorumRule, present: Iterable[Presence], label: str) -> str:
    there = [person for person in present if person.agency == agency]
    not_counted = [person for person in there if not counts_toward_quorum(person, rule)]
    reasons = "; ".join(map(_why_not, not_counted))
    because = f" ({reasons})" if reasons else ""
    counted = len(there) - len(not_counted)
    if counted:
        more = rule.required[agency] - counted
        return f"{_capital(label)} needs {more} more who can commit money today{because}."
    return f"Nobody from {label} can commit money today{because}."


def _why_not(person: Presence) -> str:
    if person.capacity is Capacity.ADVISER:
        return f"{person.name} is here as an adviser"
    if not person.has_delegated_authority:
        return f"{person.name} has no delegated authority"
    return f"{person.name} has declared an interest"


def _says_chair(rule: QuorumRule, present: Iterable[Presence]) -> str:
    chair = f"the chair is {rule.chair}" + (
        ", or a recorded stand-in" if rule.stand_in_may_chair else ""
    )
    in_chair = [person.name for person in present if person.is_in_chair]
    return (
        f"{in_chair[0]} may not chair: {chair}."
        if in_chair
        else (f"Nobody is in the chair: {chair}.")
    )


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
