from datetime import date

import pytest
from django.urls import reverse

from casework.models import AccessLog, Document
from funding import actions as funding
from funding.models import AwardVersion, Signature
from funding.rules.awards import Decision
from insight.exports.quarter import Source, quarter_workbook
from tests.conftest import act_on
from tests.factories.funding import (
    KENT_SHARES,
    START,
    make_award,
    make_people,
    make_placement,
    make_setting,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-password"
PAGES = ["award", "sign", "start", "revise", "end", "review"]
REASON = {"decision_reference": "m-2026-00001-o", "because": "The panel said so"}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def award(people):
    return make_award(people["caseworker"])


@pytest.fixture
def open_page(client):
    """Open or post to a page as somebody."""

    def ask(person, name, *args, post=None, **query):
        client.force_login(person)
        address = reverse(f"funding:{name}", args=args)
        return client.post(address, post) if post is not None else client.get(address, query)

    return ask


def date_parts(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("finance", [200, 403, 200, 200, 200, 200]),
        ("caseworker", [200, 403, 403, 403, 403, 403]),
        ("sen", [200, 200, 403, 403, 403, 403]),
        ("icb", [200, 200, 403, 403, 403, 403]),
        ("manager", [200, 403, 403, 403, 403, 403]),
    ],
)
def test_who_may_open_which_page_of_an_award(people, award, open_page, who, statuses):
    answers = [open_page(people[who], page, award.case.reference).status_code for page in PAGES]

    assert answers == statuses


@pytest.mark.parametrize("page", PAGES)
def test_anothers_award_and_one_that_never_was_are_not_there(award, open_page, page):
    stranger = make_people("southshire")["finance"]

    answers = [
        open_page(stranger, page, reference).status_code
        for reference in (award.case.reference, "A-2026-99999-X")
    ]

    assert answers == [404, 404]
    assert list(AccessLog.objects.values_list("allowed", flat=True)) == [False, False]


def test_the_page_says_what_each_agency_pays_and_what_lacks(people, award, open_page):
    page = open_page(people["finance"], "award", award.case.reference)

    assert page.context["award"].money.rows[0][:3] == [
        "Northshire sen",
        "37.50%",
        "£78,000.00",
    ]
    assert [thing.says for thing in page.context["award"].next_things] == [
        "The funding form is not signed by Northshire sen, Northshire care and Northshire icb.",
        "Agreed, but nobody has recorded yet that the child has started.",
    ]
    assert award.case.child.name not in page.content.decode().split("</title>")[0]


def test_a_page_is_logged_once(people, award, open_page):
    open_page(people["finance"], "award", award.case.reference)

    assert list(AccessLog.objects.values_list("what", "references")) == [
        ("funding.award", [award.case.reference])
    ]


def test_signing_needs_the_signers_own_name_and_keeps_what_was_typed(people, award, open_page):
    post = {"agency": "northshire-icb", "typed_name": "Somebody Else", "password": PASSWORD}

    page = open_page(people["icb"], "sign", award.case.reference, post=post)

    assert page.context["form"].errors == {
        "typed_name": [f"Type your name as it is known here: {people['icb'].name}."]
    }
    assert Signature.objects.count() == 0


def test_nobody_signs_in_anothers_name(people, award, open_page):
    named = {"typed_name": people["icb"].name, "password": "not-my-password"}

    page = open_page(
        people["icb"], "sign", award.case.reference, post=named | {"agency": "northshire-icb"}
    )

    assert list(page.context["form"].errors) == ["password"]
    assert Signature.objects.count() == 0


def test_the_form_offers_only_agencies_that_one_commits(people, award, open_page):
    page = open_page(people["icb"], "sign", award.case.reference)

    assert page.context["form"].fields["agency"].choices == [("northshire-icb", "Northshire icb")]


@pytest.mark.rule("KENT-095", "KENT-101")
def test_three_signatures_make_the_funding_form(
    people, award, open_page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for short in ("sen", "care", "icb"):
            named = {"typed_name": people[short].name, "password": PASSWORD}
            post = named | {"agency": f"northshire-{short}"}
            answer = open_page(people[short], "sign", award.case.reference, post=post)
            assert answer.status_code == 302

    form = Document.objects.get(kind="funding-form")
    assert form.facts["total_yearly_pence"] == 208_000_00
    assert [row["name"] for row in form.facts["signatures"]] == [
        people[short].name for short in ("sen", "care", "icb")
    ]


def test_the_same_form_sent_twice_acts_once(people, award, open_page):
    named = {"typed_name": people["sen"].name, "password": PASSWORD}
    post = named | {"form_key": "one", "agency": "northshire-sen"}

    answers = [open_page(people["sen"], "sign", award.case.reference, post=post) for _ in "12"]

    assert answers[0].status_code == 302
    assert Signature.objects.count() == 1


def test_a_start_is_recorded(people, award, open_page):
    post = date_parts("started_on", date(2026, 4, 13))

    open_page(people["finance"], "start", award.case.reference, post=post)

    award.placement.refresh_from_db()
    assert award.placement.started_on == date(2026, 4, 13)


def resplit_form(from_on, **others):
    money = {"education": "78,000", "care": "£110,000.00", "health": "20000.00 pa"}
    return money | date_parts("from_on", from_on) | REASON | others


def test_shares_are_changed_as_people_type_money(people, award, open_page):
    post = resplit_form(date(2026, 9, 1))

    answer = open_page(people["finance"], "revise", award.case.reference, post=post)

    version = AwardVersion.objects.latest("pk")
    assert answer.status_code == 302
    assert (version.shares, version.decision_reference) == (
        {"education": 78_000_00, "care": 110_000_00, "health": 20_000_00},
        "M-2026-00001-O",
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decision_reference": "M-2026-00001-X"}, "decision_reference"),
        ({"education": "lots"}, "education"),
        (date_parts("from_on", date(2026, 3, 31)), "from_on"),
        ({"because": ""}, "because"),
    ],
)
def test_a_change_that_cannot_be_is_shown_at_its_field(people, award, open_page, change, field):
    post = resplit_form(date(2026, 9, 1), **change)

    page = open_page(people["finance"], "revise", award.case.reference, post=post)

    assert list(page.context["form"].errors) == [field]
    assert AwardVersion.objects.count() == 1


