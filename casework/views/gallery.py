"""Every component on one page, for those who build and test. Nobody in it is real."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms as library
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from casework import components as c
from casework import forms
from casework.paging import Page

TODAY = date(2025, 11, 20)


class EveryAnswer(forms.Form):
    """One question of each kind."""

    name = forms.TextField(label="Child's full name", width=20, max_length=60)
    born_on = forms.DateField(
        label="Date of birth", hint="For example, 27 3 2011", birthday=True, not_after=TODAY
    )
    email = forms.EmailField(label="Email address of the school", required=False)
    why = forms.LongTextField(
        label="Why is the placement needed?",
        hint="What has been tried, and what it did not do.",
        missing="Say why the placement is needed",
        counted=True,
        max_length=500,
    )
    cost = forms.MoneyField(label="Cost of the placement", per="week", called="cost")
    weeks = forms.WholeNumberField(label="Weeks in a year", least=1, most=53, suffix="weeks")
    share = forms.PercentField(label="Share asked of health", required=False)
    agreed = forms.YesNoField(
        label="Does your agency agree in principle?",
        missing="Select yes if your agency agrees in principle",
    )
    basis = forms.RadiosField(
        label="On what basis is the record shared?",
        choices=[("consent", "Consent"), ("law", "A legal basis"), ("none", "It is not shared")],
        item_hints={"consent": "Given by the young person, or by a parent for a child under 16"},
        reveals={"law": "legal_basis"},
        divider={"none": "or"},
        missing="Select the basis on which the record is shared",
    )
    legal_basis = forms.TextField(label="Which legal basis?", required=False)
    agencies = forms.CheckboxesField(
        label="Which agencies pay a share?",
        choices=[("education", "SEN"), ("care", "Social care"), ("health", "Health")],
        hint="Select all that apply.",
        missing="Select the agencies that pay a share",
    )
    panel = forms.SelectField(
        label="Panel", choices=[("dec", "Tuesday 2 December 2025"), ("jan", "Tuesday 6 January")]
    )
    report = forms.FileField(label="Social worker's report")
    sure = forms.ConfirmField(
        label="I have read the views of all three agencies",
        missing="Tick the box to say that you have read the views",
    )


class Filter(library.Form):
    """A filter as a library would make it."""

    word = library.CharField(label="Reference", required=False)
    stage = library.ChoiceField(
        label="Stage",
        required=False,
        choices=[("", "Any"), ("draft", "Draft"), ("submitted", "Submitted")],
    )


@login_not_required
def show_components_view(request: HttpRequest) -> HttpResponse:
    """Show all components; a POST shows the form's errors."""
    context = {
        "form": EveryAnswer(request.POST or None, request.FILES or None, revision=1),
        "filter": Filter(request.GET),
        "today": TODAY,
        **PARTS,
    }
    return render(request, "casework/show_components.html", context)


REFERRALS = c.Table(
    "Referrals due this week",
    ["Reference", "Child", c.Column("Cost a week", numeric=True), "Due", "State"],
    [
        [
            c.Link("R-2025-00042-K", "#referrals", "Child E"),
            "Child E",
            "£4,000.00",
            ["Monday 17 November 2025", "3 days late"],
            c.Tag("Late", "red"),
        ],
        [
            c.Link("R-2025-00043-M", "#referrals", "Child F"),
            "Child F",
            "£1,234.56",
            ["Tuesday 2 December 2025", "in 12 days"],
            c.Tag("In progress", "turquoise"),
        ],
    ],
    foot=["Total", "", "£5,234.56", "", ""],
)

PARTS = {
    "who": c.IdentityBar(
        "Child E",
        "#identity",
        [("Born", "3 May 2011 (14)"), ("UPN", "A123456789012"), ("", "In care since 4 Feb 2025")],
        ["Address withheld"],
    ),
    "nav": c.Tabs(
        "Child E",
        [
            c.Tab("Overview", "#identity", current=True),
            c.Tab("Cases", "#cases", count=2),
            c.Tab("Timeline", "#timeline"),
            c.Tab("Documents", "#documents"),
            c.Tab("Money", "#money"),
        ],
    ),
    "tags": [
        ("Not started", "blue"),
        ("In progress", "turquoise"),
        ("Agreed", "green"),
        ("Deferred", "yellow"),
        ("Declined", "red"),
        ("Withdrawn", "grey"),
        ("With conditions", "purple"),
    ],
    "answers": [
        c.SummaryRow("Name", "Child E", [c.Link("Change", "#answers")]),
        c.SummaryRow(
            "Placement",
            ["Hillview School", c.Link("See the offer", "#answers"), c.Tag("52 weeks", "grey")],
            [c.Link("Change", "#answers"), c.Link("Compare", "#answers")],
        ),
        c.SummaryRow("In the child's own words", "I like the garden.\nI want to see my sister."),
        c.SummaryRow("Health's view", None, [c.Link("Add", "#answers")]),
    ],
    "tasks": [
        c.TaskSection(
            "Before the panel",
            [
                c.Task("The child and family", "#tasks", "Completed"),
                c.Task("Agencies' assessments", "#tasks", "In progress", hint="2 of 3"),
                c.Task("Who is asked for what", status="Cannot start yet", hint="First the costs"),
            ],
        ),
        c.TaskSection(
            "Send",
            [c.Task("Options explored", "#tasks"), c.Task("Checks", "#tasks", "3 late", "red")],
        ),
    ],
    "table": REFERRALS,
    "empty": c.Table(
        "Waiting on others",
        ["Reference"],
        [],
        empty="You are waiting for nobody. What you ask of other agencies will be listed here.",
    ),
    "page": Page(["row"] * 25, 4, 9, 221, 25, QueryDict("stage=draft")),
    "entries": [
        c.Entry(
            "Joint funding agreed with 1 condition",
            by="Amara Osei, panel administrator",
            at=datetime(2025, 12, 2, 10, 42, tzinfo=UTC),
            links=[c.Link("Outcome note", "#timeline", "of 2 December 2025")],
        ),
        c.Entry(
            "Social care agrees in principle",
            by="Dan Price, social care",
            at=datetime(2025, 11, 14, 9, 5, tzinfo=UTC),
            on=date(2025, 11, 13),
            detail="The home cannot meet the need.\nRespite was tried twice.",
        ),
    ],
    "weeks": c.WeekBar(
        "plan",
        "The 20 weeks of E-2025-00007-P",
        date(2025, 9, 1),
        20,
        TODAY,
        [
            c.Milestone("Decide whether to assess", date(2025, 10, 13), date(2025, 10, 10)),
            c.Milestone("Health's advice", date(2025, 11, 17)),
            c.Milestone("Decide whether to make a plan", date(2025, 12, 22)),
            c.Milestone("Issue the final plan", date(2026, 1, 19)),
        ],
        [(date(2025, 10, 20), date(2025, 11, 2))],
    ),
    "chart": c.BarChart(
        "shares",
        "What each agency pays a year",
        ["2024 to 2025", "2025 to 2026", "2026 to 2027"],
        [
            c.Series("SEN", [3_900_000, 4_100_000, 3_900_000]),
            c.Series("Social care", [11_700_000, 10_000_000, 11_700_000]),
            c.Series("Health", [0, 4_000_000, 5_200_000]),
        ],
        bar_heading="Year",
        money=True,
    ),
    "amount": 123_456,
    "share": Decimal("37.50"),
}
