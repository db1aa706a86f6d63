"""The plain values that presenters hand to the components of a page. They print nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Link:
    """A link. ``hidden`` is read out after the text, when the text alone says too little."""

    text: str
    href: str
    hidden: str = ""


@dataclass(frozen=True)
class Tag:
    """A state in a coloured box: grey, green, teal, turquoise, blue, purple, pink, red, yellow."""

    text: str
    colour: str = "blue"


@dataclass(frozen=True)
class SummaryRow:
    """One line of a summary list: what, its answer, and links to change it.

    The value is text, a ``Link``, a ``Tag``, or a list of those; nothing shows as "Not given".
    """

    key: str
    value: Any = None
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class Task:
    """One task: ``status`` is one of those below, or any words with ``colour``."""

    title: str
    href: str = ""
    status: str = "Not started"
    colour: str | None = None
    hint: str = ""

    @property
    def tag_colour(self) -> str:
        """The colour of the status; the empty text where it is printed plain."""
        return TASK_COLOURS.get(self.status, "blue") if self.colour is None else self.colour


TASK_COLOURS = {
    "Completed": "",
    "Cannot start yet": "",
    "Not started": "blue",
    "In progress": "turquoise",
    "There is a problem": "red",
}


@dataclass(frozen=True)
class TaskSection:
    """A heading and the tasks under it."""

    title: str
    tasks: Sequence[Task]


@dataclass(frozen=True)
class Column:
    """A column of a table. Numbers stand at the right."""

    text: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table. Each row is a list of cells: text, ``Link``, ``Tag``, or a list of those.

    ``caption`` names it, ``empty`` says why there is nothing and what would bring something.
    On a narrow screen each row becomes a card; with ``wide`` the table scrolls instead.
    """

    caption: str
    head: Sequence[Column | str]
    rows: Sequence[Sequence[Any]]
    foot: Sequence[Any] = ()
    empty: str = "There is nothing here yet."
    row_headings: bool = True
    caption_size: str = "m"
    caption_hidden: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Signature:
    """A signature on a document: for whom, by whom, when. Without a moment it is still awaited."""

    agency: str
    name: str = ""
    role: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """One fact on a timeline: what, by whom, when recorded, and the day it happened if another."""

    says: str
    by: str = ""
    at: datetime | date | None = None
    on: date | None = None
    detail: str = ""
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class IdentityBar:
    """Who this page is about: name, facts such as ("Born", "3 May 2011"), and warnings."""

    name: str
    href: str = ""
    facts: Sequence[tuple[str, str]] = ()
    alerts: Sequence[str] = ()


@dataclass(frozen=True)
class Tab:
    """One page of several about the same thing."""

    text: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Tabs:
    """The pages about one thing, each at its own address."""

    label: str
    items: Sequence[Tab]


@dataclass(frozen=True)
class Series:
    """One colour of a bar chart: a name and a whole number for each bar."""

    label: str
    values: Sequence[int]


@dataclass(frozen=True)
class BarChart:
    """Bars beside each other, each made of the series' parts; its table says the same.

    ``money`` prints pence as pounds. ``id`` is unique on the page.
    """

    id: str
    title: str
    bars: Sequence[str]
    series: Sequence[Series]
    bar_heading: str = ""
    money: bool = False
    total: bool = True
    table_open: bool = False


@dataclass(frozen=True)
class Milestone:
    """A date by which something is due, and the day it was done."""

    label: str
    due_on: date
    met_on: date | None = None

    def state(self, today: date) -> str:
        """Return met, met-late, late or running, as the clock says it."""
        if self.met_on:
            return "met" if self.met_on <= self.due_on else "met-late"
        return "late" if today > self.due_on else "running"


@dataclass(frozen=True)
class WeekBar:
    """A case's weeks in one bar: from its start to its last due date, today, met, late, excused.

    ``excused`` are pairs of first and last day. ``id`` is unique on the page.
    """

    id: str
    title: str
    start_on: date
    weeks: int
    today: date
    milestones: Sequence[Milestone] = ()
    excused: Sequence[tuple[date, date]] = ()
