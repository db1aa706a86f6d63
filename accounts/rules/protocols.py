"""The protocols that are shipped, as plain data: a folder of files each, a file a section."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casework.rules.errors import Refused

FOLDER = Path(__file__).parent.parent / "protocols"

CALLED = {"kent": "kent-jrap", "london": "london-atr", "sutton": "sutton-send"}
"""What the commands call each shipped protocol."""


def load_sections(code: str) -> dict[str, dict[str, Any]]:
    """Return every section of a shipped protocol by its name, as its files hold it.

    Raises:
        Refused: ``policy-unknown``.

    >>> sorted(load_sections("london-atr")["funding"]["formula"])
    ['38', '52']
    """
    folder = FOLDER / code
    if code not in CALLED.values():
        raise _unknown(code)
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.toml"))
    }


def sections_called(name: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the sections of the protocol that a command calls ``kent``, ``london`` or ``sutton``.

    Raises:
        Refused: ``policy-unknown`` naming those that there are.
    """
    if name not in CALLED:
        raise _unknown(name)
    return load_sections(CALLED[name])


def _unknown(name: str) -> Refused:
    says = f"There is no policy called {name!r}. There are: {', '.join(sorted(CALLED))}."
    return Refused("policy-unknown", says, field="policy", at="--policy")
