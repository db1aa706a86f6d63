"""E-mails about EHC cases: that there is something to look at. Nothing about a child."""

from casework.act import Act
from casework.mail import write
from casework.models import Message
from ehcp.models import AdviceRequest


def tell_adviser(act: Act, *, reference: str, adviser: str) -> Message | None:
    """Write to somebody who was asked for advice; None when no address was given."""
    advice = _advice(reference, adviser)
    if not advice.email:
        return None
    return write(
        act,
        key=f"ehc-advice-asked:{advice.pk}",
        to=advice.email,
        template="ehcp/advice_asked",
        stream=reference,
        advice_id=advice.pk,
        asked_on=advice.asked_on,
        signs_in=advice.user_id is not None,
        reply_to=advice.ehc.case.owner.email,
    )


def tell_owner_of_advice(act: Act, *, reference: str, adviser: str) -> Message | None:
    """Tell the case's owner that advice has come; None when they recorded it themselves."""
    advice = _advice(reference, adviser)
    owner = advice.ehc.case.owner
    if advice.user_id is None or not owner.email:
        return None
    return write(
        act,
        key=f"ehc-advice-received:{advice.pk}",
        to=owner.email,
        template="ehcp/advice_received",
        stream=reference,
        received_on=advice.received_on,
    )


def _advice(reference: str, adviser: str) -> AdviceRequest:
    related = AdviceRequest.objects.select_related("ehc__case__owner")
    return related.get(ehc__case__reference=reference, adviser=adviser)
