"""Takes a meeting, or a case with its item, for one change at a time."""

from casework.act import Act
from casework.rules.errors import Refused
from panels.models import AgendaItem, Meeting
from people.actions.cases import lock_case
from people.models import Case


def lock_meeting(act: Act, reference: str, revision: int | None = None) -> Meeting:
    """Return the meeting, locked until this transaction ends, and count its revision up.

    ``revision`` is what the person last saw, or None when what they do overwrites nothing.

    Raises:
        Refused: ``stale`` when somebody has changed the meeting meanwhile.
    """
    meetings = Meeting.objects.with_panel().select_for_update(of=("self",))
    meeting = meetings.get(reference=reference)
    if revision is not None and revision != meeting.revision:
        says = "Somebody else has changed this meeting since you opened it. Look at it again."
        raise Refused("stale", says)
    meeting.revision += 1
    meeting.save(update_fields=["revision"])
    return meeting


def lock_item(act: Act, item_id: int) -> tuple[Case, Meeting, AgendaItem]:
    """Return an item with its case and meeting, locked in that order: the case always first."""
    found = AgendaItem.objects.values("case__reference", "meeting__reference").get(pk=item_id)
    case = lock_case(act, found["case__reference"])
    meeting = lock_meeting(act, found["meeting__reference"])
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    item.case, item.meeting = case, meeting
    return case, meeting, item
