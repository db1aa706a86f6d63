"""Work that facts about referrals start. Ids in, one call; safe to run twice."""

from celery import shared_task

from casework.act import system_act
from referrals import notices


@shared_task(name="referrals.ask_agency")
def ask_agency(*, reference: str, agency: str, **_later: object) -> None:
    """Write to an agency that is asked for its assessment and view."""
    notices.ask_agency(system_act(), reference=reference, agency=agency)


@shared_task(name="referrals.tell_referrer")
def tell_referrer(*, reference: str, event: int, **_later: object) -> None:
    """Write to the referrer that an agency has answered."""
    notices.tell_referrer(system_act(), reference=reference, event=event)
