"""Who pays what for a placement, and why, without a case."""

from typing import Any

from casework.commands import AnsweringCommand, read_document
from funding.queries import policy_called
from funding.rules.costs import read_costs
from funding.rules.shares import share_cost


class Command(AnsweringCommand):
    help = "Share the yearly cost of a placement between education, care and health."

    def answer(self, **options: Any) -> dict[str, Any]:
        policy = policy_called(options["policy"] or "")
        return share_cost(read_costs(read_document(options["file"])), policy).as_answer()
