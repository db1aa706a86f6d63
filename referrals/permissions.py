"""Who may do what to a referral. Sight is the door's question; one question, one function."""

from accounts.models import User
from accounts.permissions import authorities_of, can
from people.models import Case
from people.permissions import can_on_case
from referrals.rules.policy import ADMINISTRATOR, Policy


def can_raise(user: User, authority: str) -> bool:
    """Say whether ``user`` may raise an alert in an authority, for the agency they belong to.

    Rules: KENT-009.
    """
    return bool(user.agency_id) and can(user, "referral.raise", authority=authority)


def authorities_to_raise_in(user: User) -> list[str]:
    """Return the codes of the authorities in which ``user`` may raise an alert."""
    return [code for code in authorities_of(user) if can_raise(user, code)]


def can_share_alert(user: User, case: Case, policy: Policy) -> bool:
    """Say whether ``user`` may be the first to share the alert with the network.

    Rules: KENT-039.
    """
    is_referrer = user.pk == case.owner_id
    if policy.shared_by == ADMINISTRATOR and is_referrer:
        return False
    return can_on_case(user, "alert.share", case)


def can_write(user: User, case: Case, policy: Policy) -> bool:
    """Say whether ``user`` may write part 2: its referrer alone, where the protocol says so.

    Rules: KENT-046.
    """
    if policy.is_written_by_referrer and user.pk != case.owner_id:
        return False
    return can_on_case(user, "referral.edit", case)


def can_submit(user: User, case: Case, policy: Policy) -> bool:
    """Say whether ``user`` may submit the referral, or reopen it for changes."""
    return can_write(user, case, policy) and can_on_case(user, "referral.submit", case)


def can_withdraw(user: User, case: Case) -> bool:
    """Say whether ``user`` may withdraw the referral."""
    return can_on_case(user, "referral.withdraw", case)


def can_give_view(user: User, case: Case, agency: str) -> bool:
    """Say whether ``user`` speaks for ``agency`` on this referral. Nobody speaks for another."""
    return user.agency_id == agency and can_on_case(user, "view.give", case)


def can_confirm_share(user: User, case: Case, agency: str) -> bool:
    """Say whether ``user`` may confirm what ``agency`` pays: its own people only.

    Rules: KENT-011, KENT-012.
    """
    return user.agency_id == agency and can_on_case(user, "share.confirm", case)
