"""Awards, their versions and the agencies behind their payers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import Agency
from casework.rules.money import PAYERS
from funding.models import Award, AwardPayer, AwardVersion
from funding.rules.awards import Version, in_force
from people.models import Case


def award_of(case_reference: str) -> Award | None:
    """Return the award made for the placement that a case asks for, if one was made."""
    awards = Award.objects.select_related("case")
    return awards.filter(placement__asked_in__reference=case_reference).first()


def award_in(case: Case) -> Award:
    """Return the award of a case that a door has opened, with its placement and provider."""
    award = Award.objects.select_related("placement__setting").get(case=case)
    award.case = case
    return award


def versions_of(award: Award) -> list[Version]:
    """Return every version of an award, those superseded too, as the rules know them."""
    rows = award.versions.order_by("recorded_at", "pk")
    return [row.as_rule() for row in rows]


def shares_on(award: Award, day: date) -> dict[str, int]:
    """Return the yearly pence by payer that apply on a day, or on the award's first day."""
    versions = versions_of(award)
    force = in_force(versions, day) or in_force(versions, award.year_from)
    return dict(force.shares) if force else {}


def agencies_behind(case: Case, chosen: Mapping[str, str]) -> dict[str, Agency]:
    """Return the agency behind each payer: the one chosen, else one of the child's network.

    An authority with one agency for a payer needs no choice.
    """
    in_network = set(case.child.network.filter(to_on=None).values_list("agency_id", flat=True))
    agencies = Agency.objects.filter(authorities=case.authority_id).order_by("code")
    found: dict[str, Agency] = {}
    for payer in PAYERS:
        known = [agency for agency in agencies if agency.payer == payer]
        named = [agency for agency in known if agency.code == chosen.get(payer)]
        near = [agency for agency in known if agency.code in in_network]
        if known:
            found[payer] = (named or near or known)[0]
    return found


def payers_of(award: Award) -> list[AwardPayer]:
    """Return the agency behind each payer of an award."""
    rows = award.payers.select_related("agency")
    return sorted(rows, key=lambda row: PAYERS.index(row.payer))


@dataclass(frozen=True)
class Standing:
    """Where an award stands on a day: the version in force, or the first one to come."""

    award: Award
    version: AwardVersion | None


def standing_on(awards: Iterable[Award], day: date) -> list[Standing]:
    """Return each award with the version in force on a day; one query for all of them."""
    chosen = list(awards)
    versions: dict[int, AwardVersion] = {}
    rows = AwardVersion.objects.standing().filter(award__in=chosen)
    for version in rows:
        if version.from_on <= day or version.award_id not in versions:
            versions[version.award_id] = version
    return [Standing(award, versions.get(award.pk)) for award in chosen]


def broken_sums() -> list[str]:
    """Return a sentence for each award whose rows do not add up; none is expected ever.

    The database holds the sums by constraint; this is the auditor's own look.
    """
    rows = AwardVersion.objects.order_by("award_id", "from_on", "pk")
    return [
        f"{row.award_id} from {row.from_on}: {row.shares} does not make {row.total_pence}"
        for row in rows.iterator(chunk_size=2000)
        if sum(row.shares.values()) != row.total_pence
    ]


def narrow_awards(awards: QuerySet[Award], asked: Mapping[str, str]) -> QuerySet[Award]:
    """Return the awards at a ``stage``, with a ``provider`` so named, paid by an ``agency``."""
    wanted = {
        "placement__stage": asked.get("stage"),
        "placement__setting__name__icontains": asked.get("provider"),
        "payers__agency": asked.get("agency"),
    }
    return awards.filter(**{name: value for name, value in wanted.items() if value})
