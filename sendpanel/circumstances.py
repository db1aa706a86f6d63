"""What a stream's clocks hang on beside its own facts: the child's birth and the protocol."""

from datetime import date

from accounts.models import Purpose
from accounts.queries import protocol_in_force
from casework.clocks import Circumstances
from casework.rules.errors import Refused
from people.models import Case

PURPOSES = {Case.Kind.EHC: Purpose.SEND_PANEL, Case.Kind.SUPPORT: Purpose.SEND_PANEL}
"""The panel whose protocol a kind of case goes by; every other kind goes by joint funding's."""


def circumstances_of(stream: str, on: date) -> Circumstances:
    """Return what is known around a case; nothing for a stream that is not a case's.

    A case goes by the protocol in force when it was opened: a later version does not change it.
    """
    case = Case.objects.select_related("child").filter(reference=stream).first()
    if case is None:
        return Circumstances()
    return Circumstances(case.child.born_on, _clocks_of_protocol(case))


def _clocks_of_protocol(case: Case) -> dict[str, object]:
    purpose = PURPOSES.get(Case.Kind(case.kind), Purpose.JOINT_FUNDING)
    try:
        protocol = protocol_in_force(case.authority_id, purpose, case.opened_on)
    except Refused:
        return {}
    return dict(protocol.sections.get("clocks", {}))
