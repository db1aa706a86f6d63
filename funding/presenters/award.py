"""The page of one award."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import Agency
from casework import timeline
from casework.addresses import address_of
from casework.components import (
    BarChart,
    Column,
    Entry,
    IdentityBar,
    Link,
    Series,
    SummaryRow,
    Table,
    Tag,
)
from casework.forms.dates import in_words
from casework.models import Document, Event
from casework.rules.money import PAYERS, format_pounds, percentages
from funding.models import Award, AwardVersion, Signature
from funding.presenters.lists import MONEY, linked, stage_tag, who, yearly
from funding.queries import AwardFacts
from funding.rules.awards import pence_by_payer, spans
from funding.rules.periods import quarter, quarter_in_words, quarter_of
from funding.rules.prices import weekly_of
from funding.rules.workflow import Stage


@dataclass(frozen=True)
class NextThing:
    """Something that this award still lacks."""

    says: str


@dataclass(frozen=True)
class AwardPage:
    """All that the page of an award shows."""

    reference: str
    heading: str
    who: IdentityBar
    next_things: list[NextThing]
    summary: list[SummaryRow]
    money: Table
    steps: list[SummaryRow]
    chart: BarChart
    versions: Table
    signatures: Table
    documents: Table
    reviews: Table
    history: list[Entry]


def present_award(facts: AwardFacts, today: date) -> AwardPage:
    """Return the page of an award from what the query fetched."""
    award = facts.award
    in_force = version_in_force(facts.versions, today)
    return AwardPage(
        reference=award.case.reference,
        heading=heading_of(award),
        who=who(award.case, today),
        next_things=next_things(facts),
        summary=award_summary(award),
        money=money_table(facts, today),
        steps=steps_rows(in_force),
        chart=shares_chart(facts),
        versions=versions_table(facts.versions),
        signatures=signatures_table(facts.must_sign, facts.signatures),
        documents=documents_table(facts.documents),
        reviews=reviews_table(facts),
        history=history(facts.events),
    )


def next_things(facts: AwardFacts) -> list[NextThing]:
    """Return what lacks: signatures, a start."""
    lacking = [agency.name for agency in facts.yet_to_sign]
    things = []
    if lacking:
        things.append(NextThing(f"The funding form is not signed by {timeline.in_a_row(lacking)}."))
    if facts.award.placement.stage == Stage.AGREED:
        things.append(NextThing("Agreed, but nobody has recorded yet that the child has started."))
    return things


def heading_of(award: Award) -> str:
    """Return who and where, without the child's name: it stands in titles."""
    child, setting = award.case.child, award.placement.setting
    return f"{child.initials} at {setting.name}"


def award_summary(award: Award) -> list[SummaryRow]:
    """Return the arrangement, the dates and who pays whom."""
    placement = award.placement
    asked_in = placement.asked_in.reference
    return [
        SummaryRow("Stage", stage_tag(placement.stage)),
        SummaryRow("Arrangement", placement.arrangement),
        SummaryRow("Provider", placement.setting.name),
        SummaryRow("Weeks a year", str(placement.weeks)),
        SummaryRow("Payment terms", placement.payment_terms),
        SummaryRow("Planned", _span_in_words(placement.starts_on, placement.ends_on)),
        SummaryRow("Started", in_words(placement.started_on) if placement.started_on else None),
        SummaryRow("Who pays the provider", award.get_responsibility_display()),
        SummaryRow("Recharged", award.get_recharge_display() or "Not recharged"),
        SummaryRow("Review due by", in_words(award.review_on) if award.review_on else None),
        SummaryRow("Asked for in", linked(asked_in)),
        SummaryRow("Lead agency", award.case.lead_agency.name),
    ]


def _span_in_words(first: date, last: date | None) -> str:
    return f"{in_words(first)} to {in_words(last)}" if last else f"From {in_words(first)}"


