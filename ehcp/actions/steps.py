"""What actions have in common: the case locked and moved as the table allows; others told."""

from datetime import date

from casework.act import Act
from casework.events import publish
from ehcp.events import ConsiderationTold, OthersTold
from ehcp.models import EhcCase, Told
from ehcp.rules.requests import RECIPIENT_WORDS, Recipient
from ehcp.rules.workflow import ENDED, Stage, Verb, next_stage
from people.actions.cases import lock_case, set_stage

CLOSED = ENDED - {Stage.FINAL}
"""A case with a final plan stays open: its reviews follow."""


def tell(act: Act, ehc: EhcCase, occasion: Told.Occasion, to: Recipient, on: date) -> None:
    """Record that somebody was told, once on each occasion."""
    row = {"occasion": occasion, "recipient": to}
    _told, is_new = Told.objects.get_or_create(ehc=ehc, **row, defaults={"on": on})
    if is_new:
        kind = ConsiderationTold if occasion == Told.Occasion.CONSIDERING else OthersTold
        fact = kind(recipient=to.value, who=RECIPIENT_WORDS[to])
        publish(act, ehc.case.reference, fact, on=on)


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
