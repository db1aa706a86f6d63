"""Panels: the list, the year of dates, the seats, and by which rules a panel runs."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from casework.components import Link, SummaryRow, Table, Tag
from casework.forms.dates import in_words
from panels.models import Meeting, Member, Panel
from panels.models.meetings import STATUS_WORDS
from panels.rules.policy import PanelPolicy
from panels.rules.reading import Source
from panels.rules.workflow import MeetingStatus

STATUS_COLOURS = {
    MeetingStatus.PLANNED: "grey",
    MeetingStatus.AGENDA_SENT: "blue",
    MeetingStatus.OPEN: "green",
    MeetingStatus.CLOSED: "purple",
    MeetingStatus.CANCELLED: "red",
}


def status_tag(meeting: Meeting) -> Tag:
    status = MeetingStatus(meeting.status)
    return Tag(STATUS_WORDS[status], STATUS_COLOURS[status])


def weekday_in_words(day: date) -> str:
    return f"{day:%A} {in_words(day)}"


def panel_table(panels: Iterable[Panel], upcoming: dict[int, Meeting]) -> Table:
    """Every panel with its next meeting."""
    return Table(
        "Panels",
        ["Panel", "Authority", "Next meeting"],
        [_panel_line(panel, upcoming.get(panel.pk)) for panel in panels],
        empty="There is no panel that you take part in. An administrator sets them up.",
        caption_hidden=True,
    )


def _panel_line(panel: Panel, meeting: Meeting | None) -> Sequence[object]:
    shown = reverse("panels:show", args=[panel.code])
    upcoming = weekday_in_words(meeting.held_on) if meeting else "None set"
    return [Link(panel.name, shown), panel.authority.name, upcoming]


def dates_table(meetings: Iterable[Meeting], *, readable: bool, caption: str, empty: str) -> Table:
    """The dates of a panel; each leads to its agenda for those who may read it."""
    return Table(
        caption,
        ["Date", "Time and place", "Reference", "State"],
        [_date_line(meeting, readable) for meeting in meetings],
        empty=empty,
    )


def _date_line(meeting: Meeting, readable: bool) -> Sequence[object]:
    moved = [f"moved from {in_words(meeting.regular_on)}"] * (meeting.held_on != meeting.regular_on)
    href = reverse("panels:meeting", args=[meeting.reference])
    reference = Link(meeting.reference, href) if readable else meeting.reference
    return [
        [weekday_in_words(meeting.held_on), *moved],
        [f"{meeting.starts_at:%H:%M}", meeting.venue],
        reference,
        status_tag(meeting),
    ]


def member_table(
    members: Iterable[Member], policy: PanelPolicy, delegates: set[tuple[int, str]]
) -> Table:
    """Who sits, for whom, and whether they can commit money today. Rules: KENT-068."""
    return Table(
        "Members",
        ["Name", "Agency", "Seat", "Delegated authority"],
        [_member_line(member, policy, delegates) for member in members],
        empty="Nobody sits on this panel yet.",
    )


def _member_line(
    member: Member, policy: PanelPolicy, delegates: set[tuple[int, str]]
) -> Sequence[object]:
    commits = (member.user_id, member.agency_id) in delegates
    authority = Tag("In force", "green") if commits else Tag("None in force", "red")
    seat = policy.seat(member.seat)
    chairs = [Tag("May chair", "blue")] if seat.may_chair else []
    return [
        member.user.name,
        member.agency.name,
        [seat.title, *chairs],
        "Not needed: adviser" if seat.is_adviser else authority,
    ]


def unfilled_seats(members: Iterable[Member], policy: PanelPolicy) -> list[str]:
    """Return the titles of seats of the protocol that nobody holds. Rules: LDN-013."""
    held = {member.seat for member in members}
    return [seat.title for seat in policy.seats if seat.code not in held and seat.agency]


def rule_rows(policy: PanelPolicy) -> list[SummaryRow]:
    """Every value of the protocol, each with the rule it comes from or who set it."""
    return [SummaryRow(_path_in_words(source.path), _value(source)) for source in policy.sources]


def _path_in_words(path: str) -> str:
    words = [part for part in path.replace("_", " ").replace("-", " ").split(".")]
    return ": ".join(
        str(int(word) + 1) if word.isdecimal() else word.capitalize() for word in words
    )


def _value(source: Source) -> list[str]:
    value = source.value
    words = {True: "Yes", False: "No"}.get(value) if isinstance(value, bool) else None
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return [words or text, source.rule or f"Set by the {source.set_by}"]
