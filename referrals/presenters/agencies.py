"""One agency on a referral: what it has sent and said."""

from dataclasses import dataclass
from typing import Any

from casework.addresses import address_of
from casework.components import Link, SummaryRow
from casework.forms.dates import in_words
from casework.rules.money import format_pounds
from referrals.models import AgencyView, AskedAgency, Assessment, Referral, ShareConfirmation
from referrals.presenters.lists import CONSENT_TAGS, VIEW_TAGS
from referrals.queries import consent_of
from referrals.rules.facts import Position, ReferralFacts

TERMS = (
    "position",
    "because",
    "offered_pence",
    "conditions",
    "time_frame",
    "staffing",
    "resources",
    "provider_questions",
)


@dataclass(frozen=True)
class AgencyPage:
    """One agency as a card: its name, code and rows."""

    code: str
    name: str
    rows: list[SummaryRow]


def agency_page(referral: Referral, asked: AskedAgency) -> AgencyPage:
    """Return all that one agency has sent and said."""
    view = getattr(asked, "view", None)
    confirmation = getattr(asked, "confirmation", None)
    rows = [
        SummaryRow("Consent", CONSENT_TAGS[consent_of(referral, asked)]),
        SummaryRow("Asked", in_words(asked.asked_on) if asked.asked_on else "Not yet"),
        SummaryRow("Assessments", [_assessment(row) for row in asked.assessments.all()]),
        *(_view_rows(view) if view else [SummaryRow("View")]),
        SummaryRow("Own funding", _confirmed(confirmation) if confirmation else "Not confirmed"),
    ]
    return AgencyPage(asked.agency_id, asked.agency.name, rows)


def _assessment(row: Assessment) -> Link | str:
    together = ", made together" if row.is_made_together else ""
    text = f"{row.document.title}, {in_words(row.completed_on)}{together}"
    href = address_of(row.document.reference)
    return Link(text, href) if href else text


def _view_rows(view: AgencyView) -> list[SummaryRow]:
    offered = view.offered_pence
    return [
        SummaryRow("View", VIEW_TAGS[Position(view.position)]),
        SummaryRow("Why", view.because),
        SummaryRow("Share offered", "" if offered is None else f"{format_pounds(offered)} a year"),
        SummaryRow("Conditions", view.conditions),
        SummaryRow("Time frame", view.time_frame),
        SummaryRow("Staffing", view.staffing),
        SummaryRow("Additional resources", view.resources),
        SummaryRow("Questions to the provider", view.provider_questions),
        SummaryRow("Given by", f"{view.given_by.name}, {in_words(view.given_on)}"),
    ]


def _confirmed(row: ShareConfirmation) -> str:
    amount = format_pounds(row.yearly_pence)
    return f"{amount} a year, agreed by {row.agreed_by} on {in_words(row.agreed_on)}"


def view_initial(asked: AskedAgency) -> dict[str, Any]:
    """Return what the view page is filled with: the view that stands."""
    view = getattr(asked, "view", None)
    return {name: getattr(view, name) for name in TERMS} if view else {}


def share_initial(asked: AskedAgency, facts: ReferralFacts) -> dict[str, Any]:
    """Return what the confirmation is filled with: what was asked of this agency."""
    pence = facts.shares.get(asked.agency.payer)
    return {"yearly_pence": pence} if pence else {}
