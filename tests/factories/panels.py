"""Panels with their members, and meetings at each stage, made through the actions."""

from dataclasses import dataclass, field
from datetime import date

from accounts import actions as accounts
from accounts.models import Purpose, User
from accounts.rules.roles import Role
from panels.actions import agendas, decisions, meetings, notes, panels, sessions
from panels.models import AgendaItem, Meeting, Panel
from panels.rules.decisions import ActionDraft, DecisionDraft
from referrals import actions as referrals
from tests.conftest import act_on
from tests.factories import referrals as made
from tests.factories.people import make_user

SET_UP = date(2025, 9, 1)
SENT = date(2025, 11, 18)
HELD = date(2025, 12, 2)
SEATS = {
    "kent-jrap": {
        "sen": "head-of-sen",
        "care": "assistant-director",
        "icb": "health-decision-maker",
    },
    "london-atr": {
        "sen": "head-of-sen",
        "care": "head-of-safeguarding",
        "icb": "health-commissioner",
    },
}
CHAIRS = {"kent-jrap": "sen", "london-atr": "care"}


@dataclass
class Table:
    """A panel with its people: one member an agency, who may commit its money, and one chairs."""

    cast: made.Cast
    panel: Panel
    members: dict[str, User] = field(default_factory=dict)
    chairs: str = "sen"

    @property
    def chair(self) -> User:
        return self.members[self.chairs]

    @property
    def admin(self) -> User:
        return self.cast.admin


def make_panel(
    authority: str = "northshire", protocol: str = "kent-jrap", cast: made.Cast | None = None
) -> Table:
    """A panel of three members with delegated authority, on 1 September 2025."""
    cast = cast or made.make_cast(authority, protocol)
    act = act_on(SET_UP)
    code = panels.set_up_panel(act, authority=authority, purpose=Purpose.JOINT_FUNDING)
    table = Table(cast, Panel.objects.get(code=code), chairs=CHAIRS[protocol])
    for short, seat in SEATS[protocol].items():
        role = Role.CHAIR if short == table.chairs else Role.MEMBER
        table.members[short] = make_delegate(role, short, authority)
        username = table.members[short].username
        panels.add_member(act, panel=code, username=username, seat=seat)
    return table


def make_delegate(role: Role, agency: str, authority: str = "northshire") -> User:
    """Somebody who may commit their agency's money since 2024."""
    user = make_user(role, agency=agency, authority=authority)
    accounts.delegate(
        act_on(SET_UP),
        username=user.username,
        agency=f"{authority}-{agency}",
        from_on=date(2024, 1, 1),
    )
    return user


def plan(table: Table) -> Meeting:
    """The year's dates set; the meeting of 2 December (Kent) or the one nearest after it."""
    act = act_on(SET_UP, table.admin)
    meetings.plan_year(act, panel=table.panel.code, first_month=date(2025, 9, 1))
    return table.panel.meetings.filter(held_on__gte=HELD).order_by("held_on").first()


def complete(table: Table) -> str:
    """A referral that lacks nothing that its protocol asks, and is still to be submitted."""
    reference = made.make_complete(table.cast)
    act = act_on(made.VIEWED, table.cast.sen)
    referrals.save_child(
        act,
        reference=reference,
        needs="Care by day and night.",
        child_words="I want to be near my nan.",
        has_plan=True,
        has_health_issues=False,
        is_known_to_care=True,
        care_checked_on=made.RAISED,
    )
    referrals.save_discussion(
        act,
        reference=reference,
        held_on=date(2025, 9, 15),
        is_meeting=True,
        convened_by_id=table.cast.agency("sen"),
        attendees="SEN, social care, health, the school and the parents.",
        options_for_school="A base in a local school.",
        options_for_home="Short breaks and outreach.",
        recommendation="A residential school.",
    )
    return reference


def submitted(table: Table, on: date = date(2025, 11, 3)) -> str:
    """A complete referral, submitted on 3 November unless another day is given."""
    reference = complete(table)
    return referrals.submit_referral(act_on(on, table.cast.sen), reference=reference)


def listed(table: Table, meeting: Meeting, reference: str | None = None) -> AgendaItem:
    """A complete referral on the agenda of a meeting."""
    reference = reference or submitted(table)
    agendas.list_case(
        act_on(date(2025, 11, 10), table.admin),
        meeting=meeting.reference,
        reference=reference,
        purpose="new-referral",
    )
    return AgendaItem.objects.get(meeting=meeting, case__reference=reference)


def send(table: Table, meeting: Meeting) -> Meeting:
    agendas.send_agenda(act_on(SENT, table.admin), reference=meeting.reference)
    return fresh(meeting)


def open_up(table: Table, meeting: Meeting) -> Meeting:
    """The meeting opened on its day, its chair in the chair; nobody else is there yet."""
    act = act_on(meeting.held_on, table.admin)
    sessions.open_meeting(act, reference=meeting.reference, chair=table.chair.pk)
    return fresh(meeting)


def arrive(table: Table, meeting: Meeting, *shorts: str) -> None:
    """Members of these agencies come in; all three if none is named."""
    act = act_on(meeting.held_on, table.admin)
    for short in shorts or table.members:
        sessions.record_attendance(
            act,
            reference=meeting.reference,
            user=table.members[short].pk,
            attendance=sessions.PRESENT,
        )


def in_session(table: Table, cases: int = 1) -> tuple[Meeting, list[AgendaItem]]:
    """A quorate open meeting with so many cases on its agenda."""
    meeting = plan(table)
    items = [listed(table, meeting) for _ in range(cases)]
    send(table, meeting)
    meeting = open_up(table, meeting)
    arrive(table, meeting)
    return meeting, items


KENT_YES = DecisionDraft(
    outcome="agreed-with-conditions",
    reasons="Local options are exhausted and the placement meets the assessed needs.",
    conditions=("The social worker visits before the start.",),
    actions=(ActionDraft("Visit Hillview School", "Social worker", date(2025, 12, 19)),),
    confirmations=frozenset({"best_value", "efficient_use", "meets_assessed_needs"}),
    statements={"expected_outcomes": "Safe, in education every day, and near family."},
    shares=made.HILLVIEW,
    responsibility="hosted",
    recharge="quarterly",
    review_on=date(2026, 6, 2),
)


def decide(table: Table, item: AgendaItem, draft: DecisionDraft = KENT_YES) -> AgendaItem:
    """The decision recorded by the administrator on the day of the meeting."""
    act = act_on(item.meeting.held_on, table.admin)
    decisions.record_decision(act, item=item.pk, draft=draft)
    return AgendaItem.objects.select_related("case", "meeting").get(pk=item.pk)


def close(table: Table, meeting: Meeting) -> Meeting:
    act = act_on(meeting.held_on, table.admin)
    sessions.close_meeting(act, reference=meeting.reference)
    return fresh(meeting)


def endorse(table: Table, item: AgendaItem) -> None:
    """The newest note of an item endorsed by the chair the day after."""
    note = item.notes.latest("version")
    notes.endorse_note(act_on(date(2025, 12, 3), table.chair), note=note.pk)


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.with_panel().get(pk=meeting.pk)
