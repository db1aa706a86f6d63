"""Work after the answer, by a worker in a process of its own and by the sweep."""

import time

import pytest

from casework import jobs
from casework.models import Job, Message
from sendpanel.sweep import sweep
from tests.conftest import act_on
from tests.factories.referrals import VIEWED, make_cast, raise_one, share
from tests.services.conftest import broker, free_port, wait_until


def unsent() -> int:
    return Message.objects.filter(sent_at=None).count()


def undone() -> int:
    return Job.objects.filter(done_at=None).count()


def test_worker_asks_each_agency_once(worker):
    cast = make_cast()

    share(cast, raise_one(cast))

    wait_until(lambda: not undone() and not unsent(), "the worker has sent what was written")
    keys = list(Message.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) > 0


def test_work_goes_on_when_redis_comes_back(worker, private_redis):
    cast = make_cast()
    private_redis.stop()
    share(cast, raise_one(cast))
    private_redis.start()

    share(cast, raise_one(cast))
    wait_until(lambda: Job.objects.filter(tries=1).exists(), "the worker has found Redis again")
    sweep(act_on(VIEWED))

    wait_until(lambda: not undone() and not unsent(), "nothing is left over")


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_delays_work_and_loses_none(settings):
    cast = make_cast()
    with broker(f"redis://127.0.0.1:{free_port()}/0", settings):
        began = time.monotonic()
        share(cast, raise_one(cast))
        took = time.monotonic() - began

        assert took < 5, "a page must not wait for a broker that is away"
        assert (undone() > 0, Message.objects.count()) == (True, 0)

    jobs.run_waiting(act_on(VIEWED))
    jobs.run_waiting(act_on(VIEWED))

    assert (undone(), unsent(), Message.objects.count() > 0) == (0, 0, True)


@pytest.mark.django_db(transaction=True)
def test_sweeping_twice_writes_nothing_twice(settings):
    cast = make_cast()
    share(cast, raise_one(cast))
    sweep(act_on(VIEWED))
    before = Message.objects.count()

    sweep(act_on(VIEWED))

    assert Message.objects.count() == before
