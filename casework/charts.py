"""Where the parts of a chart stand, in hundredths of its width. The templates only draw."""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.components import BarChart, Milestone, WeekBar
from casework.rules.money import format_pounds


@dataclass(frozen=True)
class Part:
    """A coloured part of a bar."""

    series: int
    label: str
    text: str
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """A bar of a chart with the row of the table beside it."""

    label: str
    parts: list[Part]
    cells: list[str]
    total: str


def bars(chart: BarChart) -> list[Bar]:
    """Return the chart's bars; the longest fills the width."""
    totals = [sum(values) for values in zip(*(one.values for one in chart.series), strict=True)]
    longest = max(totals, default=0) or 1
    return [_bar(chart, index, longest) for index in range(len(chart.bars))]


def _bar(chart: BarChart, index: int, longest: int) -> Bar:
    parts, start = [], 0
    for number, one in enumerate(chart.series, start=1):
        value = one.values[index]
        text = _written(chart, value)
        x, width = _share(start, longest), _share(value, longest)
        parts.append(Part(number, one.label, text, x, width))
        start += value
    cells = [part.text for part in parts]
    shown = [part for part in parts if part.width != "0%"]
    return Bar(chart.bars[index], shown, cells, _written(chart, start))


def _written(chart: BarChart, value: int) -> str:
    return format_pounds(value) if chart.money else f"{value:,}"


def _share(part: int, whole: int) -> str:
    """Return a share as a percentage with two places, in whole-number arithmetic.

    >>> _share(1, 3), _share(3, 3), _share(0, 3)
    ('33.33%', '100%', '0%')
    """
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True)
class Mark:
    """A milestone on the bar of weeks, with what its table says."""

    x: str
    week: int
    state: str
    milestone: Milestone


@dataclass(frozen=True)
class WeekPicture:
    """The bar of weeks, drawn: how far today is, marks, hatched spans, ticks for weeks."""

    today_x: str | None
    passed: str
    marks: list[Mark]
    excused: list[tuple[str, str]]
    ticks: list[tuple[int, str]]
    end_on: date
    week_now: int


def weeks(bar: WeekBar) -> WeekPicture:
    """Return where everything stands on the bar of weeks."""
    whole = bar.weeks * 7
    gone = (bar.today - bar.start_on).days
    inside = 0 <= gone <= whole
    return WeekPicture(
        today_x=_share(gone, whole) if inside else None,
        passed=_share(min(max(gone, 0), whole), whole),
        marks=[_mark(bar, milestone, whole) for milestone in bar.milestones],
        excused=[_span(bar, first, last, whole) for first, last in bar.excused],
        ticks=[(week, _share(week * 7, whole)) for week in _weeks_to_name(bar)],
        end_on=bar.start_on + timedelta(days=whole),
        week_now=gone // 7 + 1,
    )


def _weeks_to_name(bar: WeekBar) -> list[int]:
    """Return the weeks written under the bar: both ends and those of milestones."""
    days = {(milestone.due_on - bar.start_on).days for milestone in bar.milestones}
    inner = {day // 7 for day in days if day % 7 == 0 and 0 < day < bar.weeks * 7}
    return sorted(inner | {0, bar.weeks})


def _mark(bar: WeekBar, milestone: Milestone, whole: int) -> Mark:
    shown_on = milestone.met_on or milestone.due_on
    days = (shown_on - bar.start_on).days
    x = _share(min(max(days, 0), whole), whole)
    due = (milestone.due_on - bar.start_on).days
    return Mark(x, -(-due // 7), milestone.state(bar.today), milestone)


def _span(bar: WeekBar, first: date, last: date, whole: int) -> tuple[str, str]:
    """Return where an excused span begins and how wide it is, cut to the bar."""
    begin = min(max((first - bar.start_on).days, 0), whole)
    end = min(max((last - bar.start_on).days + 1, 0), whole)
    return _share(begin, whole), _share(max(end - begin, 0), whole)
