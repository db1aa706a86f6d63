"""When things are due, and why, without a case."""

from argparse import ArgumentParser
from typing import Any

from casework import clock
from casework.commands import AnsweringCommand, read_document
from insight.queries.deadlines import event_kinds, explain_deadlines, read_day


class Command(AnsweringCommand):
    help = "Say when everything is due that some events start, and how each date was counted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--law", metavar="L", help="count by the law of a day, or draft-2013")
        parser.add_argument("--today", metavar="D", help="the day to read the clocks on")
        parser.add_argument("--kinds", action="store_true", help="list the kinds of event")

    def answer(self, **options: Any) -> dict[str, Any]:
        if options["kinds"]:
            return {"kinds": event_kinds()}
        readings = explain_deadlines(
            read_document(options["file"]),
            policy=options["policy"],
            law=options["law"],
            today=read_day(options["today"]) if options["today"] else clock.today(),
        )
        return {"clocks": [reading.as_json() for reading in readings]}
