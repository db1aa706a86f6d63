"""The list of referrals and the overview of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from casework.addresses import address_of
from casework.components import Column, Entry, Link, SummaryRow, Table, Tag
from casework.forms.dates import in_words
from casework.models import Document, Event
from casework.rules.money import PAYERS, format_pounds
from casework.timeline import lines
from referrals.models import AskedAgency, Referral
from referrals.presenters.cases import stage_tag
from referrals.queries import consent_of
from referrals.queries.parts import PAYER_WORDS
from referrals.rules.facts import Consent, Position, ReferralFacts

CONSENT_TAGS = {
    Consent.GIVEN: Tag("May be told", "green"),
    Consent.REFUSED: Tag("Refused", "red"),
    Consent.NOT_RECORDED: Tag("Not recorded", "yellow"),
}
VIEW_TAGS = {
    Position.AGREE: Tag("Agrees in principle", "green"),
    Position.DISAGREE: Tag("Does not agree", "red"),
    Position.MORE_INFORMATION: Tag("Needs more information", "yellow"),
}


def referral_table(referrals: Iterable[Referral]) -> Table:
    """Return the list, a line for each referral."""
    return Table(
        "Referrals",
        ["Reference", "Child", "Stage", "Lead agency", "Owner", "Raised"],
        [_line(referral) for referral in referrals],
        empty="No referral that you can see fits. Raise an alert, or clear the filters.",
        caption_hidden=True,
    )


def _line(referral: Referral) -> Sequence[object]:
    case = referral.case
    return (
        Link(case.reference, reverse("referrals:show", args=[case.reference])),
        case.child.initials,
        stage_tag(case.stage),
        case.lead_agency.name,
        case.owner.name,
        in_words(case.opened_on),
    )


def summary_rows(referral: Referral) -> list[SummaryRow]:
    """Return the facts of a referral for its overview."""
    case = referral.case
    placed = getattr(case, "placement", None)
    rows = [
        SummaryRow("Lead agency", case.lead_agency.name),
        SummaryRow("Referrer", referral.referrer.name),
        SummaryRow("Why", referral.reason),
        SummaryRow("Raised", in_words(case.opened_on)),
    ]
    if placed:
        words = f"{placed.arrangement} at {placed.setting.name}, {placed.weeks} weeks a year"
        rows.append(SummaryRow("Placement proposed", words))
    if referral.meeting_reference:
        link = Link(in_words(referral.meets_on), address_of(referral.meeting_reference))
        rows.append(SummaryRow("Panel", link if link.href else link.text))
    if referral.withdrawn_because:
        rows.append(SummaryRow("Withdrawn because", referral.withdrawn_because))
    return rows


def agency_table(referral: Referral) -> Table:
    """Return what each agency has sent and said."""
    return Table(
        "Agencies",
        ["Agency", "Consent", "Assessment", "View", Column("Share offered", numeric=True)],
        [_agency(referral, asked) for asked in referral.agencies.all()],
        empty="No agency is asked yet.",
    )


def _agency(referral: Referral, asked: AskedAgency) -> Sequence[object]:
    view = getattr(asked, "view", None)
    offered = view.offered_pence if view else None
    address = reverse("referrals:agency", args=[referral.case.reference, asked.agency_id])
    return (
        Link(asked.agency.name, address),
        CONSENT_TAGS[consent_of(referral, asked)],
        f"{len(asked.assessments.all())} received" if asked.assessments.all() else "Not yet",
        VIEW_TAGS[Position(view.position)] if view else "Not yet",
        "" if offered is None else f"{format_pounds(offered)} a year",
    )


def money_table(facts: ReferralFacts) -> Table:
    """Return what is asked of each payer in a year, and what its own agency has confirmed."""
    confirmed = {
        agency.payer: agency.own_agreed_pence
        for agency in facts.agencies
        if agency.own_agreed_pence is not None
    }
    rows = [
        (
            PAYER_WORDS[payer],
            format_pounds(facts.shares[payer]),
            format_pounds(confirmed[payer]) if payer in confirmed else "Not yet",
        )
        for payer in PAYERS
        if facts.shares.get(payer)
    ]
    together = format_pounds(sum(facts.shares.values()))
    return Table(
        "Shares asked, a year",
        ["Who", Column("Asked", numeric=True), Column("Confirmed by its own agency", numeric=True)],
        rows,
        foot=("Together", together, "") if rows else (),
        empty="Nobody is asked for a share yet.",
    )


def timeline_entries(events: Iterable[Event], names: dict[str, str]) -> list[Entry]:
    """Return what happened, newest first."""
    told = [
        Entry(
            says=line.says,
            by=f"{line.who}, {line.role}" if line.role else line.who,
            at=line.at,
            on=line.on if line.on != line.at.date() else None,
            links=_document(line.document),
        )
        for line in lines(events, names)
    ]
    return told[::-1]


def _document(reference: str) -> tuple[Link, ...]:
    href = address_of(reference) if reference else ""
    return (Link("Open the document", href),) if href else ()


@dataclass(frozen=True)
class DocumentLine:
    """One document of a referral."""

    title: str
    href: str
    at: datetime


def document_lines(documents: Iterable[Document]) -> list[DocumentLine]:
    """Return the documents of a referral with the moment each came."""
    return [
        DocumentLine(document.title, address_of(document.reference), document.at)
        for document in documents
    ]
