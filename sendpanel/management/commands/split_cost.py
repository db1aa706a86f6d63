"""Who pays what for a placement, and why, without a case."""

from typing import Any

from accounts.rules.protocols import sections_called
from casework.commands import AnsweringCommand, read_document
from funding.rules.costs import read_costs
from funding.rules.policy import parse_policy
from funding.rules.shares import NO_POLICY, share_cost


class Command(AnsweringCommand):
    help = "Share the yearly cost of a placement between education, care and health."

    def answer(self, **options: Any) -> dict[str, Any]:
        name = options["policy"]
        policy = parse_policy(sections_called(name)["funding"]) if name else NO_POLICY
        return share_cost(read_costs(read_document(options["file"])), policy).as_answer()
