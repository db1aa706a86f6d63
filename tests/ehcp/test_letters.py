"""Letters: written once for each fact, with every required item, as tagged PDF."""

import subprocess
from datetime import date

import pytest

from casework import files
from casework.models import Clock, Document, Event, Message
from casework.rules.errors import Refused
from ehcp.documents import KINDS, write_letters
from ehcp.documents.letters import Sources, notice_of
from ehcp.models import Letter
from ehcp.queries import case_for_letters, policy_for
from ehcp.rules.decisions import Outcome
from ehcp.rules.letters import REQUIRED, Item, Kind, check_notice
from people.actions.children import add_carer
from tests.factories.ehcp import (
    act_of,
    adopt_sutton,
    answer_all,
    decide,
    make_assessment,
    make_draft,
    make_final,
    make_request,
)
from tests.factories.people import make_authority, make_child

pytestmark = pytest.mark.django_db

MAKERS = {
    "ehc.request_received": make_request,
    "ehc.assessment_agreed": lambda: make_assessment(ask=[]),
    "ehc.assessment_refused": lambda: decide(make_request(), Outcome.NO_ASSESSMENT),
    "ehc.plan_refused": lambda: decide(
        answer_all(make_assessment()), Outcome.NO_PLAN, date(2025, 12, 22)
    ),
    "ehc.draft_issued": make_draft,
    "ehc.final_issued": make_final,
}


@pytest.fixture(autouse=True)
def authority():
    make_authority()
    adopt_sutton()


def event_of(ehc, kind):
    return Event.objects.of(ehc.case.reference).get(kind=kind)


def sources(ehc, kind):
    event = event_of(ehc, kind)
    case = case_for_letters(ehc.case.reference)
    return Sources(case, event, policy_for(case.case.authority_id, event.on))


def notice(ehc, kind):
    return notice_of(sources(ehc, kind), KINDS[kind])


def write(ehc, kind):
    number = event_of(ehc, kind).number
    return write_letters(act_of(ehc), reference=ehc.case.reference, event_number=number)


def read_pdf(document, command="pdftotext", *more):
    path = files.path_of(document.file.sha256)
    arguments = [command, *more, str(path)] + (["-"] if command == "pdftotext" else [])
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return " ".join(run.stdout.split())


@pytest.mark.rule("SUT-035", "SUT-036", "SUT-037", "SUT-045", "COP-140", "COP-181", "COP-246")
@pytest.mark.parametrize("kind", MAKERS)
def test_each_letter_carries_every_required_item_and_never_speaks_of_exemptions(kind):
    letter = notice(MAKERS[kind](), kind)

    check_notice(letter)
    said = [block.item for block in letter.blocks]
    assert set(REQUIRED[letter.kind]) <= set(said)
    assert "exempt" not in str(letter).lower()


def test_every_kind_of_letter_has_a_fact_that_writes_it():
    assert set(KINDS.values()) == set(Kind)
    assert set(MAKERS) | {"ehc.became_responsible"} == set(KINDS)


def test_the_refusal_letter_says_the_reasons_the_dates_and_whom_to_turn_to():
    letter = notice(MAKERS["ehc.assessment_refused"](), "ehc.assessment_refused")

    words = {block.item: block.paragraphs for block in letter.blocks}
    assert words[Item.REASONS] == ("Reasons.", "More reasons.")
    assert words[Item.TIME_LIMITS] == (
        "The Tribunal must have your appeal by the end of Monday 15 December 2025. If you have a "
        "mediation certificate, you have one month from the day it was issued if that is later.",
    )
    assert "Saturday 13 December 2025" in words[Item.MEDIATION][1]
    assert Item.NEXT_STEPS_MEETING in words
    assert letter.copied_to == (
        "Integrated care board or NHS England",
        "Social care officer for SEN",
    )


def test_the_letter_of_a_draft_names_the_last_day():
    letter = notice(make_draft(), "ehc.draft_issued")

    headings = [block.heading for block in letter.blocks]
    assert headings[0] == "Tell us by Monday 5 January 2026"
    assert "Medical and health: Author of health" in letter.blocks[4].paragraphs


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [(date(2011, 5, 3), "Pat Sample and Sam Sample"), (date(2007, 5, 3), "the young person")],
)
def test_a_letter_is_to_whoever_holds_the_rights_on_that_day(born_on, expected):
    child = make_child(born_on=born_on)
    for name in ("Sam Sample", "Pat Sample"):
        add_carer(
            act_of(make_request()),
            child_reference=child.reference,
            name=name,
            relation="parent",
            has_parental_responsibility=True,
        )
    ehc = make_request(child=child)

    addressee = notice(ehc, "ehc.request_received").addressee

    assert addressee == expected.replace("the young person", child.name)


