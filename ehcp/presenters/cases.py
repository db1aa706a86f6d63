"""The page of one EHC case: clock first, then whose move it is, advice, letters, timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from casework.addresses import address_of
from casework.components import Column, Entry, Link, SummaryRow, Table, WeekBar
from casework.forms.dates import in_words
from casework.models import Clock, Document, Event
from casework.timeline import lines
from ehcp.models import Decided, EhcCase, PanelAdvice, Told
from ehcp.presenters.clocks import clock_table, week_bar
from ehcp.rules.advice import Circumstances, Head, missing_heads
from ehcp.rules.decisions import OUTCOME_WORDS
from ehcp.rules.progress import Standing, Turn, next_verb, week_number, whose_move
from ehcp.rules.requests import (
    EVIDENCE_HEADS,
    RECIPIENT_WORDS,
    SOURCE_WORDS,
    Source,
    is_repeat,
    who_is_told,
)
from ehcp.rules.workflow import ENDED, Verb

# What can be done, in the order of a case's life: verb, words of the link, name of the page.
DOINGS: tuple[tuple[Verb, str, str], ...] = (
    (Verb.AGREE_ASSESSMENT, "Decide whether to assess", "ehcp:decide_assessment"),
    (Verb.ASK_ADVICE, "Ask for advice", "ehcp:ask_advice"),
    (Verb.ASK_ADVICE, "Use existing advice", "ehcp:reuse_advice"),
    (Verb.AGREE_PLAN, "Decide on a plan", "ehcp:decide_plan"),
    (Verb.WRITE_PLAN, "Write the plan", "ehcp:plan"),
    (Verb.HEAR_FAMILY, "Record the family’s views", "ehcp:hear_family"),
    (Verb.ISSUE_DRAFT, "Issue a draft", "ehcp:issue_draft"),
    (Verb.ISSUE_FINAL, "Issue the final plan", "ehcp:issue_final"),
    (Verb.TELL, "Record who was told", "ehcp:tell_others"),
    (Verb.RECORD_EXEMPTION, "Record an exemption", "ehcp:record_exemption"),
    (Verb.WITHDRAW, "Record a withdrawal", "ehcp:withdraw"),
)


@dataclass(frozen=True)
class CasePage:
    """Everything the page of a case says."""

    reference: str
    stage: str
    week: int | None
    turn: Turn
    bar: WeekBar
    dates: Table
    request: Sequence[SummaryRow]
    decisions: Sequence[SummaryRow]
    told: Table
    letters: Table
    entries: Sequence[Entry]
    doings: Sequence[Link]


def case_page(
    ehc: EhcCase,
    *,
    clocks: Sequence[Clock],
    events: Iterable[Event],
    documents: Iterable[Document],
    verbs: frozenset[Verb],
    circumstances: Circumstances,
) -> CasePage:
    """Return the page of a case, from rows that have all been fetched."""
    reference, today = ehc.case.reference, circumstances.on
    stands = standing(ehc, clocks, circumstances)
    turn = whose_move(stands)
    return CasePage(
        reference=reference,
        stage=ehc.stage.capitalize(),
        week=None if ehc.stage in ENDED else week_number(ehc.received_on, on=today),
        turn=turn,
        bar=week_bar(reference, clocks, received_on=ehc.received_on, today=today),
        dates=clock_table(clocks, today),
        request=_request(ehc),
        decisions=_decisions(ehc.panel_advice.all(), ehc.decisions.all()),
        told=_told(ehc),
        letters=_letters(documents),
        entries=_entries(events),
        doings=_doings(reference, verbs, first=next_verb(stands, turn.mover)),
    )


def _doings(reference: str, verbs: frozenset[Verb], *, first: Verb | None) -> list[Link]:
    """Return what can be done, the next thing first."""
    there = [doing for doing in DOINGS if doing[0] in verbs]
    ordered = sorted(there, key=lambda doing: doing[0] is not first)
    return [Link(words, reverse(page, args=[reference])) for _verb, words, page in ordered]


def standing(ehc: EhcCase, clocks: Sequence[Clock], circumstances: Circumstances) -> Standing:
    """Return where the case stands, for the sentence that says whose move it is."""
    today = circumstances.on
    due = {clock.clock: clock.due_on for clock in clocks if not clock.stopped}
    advice = [clock for clock in clocks if clock.clock == "return-advice" and not clock.stopped]
    waiting = [row for row in ehc.advice.all() if row.state == "asked"]
    late = [c for c in advice if not c.met_on and c.due_on and c.due_on < today]
    return Standing(
        stage=ehc.stage,
        today=today,
        decide_by=due.get("decide-whether-to-assess"),
        no_plan_by=due.get("decide-no-plan"),
        final_by=due.get("issue-final-plan"),
        window_ends_on=due.get("views-on-draft"),
        advice_waited_for=len(waiting),
        advice_late=len(late),
        heads_to_ask=len(
            missing_heads([Head(row.head) for row in ehc.advice.all()], circumstances)
        ),
        nothing_to_add=ehc.nothing_to_add_on is not None,
    )


def _request(ehc: EhcCase) -> list[SummaryRow]:
    missing = [words for head, words in EVIDENCE_HEADS.items() if head not in ehc.evidence]
    there = [words for head, words in EVIDENCE_HEADS.items() if head in ehc.evidence]
    asked_by = [SOURCE_WORDS[Source(ehc.source)], ehc.asked_by]
    rows = [
        SummaryRow("Received on", in_words(ehc.received_on)),
        SummaryRow("Asked by", ", ".join(part for part in asked_by if part)),
        SummaryRow("Came with the request", there or "Nothing recorded"),
        SummaryRow("Missing", missing or "Nothing"),
    ]
    if ehc.family_agreement:
        agreement = f"{ehc.get_family_agreement_display()}. {ehc.agreement_reason}"
        rows.append(SummaryRow("Family agrees with the request", agreement.strip()))
    if is_repeat(ehc.last_assessed_on, received_on=ehc.received_on):
        says = (
            f"The last assessment ended on {in_words(ehc.last_assessed_on)}, within six months. "
            "The authority may decline on that ground (SUT-034)."
        )
        rows.append(SummaryRow("Repeat request", says))
    return rows


def panel_advice_rows(advised: Iterable[PanelAdvice]) -> list[SummaryRow]:
    """Return what panels advised, for the officer who decides to read."""
    return [
        SummaryRow(
            f"Panel of {in_words(advice.panel_on)} advised",
            [OUTCOME_WORDS[advice.outcome], advice.reasons],
        )
        for advice in advised
    ]


def _decisions(advised: Iterable[PanelAdvice], decided: Iterable[Decided]) -> list[SummaryRow]:
    rows = panel_advice_rows(advised)
    for decision in decided:
        who = ", ".join(part for part in (decision.by_name, decision.by_role) if part)
        value = [
            OUTCOME_WORDS[decision.outcome],
            f"Family told on {in_words(decision.sent_on)} by {who}",
            decision.reasons,
            decision.without_advice_reason,
        ]
        rows.append(SummaryRow(Decided.About(decision.about).label, value))
    return rows


def _told(ehc: EhcCase) -> Table:
    told = {(row.occasion, row.recipient): in_words(row.on) for row in ehc.told.all()}
    recipients = who_is_told(attends_setting=ehc.case.child.setting_id is not None)
    return Table(
        caption="Who the law has us tell",
        head=[Column("Who"), *(Column(label) for label in Told.Occasion.labels)],
        rows=[
            [
                RECIPIENT_WORDS[recipient],
                *(
                    told.get((occasion, recipient), _not_told(occasion, recipient))
                    for occasion in Told.Occasion.values
                ),
            ]
            for recipient in recipients
        ],
    )


def _not_told(occasion: str, recipient: str) -> str:
    if recipient == "family" and occasion != Told.Occasion.CONSIDERING:
        return "By the decision itself"
    return "Not yet"


def _letters(documents: Iterable[Document]) -> Table:
    return Table(
        caption="Letters and documents",
        head=[Column("What"), Column("When"), Column("By")],
        rows=[
            [
                Link(document.title, address_of(document.reference)),
                in_words(document.at.date()),
                document.by_name,
            ]
            for document in documents
        ],
        empty="No letter has been written yet. Each decision writes its own.",
    )


def _entries(events: Iterable[Event]) -> list[Entry]:
    return [
        Entry(
            says=line.says,
            by=", ".join(p for p in (line.who, line.role) if p),
            at=line.at,
            on=line.on,
        )
        for line in lines(events)
    ]
