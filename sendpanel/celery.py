"""The Celery application: tasks run after the answer, and the sweeps that beat starts."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendpanel.settings.local")

app = Celery("sendpanel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
