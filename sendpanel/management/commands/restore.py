"""Brings a backup back: database, kept files; then checks the timeline against the anchor."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sendpanel.backup import BackupFault, check_anchor, is_in_use, restore_backup


class Command(BaseCommand):
    help = "Replace the database by a backup's, add its files, migrate and check the timeline."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="even though the database is in use"
        )

    def handle(self, *args: Any, folder: Path, replace: bool, **options: Any) -> None:
        if is_in_use() and not replace:
            raise CommandError(
                "The database here is in use, and restoring replaces it whole. "
                "Stop the server and workers, make a backup of it, then add --replace."
            )
        try:
            manifest = restore_backup(folder)
            call_command("migrate", verbosity=0)
            check_anchor(folder)
        except BackupFault as fault:
            raise CommandError(str(fault)) from fault
        call_command("verify_ledger", stdout=self.stdout)
        self.stdout.write(f"Restored what was written at {manifest.made_at}.")
