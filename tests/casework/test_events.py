from dataclasses import dataclass
from datetime import date

import pytest
from celery import shared_task
from django.db import connection

from casework import events
from casework.events import Fact, publish, subscribe
from casework.ledger import broken_links
from casework.models import Event, Job

pytestmark = pytest.mark.django_db
ran: list[str] = []


@dataclass(frozen=True, kw_only=True)
class KettleBoiled(Fact):
    kind = "test.kettle_boiled"
    says = "The kettle boiled on {day}"

    day: date


@shared_task(name="test.make_tea")
def make_tea(*, reference: str, **_later) -> None:
    if reference == "R-FAILS":
        raise ValueError("no tea")
    ran.append(reference)


@pytest.fixture(autouse=True)
def _tea():
    ran.clear()
    subscribe(KettleBoiled, "test.make_tea")
    yield
    events._subscribers.pop(KettleBoiled.kind)


def boil(act, stream="R-1"):
    return publish(act, stream, KettleBoiled(day=date(2025, 9, 1)))


def test_facts_are_numbered_and_chained_in_their_stream(act):
    boil(act)
    boil(act)
    boil(act, "R-2")

    assert [e.number for e in Event.objects.of("R-1")] == [1, 2]
    assert list(broken_links()) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('data = \'{"day": "2025-09-02"}\'', "its data are not those that were recorded"),
        ("actor_id = 7", "it does not follow from the fact before it"),
        ("\"on\" = '2025-08-31'", "it does not follow from the fact before it"),
        ("number = 9", "fact 2 is missing"),
    ],
)
def test_a_quiet_change_is_found(act, change, says):
    for _ in range(3):
        boil(act)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE casework_event SET {change} WHERE number = 2")  # noqa: S608

    [fault] = broken_links()
    assert says in fault


def test_facts_are_not_edited_through_the_orm(act):
    boil(act)

    with pytest.raises(TypeError):
        Event.objects.of("R-1").update(kind="other")
    with pytest.raises(TypeError):
        Event.objects.of("R-1").delete()


def test_a_subscribed_task_runs_after_commit_and_not_before(
    act, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        boil(act)
        assert ran == []
    for callback in callbacks:
        callback()

    assert ran == ["R-1"]
    assert Job.objects.get().done_at is not None


def test_a_task_that_fails_is_kept_for_the_sweep(act, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        boil(act, "R-FAILS")

    job = Job.objects.get()
    assert (job.done_at, job.tries, job.fault) == (None, 1, "ValueError")
