import json

import pytest
from django.urls import reverse

from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db

LONDON = {
    "policy": "london",
    "weeks": "52",
    "per": "year",
    "unbroken": "£208,000",
    "transport": "9,000.01",
    "health_contribution": "52000",
}


@pytest.fixture
def ask(client):
    make_authority()
    client.force_login(make_user())

    def page(**asked):
        return client.get(reverse("insight:split"), asked)

    return page


def test_the_tool_opens_blank_with_a_protocol_chosen(ask):
    page = ask()

    assert page.context["answer"] is None
    assert page.context["form"]["policy"].value() == "london"


@pytest.mark.rule("LDN-024", "LDN-026", "LDN-031")
def test_the_london_example_is_shared_and_explained(ask):
    page = ask(**LONDON)

    answer = page.context["answer"]
    assert [row[2] for row in answer.table.rows] == ["£43,500.01", "£121,500.00", "£52,000.00"]
    assert [row.key for row in answer.steps] == ["LDN-031", "LDN-024", "LDN-026"]
    assert [row[0] for row in answer.parts.rows] == [
        "Health's contribution",
        "Not broken down",
        "Transport",
    ]
    assert "the odd penny goes to SEN" in page.content.decode()


def test_prices_a_week_are_taken_over_the_weeks(ask):
    page = ask(
        policy="kent",
        weeks="52",
        per="week",
        education="1500",
        care="1900",
        health="600",
        in_care="yes",
    )

    assert page.context["answer"].table.foot == ["All", "100.00%", "£208,000.00"]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"weeks": "39"}, "weeks", "No funding formula is agreed for a 39 week placement"),
        ({"weeks": "80"}, "weeks", "The weeks must be 53 or less"),
        ({"weeks": ""}, "weeks", "Enter the weeks"),
        ({"unbroken": "lots"}, "unbroken", "Not broken down must be an amount in pounds"),
        ({"agreed_care": "1"}, "__all__", "The shares make £1.00"),
        ({"health_contribution": "300000"}, "__all__", "Health cannot pay £300,000.00 a year"),
    ],
)
def test_what_cannot_be_shared_is_said_beside_what_was_typed(ask, change, field, says):
    page = ask(**(LONDON | change))

    errors = page.context["form"].errors
    assert list(errors) == [field]
    assert errors[field][0].startswith(says)
    assert page.context["answer"] is None


def test_the_api_answers_as_the_command_does(client):
    make_authority()
    client.force_login(make_user())
    document = {"weeks": 38, "lines": [{"kind": "unbroken", "yearly_pence": 90_000_00}]}

    answers = [
        client.post(
            f"{reverse('api-split')}?policy={policy}", document, content_type="application/json"
        )
        for policy in ("london", "leeds")
    ]

    assert [answer.status_code for answer in answers] == [200, 422]
    assert json.loads(answers[0].content)["shares"]["care"] == {
        "yearly_pence": 45_000_00,
        "percent": 50.0,
    }
    assert json.loads(answers[1].content)["code"] == "policy-unknown"