def test_a_stale_change_is_refused_and_keeps_the_words(people, award, open_page):
    revision = award.case.revision
    funding.set_review_date(
        act_on(START), award_reference=award.case.reference, by=date(2026, 12, 1)
    )
    post = resplit_form(date(2026, 9, 1), revision=revision)

    page = open_page(people["finance"], "revise", award.case.reference, post=post)

    assert page.context["form"].non_field_errors()[0].startswith("Somebody else has changed")
    assert page.context["form"]["care"].value() == "£110,000.00"


@pytest.mark.rule("KENT-114")
def test_a_change_inside_a_locked_quarter_is_asked_about_and_then_done(people, award, open_page):
    source = Source(
        {"code": "northshire", "name": "Northshire"}, "2026-Q1", act_on(date(2026, 7, 6)).at
    )
    content, made = quarter_workbook(source)
    funding.lock_quarter(
        act_on(date(2026, 7, 6)),
        authority="northshire",
        quarter="2026-Q1",
        workbook=content,
        amounts=made.amounts,
    )
    post = resplit_form(date(2026, 6, 1))
    reference = award.case.reference

    asked = open_page(people["finance"], "revise", reference, post=post)
    unsure = open_page(people["finance"], "revise", reference, post=post | {"asks": "yes"})
    done = open_page(
        people["finance"], "revise", reference, post=post | {"asks": "yes", "confirmed": "on"}
    )

    assert asked.context["carrying"] == "July to September 2026"
    assert unsure.context["carrying"] == "July to September 2026"
    assert done.status_code == 302
    assert AwardVersion.objects.count() == 2


def test_an_award_is_ended(people, award, open_page):
    post = date_parts("last_day", date(2026, 7, 31)) | REASON

    open_page(people["finance"], "end", award.case.reference, post=post)

    ended = AwardVersion.objects.latest("pk")
    assert (ended.state, ended.from_on) == ("ended", date(2026, 8, 1))


def test_a_review_by_the_panel_is_recorded(people, award, open_page):
    post = date_parts("held_on", date(2026, 10, 1)) | {"agency": "", "found": "All well"}

    answer = open_page(people["finance"], "review", award.case.reference, post=post)

    assert answer.status_code == 302
    assert award.reviews.get().agency is None


def listed(page, table="table"):
    return [row[0].text for row in page.context[table].rows]


def test_the_list_shows_what_one_sees_and_no_more(people, award, open_page):
    other = make_award(make_people("southshire")["caseworker"])

    page = open_page(people["finance"], "list")

    assert listed(page) == [award.case.reference]
    assert other.case.reference not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"stage": "agreed"}, 1),
        ({"stage": "ended"}, 0),
        ({"provider": "hill"}, 1),
        ({"provider": "dale"}, 0),
        ({"agency": "northshire-icb"}, 1),
        ({"agency": "nobody"}, 1),
    ],
)
@pytest.mark.parametrize("name", ["list", "placements"])
def test_lists_are_narrowed_by_their_address(people, award, open_page, name, query, count):
    page = open_page(people["finance"], name, **query)

    assert len(listed(page)) == count


def test_the_list_answers_htmx_with_its_rows_alone(people, award, client):
    client.force_login(people["finance"])

    part = client.get(reverse("funding:list"), headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="awards">')
    assert "HX-Request" in part.headers["Vary"]


def test_a_placement_that_is_only_asked_for_is_on_the_list_of_placements(people, open_page):
    placement = make_placement(people["caseworker"])

    stranger = make_people("southshire")["caseworker"]

    pages = [open_page(person, "placements") for person in (people["caseworker"], stranger)]

    assert [len(page.context["table"].rows) for page in pages] == [1, 0]
    assert placement.setting.name in pages[0].content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("list", 8), ("placements", 7)])
def test_lists_ask_the_same_number_of_questions_however_many_rows(
    people, client, django_assert_num_queries, name, queries, count
):
    for number in range(count):
        make_award(people["caseworker"], setting_id=make_setting(f"School {number}").pk)
    client.force_login(people["finance"])
    address = reverse(f"funding:{name}")
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize(("count", "queries"), [(1, 15), (3, 15)])
def test_an_award_asks_the_same_number_of_questions_however_many_versions(
    people, award, client, django_assert_num_queries, count, queries
):
    for number in range(count - 1):
        funding.revise_award(
            act_on(date(2026, 6, 1)),
            award_reference=award.case.reference,
            decision=Decision(KENT_SHARES, date(2026, 6, 1 + number), "C-2026-00001-W"),
        )
    client.force_login(people["finance"])
    address = reverse("funding:award", args=[award.case.reference])
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize(
    ("who", "pages"),
    [("finance", ["Awards", "Placements", "Quarters"]), ("caseworker", ["Awards", "Placements"])],
)
def test_quarters_are_offered_to_those_who_may_open_them(people, open_page, who, pages):
    page = open_page(people[who], "list")

    assert [tab.text for tab in page.context["tabs"].items] == pages