def test_a_letter_without_its_dates_is_refused():
    ehc = MAKERS["ehc.assessment_refused"]()
    Clock.objects.filter(stream=ehc.case.reference).delete()

    with pytest.raises(Refused) as refusal:
        notice(ehc, "ehc.assessment_refused")

    assert refusal.value.code == "appeal-dates-not-known"


def test_writing_twice_writes_once():
    ehc = make_request()

    first, again = write(ehc, "ehc.request_received"), write(ehc, "ehc.request_received")

    assert (len(first), again) == (1, [])
    assert Letter.objects.count() == Document.objects.count() == 1


def test_a_final_plan_goes_out_as_a_letter_and_a_plan_in_tagged_pdf():
    ehc = make_final()

    letter, plan = write(ehc, "ehc.final_issued")

    assert "Tagged: yes" in read_pdf(letter, "pdfinfo")
    assert "Tagged: yes" in read_pdf(plan, "pdfinfo")
    words = read_pdf(plan, "pdftotext", "-layout")
    for part in ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K"):
        assert f"Section {part}:" in words
    assert "Hillview School (mainstream school)" in words
    assert "Officer, SEN manager" in words
    assert "Final plan, version 2, 19 January 2026" in words


@pytest.mark.rule("COP-204")
def test_a_draft_plan_names_no_placement_on_paper():
    _letter, plan = write(make_draft(), "ehc.draft_issued")

    words = read_pdf(plan)

    assert "This is a draft." in words
    assert "Hillview" not in words


def test_a_decision_writes_its_letter_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ehc = make_request()

    document = Document.objects.get(stream=ehc.case.reference)
    assert (document.kind, document.title) == (
        "ehc-considering",
        "We are considering whether to make an assessment",
    )


GOLDEN = """\
We will not make an assessment
To: The parent of {child}
Dated: 2025-10-13
We have decided not to make an education, health and care needs assessment of {child}.
# The reasons for this decision
Reasons.
More reasons.
# Next Steps Meeting
We would like to meet you and the school or setting, to explain the decision and to agree what \
happens next. It is your choice whether to come.
# Your right of appeal
You can appeal against our decision not to make an assessment to the First-tier Tribunal (Special \
Educational Needs and Disability).
# How long you have
The Tribunal must have your appeal by the end of Monday 15 December 2025. If you have a mediation \
certificate, you have one month from the day it was issued if that is later.
# Mediation
Before you appeal you must ask a mediation adviser for information, unless your appeal is only \
about the school or college named. You decide whether to try mediation. The adviser gives you the \
certificate that the Tribunal asks for.
Contact the adviser by the end of Saturday 13 December 2025: The mediation advice service, \
020 7946 0102, help@mediation.example.
# Resolving a disagreement
An independent service can help you and us to settle a disagreement. It is free: The disagreement \
resolution service, 020 7946 0103, help@disagreement.example.
# Information, advice and support
The Information, Advice and Support Service gives free and impartial information, advice and \
support: 020 7946 0101, advice@support.example.
"""


def test_the_refusal_letter_word_for_word():
    ehc = MAKERS["ehc.assessment_refused"]()
    letter = notice(ehc, "ehc.assessment_refused")

    lines = [letter.title, f"To: {letter.addressee}", f"Dated: {letter.dated}", *letter.opening]
    for block in letter.blocks:
        lines += [f"# {block.heading}", *block.paragraphs]

    assert "\n".join(lines) + "\n" == GOLDEN.format(child=ehc.case.child.name)


def test_an_adviser_is_told_by_email_that_says_nothing_of_the_child(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        ehc = make_assessment(emails={"health": "paediatrics@health.example"})

    message = Message.objects.get(to="paediatrics@health.example")
    text = message.subject + message.body
    assert ehc.case.reference in text
    assert ehc.case.child.family_name not in text
    assert ehc.case.child.given_names not in text
