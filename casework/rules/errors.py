"""Refusals: the answers a rule may give that are not faults in the program."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refused(Exception):
    """A rule said no. The same object serves a page, the API and a command.

    ``says`` is fit to show to the person who asked; ``rule`` is a register id or a regulation;
    ``field`` names the form field at fault; ``at`` is a path into the input, or line and column.

    >>> str(Refused("no-formula", "No funding formula is agreed for a 39 week placement."))
    'No funding formula is agreed for a 39 week placement.'
    """

    code: str
    says: str
    rule: str | None = None
    field: str | None = None
    at: str | None = None

    def __str__(self) -> str:
        return self.says

    def as_json(self) -> dict[str, str]:
        """Return what a command or the API prints: ``code``, ``says`` and, if known, the rest."""
        parts = {"code": self.code, "says": self.says, "rule": self.rule, "field": self.field}
        return {key: value for key, value in (parts | {"at": self.at}).items() if value is not None}
