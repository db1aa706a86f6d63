"""How every action begins: the case locked, and moved if the table of moves allows it."""

from casework.act import Act
from ehcp.models import EhcCase
from ehcp.rules.workflow import ENDED, Stage, Verb, next_stage
from people.actions.cases import lock_case, set_stage

CLOSED = ENDED - {Stage.FINAL}
"""A case with a final plan stays open: its reviews follow."""


def take_up(act: Act, reference: str, verb: Verb, revision: int | None = None) -> EhcCase:
    """Return the case, locked, and standing where ``verb`` takes it.

    Raises:
        Refused: ``stale``; ``move-refused``.
    """
    case = lock_case(act, reference, revision)
    stage = Stage(case.stage)
    moved = next_stage(stage, verb)
    if moved is not stage:
        set_stage(act, case, moved, closes=moved in CLOSED)
    ehc = EhcCase.objects.get(pk=case.pk)
    ehc.case = case
    return ehc
