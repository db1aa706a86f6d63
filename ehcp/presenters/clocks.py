"""Due dates as the case page shows them: a bar of weeks, and a table that argues each date."""

from collections.abc import Iterable
from datetime import date

from casework.components import Column, Milestone, Table, Tag, WeekBar
from casework.forms.dates import in_words
from casework.lawbook import label_of
from casework.models import Clock
from casework.templatetags.govuk import from_now, weekday
from ehcp.rules.requests import RECIPIENT_WORDS

WEEKS = 20
STATE_TAGS = {
    "met": Tag("Done in time", "green"),
    "met-late": Tag("Done late", "orange"),
    "late": Tag("Late", "red"),
    "running": Tag("To come", "blue"),
    "over": Tag("Over", "grey"),
    "stopped": Tag("No longer owed", "grey"),
    "target": Tag("No legal date", "grey"),
}
MILESTONES = ("decide-whether-to-assess", "decide-no-plan", "issue-final-plan")
WHOSE = {recipient.value: words for recipient, words in RECIPIENT_WORDS.items()}
FORCES = {"law": "law", "guidance": "guidance", "protocol": "local protocol"}


def state_of(clock: Clock, today: date) -> str:
    """Return what time says of a clock: stopped, met, met-late, late or running.

    A window is over once its last day has gone by; a clock without a day is a target.
    """
    if clock.stopped:
        return "stopped"
    if clock.met_on and clock.due_on:
        return "met" if clock.met_on <= clock.due_on else "met-late"
    if clock.due_on is None:
        return "met" if clock.met_on else "target"
    if today <= clock.due_on:
        return "running"
    return "over" if clock.window else "late"


def words_of(clock: Clock) -> str:
    """Return what a clock is for, and whose it is where there are several."""
    name = label_of(clock.clock)
    whose = ", ".join(WHOSE.get(str(value), str(value)) for value in clock.of.values())
    return f"{name}: {whose}" if whose else name


def week_bar(reference: str, clocks: Iterable[Clock], *, received_on: date, today: date) -> WeekBar:
    """Return the bar of 20 weeks, with the three dates that the law gives the authority."""
    shown = {clock.clock: clock for clock in clocks if clock.clock in MILESTONES and clock.due_on}
    marks = [shown[name] for name in MILESTONES if name in shown and not shown[name].stopped]
    return WeekBar(
        id="weeks",
        title=f"The {WEEKS} weeks of {reference}",
        start_on=received_on,
        weeks=WEEKS,
        today=today,
        milestones=[Milestone(words_of(clock), clock.due_on, clock.met_on) for clock in marks],
        excused=_excused(marks),
    )


def _excused(clocks: Iterable[Clock]) -> list[tuple[date, date]]:
    periods = {
        (clock.exemption["from"], clock.exemption["to"])
        for clock in clocks
        if clock.excused and clock.exemption
    }
    return [
        (date.fromisoformat(first), date.fromisoformat(last)) for first, last in sorted(periods)
    ]


def clock_table(clocks: Iterable[Clock], today: date) -> Table:
    """Return every clock of the case: due when, in what state, by which rule, and how counted."""
    return Table(
        caption="Every date, and how it was worked out",
        head=[
            Column("What"),
            Column("Due"),
            Column("State"),
            Column("How this date was worked out"),
        ],
        rows=[_row(clock, today) for clock in clocks],
        empty="No date runs yet. The first ones start when the request is recorded.",
    )


def _row(clock: Clock, today: date) -> list[object]:
    state = state_of(clock, today)
    return [words_of(clock), _due(clock, state, today), _state(clock, state), _why(clock)]


def _due(clock: Clock, state: str, today: date) -> list[str]:
    day = clock.due_on or clock.target_on
    if day is None:
        return ["No day is fixed"]
    away = [from_now(day, today)] if state in ("running", "late") else []
    return [weekday(day), *away]


def _state(clock: Clock, state: str) -> list[object]:
    done = [f"on {in_words(clock.met_on)}"] if clock.met_on else []
    excused = [Tag("Excused", "purple")] if clock.excused else []
    return [STATE_TAGS[state], *excused, *done]


def _why(clock: Clock) -> list[str]:
    target = [f"Target {in_words(clock.target_on)}, not a legal date"] if clock.target_on else []
    return [clock.counting, f"{clock.rule} ({FORCES.get(clock.force, clock.force)})", *target]
