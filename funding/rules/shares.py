"""Who pays what for a placement, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from casework.rules.errors import Refused
from casework.rules.money import PAYERS, format_pounds, percentages, split_pence
from funding.rules.costs import Costs, check_sum
from funding.rules.policy import KINDS, FundingPolicy, Setting, Weights

T = TypeVar("T")

NO_POLICY = FundingPolicy(
    name="the law alone",
    labels={"education": "Education", "care": "Social care", "health": "Health"},
    lines={payer: Setting({payer: 100}) for payer in PAYERS},
    formula={},
    other_weeks=Setting("refuse"),
    unbroken_beside_education=Setting("refuse"),
    health_contribution=Setting("before-formula"),
    care_needs_child_in_care=Setting(False),
    agreed_shares=Setting(True),
    recharges=Setting(()),
    responsibilities=Setting(()),
    high_cost_weekly_pence=Setting(None),
)
"""What is left when no protocol is named: each agency pays the lines of its own kind."""

NAMES = {
    "education": "education costs",
    "care": "care costs",
    "health": "health costs",
    "transport": "transport",
}


@dataclass(frozen=True)
class Step:
    """One sentence of the reasoning. ``rule`` is None where the authority set the value itself."""

    says: str
    rule: str | None


@dataclass(frozen=True)
class Part:
    """One part of the cost, shared by one rule. ``shares`` are pence by payer and sum to it."""

    kind: str
    pence: int
    shares: Mapping[str, int]


@dataclass(frozen=True)
class Split:
    """The yearly shares of a placement, in pence, and how they were reached."""

    parts: tuple[Part, ...]
    steps: tuple[Step, ...]

    @property
    def shares(self) -> dict[str, int]:
        """Pence by payer: education, care, health."""
        return {payer: sum(part.shares.get(payer, 0) for part in self.parts) for payer in PAYERS}

    @property
    def total_pence(self) -> int:
        """The whole yearly cost."""
        return sum(part.pence for part in self.parts)

    @property
    def percents(self) -> dict[str, Decimal]:
        """Percentages by payer with two places, together 100."""
        return percentages(self.shares)

    def as_answer(self) -> dict[str, object]:
        """Return what the command and the API answer."""
        shares, percents = self.shares, self.percents
        return {
            "total_pence": self.total_pence,
            "shares": {
                payer: {"yearly_pence": shares[payer], "percent": percents[payer]}
                for payer in PAYERS
            },
            "steps": [{"says": step.says, "rule": step.rule} for step in self.steps],
        }


def share_cost(costs: Costs, policy: FundingPolicy = NO_POLICY) -> Split:
    """Return each agency's yearly share of a placement, in pence, with the reasoning.

    Shares agreed by hand stand if they add up. Otherwise health's contribution comes off first,
    each line that the provider names apart goes where the protocol says, the formula for the
    weeks shares what is not broken down, and transport is shared apart.

    Raises:
        Refused: what the protocol does not cover, by name; nothing is guessed.

    Rules: LDN-022, LDN-023, LDN-024, LDN-025, LDN-026, LDN-031, LDN-032, KENT-036, KENT-044,
    KENT-078, KENT-080.

    >>> from funding.rules.costs import read_costs
    >>> line = {"kind": "education", "yearly_pence": 78_000_00}
    >>> share_cost(read_costs({"weeks": 52, "lines": [line]})).steps[0].says
    'Education pays the education costs of £78,000.00 a year, named apart by the provider.'
    """
    _check(costs)
    if costs.agreed is not None:
        split = _share_as_agreed(costs, costs.agreed, policy)
        return replace(split, steps=split.steps + _taken_to_be_in_care(split, costs, policy))
    first = [_health_first(costs, policy)] if costs.health_pence else []
    shared = first + [_share_kind(kind, costs, policy) for kind in KINDS if _is_left(kind, costs)]
    split = Split(tuple(part for part, _ in shared), tuple(step for _, step in shared))
    return replace(split, steps=split.steps + _taken_to_be_in_care(split, costs, policy))


def _is_left(kind: str, costs: Costs) -> bool:
    """Is anything of this kind left to share once health's contribution is off?"""
    return costs.of(kind) > (costs.health_pence if kind == "unbroken" else 0)


