"""What the pages about EHC cases are given: plain, frozen values. A template meets no model."""

from ehcp.presenters.advice import advice_table, asked_of_me, request_facts
from ehcp.presenters.cases import case_page, panel_advice_rows
from ehcp.presenters.clocks import clock_table, state_of, week_bar
from ehcp.presenters.plans import plan_page, section_hint
from ehcp.presenters.tracker import tracker_table
from ehcp.presenters.whose import identity

__all__ = [
    "advice_table",
    "asked_of_me",
    "case_page",
    "clock_table",
    "identity",
    "panel_advice_rows",
    "plan_page",
    "request_facts",
    "section_hint",
    "state_of",
    "tracker_table",
    "week_bar",
]
