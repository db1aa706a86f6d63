"""The outcome note: the facts that it states, copied from the decision it is about."""

from dataclasses import dataclass
from datetime import date, datetime

from panels.models import Decision, OutcomeNote
from panels.queries.decisions import decision_words
from panels.queries.policies import policy_of
from panels.rules.decisions import PURPOSES, Purpose
from panels.rules.policy import PanelPolicy


@dataclass(frozen=True)
class Line:
    """One fact of a document: its heading and its words."""

    label: str
    text: str


@dataclass(frozen=True)
class ActionLine:
    """Something to be done, by whom and by when."""

    what: str
    who: str
    due_on: date


@dataclass(frozen=True)
class OutcomeNoteFacts:
    """Everything that an outcome note says. Rules: KENT-090, KENT-093, KENT-120, LDN-020."""

    authority: str
    reference: str
    child_initials: str
    born_on: date
    panel: str
    meeting: str
    held_on: date
    purpose: str
    presented_by: str
    label: str
    lines: list[Line]
    actions: list[ActionLine]
    present: list[Line]
    chair: str
    interests: list[str]
    endorsed_by: str
    endorsed_at: datetime | None
    status: str
    version: int
    correction: str


def outcome_note_facts(note: OutcomeNote) -> OutcomeNoteFacts:
    """Return what a note states, copied from the decision it is about."""
    item, decision = note.item, note.decision
    policy = policy_of(item.protocol)
    return OutcomeNoteFacts(
        authority=item.case.authority.name,
        reference=item.case.reference,
        child_initials=item.case.child.initials,
        born_on=item.case.child.born_on,
        panel=item.meeting.panel.name,
        meeting=item.meeting.reference,
        held_on=item.meeting.held_on,
        purpose=PURPOSES[Purpose(item.purpose)].label,
        presented_by=f"{item.presenter}, {item.presenting_agency.name}",
        label=decision.label,
        lines=_decision_lines(decision, policy),
        actions=[ActionLine(one.what, one.who, one.due_on) for one in decision.actions.all()],
        present=_present(decision, policy),
        chair=decision.chair_name,
        interests=list(decision.interests),
        endorsed_by=note.endorsed_by.name if note.endorsed_by else "",
        endorsed_at=note.endorsed_at,
        status=policy.note_status,
        version=note.version,
        correction=decision.correction_reason,
    )


def _decision_lines(decision: Decision, policy: PanelPolicy) -> list[Line]:
    words = decision_words(decision, policy)
    return [Line(label, "\n".join(texts)) for label, texts in words if label != "Decision"]


def _present(decision: Decision, policy: PanelPolicy) -> list[Line]:
    return [
        Line(policy.labels.get(agency, agency), ", ".join(names) or "nobody")
        for agency, names in decision.present.items()
    ]
