"""The task list, a page's two versions side by side, and how shares were reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from casework.components import Table, Task
from casework.forms.dates import in_words
from casework.rules.errors import Refused
from casework.rules.money import PAYERS, format_pounds
from funding.rules.shares import Split
from referrals.models import Referral
from referrals.queries.parts import PAYER_WORDS
from referrals.rules.gates import Finding, blocking
from referrals.rules.sections import Section
from referrals.rules.tasks import State
from referrals.rules.tasks import Task as SectionTask


class Words(Protocol):
    """A form that can say its values in words."""

    fields: Mapping[str, Any]

    def words(self, name: str, value: Any) -> str: ...


@dataclass(frozen=True)
class ShareStep:
    """One sentence of how shares were reached, with its rule; none means set by the authority."""

    says: str
    rule: str


@dataclass(frozen=True)
class SuggestedShares:
    """What the rules give: a table of shares with the reasoning, or why they give none."""

    table: Table | None
    steps: tuple[ShareStep, ...]
    refused: str


@dataclass(frozen=True)
class Lacking:
    """One thing that is lacking, with the section that mends it."""

    says: str
    rule: str
    href: str


def task_lines(
    tasks: Iterable[SectionTask], addresses: Mapping[Section, str], may_write: bool
) -> list[Task]:
    """Return the eight sections, each with its state and where it begins."""
    return [_task(task, addresses, may_write) for task in tasks]


def _task(task: SectionTask, addresses: Mapping[Section, str], may_write: bool) -> Task:
    lacks = blocking(task.findings)
    is_open = task.state is not State.CANNOT_START and (
        may_write or task.section is Section.ASSESSMENTS
    )
    return Task(
        title=f"{task.number}. {task.title}",
        href=addresses[task.section] if is_open else "",
        status=task.says,
        colour=_colour(task),
        hint=lacks[0].says if lacks and task.state is State.IN_PROGRESS else "",
    )


def _colour(task: SectionTask) -> str | None:
    plain = task.state in (State.COMPLETED, State.CANNOT_START)
    return "" if plain else {State.IN_PROGRESS: "turquoise"}.get(task.state, "blue")


def lacking(findings: Iterable[Finding], addresses: Mapping[Section, str]) -> list[Lacking]:
    """Return what is lacking, each with its rule and a link to the section that mends it."""
    return [
        Lacking(finding.says, finding.rule or "set by the authority", addresses[finding.section])
        for finding in findings
    ]


def changes_between(
    form: Words, stored: Mapping[str, Any], typed: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Return the questions on which the stored and the typed answers differ: both in words."""
    asked = [name for name in form.fields if name != "seen" and name in typed]
    both = [
        (
            str(form.fields[name].label),
            form.words(name, stored.get(name)),
            form.words(name, typed.get(name)),
        )
        for name in asked
    ]
    return [(label, theirs, yours) for label, theirs, yours in both if theirs != yours]


def changes_table(changes: Iterable[tuple[str, str, str]]) -> Table:
    """Return the stored answers beside the writer's own."""
    rows = [(label, theirs or "Blank", yours or "Blank") for label, theirs, yours in changes]
    return Table("What changed", ["Question", "Recorded now", "Your words"], rows)


def from_alert(section: Section, referral: Referral) -> str:
    """Return what the alert already said of a section that is still to be begun, and when."""
    placed = getattr(referral.case, "placement", None)
    raised = in_words(referral.case.opened_on)
    if section is Section.PLACEMENT and referral.known_provider and placed is None:
        return f"The alert of {raised} named {referral.known_provider} as the provider."
    costs = (referral.known_weekly_pence, referral.known_yearly_pence)
    if section is Section.COSTS and any(costs) and not (placed and placed.lines.all()):
        told = [
            f"{format_pounds(pence)} a {period}"
            for pence, period in zip(costs, ("week", "year"), strict=True)
            if pence
        ]
        return f"The alert of {raised} gave the cost as {' and '.join(told)}."
    return ""


def share_steps(split: Split | None, refused: Refused | None) -> SuggestedShares:
    """Return what the rules give for the costs, with each sentence of the reasoning."""
    if split is None:
        return SuggestedShares(None, (), refused.says if refused else "")
    rows = [
        (PAYER_WORDS[payer], format_pounds(split.shares[payer]), f"{split.percents[payer]:f}%")
        for payer in PAYERS
    ]
    table = Table(
        "What the rules give for a year",
        ["Who", "Share", "Percentage"],
        rows,
        foot=("Together", format_pounds(split.total_pence), "100.00%"),
        caption_size="s",
    )
    steps = tuple(ShareStep(step.says, step.rule or "set by the authority") for step in split.steps)
    return SuggestedShares(table, steps, "")