def _check(costs: Costs) -> None:
    if costs.total_pence == 0:
        says = "There is nothing to share: every cost is nought."
        raise Refused("nothing-to-share", says, field="lines", at="lines")
    if costs.of("health") and costs.health_pence:
        says = (
            "Health's money is given twice: as a health line and as a contribution. "
            "Keep the line if the provider prices health apart, otherwise the contribution."
        )
        raise Refused("health-twice", says, field="health_pence", at="health_pence")
    if costs.health_pence > costs.total_pence - costs.of("transport"):
        raise _health_above(costs.health_pence, costs.total_pence - costs.of("transport"))


def _health_above(health: int, cost: int) -> Refused:
    says = (
        f"Health cannot pay {format_pounds(health)} a year towards a cost of "
        f"{format_pounds(cost)} without transport. Check both amounts."
    )
    return Refused("health-above-total", says, field="health_pence", at="health_pence")


def _health_first(costs: Costs, policy: FundingPolicy) -> tuple[Part, Step]:
    setting = policy.health_contribution
    if setting.value == "refuse":
        says = f"{_capital(policy.name)} says nothing about a contribution of health's."
        raise Refused("health-not-covered", says, rule=setting.rule, at="health_pence")
    if not costs.of("unbroken"):
        says = (
            "Every cost is broken down, so a contribution of health's has nothing to come off. "
            "Give what health pays for as a health line."
        )
        raise Refused("health-without-line", says, field="health_pence", at="health_pence")
    if costs.health_pence > costs.of("unbroken"):
        raise _health_above(costs.health_pence, costs.of("unbroken"))
    left = format_pounds(costs.of("unbroken") - costs.health_pence)
    says = (
        f"{policy.label('health')} pays {format_pounds(costs.health_pence)} a year, which comes "
        f"off first and leaves {left} that the provider does not break down."
    )
    part = Part("contribution", costs.health_pence, {"health": costs.health_pence})
    return part, Step(says + _set_by(setting), setting.rule)


def _share_kind(kind: str, costs: Costs, policy: FundingPolicy) -> tuple[Part, Step]:
    if kind == "unbroken":
        return _share_unbroken(costs, policy)
    setting = _setting_of(kind, policy)
    part = Part(kind, costs.of(kind), split_pence(costs.of(kind), setting.value))
    _refuse_care_of_child_not_in_care(part.shares.get("care", 0), costs, policy)
    return part, Step(_how_a_line_is_shared(part, setting, policy), setting.rule)


def _setting_of(kind: str, policy: FundingPolicy) -> Setting[Weights]:
    if kind not in policy.lines:
        says = (
            f"{_capital(policy.name)} does not say who pays {NAMES[kind]}. "
            "Have the authority set it, or agree the shares by hand."
        )
        raise Refused("kind-not-covered", says, field="lines", at="lines")
    return policy.lines[kind]


def _how_a_line_is_shared(part: Part, setting: Setting[Weights], policy: FundingPolicy) -> str:
    cost = f"{format_pounds(part.pence)} a year"
    if len(setting.value) == 1:
        (payer,) = setting.value
        what = f"{NAMES[part.kind]} of {cost}, named apart by the provider"
        says = f"{policy.label(payer)} pays the {what}."
    else:
        says = (
            f"{_capital(NAMES[part.kind])} of {cost} is shared apart from the placement, "
            f"{_terms(setting.value, policy)}: {_amounts(part, policy)}."
        )
    return says + _odd_penny(part, setting.value, policy) + _set_by(setting)


def _share_unbroken(costs: Costs, policy: FundingPolicy) -> tuple[Part, Step]:
    _refuse_unbroken_beside_education(costs, policy)
    left = costs.of("unbroken") - costs.health_pence
    setting = _formula_for(costs.weeks, policy)
    part = Part("unbroken", left, split_pence(left, setting.value))
    _refuse_care_of_child_not_in_care(part.shares.get("care", 0), costs, policy)
    says = (
        f"{format_pounds(left)} a year is not broken down by the provider. The formula for "
        f"{costs.weeks} weeks is {_terms(setting.value, policy)}: {_amounts(part, policy)}."
    )
    return part, Step(
        says + _odd_penny(part, setting.value, policy) + _set_by(setting), setting.rule
    )


