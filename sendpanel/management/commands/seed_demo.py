"""Fills an empty database with fictitious authorities, people, children and cases."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from accounts.models import Authority
from casework import clock
from sendpanel.demo.cast import COUNCILS
from sendpanel.demo.telling import Plan, Stage, tell

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
# Sutton's protocol runs the SEND Panel of both authorities; its assessments are the first one's.
COUNCILS_BY_POLICY = {
    "kent": COUNCILS[:1],
    "london": COUNCILS[1:],
    "sutton": COUNCILS[:1],
}


class Command(BaseCommand):
    help = "Make deterministic demonstration data in an empty database; never in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--policy", choices=sorted(COUNCILS_BY_POLICY), help="one authority")
        parser.add_argument("--children", type=int, default=24, help="how many in each authority")
        parser.add_argument("--seed", type=int, default=1, help="the same seed tells the same")
        parser.add_argument(
            "--stage", choices=[stage.value for stage in Stage], default=Stage.REVIEW.value
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._refuse_where_people_are_real()
        plan = Plan(
            councils=COUNCILS_BY_POLICY.get(options["policy"], COUNCILS),
            children=options["children"],
            seed=options["seed"],
            stage=Stage(options["stage"]),
            today=clock.today(),
        )
        # What the past would have sent is in the outbox; nobody is written to again.
        with override_settings(EMAIL_BACKEND=NOWHERE, CELERY_TASK_ALWAYS_EAGER=True):
            for line in tell(plan):
                self.stdout.write(line)

    def _refuse_where_people_are_real(self) -> None:
        if not settings.DEMO:
            raise CommandError("Demonstration data is never made in a production database.")
        if Authority.objects.exists():
            raise CommandError("The database holds data already. Start from an empty one.")
