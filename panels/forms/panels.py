"""Forms about a panel: its year of dates, its seats, a meeting moved or cancelled."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from casework.forms import DateField, Form, LongTextField, RadiosField, SelectField
from panels.rules.policy import PanelPolicy
from panels.rules.quorum import Capacity

MONTHS_AHEAD = 15


def month_choices(today: date) -> list[tuple[str, str]]:
    """Return the months in which a year of meetings may begin, this one first."""
    start = today.month - 1
    months = [(today.year + n // 12, n % 12 + 1) for n in range(start, start + MONTHS_AHEAD)]
    firsts = [date(year, month, 1) for year, month in months]
    return [(first.isoformat(), f"{first:%B %Y}") for first in firsts]


class PlanYearForm(Form):
    """From which month on the twelve months run."""

    first_month = SelectField(
        label="First month of the year of meetings", coerce=date.fromisoformat
    )

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        self.fields["first_month"].choices = month_choices(today)


class AddMemberForm(Form):
    """Who takes which seat."""

    username = SelectField(label="Person")
    seat = SelectField(label="Seat")
    capacity = RadiosField(
        label="As",
        choices=[
            (Capacity.MEMBER, "Member: commits the agency’s money"),
            (Capacity.ADVISER, "Adviser: does not count towards quorum"),
        ],
        initial=Capacity.MEMBER,
    )

    def __init__(self, *args, people: Iterable[User], policy: PanelPolicy, **options):
        super().__init__(*args, **options)
        self.fields["username"].choices = person_choices(people)
        self.fields["seat"].choices = [(seat.code, seat.title) for seat in policy.seats]


class MoveMeetingForm(Form):
    """The new day, and why."""

    held_on = DateField(label="New date", hint="A working day on which the panel does not meet.")
    because = LongTextField(label="Why is it moved?", rows=3, max_length=300)


class BecauseForm(Form):
    """A reason, for what is not done without one."""

    because = LongTextField(label="Reason", rows=3, max_length=300)


def person_choices(people: Iterable[User]) -> list[tuple[str, str]]:
    """Return people as choices, each with the agency they come from."""
    return [(one.username, f"{one.name}, {one.agency.name}") for one in people]
