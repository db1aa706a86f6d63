"""The law as data: event kinds, clocks with their dated versions, grounds. Plain values, frozen.

A clock in ``casework/law/*.toml`` has

- ``id``, ``label``, ``rule``, ``source``, ``force`` (law, guidance, protocol), ``owed_by``;
- ``starts``, ``met_by``, ``stopped_by``: kinds of event, or tables with ``when`` and ``unless``;
  a start may ``repeat = "each"`` (a clock of its own), ``"latest"`` (ends the one that runs) or
  ``"first"`` (changes nothing while one runs); an end may need another event ``with`` it;
- ``of``: the field by which one event starts several clocks, one for each name in it; ``steps``
  where an order starts one for each of its steps;
- ``all_of``: met only when everyone named has done it; ``restarts``: begins anew when met;
- ``shape``: a limit to be met, a ``window`` that lasts, or a ``hold``;
- ``limit``: see ``limit_reading``; ``then``: the limit when it begins anew;
- ``valid_from``, ``valid_to``, and ``[[clock.amended]]`` with what changed on which day.
"""

from casework.rules.law.reading import read_comparison, read_law, read_protocol
from casework.rules.law.tables import LawUnreadable
from casework.rules.law.values import (
    LAW_BEGAN,
    Clock,
    EventKind,
    Field,
    FieldType,
    Ground,
    GroundFor,
    Law,
    Protocol,
    Repeat,
    Shape,
    Version,
)

__all__ = [
    "LAW_BEGAN",
    "Clock",
    "EventKind",
    "Field",
    "FieldType",
    "Ground",
    "GroundFor",
    "Law",
    "LawUnreadable",
    "Protocol",
    "Repeat",
    "Shape",
    "Version",
    "read_comparison",
    "read_law",
    "read_protocol",
]
