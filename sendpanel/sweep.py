"""What is done when its time has come, in this order; each safe to do twice."""

from collections.abc import Callable

from casework import jobs
from casework.act import Act
from casework.reminders import due_reminders
from people.actions.sight import end_sights

STEPS: list[tuple[str, Callable[[Act], object]]] = [
    ("sights ended", end_sights),
    ("reminders written", due_reminders),
    ("jobs run", jobs.run_waiting),
]


def sweep(act: Act) -> dict[str, object]:
    """Take every step and return what each said it did."""
    return {name: step(act) for name, step in STEPS}
