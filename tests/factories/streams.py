"""Facts, clocks and documents put straight into a stream, where no app's action is the point."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from casework import documents
from casework.events import publish
from casework.models import Clock, Document
from people.events import SightGiven
from tests.conftest import act_on

PDF = b"%PDF-1.4\n%%EOF\n"


def make_clock(stream: str, due_on: date, **columns) -> Clock:
    """A duty of the authority that has been running since 1 September 2025."""
    given = {
        "clock": "decide-whether-to-assess",
        "rule": "SI 2014/1530 reg 5(1)",
        "source": "SEND Regulations 2014",
        "force": "law",
        "owed_by": "authority",
        "started_by": "ehc.request_received",
        "started_on": date(2025, 9, 1),
        "counting": "6 weeks from 1 September 2025",
        "says": f"Six weeks from 1 September 2025 end on {due_on:%-d %B %Y}.",
    }
    return Clock.objects.create(stream=stream, due_on=due_on, **(given | columns))


def make_fact(stream: str, day: date, why: str = "a reason", by=None):
    """A fact that says nothing in particular."""
    return publish(act_on(day, by), stream, SightGiven(people=1, why=why))


def make_document(stream: str, day: date, *, mark: str = "all", by=None, **details) -> Document:
    """A PDF file that somebody sent."""
    given = {"kind": "report", "title": "A report"}
    upload = SimpleUploadedFile("report.pdf", PDF)
    return documents.receive(
        act_on(day, by), stream=stream, upload=upload, mark=mark, **(given | details)
    )
