"""Panels, their meetings and agendas, who came, what was decided and what follows from it."""

from panels.models.agenda import AgendaItem, Interest
from panels.models.decisions import Decision, OutcomeNote, PanelAction
from panels.models.meetings import Attendance, Meeting
from panels.models.panels import Member, Panel

__all__ = [
    "AgendaItem",
    "Attendance",
    "Decision",
    "Interest",
    "Meeting",
    "Member",
    "OutcomeNote",
    "Panel",
    "PanelAction",
]
