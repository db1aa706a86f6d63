"""Exemptions from a time limit: recorded with ground, period, evidence and why, or refused."""

from casework import exemptions
from casework.act import Act
from casework.actions import action
from casework.rules.facts import Exemption
from ehcp.actions.steps import take_up
from ehcp.rules.workflow import Verb


@action
def record_exemption(
    act: Act, *, reference: str, exemption: Exemption, revision: int | None = None
) -> str:
    """Record a ground on which a time limit need not have been kept. The date does not move.

    Raises:
        Refused: ``exemption-incomplete``; ``unknown-ground``, ``ground-not-for-clock``,
            ``too-short``, ``outside-period``, ``not-asked-in-time``, ``parent-does-not-count``
            and the like, naming the ground; ``stale``, ``move-refused``.

    Rules: COP-159, COP-160, COP-161, COP-162, COP-163; SI 2014/1530 reg 5(4), 8(2), 10(4), 13(3).
    """
    take_up(act, reference, Verb.RECORD_EXEMPTION, revision)
    exemptions.record_exemption(act, reference, exemption)
    return reference
