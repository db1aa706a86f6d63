"""Checks the timeline's chains, and whatever else must add up."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework.ledger import broken_links
from funding.queries import broken_sums

CHECKS: list[tuple[str, Callable[[], Iterable[str]]]] = [
    ("timeline", broken_links),
    ("awards", broken_sums),
]


class Command(BaseCommand):
    help = "Check the timeline's chain and the awards' sums; exit 1 with the first broken row."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, check in CHECKS:
            for fault in check():
                raise CommandError(f"{name}: {fault}")
            self.stdout.write(f"{name}: holds")
