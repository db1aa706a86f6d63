"""What funding puts on the first page: how the quarter stands."""

from datetime import date

from django.urls import reverse

from accounts.models import User
from accounts.permissions import authorities_of
from casework.desk import Notice
from funding.permissions import can_export_quarter
from funding.queries import locked_quarters
from funding.rules.periods import quarter, quarter_after, quarter_in_words, quarter_of


def quarter_state(user: User, today: date) -> list[Notice]:
    """Return how the quarter stands in each authority whose workbook this person may take."""
    codes = [code for code in authorities_of(user) if can_export_quarter(user, code)]
    return [_notice(code, today) for code in codes]


def _notice(authority: str, today: date) -> Notice:
    now, locked = quarter_of(today), locked_quarters(authority)
    before = quarter_after(now, -1)
    left = (quarter(now).last - today).days
    state = "is locked" if before in locked else "is not locked yet"
    return Notice(
        title=f"The quarter: {quarter_in_words(now)}",
        lines=[
            f"It ends in {left} days." if left else "It ends today.",
            f"The quarter before, {quarter_in_words(before)}, {state}.",
        ],
        href=reverse("insight:quarters"),
        link_text="See quarters and what changed",
    )
