"""What EHC cases put on somebody's desk: the advice that they are asked for."""

from datetime import date

from django.urls import reverse

from accounts.models import User
from casework.desk import ToDo
from casework.models import Clock
from ehcp.models import AdviceRequest
from ehcp.queries import advice_clocks_of, requests_to


def advice_asked_of(user: User, today: date) -> list[ToDo]:
    """Return a line for each request for advice that waits for this person."""
    waiting = list(requests_to(user).asked())
    clocks = advice_clocks_of(asked.ehc.case.reference for asked in waiting)
    return [
        _to_do(asked, clocks.get((asked.ehc.case.reference, asked.adviser))) for asked in waiting
    ]


def _to_do(asked: AdviceRequest, clock: Clock | None) -> ToDo:
    case = asked.ehc.case
    return ToDo(
        title=f"Give advice: {asked.get_head_display()}",
        about=f"{case.child.initials}, {case.reference}",
        href=reverse("ehcp:give_advice", args=[asked.pk]),
        why=f"{clock.counting}, {clock.rule}" if clock else "",
        due_on=clock.due_on if clock else None,
    )
