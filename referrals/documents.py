"""Parts 1 and 2 as documents: the facts that they state, copied from the record."""

from dataclasses import asdict, dataclass
from datetime import date

from casework import documents
from casework.act import Act
from casework.models import Document
from people.models import Case
from referrals.queries import PartLine, part_1_lines, part_2_lines, policy_of, whole_referral
from referrals.rules.sections import TITLES

TEMPLATES = {
    "part-1": "documents/referrals/part_1.html",
    "part-2": "documents/referrals/part_2.html",
}


@dataclass(frozen=True)
class Chapter:
    """One section of a part: its title and its lines."""

    title: str
    lines: list[PartLine]


@dataclass(frozen=True)
class PartFacts:
    """Everything that one part says. Rules: KENT-038, KENT-046."""

    authority: str
    reference: str
    child_initials: str
    born_on: date
    title: str
    chapters: list[Chapter]


def part_1_facts(reference: str) -> PartFacts:
    """Return part 1, the alert, from the record."""
    referral = whole_referral(reference)
    chapters = [Chapter("The alert", part_1_lines(referral))]
    return _facts(referral.case, policy_of(referral).part_1, chapters)


def part_2_facts(reference: str, on: date) -> PartFacts:
    """Return part 2, the referral, from the record as it stands on a day."""
    referral = whole_referral(reference)
    policy = policy_of(referral)
    chapters = [
        Chapter(TITLES[section], lines)
        for section, lines in part_2_lines(referral, policy, on).items()
        if lines
    ]
    return _facts(referral.case, policy.part_2, chapters)


def _facts(case: Case, title: str, chapters: list[Chapter]) -> PartFacts:
    return PartFacts(
        authority=case.authority.name,
        reference=case.reference,
        child_initials=case.child.initials,
        born_on=case.child.born_on,
        title=title,
        chapters=chapters,
    )


def write_part(act: Act, kind: str, facts: PartFacts) -> Document:
    """Issue a part, in place of the one issued before; the same facts are issued once."""
    newest = (
        Document.objects.filter(stream=facts.reference, kind=kind, superseded_by=None)
        .order_by("-pk")
        .first()
    )
    if newest and newest.facts["chapters"] == asdict(facts)["chapters"]:
        return newest
    paper = documents.Paper(kind, facts.title, TEMPLATES[kind])
    issued = documents.issue(act, paper, stream=facts.reference, facts=facts)
    if newest:
        documents.supersede(newest, issued)
    return issued
