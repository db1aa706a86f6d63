"""The single document of a case: parts 1 and 2, the outcome note and the funding form as one."""

from dataclasses import dataclass
from datetime import date

from funding.documents import FundingFormFacts, funding_form_facts
from funding.queries import award_of
from panels.documents.notes import Line, OutcomeNoteFacts, outcome_note_facts
from panels.queries.packs import standing_note
from referrals import queries as referrals
from referrals.rules.sections import TITLES


@dataclass(frozen=True)
class Chapter:
    """One section of a part of the referral."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class PackFacts:
    """Parts 1 and 2, the outcome note and the funding form, as one. Rules: KENT-096."""

    authority: str
    reference: str
    child_initials: str
    born_on: date
    part_1_title: str
    part_1: list[Line]
    part_2_title: str
    part_2: list[Chapter]
    note: OutcomeNoteFacts
    form: FundingFormFacts
    version: int = 1


def pack_facts(reference: str) -> PackFacts:
    """Return the four papers of a case from the record, each as it was decided and signed."""
    referral = referrals.whole_referral(reference)
    policy = referrals.policy_of(referral)
    note, award = standing_note(reference), award_of(reference)
    submitted_on = referral.submitted_on or note.decision.decided_on
    sections = referrals.part_2_lines(referral, policy, submitted_on)
    return PackFacts(
        authority=referral.case.authority.name,
        reference=reference,
        child_initials=referral.case.child.initials,
        born_on=referral.case.child.born_on,
        part_1_title=policy.part_1,
        part_1=[Line(one.label, one.text) for one in referrals.part_1_lines(referral)],
        part_2_title=policy.part_2,
        part_2=[
            Chapter(TITLES[section], [Line(one.label, one.text) for one in lines])
            for section, lines in sections.items()
        ],
        note=outcome_note_facts(note),
        form=funding_form_facts(award.case),
        version=note.version,
    )
