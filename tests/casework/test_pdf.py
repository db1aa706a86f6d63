"""Documents on paper: tagged, in our own typeface, the same each time, and from our files alone."""

import io
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.template import engines

from casework import components as c
from casework import pdf

NOTE = """{% extends "layouts/document.html" %}{% load govuk %}
{% block content %}
  <div class="box"><h2>Decision</h2><p>Agreed with 1 condition.</p></div>
  {% facts_table facts.rows "The placement" %}
  {% document_table facts.actions %}
  <p>Zażółć gęślą jaźń. Đặng Thị. Шевченко.</p>
  {% signatures facts.signatures %}
{% endblock %}"""


@dataclass(frozen=True)
class Facts:
    authority: str
    reference: str
    child_initials: str
    born_on: date
    rows: list
    actions: c.Table
    signatures: list


FACTS = Facts(
    authority="Northshire Council",
    reference="R-2025-00042-K",
    child_initials="C.E.",
    born_on=date(2011, 5, 3),
    rows=[("Setting", "Hillview School"), ("Cost", ["£4,000.00 a week", "£208,000.00 a year"])],
    actions=c.Table(
        "Actions",
        ["Who", "What", "By"],
        [[f"Person {number}", "Write to the school", "2 June 2026"] for number in range(60)],
    ),
    signatures=[
        c.Signature("SEN", "Helen Marsh", "Head of SEN", datetime(2025, 12, 2, 10, tzinfo=UTC)),
        c.Signature("Health"),
    ],
)


def draw() -> bytes:
    heading = {"reference": "D-1", "title": "Outcome note", "issued_on": date(2025, 12, 2)}
    html = engines["django"].from_string(NOTE).render({"facts": FACTS, "document": heading})
    return pdf.draw(html)


@pytest.fixture(scope="module")
def note() -> bytes:
    return draw()


def said_by(program: list[str], content: bytes) -> str:
    return subprocess.run(program, input=content, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    "fact",
    [
        "Northshire Council",
        "Confidential",
        "Outcome note",
        "R-2025-00042-K, C.E., born 3 May 2011",
        "Issued 2 December 2025, version 1, document D-1",
        "£208,000.00 a year",
        "Zażółć gęślą jaźń. Đặng Thị. Шевченко.",
        "2 December 2025 at 10:00am",
        "Not signed",
        "R-2025-00042-K, version 1, D-1",
        "Page 2 of 3",
    ],
)
def test_document_says_each_fact(note, fact):
    assert fact in " ".join(said_by(["pdftotext", "-layout", "-", "-"], note).split())


def test_document_is_tagged_titled_and_dated(note):
    about = said_by(["pdfinfo", "-"], note)

    assert "Tagged:          yes" in about
    assert "Title:           Outcome note, R-2025-00042-K" in about
    assert "CreationDate:    Tue Dec  2 00:00:00 2025" in about


def test_document_says_its_language_and_which_way_headings_head(note):
    with pikepdf.open(io.BytesIO(note)) as opened:
        headings = [one for one in opened.objects if is_heading(one)]
        scopes = [str(one.A.Scope) for one in headings]

        assert str(opened.Root.Lang) == "en-GB"
        assert set(scopes) == {"/Column", "/Row"}
        assert scopes.count("/Row") == len(FACTS.rows) + 60 + len(FACTS.signatures)


def is_heading(one) -> bool:
    return hasattr(one, "keys") and one.get("/S") == "/TH"


def test_only_our_typeface_is_used(note):
    lines = said_by(["pdffonts", "-"], note).splitlines()[2:]

    assert [line.split()[0].split("+")[1].rstrip(",") for line in lines] == [
        "Source-Sans-3",
        "Source-Sans-3-Bold",
    ] or [line.split()[0].split("+")[1].rstrip(",") for line in lines] == [
        "Source-Sans-3-Bold",
        "Source-Sans-3",
    ]


def test_same_facts_give_the_same_bytes(note):
    assert draw() == note


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "file:///etc/passwd",
        "file:///static/../manage.py",
        "file:///static/%2e%2e/manage.py",
        "//example.org/a.png",
        "nothing-there.png",
    ],
)
def test_nothing_but_our_static_files_is_read(address):
    with pytest.raises(pdf.OutsideAddress):
        pdf.draw(f'<html lang="en"><title>x</title><img alt="" src="{address}">')
