"""The tool that shares a cost: from what was typed to the rules, and back to the page."""

from dataclasses import dataclass
from typing import Any

from casework.components import Column, SummaryRow, Table
from casework.rules.money import PAYERS, format_pounds
from funding.rules.costs import CostLine, Costs, check_sum
from funding.rules.policy import KINDS, FundingPolicy
from funding.rules.prices import Per, yearly_of
from funding.rules.shares import NAMES, Split


@dataclass(frozen=True)
class SplitAnswer:
    """What the page shows of a split."""

    table: Table
    parts: Table
    steps: list[SummaryRow]


def costs_typed(answers: dict[str, Any]) -> Costs:
    """Return the costs that somebody typed into the tool, in pence a year.

    Raises:
        Refused: ``shares-do-not-add-up`` where shares agreed by hand do not make the cost.
    """
    per, weeks = Per(answers["per"]), answers["weeks"]
    given = {kind: answers[kind] for kind in KINDS if answers[kind]}
    lines = tuple(CostLine(kind, yearly_of(pence, per, weeks)) for kind, pence in given.items())
    agreed = {payer: answers[f"agreed_{payer}"] for payer in PAYERS}
    is_agreed = any(pence is not None for pence in agreed.values())
    shares = {payer: pence or 0 for payer, pence in agreed.items()} if is_agreed else None
    if shares is not None:
        check_sum(shares, sum(line.yearly_pence for line in lines))
    return Costs(
        weeks=weeks,
        lines=lines,
        health_pence=yearly_of(answers["health_contribution"] or 0, per, weeks),
        in_care=answers["in_care"],
        agreed=shares,
        agreed_because=answers["agreed_because"],
    )


def present_split(split: Split, policy: FundingPolicy) -> SplitAnswer:
    """Return the shares, the parts that they are made of, and the reasoning."""
    shares, percents = split.shares, split.percents
    head = [policy.label(payer) for payer in PAYERS]
    return SplitAnswer(
        table=Table(
            caption="Who pays what",
            caption_hidden=True,
            head=["Agency", Column("Share", numeric=True), Column("A year", numeric=True)],
            rows=[
                [policy.label(payer), f"{percents[payer]}%", format_pounds(shares[payer])]
                for payer in PAYERS
            ],
            foot=["All", f"{sum(percents.values())}%", format_pounds(split.total_pence)],
        ),
        parts=Table(
            caption="Part by part",
            head=["Part", *[Column(name, numeric=True) for name in [*head, "All"]]],
            rows=[
                [
                    _part_name(part.kind),
                    *[format_pounds(part.shares.get(payer, 0)) for payer in PAYERS],
                    format_pounds(part.pence),
                ]
                for part in split.parts
            ],
        ),
        steps=[SummaryRow(step.rule or "Set by the authority", step.says) for step in split.steps],
    )


def _part_name(kind: str) -> str:
    names = NAMES | {
        "contribution": "health's contribution",
        "unbroken": "not broken down",
        "agreed": "agreed by hand",
    }
    return names[kind][:1].upper() + names[kind][1:]
