"""The funding form as it is drawn: every fact in the text, tagged, the same each time."""

import subprocess
from datetime import date
from shutil import which

import pytest

from casework import files
from casework.models import Document
from casework.rules.errors import Refused
from funding import actions as funding
from funding.documents import funding_form_facts
from funding.rules.awards import Claim, Decision
from funding.tasks import issue_form
from people.models import Case
from tests.conftest import act_on
from tests.factories.funding import KENT_SHARES, START, make_award, make_people

pytestmark = pytest.mark.django_db
needs_poppler = pytest.mark.skipif(which("pdftotext") is None, reason="needs poppler")


@pytest.fixture
def people():
    return make_people()


def sign_all(award, people):
    for short in ("sen", "care", "icb"):
        funding.sign(
            act_on(date(2026, 4, 7), people[short]),
            award_reference=award.case.reference,
            agency=f"northshire-{short}",
            typed_name=people[short].name,
        )


def case_of(award):
    related = ("child", "authority", "lead_agency")
    return Case.objects.select_related(*related).get(pk=award.case_id)


@needs_poppler
@pytest.mark.rule("KENT-101", "KENT-103", "KENT-104")
def test_the_form_holds_cost_splits_length_payers_recharge_and_signatures(people, tmp_path):
    award = make_award(people["caseworker"], payment_terms="Education over 39 weeks")
    decision = Decision(
        KENT_SHARES,
        START,
        "C-2026-00001-W",
        "Best value of three offers",
        [{"says": "Health pays its line.", "rule": "KENT-078"}],
        [Claim("Farshire ICB", 600_00)],
    )
    funding.revise_award(act_on(START), award_reference=award.case.reference, decision=decision)
    sign_all(award, people)

    issue_form(reference=award.case.reference)

    document = Document.objects.get(kind="funding-form")
    path = tmp_path / "form.pdf"
    path.write_bytes(files.read(document.file))
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    info = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    facts = [
        "£208,000.00",
        "£78,000.00",
        "37.50%",
        "47.50%",
        "15.00%",
        "100.00%",
        "£4,000.00",
        "1 April 2026 to 21 July 2028",
        "Education over 39 weeks",
        "The lead agency pays the provider and recharges the others",
        "Quarterly",
        "1 October 2026",
        "Farshire ICB",
        "Best value of three offers",
        "Health pays its line. (KENT-078)",
        *[people[short].name for short in ("sen", "care", "icb")],
    ]
    assert [fact for fact in facts if fact not in text] == []
    assert "Tagged:          yes" in info
    assert award.case.child.name not in text


@pytest.mark.rule("KENT-096")
def test_a_form_that_lacks_a_signature_is_not_issued(people):
    award = make_award(people["caseworker"])

    with pytest.raises(Refused) as refused:
        issue_form(reference=award.case.reference)

    assert refused.value.says == "Still to sign: Northshire sen, Northshire care, Northshire icb."


def test_issuing_twice_makes_one_document(people):
    award = make_award(people["caseworker"])
    sign_all(award, people)

    for _time in range(2):
        issue_form(reference=award.case.reference)

    assert Document.objects.filter(kind="funding-form").count() == 1


def test_the_form_before_signing_shows_who_is_to_sign(people):
    facts = funding_form_facts(case_of(make_award(people["caseworker"])))

    assert [(row.agency, row.name, row.signed_at) for row in facts.signatures] == [
        ("Northshire sen", "", None),
        ("Northshire care", "", None),
        ("Northshire icb", "", None),
    ]
