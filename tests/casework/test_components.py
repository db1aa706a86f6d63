"""Words, tags and pictures: what a page says of plain values."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

from casework import charts
from casework import components as c
from casework.templatetags import govuk


def printed(markup: str, **values) -> str:
    return Template("{% load govuk %}" + markup).render(Context(values))


def test_dates_and_moments_in_words():
    summer = datetime(2025, 7, 1, 23, 30, tzinfo=UTC)

    assert govuk.day(date(2027, 2, 3)) == "3 February 2027"
    assert govuk.day("2027-02-03") == "3 February 2027"
    assert govuk.day(summer) == "2 July 2025"
    assert govuk.day(None) == ""
    assert govuk.weekday(date(2025, 10, 13)) == "Monday 13 October 2025"
    assert govuk.moment(summer) == "2 July 2025 at 12:30am"


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (date(2025, 10, 22), "in 9 days"),
        (date(2025, 10, 14), "tomorrow"),
        (date(2025, 10, 13), "today"),
        (date(2025, 10, 12), "1 day late"),
        (date(2025, 10, 10), "3 days late"),
    ],
)
def test_how_far_a_due_date_is(due, says):
    assert govuk.from_now(due, date(2025, 10, 13)) == says


def test_amounts_in_words():
    assert govuk.pounds(123456) == "£1,234.56"
    assert [govuk.percent(Decimal(text)) for text in ("37.50", "100.00", "0.00", "33.33")] == [
        "37.5%",
        "100%",
        "0%",
        "33.33%",
    ]


def test_empty_table_says_why():
    table = c.Table("Drafts", ["Reference"], [], empty="You have no drafts.")

    html = printed("{% data_table table %}", table=table)

    assert "You have no drafts." in html
    assert "<table" not in html


def test_row_that_does_not_fit_its_head_is_a_fault():
    table = c.Table("Drafts", ["Reference", "Child"], [["R-1"]])

    with pytest.raises(ValueError, match="shorter"):
        printed("{% data_table table %}", table=table)


def test_values_are_escaped_everywhere():
    bad = "<script>x</script>"
    table = c.Table(bad, [bad], [[c.Link(bad, "#")], [c.Tag(bad)], [[bad, bad]]], foot=[bad])
    rows = [c.SummaryRow(bad, bad, [c.Link(bad, "#", bad)])]
    entries = [c.Entry(bad, bad, detail=bad, links=[c.Link(bad, "#")])]
    who = c.IdentityBar(bad, "#", [(bad, bad)], [bad])

    html = printed(
        "{% data_table table %}{% document_table table %}{% summary_list rows title=bad %}"
        "{% facts_table rows bad %}{% timeline entries %}{% identity_bar who %}{% inset bad %}"
        "{% warning bad %}{% details bad bad %}{% breadcrumbs bad '#' %}{% govuk_tag bad %}",
        table=table,
        rows=rows,
        entries=entries,
        who=who,
        bad=bad,
    )

    assert "<script>" not in html


def test_summary_row_with_nothing_says_so():
    html = printed("{% summary_list rows %}", rows=[("Health's view", None)])

    assert "Not given" in html


def test_task_that_cannot_start_is_no_link():
    sections = [c.TaskSection("Send", [c.Task("Costs", status="Cannot start yet")])]

    html = printed("{% task_list sections %}", sections=sections)

    assert "<a " not in html
    assert "Cannot start yet" in html


def shares(*values: tuple[int, ...]) -> c.BarChart:
    series = [c.Series(name, one) for name, one in zip("abc", values, strict=False)]
    return c.BarChart("shares", "Shares", [str(n) for n in range(len(values[0]))], series)


def test_longest_bar_fills_the_width_and_parts_follow_each_other():
    first, second = charts.bars(shares((1, 2), (3, 0)))

    assert [(part.x, part.width) for part in first.parts] == [("0%", "25%"), ("25%", "75%")]
    assert [(part.x, part.width) for part in second.parts] == [("0%", "50%")]
    assert second.cells == ["2", "0"]


def test_bars_of_nothing_are_drawn_as_nothing():
    assert [bar.parts for bar in charts.bars(shares((0, 0)))] == [[], []]


WEEKS = c.WeekBar(
    "plan",
    "Weeks",
    date(2025, 9, 1),
    20,
    date(2025, 11, 10),
    [
        c.Milestone("Decide", date(2025, 10, 13), date(2025, 10, 10)),
        c.Milestone("Advice", date(2025, 11, 3)),
        c.Milestone("Plan", date(2026, 1, 19)),
    ],
    [(date(2025, 8, 25), date(2025, 9, 14))],
)


def test_bar_of_weeks_stands_where_the_days_are():
    picture = charts.weeks(WEEKS)

    assert picture.today_x == "50%"
    assert [mark.state for mark in picture.marks] == ["met", "late", "running"]
    assert picture.marks[2].x == "100%"
    assert picture.end_on == date(2026, 1, 19)
    assert picture.excused == [("0%", "10%")]
    assert [week for week, _x in picture.ticks] == [0, 6, 9, 20]


def test_bar_of_weeks_has_no_today_once_they_are_over():
    over = c.WeekBar("plan", "Weeks", date(2024, 9, 1), 20, date(2025, 11, 10))

    picture = charts.weeks(over)

    assert (picture.today_x, picture.passed) == (None, "100%")
