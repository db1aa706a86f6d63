"""What referrals put on somebody's desk: see ``casework.desk``."""

from datetime import date

from django.urls import reverse

from accounts.models import User
from casework.desk import ToDo
from casework.rules.money import format_pounds
from people.models import Case
from referrals.models import AskedAgency
from referrals.queries.desk import alerts_to_share, answers_owed, referrals_to_write


def asked_of(user: User, today: date) -> list[ToDo]:
    """Return what referrals ask of somebody: to share, to answer for their agency, to write."""
    shares = [
        _to_do("Share the alert", row.case, "referrals:show") for row in alerts_to_share(user)
    ]
    answers = [to_do for row in answers_owed(user) for to_do in _owed(row)]
    parts = [
        _to_do("Write part 2", row.case, "referrals:tasks", "the referrer’s own")
        for row in referrals_to_write(user)
    ]
    return [*shares, *answers, *parts]


def _owed(row: AskedAgency) -> list[ToDo]:
    """Return what one agency still owes; its own funding once it is asked for a share."""
    case, agency = row.referral.case, row.agency_id
    why = f"asked on {row.asked_on:%-d %B %Y}"
    owed = []
    if not row.has_assessment:
        owed.append(_to_do("Send your assessment", case, "referrals:assessment", why, agency))
    if not row.has_view:
        owed.append(_to_do("Give your agency’s view", case, "referrals:give_view", why, agency))
    if row.asked_pence and not row.has_confirmed:
        why = f"asked for {format_pounds(row.asked_pence)} a year"
        owed.append(_to_do("Confirm your share", case, "referrals:confirm_share", why, agency))
    return owed


def _to_do(title: str, case: Case, name: str, why: str = "", *args: str) -> ToDo:
    href = reverse(name, args=[case.reference, *args])
    return ToDo(title, f"{case.reference}, {case.child.initials}", href, why)
