"""What a stream's clocks hang on beside its own facts: the child's birth and the protocol."""

from datetime import date

from accounts.models import Purpose
from accounts.queries import protocol_in_force, protocol_version
from casework.clocks import Circumstances
from casework.rules.errors import Refused
from panels.models import Meeting
from people.models import Case

PURPOSES = {Case.Kind.EHC: Purpose.SEND_PANEL, Case.Kind.SUPPORT: Purpose.SEND_PANEL}
"""The panel whose protocol a kind of case goes by; every other kind goes by joint funding's."""
MEETING_CLOCKS = ("source", "agenda-out")
"""What of a protocol runs in a meeting's own stream; notes and forms belong to the cases."""


def circumstances_of(stream: str, on: date) -> Circumstances:
    """Return what is known around a case or a meeting; nothing for a child's own stream.

    A case goes by the protocol in force when it was opened, a meeting by the version it was set
    under: a later version changes neither.
    """
    case = Case.objects.select_related("child").filter(reference=stream).first()
    if case is not None:
        return Circumstances(case.child.born_on, _clocks_of_case(case))
    meeting = Meeting.objects.filter(reference=stream).first()
    return Circumstances(None, _clocks_of_meeting(meeting)) if meeting else Circumstances()


def _clocks_of_case(case: Case) -> dict[str, object]:
    purpose = PURPOSES.get(Case.Kind(case.kind), Purpose.JOINT_FUNDING)
    try:
        protocol = protocol_in_force(case.authority_id, purpose, case.opened_on)
    except Refused:
        return {}
    return dict(protocol.sections.get("clocks", {}))


def _clocks_of_meeting(meeting: Meeting) -> dict[str, object]:
    clocks = protocol_version(meeting.protocol).sections.get("clocks", {})
    return {name: clocks[name] for name in MEETING_CLOCKS if name in clocks}
