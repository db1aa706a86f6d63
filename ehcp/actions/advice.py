"""Advice: asked for under eight heads, recorded when it comes, or taken from what exists."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile

from casework import documents
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.models import Document
from casework.rules.errors import Refused
from ehcp.actions.steps import take_up
from ehcp.events import AdviceReceived, AdviceRequested, AdviceReused
from ehcp.models import AdviceRequest, Decided, EhcCase
from ehcp.queries import adviser_with_email
from ehcp.rules.advice import (
    HEAD_WORDS,
    Agreement,
    Answer,
    Ask,
    Head,
    check_answer,
    check_asks,
    check_reuse,
    name_once,
)
from ehcp.rules.decisions import check_day
from ehcp.rules.workflow import Verb

State = AdviceRequest.State


@action
def ask_advice(
    act: Act, *, reference: str, asks: Sequence[Ask], revision: int | None = None
) -> str:
    """Ask each adviser for advice; each has a clock of their own.

    Raises:
        Refused: ``nobody-asked``, ``adviser-not-named``, ``day-in-future``,
            ``day-out-of-order``, ``stale``, ``move-refused``.

    Rules: SUT-027, SUT-046, SUT-084, SUT-085, COP-178; SI 2014/1530 reg 6(1), reg 8(1).
    """
    ehc = take_up(act, reference, Verb.ASK_ADVICE, revision)
    check_asks(asks)
    agreed = ehc.decisions.get(about=Decided.About.ASSESSMENT)
    for ask in asks:
        _check_ask(act, ask, agreed)
        _ask(act, ehc, ask)
    return reference


def _check_ask(act: Act, ask: Ask, agreed: Decided) -> None:
    days = {"asked_on": (ask.asked_on, agreed.sent_on, "the assessment was agreed")}
    if ask.reached_on:
        days["reached_on"] = (ask.reached_on, ask.asked_on, "the advice was asked for")
    for field, (day, not_before, before) in days.items():
        check_day(day, field=field, today=act.today, not_before=not_before, before=before)


def _ask(act: Act, ehc: EhcCase, ask: Ask) -> None:
    name = name_once(ask.adviser, ask.head, ehc.advice.values_list("adviser", flat=True))
    AdviceRequest.objects.create(
        ehc=ehc,
        head=ask.head,
        adviser=name,
        email=ask.email,
        user=adviser_with_email(ask.email, ehc.case.authority_id, act.today),
        asked_on=ask.asked_on,
        reached_on=ask.reached_on,
    )
    fact = AdviceRequested(adviser=name, head=ask.head, received_on=ask.reached_on)
    publish(act, ehc.case.reference, fact, on=ask.asked_on)


@action
def record_advice(
    act: Act,
    *,
    reference: str,
    adviser: str,
    answer: Answer,
    upload: UploadedFile | None = None,
) -> str:
    """Record what an adviser sent in, typed or as a file.

    Raises:
        Refused: ``advice-already-received``, ``advice-empty``, ``author-missing``,
            ``day-in-future``, ``day-out-of-order``, ``move-refused``; as
            ``casework.documents.receive`` for the file.

    Rules: SUT-049, SUT-084, SUT-104, COP-177, COP-207.
    """
    ehc = take_up(act, reference, Verb.RECORD_ADVICE)
    advice = ehc.advice.get(adviser=adviser)
    _refuse_answered(advice)
    check_answer(answer, has_file=upload is not None)
    before = "the advice was asked for"
    day = {"field": "received_on", "today": act.today, "not_before": advice.asked_on}
    check_day(answer.received_on, **day, before=before)
    _keep(act, advice, answer, _receive(act, reference, advice.head, upload))
    publish(act, reference, AdviceReceived(adviser=adviser), on=answer.received_on)
    return reference


@action
def reuse_advice(
    act: Act,
    *,
    reference: str,
    existing: Ask,
    answer: Answer,
    agreed: Agreement,
    upload: UploadedFile | None = None,
) -> str:
    """Use advice that exists, where adviser, authority and family agree that it suffices.

    ``existing.asked_on`` is the day on which they agreed.

    Raises:
        Refused: ``reuse-not-agreed``, ``advice-empty``, ``author-missing``, ``move-refused``.

    Rules: SUT-046, COP-168; SI 2014/1530 reg 6(4).
    """
    ehc = take_up(act, reference, Verb.ASK_ADVICE)
    check_reuse(agreed)
    check_answer(answer, has_file=upload is not None)
    name = name_once(existing.adviser, existing.head, ehc.advice.values_list("adviser", flat=True))
    advice = AdviceRequest(
        ehc=ehc, head=existing.head, adviser=name, asked_on=existing.asked_on, state=State.REUSED
    )
    _keep(act, advice, answer, _receive(act, reference, existing.head, upload), State.REUSED)
    fact = AdviceReused(adviser=name, head=existing.head)
    publish(act, reference, fact, on=existing.asked_on)
    return reference


def _refuse_answered(advice: AdviceRequest) -> None:
    if advice.state != State.ASKED:
        says = "This advice has been received already. Ask again if more is needed."
        raise Refused("advice-already-received", says)


def _receive(act: Act, reference: str, head: str, upload: UploadedFile | None) -> Document | None:
    if upload is None:
        return None
    title = f"Advice: {HEAD_WORDS[Head(head)]}"
    return documents.receive(act, stream=reference, kind="ehc-advice", title=title, upload=upload)


def _keep(
    act: Act,
    advice: AdviceRequest,
    answer: Answer,
    document: Document | None,
    state: State = State.RECEIVED,
) -> None:
    advice.state = state
    advice.received_on = answer.received_on
    advice.author = answer.author
    advice.signed_off_by = answer.signed_off_by
    advice.words = answer.words
    advice.document = document
    advice.save()
