"""What a meeting's stream holds is open to whoever may open its agenda, and to nobody else."""

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from tests.factories.panels import plan
from tests.factories.people import DAY, make_authority, make_user
from tests.factories.streams import make_document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "status"), [("chair", 200), ("admin", 200), ("stranger", 404)])
def test_facts_and_papers_of_a_meeting_open_with_its_agenda(client, table, who, status):
    make_authority("southshire")
    stranger = make_user(Role.CHAIR, authority="southshire")
    meeting = plan(table)
    document = make_document(meeting.reference, DAY)
    client.force_login({"chair": table.chair, "admin": table.admin, "stranger": stranger}[who])

    facts = client.get(reverse("api-timeline", args=[meeting.reference]))
    paper = client.get(reverse("people:document", args=[document.reference]))

    assert (facts.status_code, paper.status_code) == (status, status)


def test_a_meetings_reference_opens_the_meeting_from_the_search(client, table):
    meeting = plan(table)
    client.force_login(table.chair)

    answer = client.post(reverse("people:search"), {"text": meeting.reference})

    assert answer.headers["Location"] == reverse("panels:meeting", args=[meeting.reference])