def money_table(facts: AwardFacts, today: date) -> Table:
    """Return what each agency pays: percent, a year, a week, and in this quarter's days."""
    award, versions = facts.award, facts.versions
    force = version_in_force(versions, today)
    shares = force.shares if force else dict.fromkeys(PAYERS, 0)
    percents = percentages(shares)
    this = quarter_of(today)
    rules = [version.as_rule() for version in versions]
    owed = pence_by_payer(rules, award.year_from, quarter(this))
    names = facts.names
    weeks = award.placement.weeks
    return Table(
        caption="What each agency pays",
        head=[
            "Agency",
            Column("Share", numeric=True),
            Column("A year", numeric=True),
            Column("A week", numeric=True),
            Column(quarter_in_words(this), numeric=True),
        ],
        rows=[
            [
                names.get(payer, payer.capitalize()),
                f"{percents[payer]}%",
                format_pounds(shares[payer]),
                format_pounds(weekly_of(shares[payer], weeks)),
                format_pounds(owed[payer]),
            ]
            for payer in PAYERS
        ],
        foot=[
            "All",
            f"{sum(percents.values())}%",
            format_pounds(sum(shares.values())),
            format_pounds(weekly_of(sum(shares.values()), weeks)),
            format_pounds(sum(owed.values())),
        ],
    )


def version_in_force(versions: Sequence[AwardVersion], today: date) -> AwardVersion | None:
    """Return the version that applies today, or the first if the award has yet to begin."""
    standing = [version for version in versions if version.superseded_at is None]
    begun = [version for version in standing if version.from_on <= today]
    return begun[-1] if begun else (standing[0] if standing else None)


def shares_chart(facts: AwardFacts) -> BarChart:
    """Return the yearly shares from each day on as bars, with their table."""
    all_spans = spans(version.as_rule() for version in facts.versions)
    return BarChart(
        id="shares-over-time",
        title="Yearly shares over time",
        bar_heading="From",
        bars=[in_words(span.first) for span in all_spans],
        series=[
            Series(
                facts.names.get(payer, payer.capitalize()),
                [span.version.shares[payer] for span in all_spans],
            )
            for payer in PAYERS
        ],
        money=True,
    )


def steps_rows(version: AwardVersion | None) -> list[SummaryRow]:
    """Return how the shares in force were worked out: each sentence with its rule."""
    steps = version.steps if version else []
    return [SummaryRow(step.get("rule") or "Set by the authority", step["says"]) for step in steps]


def versions_table(versions: Sequence[AwardVersion]) -> Table:
    """Return every version, what it changed, and which decision did it."""
    ordered = sorted(versions, key=lambda version: (version.from_on, version.recorded_at))
    return Table(
        caption="Versions",
        head=["From", "What it is", *MONEY, "Decided in", "Recorded"],
        rows=[_version_row(version) for version in reversed(ordered)],
    )


def _version_row(version: AwardVersion) -> list[object]:
    state = Tag("Replaced", "grey") if version.superseded_at else Tag(version.get_state_display())
    return [
        in_words(version.from_on),
        [state, version.because] if version.because else state,
        *[yearly(version, payer) for payer in PAYERS],
        format_pounds(version.total_pence),
        linked(version.decision_reference),
        in_words(version.recorded_at.date()),
    ]


def signatures_table(must_sign: Sequence[Agency], signed: Sequence[Signature]) -> Table:
    """Return each agency that pays and who signed for it."""
    by_agency = {row.agency_id: row for row in signed}
    return Table(
        caption="Signatures on the funding form",
        head=["Agency", "Signed by", "Post", "Signed"],
        rows=[_signature_row(agency.name, by_agency.get(agency.code)) for agency in must_sign],
    )


def _signature_row(name: str, row: Signature | None) -> list[object]:
    if row is None:
        return [name, Tag("Not signed yet", "yellow"), "", ""]
    return [name, row.name, row.post, in_words(row.signed_at.date())]


def documents_table(documents: Sequence[Document]) -> Table:
    """Return the documents of the award."""
    return Table(
        caption="Documents",
        head=["Title", "Issued or received"],
        rows=[[_document_link(document), in_words(document.at.date())] for document in documents],
        empty="No document yet. The funding form is issued when every agency has signed.",
    )


def _document_link(document: Document) -> object:
    address = address_of(document.reference)
    return Link(document.title, address) if address else document.title


def reviews_table(facts: AwardFacts) -> Table:
    """Return the reviews held."""
    return Table(
        caption="Reviews",
        head=["Held on", "By", "What it found"],
        rows=[
            [in_words(row.held_on), row.agency.name if row.agency else "The panel", row.found]
            for row in facts.reviews
        ],
        empty="No review is recorded yet.",
    )


def history(events: Sequence[Event]) -> list[Entry]:
    """Return what happened to the award, newest first."""
    return [
        Entry(line.says, f"{line.who}, {line.role}" if line.role else line.who, line.at, line.on)
        for line in reversed(timeline.lines(events))
    ]
