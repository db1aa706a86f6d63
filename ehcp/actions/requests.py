"""The request: recorded, told to those whom the law names, withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from accounts.models import User
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from ehcp.actions.steps import take_up, tell
from ehcp.events import (
    BecameResponsible,
    RequestReceived,
    RequestWithdrawn,
)
from ehcp.models import EhcCase, Told
from ehcp.queries import told_not_before
from ehcp.rules.decisions import check_day
from ehcp.rules.requests import (
    SOURCE_WORDS,
    Recipient,
    Request,
    check_request,
    has_right_to_ask,
)
from ehcp.rules.workflow import ENDED, Stage, Verb
from people.actions.cases import open_case
from people.models import Case, Child


@action
def request_assessment(
    act: Act, *, child_reference: str, owner: User, request: Request, **details: Any
) -> str:
    """Open a case for a request, or for a child brought to notice; return its reference.

    ``details`` as known: asked_by, evidence (heads present), last_assessed_on,
    is_service_family, is_known_to_youth_justice, has_sensory_impairment,
    is_known_to_social_care.

    Raises:
        Refused: as ``check_request``; ``request-already-open``.

    Rules: SUT-031, SUT-032, SUT-033, COP-131, COP-133.
    """
    child = Child.objects.select_for_update(of=("self",)).get(reference=child_reference)
    check_request(request, today=act.today)
    _refuse_second_request(child)
    case = open_case(
        act,
        kind=Case.Kind.EHC,
        child=child,
        lead_agency=owner.agency_id,
        owner=owner,
        stage=Stage.REQUESTED,
    )
    EhcCase.objects.create(case=case, **_columns(request), **details)
    fact = RequestReceived if has_right_to_ask(request.source) else BecameResponsible
    source = SOURCE_WORDS[request.source]
    publish(act, case.reference, fact(source=source), on=request.received_on)
    return case.reference


def _columns(request: Request) -> dict[str, Any]:
    return {
        "source": request.source,
        "received_on": request.received_on,
        "family_agreement": request.family_agreement or "",
        "agreement_reason": request.agreement_reason,
    }


def _refuse_second_request(child: Child) -> None:
    open_cases = child.cases.filter(kind=Case.Kind.EHC, closed_on=None).exclude(stage__in=ENDED)
    earlier = open_cases.first()
    if earlier:
        says = (
            f"A request for this child is already open: {earlier.reference}. "
            "Go on with that one, or record that it is withdrawn."
        )
        raise Refused("request-already-open", says)


@action
def tell_others(
    act: Act, *, reference: str, occasion: str, recipients: Sequence[Recipient], on: date
) -> str:
    """Record on which day each of those whom the law names was told.

    Raises:
        Refused: ``day-in-future``, ``day-out-of-order``; ``nothing-to-tell`` before there is
            anything that they could be told.

    Rules: SUT-036, SUT-037, SUT-044, COP-134, COP-248; SI 2014/1530 reg 4(2), 5(2), 10(2).
    """
    ehc = take_up(act, reference, Verb.TELL)
    occasion = Told.Occasion(occasion)
    not_before = told_not_before(ehc, occasion)
    if not_before is None:
        says = "There is no such decision yet: nobody can be told of it."
        raise Refused("nothing-to-tell", says, field="occasion")
    before = "there was anything to tell"
    check_day(on, field="on", today=act.today, not_before=not_before, before=before)
    for recipient in recipients:
        tell(act, ehc, occasion, Recipient(recipient), on)
    return reference


@action
def withdraw_request(
    act: Act, *, reference: str, on: date, reason: str, revision: int | None = None
) -> str:
    """Record that the family, or whoever asked, takes the request back.

    Raises:
        Refused: ``day-in-future``, ``day-out-of-order``, ``stale``, ``move-refused``.
    """
    ehc = take_up(act, reference, Verb.WITHDRAW, revision)
    before = "the request was received"
    check_day(on, field="on", today=act.today, not_before=ehc.received_on, before=before)
    publish(act, reference, RequestWithdrawn(reason=reason), on=on)
    return reference
