"""The progress tracker: a line for each request."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from casework.components import Column, Link, Table, Tag
from casework.lawbook import label_of
from casework.templatetags.govuk import from_now, weekday
from ehcp.models import EhcCase
from ehcp.rules.progress import week_number
from ehcp.rules.workflow import ENDED, Stage

COLOURS = {
    Stage.REQUESTED: "blue",
    Stage.ASSESSING: "turquoise",
    Stage.DRAFTING: "purple",
    Stage.WITH_FAMILY: "yellow",
    Stage.FINAL: "green",
}


def tracker_table(rows: Iterable[EhcCase], today: date) -> Table:
    """Return the page's cases: stage, week, what is due next, whose, how late advice is."""
    return Table(
        caption="Requests and assessments",
        caption_hidden=True,
        head=[
            Column("Case"),
            Column("Stage"),
            Column("Week", numeric=True),
            Column("Next due"),
            Column("Owner"),
            Column("Advice"),
        ],
        rows=[_row(row, today) for row in rows],
        empty="No request fits this filter. Clear it, or record a request that has come in.",
    )


def _row(row: EhcCase, today: date) -> list[object]:
    case, stage = row.case, row.stage
    return [
        [Link(case.reference, reverse("ehcp:show", args=[case.reference])), case.child.name],
        Tag(stage.capitalize(), COLOURS.get(stage, "grey")),
        "" if stage in ENDED else str(week_number(row.received_on, on=today)),
        _next_due(row, today),
        case.owner.name,
        _advice(row),
    ]


def _next_due(row: EhcCase, today: date) -> list[object]:
    if row.next_due_on is None:
        return ["Nothing due"]
    away = from_now(row.next_due_on, today)
    late = row.next_due_on < today
    return [
        label_of(row.next_clock),
        weekday(row.next_due_on),
        Tag(away.capitalize(), "red") if late else away,
    ]


def _advice(row: EhcCase) -> list[object]:
    if not row.advice_waiting:
        return []
    late = [Tag(f"{row.advice_late} late", "red")] if row.advice_late else []
    return [f"{row.advice_waiting} awaited", *late]