def _refuse_unbroken_beside_education(costs: Costs, policy: FundingPolicy) -> None:
    setting = policy.unbroken_beside_education
    if costs.of("education") and setting.value == "refuse":
        says = (
            f"The education cost is known, and {policy.name} does not say who pays the "
            f"{format_pounds(costs.of('unbroken'))} beside it that is not broken down. "
            "Ask the provider what it is for, or agree the shares by hand."
        )
        raise Refused(
            "unbroken-beside-education", says, rule=setting.rule, field="lines", at="lines"
        )


def _formula_for(weeks: int, policy: FundingPolicy) -> Setting[Weights]:
    if weeks not in policy.formula:
        lengths = " and ".join(str(known) for known in sorted(policy.formula))
        known = f"gives one for {lengths} weeks only" if lengths else "gives none"
        says = (
            f"No funding formula is agreed for a {weeks} week placement: {policy.name} {known}. "
            "Ask the provider to break the cost down, or agree the shares by hand."
        )
        rule = policy.other_weeks.rule
        raise Refused("no-formula", says, rule=rule, field="weeks", at="weeks")
    return policy.formula[weeks]


def _refuse_care_of_child_not_in_care(care: int, costs: Costs, policy: FundingPolicy) -> None:
    setting = policy.care_needs_child_in_care
    if care and setting.value and costs.in_care is False:
        says = (
            f"{policy.label('care')} contributes only where the child is in the authority's "
            f"care, and this child is not: {format_pounds(care)} a year stays without a payer. "
            "It is not moved to another agency."
        )
        raise Refused(
            "child-not-in-care", says, rule=setting.rule, field="lines", at="child.in_care"
        )


def _taken_to_be_in_care(split: Split, costs: Costs, policy: FundingPolicy) -> tuple[Step, ...]:
    setting = policy.care_needs_child_in_care
    if not (split.shares["care"] and setting.value and costs.in_care is None):
        return ()
    says = (
        "Nobody said whether the child is in the authority's care; it was taken that the child "
        f"is. Otherwise {policy.label('care')} would not contribute."
    )
    return (Step(says, setting.rule),)


def _share_as_agreed(costs: Costs, agreed: Mapping[str, int], policy: FundingPolicy) -> Split:
    setting = policy.agreed_shares
    if not setting.value:
        says = f"{_capital(policy.name)} shares no cost between agencies."
        raise Refused("shares-not-covered", says, rule=setting.rule, at="shares_agreed")
    check_sum(agreed, costs.total_pence)
    _refuse_care_of_child_not_in_care(agreed.get("care", 0), costs, policy)
    _refuse_health_agreed_otherwise(costs, agreed)
    part = Part("agreed", costs.total_pence, agreed)
    because = f" Reason given: {costs.agreed_because}" if costs.agreed_because else ""
    says = (
        f"The agencies agreed the shares of {format_pounds(costs.total_pence)} a year between "
        f"them: {_amounts(part, policy)}.{because}"
    )
    return Split((part,), (Step(says + _set_by(setting), setting.rule),))


def _refuse_health_agreed_otherwise(costs: Costs, agreed: Mapping[str, int]) -> None:
    if costs.health_pence and costs.health_pence != agreed.get("health", 0):
        says = (
            f"Health's contribution is given as {format_pounds(costs.health_pence)} and its agreed "
            f"share as {format_pounds(agreed.get('health', 0))}. Give one of them."
        )
        raise Refused("health-twice", says, field="health_pence", at="health_pence")


def _terms(weights: Weights, policy: FundingPolicy) -> str:
    """Say a formula: "SEN 25%, Children's Social Care 75%"."""
    return ", ".join(f"{policy.label(payer)} {weight}%" for payer, weight in weights.items())


def _amounts(part: Part, policy: FundingPolicy) -> str:
    return ", ".join(
        f"{policy.label(payer)} {format_pounds(part.shares[payer])}"
        for payer in PAYERS
        if payer in part.shares
    )


def _odd_penny(part: Part, weights: Weights, policy: FundingPolicy) -> str:
    """Say who bears the pennies that do not divide, or nothing when all divide."""
    whole = sum(weights.values())
    bearers = [p for p in weights if part.shares[p] * whole > part.pence * weights[p]]
    if not bearers:
        return ""
    names = " and ".join(policy.label(payer) for payer in bearers)
    return (
        f" It does not divide into whole pence: the odd penny goes to {names}, "
        "first in the order education, care, health."
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _set_by(setting: Setting[T]) -> str:
    return " This is the authority's own setting." if setting.set_by else ""
