"""What an app puts on somebody's desk: plain rows for the slots of the first page.

Slots, each filled by a function of ``user`` and ``today``: ``my_work.asked`` and
``my_work.to_sign`` give ``ToDo`` rows; ``my_work.next_panel`` and ``my_work.quarter`` give
``Notice`` rows; ``my_work.streams`` gives ``Stream`` rows, whose clocks the person minds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ToDo:
    """One thing that waits for this person. ``about`` is a reference with initials, no name."""

    title: str
    about: str
    href: str
    why: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Notice:
    """Something to know: a heading, a few sentences, and where it leads."""

    title: str
    lines: Sequence[str]
    href: str
    link_text: str = "Open"


@dataclass(frozen=True)
class Stream:
    """A stream that is no case, such as a meeting, and what it is called."""

    reference: str
    label: str
