"""Pages of referrals: check the door, call one action, answer."""

from referrals.views.agencies import (
    agency_view,
    assessments_view,
    confirm_share_view,
    give_view_view,
    receive_assessment_view,
)
from referrals.views.alerts import (
    consent_view,
    find_child_view,
    raise_alert_view,
    share_alert_view,
)
from referrals.views.lists import list_referrals_view, show_referral_view, timeline_view
from referrals.views.sections import edit_section_view, tasks_view
from referrals.views.submission import (
    check_answers_view,
    take_back_view,
    withdraw_referral_view,
)

__all__ = [
    "agency_view",
    "assessments_view",
    "check_answers_view",
    "confirm_share_view",
    "consent_view",
    "edit_section_view",
    "find_child_view",
    "give_view_view",
    "list_referrals_view",
    "raise_alert_view",
    "receive_assessment_view",
    "share_alert_view",
    "show_referral_view",
    "take_back_view",
    "tasks_view",
    "timeline_view",
    "withdraw_referral_view",
]
