"""Reads a stream's clocks anew when a fact arrives that starts, meets or stops one."""

from casework.act import Act


def refresh(act: Act, stream: str, *, because: str) -> None:
    """Rewrite the clock rows of ``stream`` after a fact of kind ``because``."""
