"""A meeting's pages: its head, the agenda, what waits to be listed, who is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework.addresses import address_of
from casework.components import Link, SummaryRow, Tab, Table, Tabs, Tag
from casework.forms.dates import in_words
from panels.models import AgendaItem, Attendance, Meeting, Member
from panels.models.agenda import STATUS_WORDS
from panels.presenters.panels import status_tag, weekday_in_words
from panels.queries.agendas import Withheld
from panels.queries.candidates import Candidate
from panels.queries.decisions import newest_or_none
from panels.rules.decisions import AGREEING, PURPOSES, Purpose
from panels.rules.policy import PanelPolicy
from panels.rules.quorum import QuorumFinding
from panels.rules.workflow import MEETING_MOVES, ItemStatus, MeetingStatus, MeetingVerb

TABS = (
    ("Agenda", "panels:meeting"),
    ("Attendance", "panels:attendance"),
    ("Panel Live", "panels:live"),
    ("Outcome notes", "panels:notes"),
    ("Actions", "panels:actions"),
)


@dataclass(frozen=True)
class MeetingHead:
    """What stands at the top of each page of a meeting."""

    reference: str
    title: str
    panel: str
    panel_href: str
    when: str
    where: str
    status: Tag
    revision: int
    tabs: Tabs


def meeting_head(meeting: Meeting, current: str) -> MeetingHead:
    """Return the head of a meeting's page; ``current`` is the page's address by name."""
    return MeetingHead(
        reference=meeting.reference,
        title=f"{meeting.panel.short_name}, {in_words(meeting.held_on)}",
        panel=meeting.panel.name,
        panel_href=reverse("panels:show", args=[meeting.panel.code]),
        when=f"{weekday_in_words(meeting.held_on)} at {meeting.starts_at:%H:%M}",
        where=meeting.venue,
        status=status_tag(meeting),
        revision=meeting.revision,
        tabs=Tabs(
            "Pages of this meeting",
            [
                Tab(text, reverse(name, args=[meeting.reference]), current=name == current)
                for text, name in TABS
            ],
        ),
    )


def can_now(meeting: Meeting, verb: MeetingVerb) -> bool:
    """Say whether the table of moves lets this be done now, so that a button makes sense."""
    return (MeetingStatus(meeting.status), verb) in MEETING_MOVES


@dataclass(frozen=True)
class AgendaLine:
    """One item as an agenda shows it. ``earlier`` and ``later`` are orders with it moved."""

    id: int
    number: int
    reference: str
    child: str
    age: str
    purpose: str
    presenter: str
    papers: str
    late_reason: str
    status: Tag
    is_decided: bool
    live_href: str
    case_href: str
    earlier: str
    later: str


def agenda_lines(items: Sequence[AgendaItem], names: Mapping[int, str]) -> list[AgendaLine]:
    """Return the items that this person sees. ``names`` are the children's, by item."""
    order = [item.pk for item in items]
    return [
        _agenda_line(item, number, order, names)
        for number, item in enumerate(items, start=1)
        if item.pk in names
    ]


def _agenda_line(
    item: AgendaItem, number: int, order: list[int], names: Mapping[int, str]
) -> AgendaLine:
    at = number - 1
    return AgendaLine(
        id=item.pk,
        number=number,
        reference=item.case.reference,
        child=names[item.pk],
        age=age_in_words(item.case.child.born_on, item.meeting.held_on),
        purpose=PURPOSES[Purpose(item.purpose)].label,
        presenter=f"{item.presenter}, {item.presenting_agency.name}",
        papers=in_words(item.papers_on),
        late_reason=item.late_reason,
        status=item_tag(item),
        is_decided=item.status == ItemStatus.DECIDED,
        live_href=reverse("panels:live_item", args=[item.meeting.reference, item.pk]),
        case_href=address_of(item.case.reference),
        earlier=_swapped(order, at, at - 1),
        later=_swapped(order, at, at + 1),
    )


def _swapped(order: list[int], one: int, other: int) -> str:
    """Return the order with two neighbours changed round; nothing at either end."""
    if not 0 <= other < len(order):
        return ""
    changed = list(order)
    changed[one], changed[other] = changed[other], changed[one]
    return ",".join(map(str, changed))


def age_in_words(born_on: date, on: date) -> str:
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return str(years)


def item_tag(item: AgendaItem) -> Tag:
    """Return an item's state; a decided one shows what was decided."""
    decision = newest_or_none(item.decisions.all())
    if decision is None:
        return Tag(STATUS_WORDS[ItemStatus(item.status)], "grey")
    return Tag(decision.label, "green" if decision.outcome in AGREEING else "yellow")


@dataclass(frozen=True)
class CandidateLine:
    """One case that waits to be listed."""

    reference: str
    purpose: str
    purpose_label: str
    child: str
    case_href: str
    papers: str
    late: str


