"""What each agency does on a referral, for itself alone: assessment, view, own confirmation."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from casework import documents
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from referrals.actions.writing import asked_agency, lock_referral
from referrals.events import AssessmentReceived, ShareConfirmed, ViewGiven
from referrals.models import AgencyView, AskedAgency, Assessment, Referral, ShareConfirmation
from referrals.models.agencies import POSITIONS
from referrals.rules.facts import Position
from referrals.rules.workflow import Stage, require_taking_views

VIEW_OF_WORDS = dict(POSITIONS)


@action
def receive_assessment(
    act: Act,
    *,
    reference: str,
    agency: str,
    upload: UploadedFile,
    completed_on: date,
    is_made_together: bool = False,
) -> str:
    """Keep an agency's assessment and show it to the referrer.

    Raises:
        Refused: ``not-your-agency``, ``not-taking-views``, ``date-in-future``, and what
            ``casework.files.check_upload`` says of the file.

    Rules: KENT-042, KENT-026.
    """
    referral, asked = _own_row(act, reference, agency)
    _refuse_future(act, completed_on, "completed_on")
    document = documents.receive(
        act,
        stream=reference,
        kind="assessment",
        title=f"Assessment by {asked.agency.name}",
        upload=upload,
    )
    Assessment.objects.create(
        asked=asked, document=document, completed_on=completed_on, is_made_together=is_made_together
    )
    fact = AssessmentReceived(agency=asked.agency.name, document=document.reference)
    publish(act, referral.case.reference, fact)
    return reference


@action
def give_view(
    act: Act,
    *,
    reference: str,
    agency: str,
    position: Position,
    because: str,
    **terms: Any,
) -> str:
    """Record what an agency says of the placement: the newest view stands, older ones stay told.

    ``terms``: offered_pence (a year), conditions, time_frame, staffing, resources,
    provider_questions.

    Raises:
        Refused: ``not-your-agency``, ``not-taking-views``.

    Rules: KENT-028, KENT-043, KENT-045.
    """
    _referral, asked = _own_row(act, reference, agency)
    AgencyView.objects.update_or_create(
        asked=asked,
        defaults={
            "position": Position(position),
            "because": because,
            "given_by_id": act.actor.pk,
            "given_on": act.today,
        }
        | terms,
    )
    fact = ViewGiven(
        agency=asked.agency.name,
        position=VIEW_OF_WORDS[Position(position)],
        because=because,
        offered_pence=terms.get("offered_pence"),
    )
    publish(act, reference, fact)
    return reference


@action
def confirm_share(
    act: Act,
    *,
    reference: str,
    agency: str,
    yearly_pence: int,
    agreed_on: date,
    agreed_by: str,
) -> str:
    """Record that an agency's own people have agreed what it will pay in a year, in pence.

    Raises:
        Refused: ``not-your-agency`` (KENT-012), ``not-taking-views``, ``date-in-future``.

    Rules: KENT-011, KENT-012.
    """
    _referral, asked = _own_row(act, reference, agency)
    _refuse_future(act, agreed_on, "agreed_on")
    ShareConfirmation.objects.update_or_create(
        asked=asked,
        defaults={
            "yearly_pence": yearly_pence,
            "agreed_on": agreed_on,
            "agreed_by": agreed_by,
            "confirmed_by_id": act.actor.pk,
            "confirmed_on": act.today,
        },
    )
    fact = ShareConfirmed(
        agency=asked.agency.name,
        yearly_pence=yearly_pence,
        agreed_on=agreed_on,
        agreed_by=agreed_by,
    )
    publish(act, reference, fact, on=agreed_on)
    return reference


def _own_row(act: Act, reference: str, agency: str) -> tuple[Referral, AskedAgency]:
    """Return the referral, locked, and the actor's own agency's row on it."""
    referral = lock_referral(act, reference)
    if act.actor.agency_code != agency:
        raise Refused(
            "not-your-agency",
            "You can speak only for your own agency. Ask somebody there to do this.",
            rule="KENT-012",
        )
    require_taking_views(Stage(referral.case.stage))
    return referral, asked_agency(referral, agency)


def _refuse_future(act: Act, day: date, field: str) -> None:
    if day > act.today:
        raise Refused("date-in-future", "The date must be today or in the past.", field=field)
