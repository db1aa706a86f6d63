"""Connects the apps: which fact starts which work, and which page shows whose rows."""

from django.apps import AppConfig


class SendPanelConfig(AppConfig):
    name = "sendpanel"

    def ready(self) -> None:
        from sendpanel import wiring

        wiring.connect()
