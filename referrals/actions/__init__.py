"""What people do to referrals, by noun: alerts, agencies, sections, and the way to the panel."""

from referrals.actions.agencies import confirm_share, give_view, receive_assessment
from referrals.actions.alerts import (
    raise_alert,
    raise_alert_for_new_child,
    record_consents,
    share_alert,
)
from referrals.actions.panel import (
    leave_off,
    list_for_meeting,
    record_decision,
    submit_referral,
    take_back,
    withdraw_referral,
)
from referrals.actions.placements import save_costs, save_payment_terms, save_placement
from referrals.actions.sections import (
    save_checks,
    save_child,
    save_discussion,
    save_legal_status,
    save_options,
    save_shares,
)

__all__ = [
    "confirm_share",
    "give_view",
    "leave_off",
    "list_for_meeting",
    "raise_alert",
    "raise_alert_for_new_child",
    "receive_assessment",
    "record_consents",
    "record_decision",
    "save_checks",
    "save_child",
    "save_costs",
    "save_discussion",
    "save_legal_status",
    "save_options",
    "save_payment_terms",
    "save_placement",
    "save_shares",
    "share_alert",
    "submit_referral",
    "take_back",
    "withdraw_referral",
]
