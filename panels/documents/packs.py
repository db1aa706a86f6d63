"""The single document of a case: parts 1 and 2, the outcome note and the funding form as one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from funding.documents import FundingFormFacts, funding_form_facts
from funding.queries import award_of
from panels.documents.notes import OutcomeNoteFacts, outcome_note_facts
from panels.queries.packs import issued_facts, standing_note, whole_case
from referrals.documents import part_1_facts, part_2_facts


@dataclass(frozen=True)
class PackFacts:
    """Parts 1 and 2, the outcome note and the funding form, as one. Rules: KENT-096.

    ``part_1`` and ``part_2`` hold title and chapters as they stood when the part was issued.
    """

    authority: str
    reference: str
    child_initials: str
    born_on: date
    part_1: Mapping[str, Any]
    part_2: Mapping[str, Any]
    note: OutcomeNoteFacts
    form: FundingFormFacts


def pack_facts(reference: str) -> PackFacts:
    """Return the four papers of a case, each from the facts with which it was issued or signed."""
    note, award = standing_note(reference), award_of(reference)
    case = note.item.case
    submitted_on = note.item.papers_on
    return PackFacts(
        authority=case.authority.name,
        reference=reference,
        child_initials=case.child.initials,
        born_on=case.child.born_on,
        part_1=issued_facts(reference, "part-1") or asdict(part_1_facts(reference)),
        part_2=issued_facts(reference, "part-2") or asdict(part_2_facts(reference, submitted_on)),
        note=outcome_note_facts(note),
        form=funding_form_facts(whole_case(award.case.reference)),
    )
