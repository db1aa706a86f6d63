"""Who does something, when, and on which day: made once at the edge, handed to every action."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.http import HttpRequest

from casework import bank_holidays, clock
from casework.rules.calendar import WorkingCalendar


class Actor(Protocol):
    """A person, or the system, as the timeline names them."""

    pk: int | None
    name: str
    role_label: str
    agency_code: str


@dataclass(frozen=True)
class SystemActor:
    """The product itself, when a sweep or a command does what nobody asked for in person."""

    pk: int | None = None
    name: str = "SEND Panel"
    role_label: str = "system"
    agency_code: str = ""


@dataclass(frozen=True)
class Act:
    """The first argument of every action: actor, moment, today in London, calendar, key.

    Under one ``idempotency_key`` the same person does the same thing once.
    """

    actor: Actor
    at: datetime
    today: date
    calendar: WorkingCalendar
    idempotency_key: str | None = None


def act_for(request: HttpRequest) -> Act:
    """Return the act of the person signed in. The key comes from the form or the header."""
    key = request.headers.get("Idempotency-Key") or request.POST.get("form_key")
    return Act(request.user, clock.now(), clock.today(), bank_holidays.england(), key or None)


def system_act() -> Act:
    """Return an act of the product itself, for tasks, sweeps and commands."""
    return Act(SystemActor(), clock.now(), clock.today(), bank_holidays.england())
