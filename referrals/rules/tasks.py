"""The task list of a referral: eight sections, each with its state and what it waits for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from referrals.rules.facts import Consent, Position, ReferralFacts
from referrals.rules.gates import Finding, blocking, find_lacks
from referrals.rules.policy import Policy
from referrals.rules.sections import TITLES, WAITS_FOR, Section, number_of


class State(StrEnum):
    """A section's state, in the words of the task list."""

    COMPLETED = "Completed"
    IN_PROGRESS = "In progress"
    CANNOT_START = "Cannot start yet"
    NOT_STARTED = "Not started"


SHORT: Mapping[Section, str] = {
    Section.PLACEMENT: "the placement",
    Section.COSTS: "costs",
}


@dataclass(frozen=True)
class Task:
    """One line of the list. ``says`` is what stands at its right."""

    section: Section
    number: int
    title: str
    state: State
    says: str
    findings: tuple[Finding, ...]


def list_tasks(facts: ReferralFacts, policy: Policy) -> tuple[Task, ...]:
    """Return the eight sections with their states. A section is complete when nothing blocks it.

    Rules: KENT-046, KENT-047.
    """
    findings = find_lacks(facts, policy)
    return tuple(
        _task(section, facts, tuple(found for found in findings if found.section is section))
        for section in Section
    )


def _task(section: Section, facts: ReferralFacts, findings: tuple[Finding, ...]) -> Task:
    state = _state(section, facts, findings)
    return Task(
        section=section,
        number=number_of(section),
        title=TITLES[section],
        state=state,
        says=_says(section, state, facts, is_optional=not blocking(findings)),
        findings=findings,
    )


def _state(section: Section, facts: ReferralFacts, findings: tuple[Finding, ...]) -> State:
    is_begun = BEGUN[section](facts)
    if not is_begun:
        waited_for = WAITS_FOR.get(section)
        if waited_for and not BEGUN[waited_for](facts):
            return State.CANNOT_START
        return State.NOT_STARTED
    return State.IN_PROGRESS if blocking(findings) else State.COMPLETED


def _says(section: Section, state: State, facts: ReferralFacts, *, is_optional: bool) -> str:
    if state is State.CANNOT_START:
        return f"{state}: {SHORT[WAITS_FOR[section]]}"
    if state is State.NOT_STARTED and is_optional:
        return "Optional"
    if section is Section.ASSESSMENTS and state is not State.COMPLETED:
        return count_views(facts)
    return str(state)


def count_views(facts: ReferralFacts) -> str:
    """Return how many of the agencies that take part have sent an assessment and a view.

    >>> from datetime import date
    >>> from referrals.rules.facts import ChildFacts
    >>> from referrals.rules.workflow import Stage
    >>> child = ChildFacts(born_on=date(2011, 5, 3))
    >>> count_views(ReferralFacts(stage=Stage.ALERT, on=date(2026, 1, 5), child=child))
    '0 of 0'
    """
    agencies = facts.taking_part
    done = [agency for agency in agencies if agency.has_assessment and agency.position]
    return f"{len(done)} of {len(agencies)}"


BEGUN: Mapping[Section, Callable[[ReferralFacts], bool]] = {
    Section.CHILD: lambda facts: bool(facts.child.needs.strip()),
    Section.CONSENT: lambda facts: any(
        agency.consent is not Consent.NOT_RECORDED for agency in facts.agencies
    ),
    Section.ASSESSMENTS: lambda facts: any(
        agency.has_assessment or isinstance(agency.position, Position) for agency in facts.agencies
    ),
    Section.PLACEMENT: lambda facts: facts.placement is not None,
    Section.COSTS: lambda facts: bool(facts.costs.lines),
    Section.SHARES: lambda facts: bool(facts.asked),
    Section.OPTIONS: lambda facts: bool(
        facts.options.statement.strip() or facts.options.discussion
    ),
    Section.CHECKS: lambda facts: facts.checks is not None,
}
