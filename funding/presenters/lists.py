"""The lists of awards and placements, and what stands on top of every page of funding."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse

from accounts.models import User
from casework.addresses import address_of
from casework.components import Column, IdentityBar, Link, Tab, Table, Tabs, Tag
from casework.forms.dates import in_words
from casework.rules.money import PAYERS, format_pounds
from funding.models import Award, AwardVersion, Placement
from funding.permissions import can_export_any_quarter
from funding.queries import Standing, standing_on
from funding.rules.workflow import Stage
from people.models import Case
from people.presenters.child import identity_bar
from people.queries import care_since

COLOURS = {
    Stage.PROPOSED: "blue",
    Stage.AGREED: "yellow",
    Stage.STARTED: "green",
    Stage.ENDED: "grey",
    Stage.NOT_AGREED: "red",
    Stage.LAPSED: "grey",
}
MONEY = [Column(name, numeric=True) for name in ("Education", "Care", "Health", "All")]


def who(case: Case, today: date) -> IdentityBar:
    """Return the bar about the child that stands on top of each page of a case."""
    return identity_bar(case.child, today, care_since(case.child, today))


def sections(current: str, user: User) -> Tabs:
    """Return the pages of funding that a person may open, one of them marked."""
    pages = [("Awards", "funding:list"), ("Placements", "funding:placements")]
    if can_export_any_quarter(user):
        pages.append(("Quarters", "insight:quarters"))
    items = [Tab(text, reverse(name), current=name == current) for text, name in pages]
    return Tabs("Funding", items)


def stage_tag(stage: str) -> Tag:
    """Return where a placement stands as a coloured box."""
    return Tag(Stage(stage).label, COLOURS[Stage(stage)])


def awards_table(rows: Sequence[Standing]) -> Table:
    """Return the list of awards: what each agency pays a year as it applies today."""
    return Table(
        caption="Awards",
        head=["Award", "Child", "Provider", "Stage", "From", *MONEY],
        rows=[_award_row(row) for row in rows],
        empty="No award fits. An award appears here when a panel agrees a placement.",
        caption_hidden=True,
    )


def _award_row(row: Standing) -> list[object]:
    case, placement, version = row.award.case, row.award.placement, row.version
    money = [yearly(version, payer) for payer in PAYERS] if version else ["", "", ""]
    return [
        Link(case.reference, reverse("funding:award", args=[case.reference])),
        case.child.name,
        placement.setting.name,
        stage_tag(placement.stage),
        in_words(version.from_on) if version else "",
        *money,
        format_pounds(version.total_pence) if version else "",
    ]


def yearly(version: AwardVersion, payer: str) -> str:
    """Return a payer's share of a version in words."""
    return format_pounds(version.shares[payer])


def placements_table(rows: Sequence[Placement]) -> Table:
    """Return the list of placements, awarded or only asked for."""
    return Table(
        caption="Placements",
        head=["Case", "Child", "Provider", "Arrangement", "Weeks", "Starts", "Stage"],
        rows=[_placement_row(row) for row in rows],
        empty="No placement fits. One appears here when a referral says what it asks for.",
        caption_hidden=True,
    )


def _placement_row(row: Placement) -> list[object]:
    award = getattr(row, "award", None)
    case = award.case if award else row.asked_in
    return [
        linked(case.reference),
        row.asked_in.child.name,
        row.setting.name,
        row.arrangement,
        str(row.weeks),
        in_words(row.started_on or row.starts_on),
        stage_tag(row.stage),
    ]


def linked(reference: str) -> Link | str:
    """Return a reference as a link to its page, or as text where there is no such page."""
    address = address_of(reference)
    return Link(reference, address) if address else reference


def child_money(*, user: User, child: str, today: date) -> list[Table]:
    """Return the awards of a child that a person sees, for the child's page of money."""
    awards = Award.objects.visible_to(user).for_list().filter(case__child__reference=child)
    table = awards_table(standing_on(awards, today))
    return [replace(table, caption_hidden=False, empty="No award that you may see.")]
