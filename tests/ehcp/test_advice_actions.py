from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.rules.roles import Role
from casework.models import Document, Event
from casework.rules.errors import Refused
from ehcp import actions
from ehcp.models import AdviceRequest
from ehcp.rules.advice import Agreement, Answer, Ask, Head
from ehcp.rules.decisions import Outcome
from tests.factories.ehcp import (
    ADVICE_IN,
    DECIDED,
    act_of,
    decide,
    make_assessment,
    make_request,
)
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def authority():
    return make_authority()


@pytest.fixture
def ehc():
    return make_assessment(ask=[Head.HEALTH])


def ask(ehc, *asks):
    return actions.ask_advice(act_of(ehc), reference=ehc.case.reference, asks=asks)


def record(ehc, answer, adviser="Community paediatrics", **more):
    return actions.record_advice(
        act_of(ehc), reference=ehc.case.reference, adviser=adviser, answer=answer, **more
    )


def code_of(function, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        function(*args, **kwargs)
    return refusal.value.code


@pytest.mark.rule("SUT-027", "SUT-046", "SUT-084")
def test_each_adviser_asked_is_a_fact_with_head_and_the_day_it_reached_them():
    ehc = decide(make_request(), Outcome.ASSESS)

    ask(
        ehc,
        Ask(Head.HEALTH, "Community paediatrics", DECIDED, reached_on=date(2025, 10, 15)),
        Ask(Head.OTHER, "Community paediatrics", DECIDED),
    )

    events = Event.objects.of(ehc.case.reference).filter(kind="ehc.advice_requested")
    assert list(events.values_list("on", "data")) == [
        (
            DECIDED,
            {"adviser": "Community paediatrics", "head": "health", "received_on": "2025-10-15"},
        ),
        (
            DECIDED,
            {
                "adviser": "Community paediatrics (anybody else the authority thinks right)",
                "head": "other",
                "received_on": None,
            },
        ),
    ]


def test_a_request_goes_to_the_adviser_who_signs_in_with_that_address(ehc):
    adviser = make_user(Role.ADVISER, agency="icb")
    make_user(Role.MANAGER, agency="icb", username="not-an-adviser")

    ask(
        ehc,
        Ask(Head.PSYCHOLOGY, "Psychologist", DECIDED, email=adviser.email.upper()),
        Ask(Head.OTHER, "Another", DECIDED, email="not-an-adviser@northshire.example"),
    )

    addressed = AdviceRequest.objects.addressed_to(adviser)
    assert [advice.adviser for advice in addressed] == ["Psychologist"]


@pytest.mark.parametrize(
    ("asks", "code"),
    [
        ([], "nobody-asked"),
        ([Ask(Head.OTHER, " ", DECIDED)], "adviser-not-named"),
        ([Ask(Head.OTHER, "A", date(2025, 10, 12))], "day-out-of-order"),
        ([Ask(Head.OTHER, "A", date(2026, 2, 3))], "day-in-future"),
        ([Ask(Head.OTHER, "A", DECIDED, reached_on=date(2025, 10, 12))], "day-out-of-order"),
    ],
)
def test_asking_nobody_or_on_a_wrong_day_is_refused(ehc, asks, code):
    assert code_of(ask, ehc, *asks) == code
    assert ehc.advice.count() == 1


def test_advice_is_not_asked_for_before_the_assessment_is_agreed():
    assert code_of(ask, make_request(), Ask(Head.OTHER, "A", DECIDED)) == "move-refused"


@pytest.mark.rule("SUT-049", "SUT-104", "COP-207")
def test_advice_that_comes_as_a_file_is_kept_with_its_author_and_day(ehc):
    upload = SimpleUploadedFile("advice.pdf", PDF, "application/pdf")

    record(ehc, Answer(ADVICE_IN, "Dr Example", signed_off_by="Dr Officer"), upload=upload)

    advice = ehc.advice.get()
    assert (advice.state, advice.received_on, advice.author, advice.signed_off_by) == (
        "received",
        ADVICE_IN,
        "Dr Example",
        "Dr Officer",
    )
    assert advice.document == Document.objects.get(stream=ehc.case.reference)
    assert advice.document.title == "Advice: Medical and health"
    last = Event.objects.of(ehc.case.reference).last()
    assert (last.kind, last.on, last.data) == (
        "ehc.advice_received",
        ADVICE_IN,
        {"adviser": "Community paediatrics"},
    )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(ADVICE_IN, "Dr Example"), "advice-empty"),
        (Answer(ADVICE_IN, "", "Words."), "author-missing"),
        (Answer(date(2025, 10, 12), "Dr Example", "Words."), "day-out-of-order"),
        (Answer(date(2026, 2, 3), "Dr Example", "Words."), "day-in-future"),
    ],
)
def test_advice_that_cannot_be_is_refused(ehc, answer, code):
    assert code_of(record, ehc, answer) == code
    assert ehc.advice.get().state == "asked"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("advice.pdf", b"", "file-empty"),
        ("advice.pdf", b"not a pdf at all", "file-not-what-it-says"),
        ("advice.exe", b"MZ", "file-type"),
    ],
)
def test_a_file_that_is_empty_or_not_what_it_says_is_refused(ehc, name, content, code):
    upload = SimpleUploadedFile(name, content)

    assert code_of(record, ehc, Answer(ADVICE_IN, "Dr Example"), upload=upload) == code


def test_advice_is_received_once(ehc):
    record(ehc, Answer(ADVICE_IN, "Dr Example", "Words."))

    again = code_of(record, ehc, Answer(ADVICE_IN, "Dr Other", "Other words."))

    assert again == "advice-already-received"
    assert ehc.advice.get().author == "Dr Example"


@pytest.mark.rule("SUT-046", "COP-168")
def test_existing_advice_is_used_when_all_three_agree(ehc):
    reuse = {
        "reference": ehc.case.reference,
        "existing": Ask(Head.PSYCHOLOGY, "Psychologist", DECIDED),
        "answer": Answer(date(2025, 6, 2), "Psychologist", "What was found in June."),
    }
    one_disagrees = Agreement(adviser=True, authority=True, family=False)

    refused = code_of(actions.reuse_advice, act_of(ehc), agreed=one_disagrees, **reuse)
    actions.reuse_advice(act_of(ehc), agreed=Agreement(True, True, True), **reuse)

    assert refused == "reuse-not-agreed"
    used = ehc.advice.get(head=Head.PSYCHOLOGY)
    assert (used.state, used.received_on) == ("reused", date(2025, 6, 2))
    last = Event.objects.of(ehc.case.reference).last()
    assert (last.kind, last.on) == ("ehc.advice_reused", DECIDED)


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "received", "received_on": None, "words": "Words."},
        {"state": "asked", "received_on": ADVICE_IN, "words": ""},
        {"state": "received", "received_on": ADVICE_IN, "words": ""},
        {"adviser": "Community paediatrics", "state": "asked"},
    ],
)
def test_the_database_refuses_advice_that_cannot_be(ehc, columns):
    row = {"head": "other", "adviser": "Another", "asked_on": DECIDED} | columns

    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceRequest.objects.create(ehc=ehc, **row)
