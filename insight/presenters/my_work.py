"""My work: what is late, due, waited for and begun, as tables and counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casework.addresses import address_of
from casework.clock import LONDON
from casework.components import Column, Link, Tab, Table, Tabs
from casework.desk import ToDo
from casework.duties import Duty
from casework.models import Draft
from casework.templatetags.govuk import moment
from insight.queries.desk import Counts
from insight.queries.lateness import TeamLateness
from people.models import Case
from people.presenters.child import due_cell, excuse_of

WHOSE = {"mine": "Mine", "team": "My team", "agency": "My agency", "authority": "My authority"}
SHOWN = {
    "": ("To do", "Nothing is waiting for you here. A duty appears when a clock starts in a case."),
    "late": (
        "Late",
        "Nothing is late. What is not done on its last day appears here.",
    ),
    "soon": ("Due in the next 7 days", "Nothing is due in the next 7 days."),
    "waiting": ("Waiting on others", "You are waiting for nobody in these cases."),
}


@dataclass(frozen=True)
class Count:
    """One number at the top, and the list that it counts."""

    text: str
    number: int
    href: str
    is_current: bool = False
    is_alarming: bool = False


def greeting(at: datetime) -> str:
    """Return what one says at this hour in London."""
    hour = at.astimezone(LONDON).hour
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


def count_cards(counts: Counts, whose: str, shown: str) -> list[Count]:
    """Return the four counts, each leading to its list."""
    numbers = {"late": counts.late, "soon": counts.soon, "waiting": counts.waiting}
    cards = [
        Count(
            SHOWN[name][0],
            number,
            f"?whose={whose}&show={name}#list",
            is_current=name == shown,
            is_alarming=name == "late" and number > 0,
        )
        for name, number in numbers.items()
    ]
    return [*cards, Count("My drafts", counts.drafts, "#drafts")]


def whose_tabs(whose: str, shown: str, choices: Iterable[str]) -> Tabs:
    """Return the filter: mine, my team, my agency."""
    query = f"&show={shown}" if shown else ""
    items = [Tab(WHOSE[name], f"?whose={name}{query}", name == whose) for name in choices]
    return Tabs("Whose work", items)


def duties_table(
    duties: Iterable[Duty], about: Mapping[str, "About"], shown: str, today: date
) -> Table:
    """Return duties: what, about whom, why, by when, whose."""
    caption, empty = SHOWN[shown]
    return Table(
        caption,
        ["To do", "Child and case", "Why", "Due", "Owner"],
        [
            [
                Link(duty.title, address_of(duty.stream), f"in {duty.stream}"),
                about[duty.stream].cell,
                duty.why,
                due_cell(duty.due_on, today, excuse_of(duty)),
                owner_cell(duty, about[duty.stream], shown),
            ]
            for duty in duties
        ],
        empty=empty,
    )


@dataclass(frozen=True)
class About:
    """Whom or what a stream is about, and who owns it."""

    cell: list[object]
    owner: str


def about_case(case: Case) -> About:
    """Return a case as initials and reference: no name stands on a first page."""
    link = Link(case.reference, address_of(case.reference), f"about {case.child.initials}")
    return About([case.child.initials, link], case.owner.name)


def about_stream(reference: str, label: str) -> About:
    """Return a stream that is no case's."""
    return About([label, Link(reference, address_of(reference))], "")


def owner_cell(duty: Duty, about: About, shown: str) -> list[object]:
    """Return the owner of the case, and who it is that owes the duty when that is another."""
    owes = duty.owed_by if shown == "waiting" or not about.owner else ""
    return [part for part in (owes, about.owner) if part]


def to_do_table(caption: str, rows: Iterable[ToDo], today: date) -> Table:
    """Return what other parts of the product ask of this person."""
    return Table(
        caption,
        ["To do", "About", "Why", "Due"],
        [
            [
                Link(row.title, row.href),
                row.about,
                row.why,
                due_cell(row.due_on, today) if row.due_on else "",
            ]
            for row in rows
        ],
        empty="Nothing is waiting for you here.",
    )


def drafts_table(drafts: Iterable[Draft]) -> Table:
    """Return what the person has begun, with the way back to it."""
    return Table(
        "My drafts",
        ["Draft", "Case", "Saved"],
        [
            [form_in_words(draft.form), _case_link(draft.stream), moment(draft.saved_at)]
            for draft in drafts
        ],
        empty="You have no drafts. What you save and come back to later is listed here.",
    )


def form_in_words(form: str) -> str:
    """Return which form a draft belongs to.

    >>> form_in_words("referrals.options_explored")
    'Options explored'
    """
    return form.rpartition(".")[2].replace("_", " ").replace("-", " ").capitalize()


def _case_link(stream: str) -> object:
    return Link(stream, address_of(stream)) if stream else "Not yet opened"


def lateness_table(teams: Iterable[TeamLateness]) -> Table:
    """Return lateness by team with its trend."""
    return Table(
        "Late by team, whoever owes it",
        ["Team", *(Column(text, numeric=True) for text in ("Today", "A week ago", "4 weeks ago"))],
        [[one.team, *(str(number) for number in one.late)] for one in teams],
        empty="No team has anything late, nor had in the last four weeks.",
    )
