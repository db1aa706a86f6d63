"""Makes this machine ready to show the product: what `make setup` and `make start` run."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from accounts.models import User
from sendpanel.demo.cast import PASSWORD


class Command(BaseCommand):
    help = "Migrate, fill an empty database with demonstration data, and run one sweep."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", help="print where the server will be, and who signs in")

    def handle(self, *args: Any, address: str | None, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        self.stdout.write("The database is up to date.")
        if settings.DEMO and not User.objects.exists():
            self.stdout.write("Making demonstration data.")
            call_command("seed_demo", stdout=self.stdout)
        call_command("send_due", stdout=self.stdout)
        if address:
            self._welcome(address)

    def _welcome(self, address: str) -> None:
        self.stdout.write(f"\n    {address}\n")
        if settings.DEMO:
            self.stdout.write(f"Sign in with the password {PASSWORD} as:\n")
            for person in User.objects.filter(is_active=True).order_by("pk"):
                self.stdout.write(f"    {person.username:<26} {person.name}, {person.post}")
        self.stdout.write("")
