"""Who listens to what: the one place where a fact in one app starts work elsewhere."""

from casework import slots
from casework.clocks import learn_from
from casework.events import subscribe
from casework.models import Event
from casework.reminders import remind
from ehcp.events import (
    AdviceReceived,
    AdviceRequested,
    AssessmentAgreed,
    AssessmentRefused,
    BecameResponsible,
    DraftIssued,
    FinalIssued,
    PlanRefused,
    RequestReceived,
)
from ehcp.presenters.desk import advice_asked_of
from funding.events import AwardFullySigned, AwardSigned
from funding.presenters.desk import quarter_state
from funding.presenters.lists import child_money
from panels.events import FundingFormSigned, OutcomeNoteEndorsed, RecordAvailable
from panels.permissions import sees_meeting
from panels.presenters.desk import (
    meetings_on_desk,
    next_panel_of,
    next_panels_on_desk,
    to_sign_on_desk,
)
from people.doors import guard_streams
from referrals.events import (
    AgencyAsked,
    AlertShared,
    AssessmentReceived,
    ReferralSubmitted,
    ShareConfirmed,
    ViewGiven,
)
from referrals.presenters.desk import asked_of as asked_by_referrals
from sendpanel.circumstances import circumstances_of
from sendpanel.reminders import REMINDERS


def connect() -> None:
    """Register every handler and slot. Called once, when Django is ready."""
    _fill_slots()
    guard_streams("M", sees_meeting)
    learn_from(circumstances_of)
    remind(REMINDERS)
    subscribe(AwardFullySigned, "funding.issue_form")
    subscribe(AgencyAsked, "referrals.ask_agency", _agency_asked)
    subscribe(AlertShared, "referrals.write_part_1")
    subscribe(ReferralSubmitted, "referrals.write_part_2")
    subscribe(AssessmentReceived, "referrals.tell_referrer", _this_event)
    subscribe(ViewGiven, "referrals.tell_referrer", _this_event)
    subscribe(ShareConfirmed, "referrals.tell_referrer", _this_event)
    subscribe(RequestReceived, "ehcp.write_letters", _this_event)
    subscribe(BecameResponsible, "ehcp.write_letters", _this_event)
    subscribe(AssessmentAgreed, "ehcp.write_letters", _this_event)
    subscribe(AssessmentRefused, "ehcp.write_letters", _this_event)
    subscribe(AdviceRequested, "ehcp.tell_adviser", _this_adviser)
    subscribe(AdviceReceived, "ehcp.tell_owner_of_advice", _this_adviser)
    subscribe(PlanRefused, "ehcp.write_letters", _this_event)
    subscribe(DraftIssued, "ehcp.write_letters", _this_event)
    subscribe(FinalIssued, "ehcp.write_letters", _this_event)
    subscribe(OutcomeNoteEndorsed, "panels.issue_note", _this_note)
    subscribe(AwardSigned, "panels.tell_signature", _this_event)
    subscribe(FundingFormSigned, "panels.issue_pack")
    subscribe(RecordAvailable, "panels.issue_pack")


def _fill_slots() -> None:
    """Say which app's rows stand in which slot of a lower page."""
    slots.register("child.money", child_money)
    slots.register("my_work.asked", asked_by_referrals)
    slots.register("my_work.asked", advice_asked_of)
    slots.register("my_work.quarter", quarter_state)
    slots.register("my_work.next_panel", next_panels_on_desk)
    slots.register("my_work.to_sign", to_sign_on_desk)
    slots.register("my_work.streams", meetings_on_desk)
    slots.register("referrals.next_panel", next_panel_of)


def _agency_asked(event: Event) -> dict[str, object]:
    return {"reference": event.stream, "agency": event.data["code"]}


def _this_adviser(event: Event) -> dict[str, object]:
    return {"reference": event.stream, "adviser": event.data["adviser"]}


def _this_event(event: Event) -> dict[str, object]:
    return {"reference": event.stream, "event": event.number}


def _this_note(event: Event) -> dict[str, object]:
    return {"note": event.data["note"]}
