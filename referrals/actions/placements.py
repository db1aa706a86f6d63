"""Sections 4 and 5: the placement proposed and what it costs, which funding keeps."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from casework.act import Act
from casework.actions import action
from casework.rules.errors import Refused
from funding import actions as funding
from funding.models import Placement
from funding.rules.prices import QuotedLine
from people.actions.settings import add_setting
from referrals.actions.sections import save_answers, tell_saved
from referrals.actions.writing import inner, lock_for_writing
from referrals.models import PlacementPart, Referral
from referrals.queries import policy_of
from referrals.rules.sections import Section

IN_FUNDING = ("setting_id", "kind", "is_external", "weeks", "starts_on", "ends_on")
NOTHING: Mapping[str, str] = MappingProxyType({})


@action
def save_placement(
    act: Act,
    *,
    reference: str,
    revision: int | None = None,
    answers: Mapping[str, str] = NOTHING,
    **details: Any,
) -> str:
    """Save the placement proposed.

    ``details``: setting_id or, for a provider that is not known yet, new_setting (its name);
    kind, weeks, starts_on, and if known is_external, ends_on; of the referral itself
    weeks_details, grounds, complexity.

    Raises:
        Refused: ``provider-missing``, ``kind-unknown`` (KENT-073), and what funding refuses:
            ``weeks-outside-year``, ``ends-before-start``.

    Rules: KENT-049, KENT-073, KENT-074, KENT-077.
    """
    referral = lock_for_writing(act, reference, revision)
    details["setting_id"] = _setting(act, details.get("setting_id"), details.pop("new_setting", ""))
    placed = {name: details.pop(name) for name in IN_FUNDING if name in details}
    placed["arrangement"] = _arrangement(referral, placed["kind"])
    funding.propose_placement(inner(act), case_reference=reference, **placed)
    PlacementPart.objects.update_or_create(referral=referral, defaults=details)
    save_answers(referral, answers)
    return tell_saved(act, referral, Section.PLACEMENT)


def _setting(act: Act, known: int | None, new: str) -> int:
    """Return the provider chosen, or the one just named, added if nobody knew it."""
    if new.strip():
        return int(add_setting(inner(act), name=new, is_residential=True) or 0)
    if known is None:
        raise Refused(
            "provider-missing",
            "Select the provider, or enter its name if it is not listed.",
            field="setting_id",
        )
    return known


def _arrangement(referral: Referral, kind: str) -> str:
    kinds = policy_of(referral).kinds
    if kind not in kinds:
        raise Refused(
            "kind-unknown", "Choose one of the kinds of placement of this panel.", field="kind"
        )
    return kinds[kind]


@action
def save_costs(
    act: Act, *, reference: str, lines: Sequence[QuotedLine], revision: int | None = None
) -> str:
    """Save what the provider charges, in place of what was there.

    Raises:
        Refused: ``placement-missing``, and what funding refuses: ``lines-missing``,
            ``nothing-to-share``.

    Rules: KENT-048, KENT-052.
    """
    referral = lock_for_writing(act, reference, revision)
    _placement(reference)
    funding.set_costs(inner(act), case_reference=reference, lines=lines)
    return tell_saved(act, referral, Section.COSTS)


@action
def save_payment_terms(
    act: Act,
    *,
    reference: str,
    payment_terms: str,
    education_weeks: int | None = None,
    revision: int | None = None,
) -> str:
    """Save how the provider works out its terms, and over how many weeks education is paid.

    Rules: KENT-050, KENT-051.
    """
    referral = lock_for_writing(act, reference, revision)
    placed = _placement(reference)
    funding.propose_placement(
        inner(act),
        case_reference=reference,
        weeks=placed.weeks,
        starts_on=placed.starts_on,
        ends_on=placed.ends_on,
        education_weeks=education_weeks,
        payment_terms=payment_terms,
    )
    return tell_saved(act, referral, Section.COSTS)


def _placement(reference: str) -> Placement:
    placed = Placement.objects.filter(asked_in__reference=reference).first()
    if placed is None:
        raise Refused("placement-missing", "Say first which placement is proposed.")
    return placed
