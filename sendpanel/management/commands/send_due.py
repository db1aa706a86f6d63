"""One sweep of what has fallen due, as Celery beat runs it."""

from typing import Any

from django.core.management.base import BaseCommand

from casework.act import system_act
from sendpanel.sweep import sweep


class Command(BaseCommand):
    help = "Send reminders and run work that has fallen due. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, done in sweep(system_act()).items():
            self.stdout.write(f"{name}: {done or 0}")
