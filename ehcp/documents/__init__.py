"""Letters and plans as PDF, from frozen facts: written once for each fact that calls for them."""

from django.db import IntegrityError, transaction

from casework.act import Act
from casework.documents import Paper, issue
from casework.models import Document, Event
from ehcp.documents.letters import Sources, notice_of
from ehcp.documents.plans import PlanFacts, plan_facts
from ehcp.models import Letter
from ehcp.queries import case_for_letters, policy_for
from ehcp.rules.letters import Kind, Notice, check_notice

NOTICE, PLAN = "documents/ehcp/notice.html", "documents/ehcp/plan.html"
PLAN_KIND = "ehc-plan"

KINDS: dict[str, Kind] = {
    "ehc.request_received": Kind.CONSIDERING,
    "ehc.became_responsible": Kind.CONSIDERING,
    "ehc.assessment_agreed": Kind.ASSESSMENT_AGREED,
    "ehc.assessment_refused": Kind.ASSESSMENT_REFUSED,
    "ehc.plan_refused": Kind.NO_PLAN,
    "ehc.draft_issued": Kind.DRAFT,
    "ehc.final_issued": Kind.FINAL,
}


def write_letters(act: Act, *, reference: str, event_number: int) -> list[Document]:
    """Write what one fact calls for, once: a second call writes nothing and returns nothing."""
    ehc = case_for_letters(reference)
    event = Event.objects.of(reference).get(number=event_number)
    sources = Sources(ehc, event, policy_for(ehc.case.authority_id, event.on))
    written = [_write_notice(act, sources, KINDS[event.kind])]
    if event.kind in ("ehc.draft_issued", "ehc.final_issued"):
        written.append(_write_plan(act, sources))
    return [document for document in written if document]


def _write_notice(act: Act, sources: Sources, kind: Kind) -> Document | None:
    notice = notice_of(sources, kind)
    check_notice(notice)
    return _once(act, sources, Paper(kind, notice.title, NOTICE), notice)


def _write_plan(act: Act, sources: Sources) -> Document | None:
    version = sources.ehc.plan.versions.get(number=sources.event.data["version"])
    facts = plan_facts(sources.ehc, version)
    return _once(act, sources, Paper(PLAN_KIND, facts.title, PLAN), facts)


def _once(act: Act, sources: Sources, paper: Paper, facts: Notice | PlanFacts) -> Document | None:
    row = {"ehc": sources.ehc, "kind": paper.kind, "event_number": sources.event.number}
    if Letter.objects.filter(**row).exists():
        return None
    try:
        with transaction.atomic():
            document = issue(act, paper, stream=sources.event.stream, facts=facts)
            Letter.objects.create(document=document, **row)
    except IntegrityError:
        return None
    return document
