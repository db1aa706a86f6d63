"""What people do to EHC cases. One action: one transaction, at least one fact."""

from ehcp.actions.advice import ask_advice, record_advice, reuse_advice
from ehcp.actions.decisions import decide_assessment, decide_plan, receive_advice
from ehcp.actions.exemptions import record_exemption
from ehcp.actions.plans import (
    agree_health,
    hear_family,
    issue_draft,
    issue_final,
    name_placement,
    write_section,
)
from ehcp.actions.requests import request_assessment, tell_others, withdraw_request

__all__ = [
    "agree_health",
    "ask_advice",
    "decide_assessment",
    "decide_plan",
    "hear_family",
    "issue_draft",
    "issue_final",
    "name_placement",
    "receive_advice",
    "record_advice",
    "record_exemption",
    "request_assessment",
    "reuse_advice",
    "tell_others",
    "withdraw_request",
    "write_section",
]
