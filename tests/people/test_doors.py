"""Who reaches which page about a child: every page, every way of standing to the child."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from casework.models import AccessLog
from people.actions import children
from people.actions.cases import open_case
from people.models import Case, Child
from tests.conftest import act_on
from tests.factories.people import DAY, make_authority, make_user, open_to
from tests.factories.streams import make_document

pytestmark = pytest.mark.django_db

READ = ["child", "child_cases", "child_timeline", "child_documents", "child_money", "child_people"]
WRITE = ["edit_child", "add_carer", "record_legal_status", "join_network", "record_consent"]
# A child the reader's own agency opened; another agency's, with and without consent; another
# authority's; and one that never was.
SEES = {"own": 200, "shared": 200, "unshared": 404, "elsewhere": 404, "nowhere": 404}
MAY = {"own": 200, "shared": 403, "unshared": 404, "elsewhere": 404, "nowhere": 404}


def opened_by(user, family_name) -> Child:
    reference = children.add_child(
        act_on(DAY, user),
        authority=user.agency.authorities.get().code,
        given_names="Sam",
        family_name=family_name,
        born_on=date(2011, 5, 3),
    )
    return Child.objects.get(reference=reference)


def with_case(child, owner) -> Case:
    return open_case(
        act_on(DAY, owner),
        kind=Case.Kind.REFERRAL,
        child=child,
        lead_agency=owner.agency_id,
        owner=owner,
        stage="alert",
    )


@pytest.fixture
def reader():
    make_authority("northshire")
    make_authority("southshire")
    return make_user(Role.CASEWORKER)


@pytest.fixture
def references(reader):
    """A child's reference for each way in which the reader may stand to one."""
    care = make_user(Role.CASEWORKER, agency="care")
    south = make_user(Role.CASEWORKER, authority="southshire")
    own, shared, unshared, elsewhere = (
        opened_by(reader, "Own"),
        opened_by(care, "Shared"),
        opened_by(care, "Unshared"),
        opened_by(south, "Elsewhere"),
    )
    open_to(shared, "northshire-sen")
    for child, owner in ((own, reader), (shared, care), (unshared, care), (elsewhere, south)):
        with_case(child, owner)
    return {
        "own": own.reference,
        "shared": shared.reference,
        "unshared": unshared.reference,
        "elsewhere": elsewhere.reference,
        "nowhere": "BCDFGHJK",
    }


@pytest.mark.parametrize("standing", SEES)
@pytest.mark.parametrize("page", READ + WRITE)
def test_page_opens_to_whom_it_should(client, reader, references, page, standing):
    client.force_login(reader)

    answer = client.get(reverse(f"people:{page}", args=[references[standing]]))

    assert answer.status_code == (SEES if page in READ else MAY)[standing]


@pytest.mark.parametrize("standing", SEES)
@pytest.mark.parametrize("stream", ["child", "case"])
def test_document_opens_with_its_stream(client, reader, references, standing, stream):
    client.force_login(reader)
    child = references[standing]
    cases = Case.objects.filter(child__reference=child).values_list("reference", flat=True)
    streams = {"child": child, "case": cases.first() or "R-2025-99999-X"}
    document = make_document(streams[stream], DAY)

    answer = client.get(reverse("people:document", args=[document.reference]))

    # A referral of another agency is read by consent; nobody's stream is read by nobody.
    assert answer.status_code == SEES[standing]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.MANAGER, Role.FINANCE, Role.ADVISER])
@pytest.mark.parametrize("page", WRITE)
def test_role_without_the_verb_may_look_and_not_write(client, reader, references, page, role):
    client.force_login(make_user(role))

    seen = client.get(reverse("people:child", args=[references["own"]]))
    tried = client.post(reverse(f"people:{page}", args=[references["own"]]), {})

    assert (seen.status_code, tried.status_code) == (200, 403)


def test_a_carer_is_reached_through_their_own_child_alone(client, reader, references):
    client.force_login(reader)
    others = Child.objects.get(reference=references["shared"])
    children.add_carer(act_on(DAY), child_reference=others.reference, name="Jo", relation="Mother")
    carer = others.carers.get().pk

    answer = client.get(reverse("people:edit_carer", args=[references["own"], carer]))

    assert answer.status_code == 404


def test_a_reading_is_logged_once_and_a_refused_one_too(client, reader, references):
    client.force_login(reader)

    client.get(reverse("people:child", args=[references["own"]]))
    client.get(reverse("people:child", args=[references["elsewhere"]]))

    log = AccessLog.objects.values_list("user_id", "what", "references", "allowed")
    assert list(log) == [
        (reader.pk, "people.child", [references["own"]], True),
        (reader.pk, "people.child", [references["elsewhere"]], False),
    ]
