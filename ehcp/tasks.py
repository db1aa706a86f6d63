"""Work that facts about EHC cases start: letters to the family, word to those asked for advice."""

from celery import shared_task

from casework.act import system_act
from ehcp import documents, notices


@shared_task(name="ehcp.write_letters")
def write_letters(*, reference: str, event: int, **_later: object) -> None:
    """Write the letters that one fact calls for. Safe to run twice."""
    documents.write_letters(system_act(), reference=reference, event_number=event)


@shared_task(name="ehcp.tell_adviser")
def tell_adviser(*, reference: str, adviser: str, **_later: object) -> None:
    """Tell an adviser by e-mail that there is a request to look at. Safe to run twice."""
    notices.tell_adviser(system_act(), reference=reference, adviser=adviser)


@shared_task(name="ehcp.tell_owner_of_advice")
def tell_owner_of_advice(*, reference: str, adviser: str, **_later: object) -> None:
    """Tell the case's owner that advice has come. Safe to run twice."""
    notices.tell_owner_of_advice(system_act(), reference=reference, adviser=adviser)
