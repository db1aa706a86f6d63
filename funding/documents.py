"""The funding form as a document: the facts that it states, copied from the record."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.forms.dates import in_words
from casework.rules.money import PAYERS, percentages
from funding.models import Award, Placement
from funding.queries import AwardFacts, award_facts
from funding.rules.prices import weekly_of
from people.models import Case


@dataclass(frozen=True)
class ShareRow:
    """What one agency pays: in percent, a week and a year."""

    agency: str
    percent: str
    weekly_pence: int
    yearly_pence: int


@dataclass(frozen=True)
class ReclaimRow:
    """What another health body owes of health's share."""

    body: str
    yearly_pence: int


@dataclass(frozen=True)
class SignatureRow:
    """Who signed for an agency, or that nobody has yet."""

    agency: str
    name: str
    post: str
    signed_at: datetime | None


@dataclass(frozen=True)
class FundingFormFacts:
    """Everything that the funding form says. Rules: KENT-101, KENT-103, KENT-104."""

    authority: str
    reference: str
    asked_in: str
    decided_in: str
    child_initials: str
    born_on: date
    provider: str
    arrangement: str
    weeks: int
    length: str
    payment_terms: str
    from_on: date
    shares: list[ShareRow]
    total_weekly_pence: int
    total_yearly_pence: int
    reclaims: list[ReclaimRow]
    steps: list[str]
    who_pays: str
    lead_agency: str
    recharge: str
    review_on: date | None
    because: str
    signatures: list[SignatureRow]


def funding_form_facts(case: Case) -> FundingFormFacts:
    """Return what the newest funding form of an award states, signed or not."""
    facts = award_facts(case)
    award, version = facts.award, facts.form.version
    placement = award.placement
    return FundingFormFacts(
        authority=case.authority.name,
        reference=case.reference,
        asked_in=placement.asked_in.reference,
        decided_in=version.decision_reference,
        child_initials=case.child.initials,
        born_on=case.child.born_on,
        provider=placement.setting.name,
        arrangement=placement.arrangement,
        weeks=placement.weeks,
        length=_length(placement),
        payment_terms=placement.payment_terms,
        from_on=version.from_on,
        shares=_share_rows(facts),
        total_weekly_pence=weekly_of(version.total_pence, placement.weeks),
        total_yearly_pence=version.total_pence,
        reclaims=[
            ReclaimRow(row.body, row.yearly_pence) for row in version.reclaims.order_by("body")
        ],
        steps=[_in_one_line(step) for step in version.steps],
        **_terms(award),
        because=version.because,
        signatures=_signature_rows(facts),
    )


def _length(placement: Placement) -> str:
    if placement.ends_on is None:
        return f"from {in_words(placement.starts_on)}, no end planned"
    return f"{in_words(placement.starts_on)} to {in_words(placement.ends_on)}"


def _share_rows(facts: AwardFacts) -> list[ShareRow]:
    shares = facts.form.version.shares
    percents = percentages(shares)
    weeks = facts.award.placement.weeks
    return [
        ShareRow(
            facts.names.get(payer, payer.capitalize()),
            f"{percents[payer]}",
            weekly_of(shares[payer], weeks),
            shares[payer],
        )
        for payer in PAYERS
    ]


def _in_one_line(step: dict[str, str | None]) -> str:
    return f"{step['says']} ({step['rule']})" if step.get("rule") else f"{step['says']}"


def _terms(award: Award) -> dict[str, object]:
    return {
        "who_pays": award.get_responsibility_display(),
        "lead_agency": award.case.lead_agency.name,
        "recharge": award.get_recharge_display(),
        "review_on": award.review_on,
    }


def _signature_rows(facts: AwardFacts) -> list[SignatureRow]:
    signed = {row.agency_id: row for row in facts.signatures}
    return [
        SignatureRow(agency.name, row.name, row.post, row.signed_at)
        if (row := signed.get(agency.code))
        else SignatureRow(agency.name, "", "", None)
        for agency in facts.must_sign
    ]
