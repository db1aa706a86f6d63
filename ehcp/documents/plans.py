"""The plan as a document: every section apart, the advice annexed, the signature."""

from dataclasses import dataclass
from datetime import date

from ehcp.models import EhcCase, PlanVersion
from ehcp.rules.plan import TITLES, Annexed, Section, label


@dataclass(frozen=True)
class PrintedSection:
    """One section as the plan prints it."""

    label: str
    title: str
    words: str


@dataclass(frozen=True)
class PlanFacts:
    """Everything a plan says."""

    reference: str
    authority: str
    child_name: str
    child_initials: str
    born_on: date
    title: str
    version: str
    dated: date
    is_draft: bool
    sections: tuple[PrintedSection, ...]
    annexed: tuple[Annexed, ...]
    signed_by: str = ""
    signed_role: str = ""


def plan_facts(ehc: EhcCase, version: PlanVersion) -> PlanFacts:
    """Return everything that one version of the plan says."""
    is_draft = version.state == PlanVersion.State.DRAFT
    child = ehc.case.child
    return PlanFacts(
        reference=ehc.case.reference,
        authority=ehc.case.authority.name,
        child_name=child.name,
        child_initials=child.initials,
        born_on=child.born_on,
        title=f"{'Draft' if is_draft else 'Final'} education, health and care plan",
        version=f"{'Draft' if is_draft else 'Final plan, version'} {version.number}",
        dated=version.sent_on,
        is_draft=is_draft,
        sections=tuple(
            PrintedSection(label(section), TITLES[section], version.sections[section])
            for section in Section
            if section in version.sections
        ),
        annexed=tuple(
            Annexed(row["head"], row["author"], date.fromisoformat(row["received_on"]))
            for row in version.annexed
        ),
        signed_by=version.signed_by,
        signed_role=version.signed_role,
    )
