"""A broker of the test's own choosing, and a real worker beside it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import kombu.pools
import pytest
from django.conf import settings as django_settings
from django.db import connection

from sendpanel.celery import app

TOP = Path(__file__).resolve().parent.parent.parent
PATIENCE = 20


def wait_until(is_so: Callable[[], object], what: str) -> None:
    """Ask again and again until it is so.

    Raises:
        AssertionError: it was never so in twenty seconds.
    """
    for _ in range(PATIENCE * 20):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError(f"Waited {PATIENCE} seconds in vain until {what}.")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


class PrivateRedis:
    """A Redis of this test alone, that may be stopped and started."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._server: subprocess.Popen | None = None

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_until(lambda: listens(self.port), "Redis listens")

    def stop(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait()
            self._server = None


@contextmanager
def broker(url: str, settings):
    """Hand jobs to the broker at ``url`` instead of running them in process."""
    before = {key: app.conf[key] for key in ("broker_url", "task_always_eager")}
    settings.CELERY_TASK_ALWAYS_EAGER = False
    _point(broker_url=url, task_always_eager=False)
    yield
    _point(**before)


def _point(**conf) -> None:
    """Celery keeps connections to the broker it knew first: let go of them too."""
    app.conf.update(conf)
    if app._pool is not None:
        app._pool.force_close_all()
    app._pool = app.amqp._producer_pool = None
    kombu.pools.reset()


@contextmanager
def worker_of(url: str):
    """A Celery worker in a process of its own, on this test's database and this broker."""
    where = connection.settings_dict
    database = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format_map(where)
    environment = os.environ | {
        "DATABASE_URL": database.replace(":@", "@"),
        "REDIS_URL": url,
        "FILES_ROOT": str(django_settings.FILES_ROOT),
        "DJANGO_SETTINGS_MODULE": "sendpanel.settings.local",
    }
    command = [sys.executable, "-m", "celery", "--app", "sendpanel", "worker", "--pool", "solo"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=TOP, env=environment, **quiet) as process:
        try:
            yield process
        finally:
            process.terminate()


@pytest.fixture
def private_redis():
    if shutil.which("redis-server") is None:
        pytest.skip("needs the program redis-server")
    redis = PrivateRedis()
    redis.start()
    yield redis
    redis.stop()


@pytest.fixture
def worker(private_redis, settings, transactional_db):
    """A broker and a worker that reads from it; needs a database that two processes can share."""
    if connection.vendor != "postgresql":
        pytest.skip("a worker needs DATABASE_URL: a database in memory has one process")
    with broker(private_redis.url, settings), worker_of(private_redis.url) as process:
        yield process