def candidate_lines(found: Iterable[Candidate]) -> list[CandidateLine]:
    """Return what waits, papers in time or late. Rules: KENT-053, LDN-019."""
    return [
        CandidateLine(
            reference=one.case.reference,
            purpose=one.purpose,
            purpose_label=PURPOSES[one.purpose].label,
            child=one.case.child.initials,
            case_href=address_of(one.case.reference),
            papers=in_words(one.papers.came_on),
            late=in_words(one.papers.latest_on) if one.papers.is_late else "",
        )
        for one in found
    ]


def withheld_lines(rows: Iterable[Withheld]) -> list[str]:
    """Return a sentence for each member who will not be shown a case. Rules: KENT-091."""
    return [
        f"{row.user.name} will not be shown {row.case.reference}: consent to share with "
        f"{row.user.agency.name} was taken back."
        for row in rows
    ]


def paper_rows(meeting: Meeting, due: Mapping[str, date]) -> list[SummaryRow]:
    """Return when papers close and the agenda is due out."""
    rows = [
        SummaryRow("When", f"{weekday_in_words(meeting.held_on)} at {meeting.starts_at:%H:%M}"),
        SummaryRow("Where", meeting.venue),
    ]
    if "papers" in due:
        rows.append(SummaryRow("Papers close", weekday_in_words(due["papers"])))
    if "agenda" in due:
        rows.append(SummaryRow("Agenda due out", weekday_in_words(due["agenda"])))
    if meeting.agenda_sent_at:
        rows.append(SummaryRow("Agenda sent", in_words(meeting.agenda_sent_at.date())))
    return rows


@dataclass(frozen=True)
class PersonLine:
    """One person expected at a meeting."""

    user: int
    name: str
    agency: str
    role: str
    state: Tag
    is_present: bool
    has_apologies: bool
    commits: bool
    is_adviser: bool
    is_in_chair: bool


def person_lines(
    members: Iterable[Member],
    rows: Iterable[Attendance],
    policy: PanelPolicy,
    delegates: set[tuple[int, str]],
) -> list[PersonLine]:
    """Return everybody expected, with whether they are there and can commit money."""
    there = {row.user_id: row for row in rows}
    return [_person(member, there.get(member.user_id), policy, delegates) for member in members]


def _person(
    member: Member,
    row: Attendance | None,
    policy: PanelPolicy,
    delegates: set[tuple[int, str]],
) -> PersonLine:
    is_present = bool(row and row.is_present)
    has_apologies = bool(row and row.has_apologies)
    return PersonLine(
        user=member.user_id,
        name=member.user.name,
        agency=member.agency.name,
        role=_role(member, policy),
        state=_state(is_present, has_apologies),
        is_present=is_present,
        has_apologies=has_apologies,
        commits=(member.user_id, member.agency_id) in delegates,
        is_adviser=member.capacity == "adviser",
        is_in_chair=bool(row and row.is_in_chair),
    )


def _role(member: Member, policy: PanelPolicy) -> str:
    if member.stands_in_for:
        return f"Deputy for {member.stands_in_for.name}"
    return policy.seat(member.seat).title if member.seat else member.capacity.capitalize()


def _state(is_present: bool, has_apologies: bool) -> Tag:
    if is_present:
        return Tag("Present", "green")
    return Tag("Apologies", "yellow") if has_apologies else Tag("Not here", "grey")


@dataclass(frozen=True)
class QuorumLine:
    """Whether the meeting may decide: a tag, each agency with who counts, and what is lacking."""

    tag: Tag
    agencies: Sequence[tuple[str, str]]
    says: Sequence[str]


def quorum_line(finding: QuorumFinding, policy: PanelPolicy) -> QuorumLine:
    """Return quorum as the top of the page shows it. Rules: KENT-065."""
    return QuorumLine(
        tag=Tag("Quorate", "green") if finding else Tag("Not quorate", "red"),
        agencies=[
            (policy.labels.get(agency, agency), ", ".join(names) or "nobody yet")
            for agency, names in finding.counted.items()
        ],
        says=finding.says,
    )


def actions_table(actions: Iterable, today: date) -> Table:
    """What the meeting asked to be done. Rules: KENT-120."""
    return Table(
        "Actions",
        ["What", "Who", "By", "Case", "State"],
        [
            [
                action.what,
                action.who,
                weekday_in_words(action.due_on),
                Link(action.item.case.reference, address_of(action.item.case.reference)),
                _action_state(action, today),
            ]
            for action in actions
        ],
        empty="The panel has asked for nothing to be done.",
    )


def _action_state(action, today: date) -> object:
    if action.done_on:
        return [Tag("Done", "green"), f"{in_words(action.done_on)}, {action.done_by_name}"]
    tag = Tag("Late", "red") if action.due_on < today else Tag("To do", "blue")
    return [tag, Link("Mark as done", reverse("panels:finish_action", args=[action.pk]))]
