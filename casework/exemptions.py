"""Exemptions: recorded as a fact, and refused by name where the law knows no such ground."""

from dataclasses import dataclass
from typing import Any, ClassVar

from casework.act import Act
from casework.clocks import EXEMPTION_RECORDED
from casework.events import Fact, publish
from casework.rules.errors import Refused
from casework.rules.facts import Exemption


@dataclass(frozen=True, kw_only=True)
class ExemptionRecorded(Fact):
    """``exemption`` is in the words of the contract: clock, ground, from, to, who and so on."""

    kind: ClassVar[str] = EXEMPTION_RECORDED
    says: ClassVar[str] = "Exemption recorded: {ground}, for the clock “{clock}”"

    clock: str
    ground: str
    exemption: dict[str, Any]


WANTED = {
    "who": "whom it concerns",
    "why_impractical": "why it was impractical to keep the limit",
    "evidence": "the evidence",
    "family_told_on": "the day on which the family was told",
}


def record_exemption(act: Act, stream: str, exemption: Exemption) -> None:
    """Record an exemption in a stream; part of an app's action. The due date does not move.

    Raises:
        Refused: ``exemption-incomplete`` naming what is lacking; as the engine refuses a ground.
    """
    lacking = exemption.lacks_for_a_case()
    if lacking:
        words = ", ".join(WANTED[name] for name in lacking)
        raise Refused("exemption-incomplete", f"Say {words}.", field=lacking[0])
    data = {"clock": exemption.clock, "adviser": exemption.adviser, **exemption.as_json()}
    said = {name: value for name, value in data.items() if value is not None}
    fact = ExemptionRecorded(clock=exemption.clock, ground=exemption.ground, exemption=said)
    publish(act, stream, fact)
