"""The dates of a panel: the year set, circulated, one moved, one cancelled."""

from datetime import date

from casework import mail
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.references import next_reference
from casework.rules.errors import Refused
from panels.actions.locking import lock_meeting
from panels.events import DatesCirculated, MeetingCancelled, MeetingMoved, MeetingSet
from panels.models import Meeting, Panel
from panels.queries.policies import policy_of, protocol_on
from panels.rules.policy import PanelPolicy
from panels.rules.schedule import MeetingDay, year_of_meetings
from panels.rules.workflow import MeetingStatus, MeetingVerb, next_meeting_status


@action
def plan_year(act: Act, *, panel: str, first_month: date) -> str:
    """Set the meetings of twelve months by the panel's schedule, and return the panel's code.

    Days that are past, and days already set (moved ones too), are left as they are.

    Raises:
        Refused: ``outside-calendar`` past the bank holidays that we hold; ``nothing-to-set``.

    Rules: KENT-063, KENT-064, LDN-011.
    """
    found = Panel.objects.select_for_update().get(code=panel)
    label = protocol_on(found, act.today).label
    policy = policy_of(label)
    days = year_of_meetings(policy.schedule, first_month, act.calendar)
    there = set(found.meetings.values_list("regular_on", flat=True))
    new = [day for day in days if day.on >= act.today and day.regular_on not in there]
    if not new:
        raise Refused("nothing-to-set", "Every meeting of that year is set already.")
    for day in new:
        _set_meeting(act, found, policy, day, label)
    return panel


def _set_meeting(act: Act, panel: Panel, policy: PanelPolicy, day: MeetingDay, label: str) -> None:
    meeting = Meeting.objects.create(
        reference=next_reference(act, "M"),
        panel=panel,
        regular_on=day.regular_on,
        held_on=day.on,
        starts_at=policy.starts_at,
        venue=policy.venue,
        protocol=label,
    )
    publish(act, meeting.reference, MeetingSet(meeting_on=day.on, panel=panel.short_name))


@action
def move_meeting(
    act: Act, *, reference: str, held_on: date, because: str, revision: int | None = None
) -> str:
    """Move a meeting to another working day that is not past.

    Raises:
        Refused: ``not-now`` once it is open; ``date-past``; ``not-a-working-day``;
            ``date-taken`` when the panel already meets that day; ``stale``.
    """
    meeting = lock_meeting(act, reference, revision)
    meeting.status = next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.MOVE)
    _require_free_day(act, meeting, held_on)
    moved_from, meeting.held_on = meeting.held_on, held_on
    meeting.save(update_fields=["held_on", "status"])
    publish(
        act,
        reference,
        MeetingMoved(moved_from=moved_from, meeting_on=held_on, because=because),
    )
    return reference


def _require_free_day(act: Act, meeting: Meeting, held_on: date) -> None:
    if held_on < act.today:
        raise Refused("date-past", "The new date must be today or later.", field="held_on")
    if not act.calendar.is_working_day(held_on):
        says = "The new date must be a working day."
        raise Refused("not-a-working-day", says, field="held_on")
    others = meeting.panel.meetings.exclude(pk=meeting.pk)
    if others.filter(held_on=held_on).exclude(status=MeetingStatus.CANCELLED).exists():
        raise Refused("date-taken", "The panel already meets on that day.", field="held_on")


@action
def cancel_meeting(act: Act, *, reference: str, because: str, revision: int | None = None) -> str:
    """Cancel a meeting that has no case left on its agenda.

    Raises:
        Refused: ``not-now`` once it is open; ``cases-listed`` while cases wait for it; ``stale``.
    """
    meeting = lock_meeting(act, reference, revision)
    meeting.status = next_meeting_status(MeetingStatus(meeting.status), MeetingVerb.CANCEL)
    if meeting.items.on_agenda().exists():
        says = "Take every case off the agenda first, so that each waits for another meeting."
        raise Refused("cases-listed", says)
    meeting.save(update_fields=["status"])
    publish(act, reference, MeetingCancelled(because=because))
    return reference


@action
def circulate_dates(act: Act, *, panel: str) -> str:
    """Send the dates to come to everybody who sits on the panel; returns the panel's code.

    Raises:
        Refused: ``no-dates`` when none is set.

    Rules: LDN-012, KENT-064.
    """
    found = Panel.objects.select_for_update().get(code=panel)
    days = list(found.meetings.to_come(act.today).values_list("held_on", flat=True))
    if not days:
        raise Refused("no-dates", "Set the year's dates first.")
    members = found.members.in_force(act.today).for_list()
    for member in members:
        mail.write(
            act,
            key=f"panel-dates:{panel}:{days[0]}:{days[-1]}:{len(days)}:{member.user_id}",
            to=member.user.email,
            template="panels/dates",
            stream=panel,
            panel=found.name,
            days=days,
        )
    publish(act, panel, DatesCirculated(meetings=len(days), first_on=days[0], people=len(members)))
    return panel
