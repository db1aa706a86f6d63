"""Writes a backup: database, kept files, anchor."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework import clock
from sendpanel.backup import BackupFault, make_backup


class Command(BaseCommand):
    help = "Write the database, the kept files and an anchor of the timeline into a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            manifest = make_backup(folder, clock.now())
        except BackupFault as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{folder}: the database ({manifest.engine}) and {manifest.files} files")
