"""Work of funding that facts start."""

from celery import shared_task

from casework.act import system_act
from funding.actions import issue_funding_form
from funding.documents import funding_form_facts
from people.models import Case


@shared_task(name="funding.issue_form")
def issue_form(*, reference: str, **_later: object) -> None:
    """Draw and keep the funding form that every agency has signed. Safe to run twice."""
    related = ("child", "authority", "lead_agency")
    case = Case.objects.select_related(*related).get(reference=reference)
    issue_funding_form(system_act(), award_reference=reference, facts=funding_form_facts(case))
