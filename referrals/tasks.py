"""Work that facts about referrals start. Ids in, one call; safe to run twice."""

from celery import shared_task

from casework.act import system_act
from referrals import documents, notices


@shared_task(name="referrals.ask_agency")
def ask_agency(*, reference: str, agency: str, **_later: object) -> None:
    """Write to an agency that is asked for its assessment and view."""
    notices.ask_agency(system_act(), reference=reference, agency=agency)


@shared_task(name="referrals.tell_referrer")
def tell_referrer(*, reference: str, event: int, **_later: object) -> None:
    """Write to the referrer that an agency has answered."""
    notices.tell_referrer(system_act(), reference=reference, event=event)


@shared_task(name="referrals.write_part_1")
def write_part_1(*, reference: str, **_later: object) -> None:
    """Issue part 1 once the alert is shared."""
    documents.write_part(system_act(), "part-1", documents.part_1_facts(reference))


@shared_task(name="referrals.write_part_2")
def write_part_2(*, reference: str, **_later: object) -> None:
    """Issue part 2 as it was submitted; a later submission supersedes it."""
    act = system_act()
    documents.write_part(act, "part-2", documents.part_2_facts(reference, act.today))
