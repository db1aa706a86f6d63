"""Advice as pages show it: eight heads with their state, and what one adviser is asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse

from casework.addresses import address_of
from casework.components import Column, Link, SummaryRow, Table, Tag
from casework.forms.dates import in_words
from casework.models import Clock
from casework.templatetags.govuk import from_now, weekday
from ehcp.models import AdviceRequest
from ehcp.rules.advice import HEAD_WORDS, Circumstances, Head, is_compulsory

State = AdviceRequest.State


def advice_table(
    asked: Sequence[AdviceRequest],
    *,
    due: Mapping[str, Clock],
    circumstances: Circumstances,
    reference: str,
    may_record: bool,
) -> Table:
    """Return the eight heads with who was asked, when, due when and what came.

    ``due`` holds each adviser's clock by name.
    """
    today = circumstances.on
    rows = [_asked_row(row, due.get(row.adviser), today, reference, may_record) for row in asked]
    heads = {row.head for row in asked}
    rows += [_missing_row(head, circumstances) for head in Head if head not in heads]
    return Table(
        caption="Advice",
        head=[Column("Head and adviser"), Column("Asked"), Column("Due"), Column("State")],
        rows=rows,
    )


def _asked_row(
    row: AdviceRequest, clock: Clock | None, today: date, reference: str, may_record: bool
) -> list[object]:
    return [
        [HEAD_WORDS[Head(row.head)], row.adviser],
        in_words(row.asked_on),
        _due(row, clock, today),
        _state(row, clock, today, reference, may_record),
    ]


def _due(row: AdviceRequest, clock: Clock | None, today: date) -> list[str]:
    if clock is None:
        return []
    if clock.due_on is None:
        return [f"Target {in_words(clock.target_on)}"] if clock.target_on else []
    away = [from_now(clock.due_on, today)] if row.state == State.ASKED else []
    return [weekday(clock.due_on), *away]


def _state(
    row: AdviceRequest, clock: Clock | None, today: date, reference: str, may_record: bool
) -> list[object]:
    if row.state != State.ASKED:
        tag = Tag(State(row.state).label, "green")
        return [tag, f"{in_words(row.received_on)}, {row.author}", *_document(row)]
    is_late = clock is not None and clock.due_on is not None and today > clock.due_on
    tag = Tag("Late", "red") if is_late else Tag("Asked", "blue")
    link = Link("Record advice", _record_href(reference, row), f"of {row.adviser}")
    return [tag, link] if may_record else [tag]


def _record_href(reference: str, row: AdviceRequest) -> str:
    return reverse("ehcp:record_advice", args=[reference, row.pk])


def _document(row: AdviceRequest) -> list[object]:
    if row.document is None:
        return []
    return [Link("Open the advice", address_of(row.document.reference), f"of {row.adviser}")]


def _missing_row(head: Head, circumstances: Circumstances) -> list[object]:
    must = is_compulsory(head, circumstances)
    tag = Tag("Not asked", "yellow") if must else Tag("Not needed so far", "grey")
    return [[HEAD_WORDS[head], "Compulsory" if must else "If it applies"], "", "", tag]


def asked_of_me(
    rows: Iterable[AdviceRequest], clocks: Mapping[tuple[str, str], Clock], today: date
) -> Table:
    """Return what one adviser has been asked. ``clocks`` go by reference and adviser."""
    return Table(
        caption="Advice asked of you",
        head=[Column("Reference"), Column("Asked"), Column("Due"), Column("State")],
        rows=[_mine(row, clocks.get((row.ehc.case.reference, row.adviser)), today) for row in rows],
        empty="Nobody is waiting for advice from you. A request addressed to you will be here.",
    )


def _mine(row: AdviceRequest, clock: Clock | None, today: date) -> list[object]:
    reference = row.ehc.case.reference
    if row.state == State.ASKED:
        first = Link(reference, reverse("ehcp:give_advice", args=[row.pk]))
        state = Tag("Waiting for you", "blue")
    else:
        first, state = reference, Tag(f"Sent {in_words(row.received_on)}", "green")
    return [first, in_words(row.asked_on), _due(row, clock, today), state]


def request_facts(row: AdviceRequest, clock: Clock | None, today: date) -> list[SummaryRow]:
    """Return what an adviser needs to know of the request."""
    child = row.ehc.case.child
    return [
        SummaryRow("Child or young person", child.name),
        SummaryRow("Date of birth", in_words(child.born_on)),
        SummaryRow("Case", row.ehc.case.reference),
        SummaryRow("Advice on", HEAD_WORDS[Head(row.head)]),
        SummaryRow("Asked on", in_words(row.asked_on)),
        SummaryRow("Due", _due(row, clock, today) or "As soon as you can"),
        SummaryRow("Ask about it", f"{row.ehc.case.owner.name}, {row.ehc.case.owner.email}"),
    ]
