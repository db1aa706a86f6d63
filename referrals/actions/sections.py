"""Part 2, section by section: each saved by itself, under the case's lock and revision."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model

from casework import documents
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from casework.rules.money import PAYERS
from people.actions import children
from referrals.actions.writing import inner, lock_for_writing
from referrals.events import SectionSaved
from referrals.models import (
    Answer,
    ChildPart,
    Discussion,
    OptionsPart,
    ProviderCheck,
    Referral,
    RequestedShare,
)
from referrals.queries import suggested_split, whole_referral
from referrals.rules.sections import TITLES, Section

Answers = Mapping[str, str]
NONE: Answers = MappingProxyType({})


@action
def save_child(
    act: Act, *, reference: str, revision: int | None = None, answers: Answers = NONE, **words: Any
) -> str:
    """Save what the child needs, their own words, and what bears on the panel's remit.

    ``words``: the columns of ``ChildPart``. Rules: LDN-004, LDN-008, LDN-009, LDN-010.
    """
    referral = lock_for_writing(act, reference, revision)
    for name in ("continuing_care_on", "care_checked_on"):
        _refuse_future(act, words, name)
    return _save(act, referral, Section.CHILD, ChildPart, words, answers)


@action
def save_legal_status(
    act: Act, *, reference: str, revision: int | None = None, **status: Any
) -> str:
    """Record the child's legal status (status, from_on) from within the referral.

    Rules: KENT-037.
    """
    referral = lock_for_writing(act, reference, revision)
    child = referral.case.child.reference
    children.record_legal_status(inner(act), child_reference=child, **status)
    return tell_saved(act, referral, Section.CHILD)


@action
def save_options(
    act: Act, *, reference: str, revision: int | None = None, answers: Answers = NONE, **words: Any
) -> str:
    """Save the statement that all options were explored, or the evidence of the three tests.

    ``words``: any columns of ``OptionsPart``. Rules: KENT-024, KENT-072.
    """
    referral = lock_for_writing(act, reference, revision)
    return _save(act, referral, Section.OPTIONS, OptionsPart, words, answers)


@action
def save_discussion(act: Act, *, reference: str, revision: int | None = None, **record: Any) -> str:
    """Save the record of the agencies' meeting or conferring.

    ``record``: held_on, is_meeting, convened_by_id, attendees, options_for_school,
    options_for_home, recommendation. Rules: LDN-001, LDN-005, LDN-006, LDN-007.
    """
    referral = lock_for_writing(act, reference, revision)
    _refuse_future(act, record, "held_on")
    return _save(act, referral, Section.OPTIONS, Discussion, record, {})


@action
def save_checks(
    act: Act,
    *,
    reference: str,
    revision: int | None = None,
    upload: UploadedFile | None = None,
    **checks: Any,
) -> str:
    """Save checks on the provider; ``upload`` is its latest inspection report.

    ``checks``: any columns of ``ProviderCheck``. Rules: KENT-029, KENT-030, KENT-031, KENT-032,
    KENT-033.
    """
    referral = lock_for_writing(act, reference, revision)
    for name in ("registration_checked_on", "cqc_checked_on", "visited_on", "report_on"):
        _refuse_future(act, checks, name)
    if upload is not None:
        title = "Latest inspection report"
        checks["report"] = documents.receive(
            act, stream=reference, kind="inspection-report", title=title, upload=upload
        )
    return _save(act, referral, Section.CHECKS, ProviderCheck, checks, {})


@action
def save_shares(
    act: Act,
    *,
    reference: str,
    revision: int | None = None,
    shares: Mapping[str, int],
    because: str = "",
) -> str:
    """Save the yearly pence asked of each payer; a sum other than the rules' needs its reason.

    Raises:
        Refused: ``shares-need-reason`` (KENT-078); ``payer-unknown``.

    Rules: KENT-044, KENT-048, KENT-078.
    """
    referral = lock_for_writing(act, reference, revision)
    if not set(shares) <= set(PAYERS):
        raise Refused("payer-unknown", f"The payers are {', '.join(PAYERS)}.", field="shares")
    _require_reason(referral, shares, because, act)
    for payer in PAYERS:
        RequestedShare.objects.update_or_create(
            referral=referral,
            payer=payer,
            defaults={"yearly_pence": shares.get(payer, 0), "because": because},
        )
    return tell_saved(act, referral, Section.SHARES)


def _require_reason(referral: Referral, shares: Mapping[str, int], because: str, act: Act) -> None:
    suggested = suggested_split(whole_referral(referral.case.reference), act.today).split
    differs = suggested is not None and any(
        suggested.shares[payer] != shares.get(payer, 0) for payer in PAYERS
    )
    if differs and not because.strip():
        raise Refused(
            "shares-need-reason",
            "These are not the shares that the rules give. Say why you ask for others.",
            rule="KENT-078",
            field="because",
        )


def save_answers(referral: Referral, answers: Answers) -> None:
    """Keep the replies to the protocol's own questions. Part of a section's action."""
    for question, text in answers.items():
        Answer.objects.update_or_create(
            referral=referral, question=question, defaults={"text": text}
        )


def _save(
    act: Act,
    referral: Referral,
    section: Section,
    model: type[Model],
    columns: Mapping[str, Any],
    answers: Answers,
) -> str:
    model.objects.update_or_create(referral=referral, defaults=columns)
    save_answers(referral, answers)
    return tell_saved(act, referral, section)


def tell_saved(act: Act, referral: Referral, section: Section) -> str:
    """Publish that a section was saved. Part of a section's action."""
    fact = SectionSaved(section=section, title=TITLES[section])
    publish(act, referral.case.reference, fact)
    return referral.case.reference


def _refuse_future(act: Act, columns: Mapping[str, Any], field: str) -> None:
    if columns.get(field) and columns[field] > act.today:
        raise Refused("date-in-future", "The date must be today or in the past.", field=field)
