"""A child's pages: who they are, what happens next, their cases, network and documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework.addresses import address_of
from casework.components import IdentityBar, Link, SummaryRow, Tab, Table, Tabs, Tag
from casework.duties import Duty
from casework.forms.dates import in_words
from casework.models import Document
from casework.rules.periods import age_on
from casework.templatetags.govuk import day, from_now, weekday
from people.models import Case, Child, Consent, NetworkMember

PAGES = (
    ("people:child", "Overview"),
    ("people:child_cases", "Cases"),
    ("people:child_timeline", "Timeline"),
    ("people:child_documents", "Documents"),
    ("people:child_money", "Money"),
    ("people:child_people", "People and consent"),
)


def identity_bar(child: Child, today: date, in_care_since: date | None = None) -> IdentityBar:
    """Return who a page is about. ``in_care_since`` comes from ``people.queries.care_since``."""
    facts = [("Born", f"{in_words(child.born_on)} ({age_on(today, child.born_on)})")]
    if child.upn:
        facts.append(("UPN", child.upn))
    if child.nhs_number:
        facts.append(("NHS number", nhs_in_words(child.nhs_number)))
    if in_care_since:
        facts.append(("", f"In care since {in_words(in_care_since)}"))
    alerts = ["Address withheld"] if child.is_address_hidden else []
    return IdentityBar(child.name, reverse("people:child", args=[child.reference]), facts, alerts)


def nhs_in_words(number: str) -> str:
    """Return an NHS number as it is read out: 943 476 5919."""
    return f"{number[:3]} {number[3:6]} {number[6:]}".strip()


def child_tabs(child: Child, current: str) -> Tabs:
    """Return the pages about a child; ``current`` is the URL name of the one shown."""
    items = [
        Tab(text, reverse(name, args=[child.reference]), name == current) for name, text in PAGES
    ]
    return Tabs("Pages about this child", items)


def duties_table(duties: Iterable[Duty], today: date) -> Table:
    """Return what happens next: what, by when, why, in which case."""
    return Table(
        "What happens next",
        ["To do", "Due", "Why", "Case"],
        [
            [
                duty.title,
                due_cell(duty.due_on, today, excuse_of(duty)),
                duty.why,
                Link(duty.stream, address_of(duty.stream)),
            ]
            for duty in duties
        ],
        empty="No dates are running. A date starts when a case is opened or a panel is set.",
    )


def due_cell(due_on: date, today: date, excuse: str = "") -> list[object]:
    """Return a due date with its weekday, how far off it is, and late said in words and colour."""
    distance = from_now(due_on, today)
    words = Tag(distance, "red") if due_on < today else distance
    return [weekday(due_on), words, *([excuse] if excuse else [])]


def excuse_of(duty: Duty) -> str:
    """Return that lateness would be excused, and the target that stands beside the date."""
    if not duty.is_excused:
        return ""
    return f"excused; target {in_words(duty.target_on)}" if duty.target_on else "excused"


def cases_table(cases: Iterable[Case], caption: str, empty: str) -> Table:
    """Return cases with their kind, stage, lead and owner."""
    return Table(
        caption,
        ["Case", "Kind", "Stage", "Lead agency", "Owner", "Opened"],
        [
            [
                Link(case.reference, address_of(case.reference)),
                case.get_kind_display(),
                Tag(stage_in_words(case), "grey" if case.closed_on else "blue"),
                case.lead_agency.name,
                case.owner.name,
                in_words(case.opened_on),
            ]
            for case in cases
        ],
        empty=empty,
    )


def stage_in_words(case: Case) -> str:
    """Return where a case stands, as words."""
    words = case.stage.replace("-", " ").replace("_", " ").capitalize()
    return f"{words} (closed)" if case.closed_on else words


@dataclass(frozen=True)
class Neighbour:
    """An agency of the network, and whether the record may be shared with it."""

    code: str
    name: str
    joined_on: date
    state: Tag
    basis: str
    can_withdraw: bool


def neighbours(
    members: Iterable[NetworkMember], consents: Mapping[str, Consent], holders: frozenset[str]
) -> list[Neighbour]:
    """Return the network with what opens the record to each.

    ``consents`` are those that stand; ``holders`` the agencies whose own record or case it is.
    """
    return [
        Neighbour(
            code=member.agency_id,
            name=member.agency.name,
            joined_on=member.from_on,
            state=_sharing(member.agency_id, consents, holders),
            basis=_basis(consents.get(member.agency_id)),
            can_withdraw=member.agency_id in consents,
        )
        for member in members
    ]


def _sharing(agency: str, consents: Mapping[str, Consent], holders: frozenset[str]) -> Tag:
    if agency in consents:
        by_law = consents[agency].basis == Consent.Basis.LAW
        return Tag("Shared by law" if by_law else "Consent given", "green")
    if agency in holders:
        return Tag("Own record", "green")
    return Tag("Waiting for consent", "yellow")


def _basis(consent: Consent | None) -> str:
    if consent is None:
        return ""
    basis = consent.legal_basis or consent.get_basis_display()
    return f"{basis}, {consent.given_by}, {in_words(consent.given_on)}"


def holders_of(child: Child, cases: Iterable[Case]) -> frozenset[str]:
    """Return the agencies whose own record this is, or that lead one of its open cases."""
    leads = {case.lead_agency_id for case in cases if case.closed_on is None}
    return frozenset(leads | ({child.opened_by_id} if child.opened_by_id else set()))


def network_rows(network: Iterable[Neighbour]) -> list[SummaryRow]:
    """Return one line for each agency: its name and the state of consent."""
    return [SummaryRow(one.name, one.state) for one in network]


def documents_table(documents: Iterable[Document]) -> Table:
    """Return documents with what they are, of which case, by whom and when."""
    return Table(
        "Documents",
        ["Document", "Case", "From", "Kept", "File"],
        [
            [
                _document_cell(document),
                _stream_link(document.stream),
                document.by_name,
                day(document.at),
                f"{file_kind(document.file.content_type)}, {size_in_words(document.file.size)}",
            ]
            for document in documents
        ],
        caption_hidden=True,
        empty="There are no documents yet. Reports, notes and letters of the child's cases that "
        "you may open are listed here.",
    )


def _document_cell(document: Document) -> list[object]:
    link = Link(document.title, address_of(document.reference), document.reference)
    state = [Tag("Superseded", "grey")] if document.superseded_by_id else []
    return [link, *state]


def _stream_link(stream: str) -> object:
    return Link(stream, address_of(stream)) if "-" in stream else "The child's record"


def size_in_words(size: int) -> str:
    """Return a file's size.

    >>> size_in_words(1_572_864), size_in_words(300)
    ('1.5 MB', '1 KB')
    """
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"


def file_kind(content_type: str) -> str:
    """Return what a file is, in words."""
    return FILE_KINDS.get(content_type, "File")


OFFICE = "application/vnd.openxmlformats-officedocument."
FILE_KINDS = {
    "application/pdf": "PDF",
    f"{OFFICE}wordprocessingml.document": "Word",
    f"{OFFICE}spreadsheetml.sheet": "Excel",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "image/png": "PNG picture",
    "image/jpeg": "JPEG picture",
}
