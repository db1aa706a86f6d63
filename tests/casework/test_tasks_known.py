"""Every process knows the tasks: a job may be run by a page's own process or by a sweep."""

import subprocess
import sys


def test_a_process_that_is_no_worker_knows_every_apps_tasks():
    asked = (
        "import django; django.setup(); from celery import current_app; print(*current_app.tasks)"
    )

    known = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert "sendpanel.sweep" in known.stdout.split()
