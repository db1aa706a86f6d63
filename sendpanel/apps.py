"""Connects the apps: which fact starts which work, and which page shows whose rows."""

from django.apps import AppConfig


class SendPanelConfig(AppConfig):
    name = "sendpanel"

    def ready(self) -> None:
        from sendpanel import wiring
        from sendpanel.celery import app

        # Every process knows every task: one that only looks for them in a worker would fail
        # each job that it runs itself, in process or in a sweep.
        app.autodiscover_tasks(force=True)
        wiring.connect()
