"""Work after the answer: a job is a row in the transaction that makes it necessary.

Celery is told of it once that transaction has committed. If the broker is away, or the
worker dies, the row stays and the next sweep runs it: delayed, never lost, never an error page.
"""

import logging
from datetime import timedelta
from functools import partial

from celery import current_app, shared_task
from django.conf import settings
from django.db import transaction

from casework import clock
from casework.act import Act
from casework.models import Job

log = logging.getLogger(__name__)

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=1)


def enqueue(act: Act, task: str, *, stream: str = "", **arguments: object) -> Job:
    """Leave a job for the Celery task called ``task``; it runs once this transaction commits."""
    job = Job.objects.create(
        task=task, arguments=arguments, stream=stream, asked_at=act.at, try_after=act.at
    )
    transaction.on_commit(partial(_hand_over, job.pk), robust=True)
    return job


def _hand_over(job_id: int) -> None:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        run(job_id)
        return
    try:
        run_job.apply_async(kwargs={"job_id": job_id}, retry=False)
    except run_job.OperationalError:
        log.warning("The broker is away; job %s waits for the sweep.", job_id)


@shared_task(name="casework.run_job")
def run_job(*, job_id: int, **_later: object) -> None:
    """Run one job, if nobody has run it yet."""
    run(job_id)


def run(job_id: int) -> bool:
    """Run one job and say whether it is done now. Two runners at once: the second leaves it."""
    with transaction.atomic():
        waiting = Job.objects.select_for_update(skip_locked=True)
        job = waiting.filter(pk=job_id, done_at=None, gave_up_at=None).first()
        if job is None:
            return False
        fault = _attempt(job)
        _note(job, fault)
        return fault is None


def _attempt(job: Job) -> Exception | None:
    try:
        with transaction.atomic():
            current_app.tasks[job.task](**job.arguments)
    except Exception as fault:  # whatever a task raises is kept for the sweep, not for the page
        log.error("Job %s (%s) failed: %s", job.pk, job.task, type(fault).__name__)
        log.debug("Where job %s failed", job.pk, exc_info=fault)
        return fault
    return None


def _note(job: Job, fault: Exception | None) -> None:
    at = clock.now()
    job.tries += 1
    if fault is None:
        job.done_at, job.fault = at, ""
    else:
        job.fault = type(fault).__name__
        job.try_after = at + FIRST_WAIT * 2 ** (job.tries - 1)
        job.gave_up_at = at if job.tries >= MOST_TRIES else None
    job.save(update_fields=["tries", "done_at", "fault", "try_after", "gave_up_at"])


def run_waiting(act: Act) -> int:
    """Run every job whose time has come and return how many were done. Safe to run twice."""
    return sum(run(job_id) for job_id in Job.objects.waiting(act.at).values_list("pk", flat=True))
