"""GOV.UK and MOJ components for templates. What each takes is on its template's first line."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from casework import charts
from casework.components import (
    BarChart,
    Column,
    Entry,
    IdentityBar,
    Link,
    Signature,
    SummaryRow,
    Table,
    Tabs,
    Tag,
    TaskSection,
    WeekBar,
)
from casework.forms.base import summary_of
from casework.paging import PARAMETER, Page
from casework.rules.money import format_pounds

register = template.Library()
NO_MODIFIER = {"", "blue"}
# A reference is read as one word: it is not broken over two lines.
REFERENCE = re.compile(r"[A-Z]-\d{4}-\d{5}-\w")


# Words


@register.filter
def day(value: date | datetime | str | None) -> str:
    """Write a date as "3 February 2027"; a moment as its day in London; nothing as nothing."""
    on = as_day(value)
    return f"{on.day} {on:%B %Y}" if on else ""


@register.filter
def weekday(value: date | datetime | str | None) -> str:
    """Write a date with its weekday, "Monday 13 October 2025", where a deadline is meant."""
    on = as_day(value)
    return f"{on:%A} {on.day} {on:%B %Y}" if on else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment as "3 February 2027 at 2:05pm", in London."""
    return f"{day(value)} at {clock_time(value)}" if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """Write the time of a moment as "2:05pm", in London."""
    return f"{timezone.localtime(value):%-I:%M%p}".lower() if value else ""


@register.filter
def has_time(value: date | datetime) -> bool:
    """Say whether a value is a moment rather than a whole day."""
    return isinstance(value, datetime)


