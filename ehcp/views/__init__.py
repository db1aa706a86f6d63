"""Pages about EHC cases: check the door, call one action, answer."""

from ehcp.views.advice import (
    ask_advice_view,
    give_advice_view,
    list_advice_view,
    record_advice_view,
    reuse_advice_view,
)
from ehcp.views.cases import list_cases_view, show_case_view
from ehcp.views.decisions import decide_assessment_view, decide_plan_view
from ehcp.views.plans import (
    agree_health_view,
    hear_family_view,
    issue_draft_view,
    issue_final_view,
    name_placement_view,
    show_plan_view,
    write_section_view,
)
from ehcp.views.requests import (
    record_exemption_view,
    request_assessment_view,
    tell_others_view,
    withdraw_request_view,
)

__all__ = [
    "agree_health_view",
    "ask_advice_view",
    "decide_assessment_view",
    "decide_plan_view",
    "give_advice_view",
    "hear_family_view",
    "issue_draft_view",
    "issue_final_view",
    "list_advice_view",
    "list_cases_view",
    "name_placement_view",
    "record_advice_view",
    "record_exemption_view",
    "request_assessment_view",
    "reuse_advice_view",
    "show_case_view",
    "show_plan_view",
    "tell_others_view",
    "withdraw_request_view",
    "write_section_view",
]
