"""What the commands with a contract share: a document in, JSON out, a refusal with status 2."""

import json
import sys
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from casework.rules.documents_in import read_json
from casework.rules.errors import Refused

REFUSED = 2


class AnsweringCommand(BaseCommand):
    """A command that prints its ``answer`` as JSON, or why it was refused.

    A refusal is ``{"refused": {...}}`` on standard output and exit status 2.
    """

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="a JSON document, or - for standard input")
        parser.add_argument("--policy", metavar="P", help="kent, london or sutton")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer = self.answer(**options)
        except Refused as refused:
            self._print({"refused": refused.as_json()})
            sys.exit(REFUSED)
        self._print(answer)

    def answer(self, **options: Any) -> dict[str, Any]:
        """Return what to print."""
        raise NotImplementedError

    def _print(self, answer: dict[str, Any]) -> None:
        self.stdout.write(as_text(answer))


def as_text(answer: dict[str, Any]) -> str:
    """Return an answer as the JSON that a command prints."""
    return json.dumps(answer, indent=2, ensure_ascii=False, default=_plain)


def read_document(name: str | None) -> object:
    """Return the decoded document in a file, or on standard input for ``-``.

    Raises:
        Refused: ``file-missing`` when none is named or it cannot be opened; as ``read_json``
            says otherwise.
    """
    if name is None:
        raise Refused("file-missing", "Name a JSON document, or - for standard input.")
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as fault:
        says = f"{name} cannot be read: {fault.strerror}."
        raise Refused("file-missing", says, field="file", at=name) from None
    return read_json(content)


def _plain(value: object) -> object:
    """Print a percentage as a JSON number: two places are exact in the shortest notation."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{value!r} cannot be printed as JSON.")