@register.filter
def from_now(value: date | str | None, today: date) -> str:
    """Write how far a due date is: "in 9 days", "today", "3 days late"."""
    on = as_day(value)
    if on is None:
        return ""
    days = (on - today).days
    near = {0: "today", 1: "tomorrow", -1: "1 day late"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days late")


@register.filter
def pounds(pence: int | None) -> str:
    """Write pence as "£1,234.56"."""
    return "" if pence is None else format_pounds(pence)


@register.filter
def percent(value: Decimal | int | None) -> str:
    """Write a percentage without needless noughts: "37.5%"."""
    return "" if value is None else f"{Decimal(value).normalize():f}%"


def as_day(value: date | datetime | str | None) -> date | None:
    """Return the day of a date, of a moment in London, or of an ISO text."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    if isinstance(value, str):
        return date.fromisoformat(value[:10]) if value else None
    return value


# Parts of a page


@register.simple_tag
def govuk_tag(text: str, colour: str = "blue") -> SafeString:
    """Print a state in a coloured box."""
    return _component("components/tag.html", text=text, colour=_modifier(colour))


@register.simple_tag
def badge(text: str, colour: str = "blue") -> SafeString:
    """Print a small label in capitals: a warning that goes with a name."""
    return _component("components/badge.html", text=text, colour=colour)


@register.simple_tag
def inset(text: str) -> SafeString:
    """Print text set apart from what stands around it."""
    return _component("components/inset_text.html", text=text)


@register.simple_tag
def warning(text: str) -> SafeString:
    """Print a warning that nobody may miss."""
    return _component("components/warning_text.html", text=text)


@register.simple_tag
def details(summary: str, text: str, is_open: bool = False) -> SafeString:
    """Print a line that opens to more: "What is this?"."""
    inputs = {"summary": summary, "text": text, "open": is_open}
    return _component("components/details.html", **inputs)


@register.simple_tag
def breadcrumbs(*texts_and_addresses: str) -> SafeString:
    """Print the way here: ``{% breadcrumbs "Referrals" list_url "R-2026-00042-K" %}``."""
    pairs = zip(texts_and_addresses[::2], [*texts_and_addresses[1::2], ""], strict=False)
    items = [{"text": text, "href": href} for text, href in pairs]
    return _component("components/breadcrumbs.html", items=items)


@register.simple_tag
def tabs(nav: Tabs) -> SafeString:
    """Print the pages about one thing, this one marked."""
    return _component("components/sub_navigation.html", nav=nav)


@register.simple_tag
def identity_bar(who: IdentityBar) -> SafeString:
    """Print who the page is about, with warnings in words."""
    return _component("components/identity_bar.html", who=who)


# Lists


@register.simple_tag
def summary_list(rows: Iterable[SummaryRow | tuple], title: str = "") -> SafeString:
    """Print questions with their answers; with ``title`` as a card. A pair may stand for a row."""
    shown = _lines(rows)
    has_links = any(line["links"] for line in shown)
    return _component("components/summary_list.html", rows=shown, has_links=has_links, title=title)


@register.simple_tag
def task_list(sections: Iterable[TaskSection]) -> SafeString:
    """Print the sections of a task list, numbered, with the state of each task."""
    return _component("components/task_list.html", sections=list(sections))


@register.simple_tag
def data_table(table: Table) -> SafeString:
    """Print a table, or the sentence that says why it is empty."""
    return _table("components/table.html", table)


@register.simple_tag
def pagination(page: Page) -> SafeString:
    """Print which rows these are, and links to the other pages."""
    return _component("components/pagination.html", page=page)


@register.simple_tag
def timeline(entries: Iterable[Entry], level: int = 3) -> SafeString:
    """Print what happened, newest first as given; ``level`` is that of each entry's heading."""
    return _component("components/timeline.html", entries=list(entries), level=level)


# Forms


@register.simple_tag
def error_summary(*forms_shown: BaseForm) -> SafeString:
    """Print what is wrong with the forms of this page, each with a link; nothing if all is well."""
    errors = summary_of(*(form for form in forms_shown if form))
    return _component("components/error_summary.html", errors=errors) if errors else mark_safe("")


@register.simple_tag(takes_context=True)
def filter_form(context: template.Context, form: BaseForm, target: str = "") -> SafeString:
    """Print a filter that lives in the address; ``target`` is the id of the list, for htmx."""
    request = context["request"]
    is_filtered = any(key != PARAMETER and value for key, value in request.GET.items())
    inputs = {"form": form, "action": request.path, "target": target, "is_filtered": is_filtered}
    return _component("components/filter.html", **inputs)


# Pictures


@register.simple_tag
def bar_chart(chart: BarChart) -> SafeString:
    """Print bars with their table."""
    inputs = {"chart": chart, "bars": charts.bars(chart)}
    return _component("components/bar_chart.html", **inputs)


@register.simple_tag
def clock_state(state: str) -> SafeString:
    """Print the state of a clock as a tag: met, met-late, late, running, stopped."""
    return _component("components/_clock_state.html", state=state)


@register.simple_tag
def week_bar(bar: WeekBar) -> SafeString:
    """Print a case's weeks as a bar, with the table that says the same."""
    inputs = {"bar": bar, "picture": charts.weeks(bar)}
    return _component("components/week_bar.html", **inputs)


# Parts of a document


@register.simple_tag
def facts_table(rows: Iterable[SummaryRow | tuple], title: str) -> SafeString:
    """Print facts in a document, each with its heading at the left."""
    return _component("components/facts_table.html", rows=_lines(rows), title=title)


@register.simple_tag
def document_table(table: Table) -> SafeString:
    """Print a table in a document."""
    return _table("components/document_table.html", table)


@register.simple_tag
def signatures(rows: Iterable[Signature]) -> SafeString:
    """Print who signed for whom, and when."""
    return _component("components/signatures.html", signatures=list(rows))


def _lines(rows: Iterable[SummaryRow | tuple]) -> list[dict[str, Any]]:
    lines = [row if isinstance(row, SummaryRow) else SummaryRow(*row) for row in rows]
    return [{"key": line.key, "parts": parts(line.value), "links": line.links} for line in lines]


def parts(value: Any) -> list[dict[str, Any]]:
    """Return a cell's or an answer's pieces as a template prints them."""
    pieces = value if isinstance(value, list | tuple) else [value]
    return [_part(piece) for piece in pieces if piece is not None and piece != ""]


def _part(piece: Any) -> dict[str, Any]:
    if isinstance(piece, Link):
        whole = bool(REFERENCE.fullmatch(piece.text))
        return {"text": piece.text, "href": piece.href, "hidden": piece.hidden, "whole": whole}
    if isinstance(piece, Tag):
        return {"text": piece.text, "is_tag": True, "colour": _modifier(piece.colour)}
    return {"text": piece}


def _table(template_name: str, table: Table) -> SafeString:
    head = [one if isinstance(one, Column) else Column(one) for one in table.head]
    rows = [_cells(head, row) for row in table.rows]
    foot = _cells(head, table.foot) if table.foot else []
    return _component(template_name, table=table, head=head, rows=rows, foot=foot)


def _cells(head: list[Column], row: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {"column": column, "parts": parts(value)} for column, value in zip(head, row, strict=True)
    ]


def _modifier(colour: str) -> str:
    return "" if colour in NO_MODIFIER else colour


def _component(template_name: str, **inputs: object) -> SafeString:
    return render_to_string(template_name, inputs)
