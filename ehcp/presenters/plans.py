"""The plan as it is being written: each section with its words, and what it still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework.components import SummaryRow, Task, TaskSection
from casework.forms.dates import in_words
from ehcp.models import EhcCase, PlanVersion
from ehcp.rules.advice import year_group
from ehcp.rules.plan import (
    TITLES,
    WHEN_EMPTY,
    WRITTEN,
    Annexed,
    Section,
    Sections,
    is_blank,
    label,
    missing_sections,
)
from ehcp.rules.workflow import Stage

HINTS: dict[Section, str] = {
    Section.VIEWS: "Say who is being quoted where somebody speaks in the first person.",
    Section.NEEDS: "Every need found in the assessment.",
    Section.OUTCOMES: "Specific, measurable, achievable, realistic and with a date.",
    Section.PROVISION: "What, how much, how often, for how long, and by whom.",
    Section.ADULTHOOD: "Needed in and beyond year 9.",
    Section.HEALTH_PROVISION: "It goes into the final plan once the health body has agreed it.",
}


@dataclass(frozen=True)
class PlanPage:
    """Everything the page of a plan says."""

    sections: Sequence[TaskSection]
    versions: Sequence[SummaryRow]
    annexed: Sequence[SummaryRow]
    missing: Sequence[str]


def section_hint(section: Section) -> str:
    """Return what to write there, and what is printed when it stays empty."""
    empty = WHEN_EMPTY.get(section)
    says = f"Left empty, the plan says: “{empty}”" if empty else "It may not stay empty."
    if section is Section.ADULTHOOD:
        says = ""
    return f"{HINTS.get(section, '')} {says}".strip()


def plan_page(
    ehc: EhcCase,
    *,
    words: Sections,
    annexed: Sequence[Annexed],
    versions: Sequence[PlanVersion],
    today: date,
) -> PlanPage:
    """Return the page of a plan, from rows that have all been fetched."""
    reference = ehc.case.reference
    year = year_group(ehc.case.child.born_on, on=today)
    missing = missing_sections(words, year=year)
    return PlanPage(
        sections=[
            TaskSection("Sections", [_task(s, words, missing, reference) for s in _written()]),
            TaskSection("Agreed and named", _named(ehc, reference)),
        ],
        versions=[_version(version) for version in versions],
        annexed=[
            SummaryRow(line.head, f"{line.author}, {in_words(line.received_on)}")
            for line in annexed
        ],
        missing=[f"{label(s)} {TITLES[s]}" for s in missing],
    )


def _written() -> list[Section]:
    return [section for section in WRITTEN if section is not Section.PLACEMENT]


def _task(section: Section, words: Sections, missing: list[Section], reference: str) -> Task:
    status = "Not started" if is_blank(words.get(section)) else "Completed"
    if status == "Not started" and section not in missing:
        status = "Nothing written"
    return Task(
        f"{label(section)} {TITLES[section]}",
        reverse("ehcp:write_section", args=[reference, section.value]),
        status,
        colour="grey" if status == "Nothing written" else None,
    )


def _named(ehc: EhcCase, reference: str) -> list[Task]:
    plan = ehc.plan
    agreed = plan.health_agreed_on
    health = Task(
        "G Health provision agreed by the health body",
        reverse("ehcp:agree_health", args=[reference]),
        f"Agreed {in_words(agreed)}" if agreed else "Not agreed",
        colour="green" if agreed else "grey",
        hint=plan.health_agreed_by,
    )
    if ehc.stage is Stage.DRAFTING:
        return [health, Task("I Placement", status="Cannot start yet", hint="First the draft")]
    status = "Completed" if plan.placement.says else "Not started"
    href = reverse("ehcp:name_placement", args=[reference])
    return [health, Task("I Placement", href, status, hint=plan.placement.says)]


def _version(version: PlanVersion) -> SummaryRow:
    served = f"Served on {in_words(version.served_on)}" if version.served_on else ""
    signed = f"Signed by {version.signed_by}" if version.signed_by else ""
    title = f"{PlanVersion.State(version.state).label} {version.number}"
    sent = f"Sent on {in_words(version.sent_on)}"
    return SummaryRow(title, [part for part in (sent, served, signed) if part])
