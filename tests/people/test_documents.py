"""The door of a document: that of its stream, then its mark."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory

from accounts.rules.roles import Role
from casework import documents
from casework.models import AccessLog
from people import doors
from tests.conftest import act_on
from tests.factories.people import DAY, make_authority, make_child, make_user, open_to

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def child():
    make_authority()
    child = make_child()
    open_to(child, "northshire-sen", "northshire-care", "northshire-icb")
    return child


def receive(child, mark="all", by=None, stream=None):
    return documents.receive(
        act_on(DAY, by),
        stream=stream or child.reference,
        kind="report",
        title="A report",
        upload=SimpleUploadedFile("report.pdf", PDF),
        mark=mark,
    )


def opens(user, document) -> bool:
    request = RequestFactory().get("/")
    request.user = user
    try:
        return doors.read_document(request, document.reference, "test") == document
    except Http404:
        return False


@pytest.mark.parametrize(
    ("mark", "agencies"),
    [
        ("all", ["sen", "care", "icb"]),
        ("social-care", ["care"]),
        ("health", ["icb"]),
        ("not-family", ["sen", "care", "icb"]),
        ("a-mark-nobody-knows", []),
    ],
)
def test_a_mark_lets_in_the_agencies_it_names(child, mark, agencies):
    document = receive(child, mark)
    people = {
        agency: make_user(Role.CASEWORKER, agency=agency) for agency in ("sen", "care", "icb")
    }

    assert [agency for agency, user in people.items() if opens(user, document)] == agencies


def test_who_brought_a_document_may_open_it(child):
    officer, colleague = make_user(Role.CASEWORKER), make_user(Role.CASEWORKER)
    document = receive(child, "health", by=officer)

    assert (opens(officer, document), opens(colleague, document)) == (True, False)


def test_who_cannot_see_the_child_cannot_open_it_and_both_are_logged(child):
    make_authority("southshire")
    stranger = make_user(Role.CASEWORKER, authority="southshire")
    document = receive(child, by=stranger)

    assert not opens(stranger, document)
    assert opens(make_user(Role.CASEWORKER), document)
    log = AccessLog.objects.order_by("pk").values_list("references", "allowed")
    assert list(log) == [
        ([document.reference, child.reference], False),
        ([document.reference, child.reference], True),
    ]


def test_an_app_answers_for_streams_of_its_own(child, monkeypatch):
    monkeypatch.setattr(doors, "_guards", {})
    officer, colleague = make_user(Role.CASEWORKER), make_user(Role.CASEWORKER)
    document = receive(child, stream="M-2025-00001-X")
    before = opens(officer, document)

    doors.guard_streams("M", lambda user, stream: (user, stream) == (officer, "M-2025-00001-X"))

    assert (before, opens(officer, document), opens(colleague, document)) == (False, True, False)
