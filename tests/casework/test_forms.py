"""Forms: what each field understands, what it says when it does not, and what is printed."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms as library
from django.core.files.uploadedfile import SimpleUploadedFile

from casework import forms
from casework.forms.base import summary_of
from tests.casework.markup import tree


def cleaned(field, value):
    """Return what a form with this one field makes of ``value``, or its error."""

    class One(forms.Form):
        answer = field

    form = One({"answer": value})
    return form.cleaned_data["answer"] if form.is_valid() else form.errors["answer"][0]


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("4000", 4000_00),
        ("£4,000.00 pw", 4000_00),
        (" £ 1 250.5 ", 1250_50),
        ("208,000 per week", 208_000_00),
        ("£4000 a week", 4000_00),
        ("GBP 12.34", 12_34),
        ("12.34 pounds", 12_34),
        ("0", 0),
        (".5", 50),
        ("4,000/week", 4000_00),
        ("1\u00a0234\u202f567.89", 1_234_567_89),
    ],
)
def test_money_is_read_however_it_is_typed(typed, pence):
    assert cleaned(forms.MoneyField(label="Cost", per="week"), typed) == pence


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter cost"),
        ("four thousand", "Cost must be an amount in pounds, like 1,234.56"),
        ("4.000,50", "Cost must be an amount in pounds, like 1,234.56"),
        ("4,00", "Cost must be an amount in pounds, like 1,234.56"),
        ("12.345", "Cost must not be finer than a penny, like 1,234.56"),
        ("-5", "Cost must be £0 or more"),
        ("\u22125", "Cost must be £0 or more"),
        ("£208,000 pa", "Cost must be the amount a week, not a year"),
        ("£900 pcm", "Cost must be the amount a week, not a month"),
        ("1000000000", "Cost must be £999,999,999.99 or less"),
        ("9" * 24, "Cost must be £999,999,999.99 or less"),
        ("9" * 400, "Cost must be an amount in pounds, like 1,234.56"),
        ("NaN", "Cost must be an amount in pounds, like 1,234.56"),
        ("1e9", "Cost must be an amount in pounds, like 1,234.56"),
    ],
)
def test_money_that_is_wrong_says_how_to_mend_it(typed, says):
    assert cleaned(forms.MoneyField(label="Cost", per="week"), typed) == says


def test_money_is_shown_as_people_write_it():
    class Costs(forms.Form):
        cost = forms.MoneyField(label="Cost", per="week")

    assert Costs(initial={"cost": 1234_50})["cost"].value() == "1,234.50"


@pytest.mark.parametrize(
    ("typed", "percent"), [("37.5", "37.50"), ("33.33%", "33.33"), ("100 %", "100"), ("0", "0")]
)
def test_percentage_is_a_decimal(typed, percent):
    assert cleaned(forms.PercentField(label="Share"), typed) == Decimal(percent)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("101", "Share must be 100% or less"),
        ("-1", "Share must be 0% or more"),
        ("33.333", "Share must have at most 2 decimal places, like 33.33"),
        ("half", "Share must be a percentage, like 37.5"),
    ],
)
def test_percentage_that_is_wrong_says_how_to_mend_it(typed, says):
    assert cleaned(forms.PercentField(label="Share"), typed) == says


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("52", 52),
        ("52 weeks", 52),
        ("80", "Weeks must be 53 or less"),
        ("0", "Weeks must be 1 or more"),
        ("7.5", "Weeks must be a whole number, like 52"),
        ("many", "Weeks must be a whole number, like 52"),
        ("²", "Weeks must be a whole number, like 52"),
    ],
)
def test_whole_number(typed, found):
    field = forms.WholeNumberField(label="Weeks", least=1, most=53, suffix="weeks")

    assert cleaned(field, typed) == found


def on(day, month, year):
    return {"on-day": day, "on-month": month, "on-year": year}


class Dated(forms.Form):
    on = forms.DateField(label="Date of the panel", not_before=date(2025, 1, 1))


@pytest.mark.parametrize(
    "typed",
    [
        on("3", "2", "2027"),
        on("03", "02", "2027"),
        on("3", "Feb", "2027"),
        on(" 3 ", "february", "2027"),
        {"on": "2027-02-03"},
    ],
)
def test_date_is_read_from_three_boxes_or_one(typed):
    form = Dated(typed)

    assert form.is_valid()
    assert form.cleaned_data == {"on": date(2027, 2, 3)}


@pytest.mark.parametrize(
    ("typed", "says", "target"),
    [
        ({}, "Enter date of the panel", "id_on-day"),
        (on("3", "", "2027"), "Date of the panel must include a month", "id_on-month"),
        (on("3", "", ""), "Date of the panel must include a month and year", "id_on-month"),
        (
            on("31", "2", "2027"),
            "Date of the panel must be a real date: that month has no such day",
            "id_on-day",
        ),
        (
            on("3", "13", "2027"),
            "Date of the panel must be a real date, like 27 3 2026",
            "id_on-month",
        ),
        (
            on("3", "2", "27"),
            "Date of the panel must have a year of 4 numbers, like 2027",
            "id_on-year",
        ),
        (
            on("3", "2", "0027"),
            "Date of the panel must have a year between 1900 and 2100",
            "id_on-year",
        ),
        (
            on("3", "2", "2024"),
            "Date of the panel must be on or after 1 January 2025",
            "id_on-day",
        ),
        ({"on": "soon"}, "Date of the panel must include a month and year", "id_on-month"),
        (
            on("²", "2", "2027"),
            "Date of the panel must be a real date, like 27 3 2026",
            "id_on-day",
        ),
    ],
)
def test_date_that_is_wrong_says_which_part(typed, says, target):
    form = Dated(typed)

    assert form.errors["on"] == [says]
    assert form["on"].error_target == target


def test_what_was_typed_in_a_wrong_date_is_still_there():
    form = Dated(on("31", "2", "2027"))

    html = str(form)

    assert [form["on"].value(), html.count('value="31"')] == [("31", "2", "2027"), 1]


def test_text_counts_a_line_break_once_and_says_what_is_too_long():
    field = forms.LongTextField(label="Reason", max_length=5)

    assert cleaned(field, "ab\r\ncd") == "ab\ncd"
    assert cleaned(field, "abcdef") == "Reason must be 5 characters or less"


def test_yes_or_no_is_true_or_false():
    field = forms.YesNoField(label="Agree?", missing="Select yes if you agree")

    assert [cleaned(field, "yes"), cleaned(field, "no")] == [True, False]
    assert cleaned(field, "") == "Select yes if you agree"
    assert cleaned(field, "perhaps") == "Select an answer from the list"


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "The file is empty. Check it opens on your computer"), (None, "Select a file")],
)
def test_file_that_is_not_there_is_refused(content, says):
    class Sent(forms.Form):
        report = forms.FileField(label="Report")

    files = {} if content is None else {"report": SimpleUploadedFile("a.pdf", content)}

    assert Sent({"form_key": "k"}, files).errors["report"] == [says]


def test_file_that_is_too_big_is_refused():
    class Sent(forms.Form):
        report = forms.FileField(label="Report")

    upload = SimpleUploadedFile("a.pdf", b"x")
    upload.size = 25 * 1024 * 1024 + 1

    assert Sent({"form_key": "k"}, {"report": upload}).errors["report"] == [
        "The file must be smaller than 25 MB"
    ]


class Send(forms.Form):
    name = forms.TextField(label="Name")
    basis = forms.RadiosField(
        label="Basis",
        choices=[("consent", "Consent"), ("law", "Law")],
        reveals={"law": "which"},
        required=False,
    )
    which = forms.TextField(label="Which law?", required=False)
    sure = forms.ConfirmField(label="I am sure")


def test_token_and_revision_stay_out_of_the_answers():
    form = Send({"form_key": "abc", "revision": "7", "name": "Robin", "sure": "on"})

    assert form.is_valid()
    assert (form.form_key, form.revision) == ("abc", 7)
    assert form.cleaned_data == {"name": "Robin", "basis": "", "which": "", "sure": True}


def test_blank_forms_have_tokens_of_their_own():
    assert Send().form_key != Send().form_key


def test_token_comes_back_with_the_page_that_is_shown_again():
    html = Send({"form_key": "abc", "revision": "7"}).hidden_inputs()

    assert tree(html)[2] == [
        ["input", {"type": "hidden", "name": "form_key", "value": "abc"}, []],
        ["input", {"type": "hidden", "name": "revision", "value": "7"}, []],
    ]


def test_revision_that_cannot_be_read_counts_as_out_of_date():
    assert [Send({"revision": text}).revision for text in ("", "x", "-3")] == [-1, -1, -1]
    assert Send(revision=4).revision == 4


def test_summary_links_to_each_answer_in_the_order_of_the_page():
    form = Send({"form_key": "abc"})
    form.add_error(None, "The quarter is locked.")

    assert summary_of(form) == [
        {"text": "The quarter is locked.", "href": ""},
        {"text": "Enter name", "href": "#id_name"},
        {"text": "Tick the box to confirm this", "href": "#id_sure"},
    ]


def test_revealed_question_stands_under_its_choice_and_only_there():
    html = str(Send())

    assert html.count('name="which"') == 1
    assert 'id="conditional-id_basis-2"' in html
    assert "Which law? (optional)" not in html


def test_answer_that_may_be_left_out_says_so():
    assert "Basis (optional)" in str(Send())


def test_form_of_a_library_is_printed_alike():
    class Theirs(library.Form):
        word = library.CharField(label="Reference", required=False)

    expected = (
        '<div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="id_word">'
        'Reference</label><input class="govuk-input" id="id_word" name="word" type="text"></div>'
    )

    assert tree(str(Theirs())) == tree(expected)


def test_what_people_type_is_escaped():
    form = Send({"name": '"><script>alert(1)</script>'})

    assert "<script>" not in str(form)
