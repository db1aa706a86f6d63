"""All that the page of one award and its funding form show."""

from dataclasses import dataclass

from accounts.models import Agency
from casework.models import Document, Event
from casework.rules.money import PAYERS
from funding.models import Award, AwardVersion, FundingForm, PlacementReview, Signature
from funding.queries.forms import newest_form
from people.models import Case


@dataclass(frozen=True)
class AwardFacts:
    """All that the page of one award shows, fetched."""

    award: Award
    versions: list[AwardVersion]
    names: dict[str, str]
    form: FundingForm
    must_sign: list[Agency]
    signatures: list[Signature]
    documents: list[Document]
    reviews: list[PlacementReview]
    events: list[Event]

    @property
    def yet_to_sign(self) -> list[Agency]:
        """The agencies that have still to sign the newest form."""
        signed = {row.agency_id for row in self.signatures}
        return [agency for agency in self.must_sign if agency.code not in signed]


def award_facts(case: Case) -> AwardFacts:
    """Return everything about an award that its page shows. Ten queries, however long it ran."""
    related = ("placement__setting", "placement__asked_in")
    award = Award.objects.select_related(*related).get(case=case)
    award.case = case
    form = newest_form(award)
    payers = list(award.payers.select_related("agency"))
    by_payer = {row.payer: row.agency for row in payers}
    shares = form.version.shares
    return AwardFacts(
        award=award,
        versions=list(award.versions.order_by("from_on", "recorded_at", "pk")),
        names={payer: agency.name for payer, agency in by_payer.items()},
        form=form,
        must_sign=[by_payer[payer] for payer in PAYERS if shares[payer] and payer in by_payer],
        signatures=list(form.signatures.order_by("signed_at", "pk")),
        documents=list(Document.objects.of(case.reference)),
        reviews=list(award.reviews.select_related("agency").order_by("-held_on", "-pk")),
        events=list(Event.objects.of(case.reference)),
    )
