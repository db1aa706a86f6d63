"""What a search found."""

from collections.abc import Iterable

from django.urls import reverse

from casework.addresses import address_of
from casework.components import Link, Table, Tag
from casework.forms.dates import in_words
from people.models import Case, Child
from people.presenters.child import nhs_in_words, stage_in_words


def found_table(children: Iterable[Child], caption: str) -> Table:
    """Return children by name, with what tells one from another."""
    return Table(
        caption,
        ["Child", "Born", "UPN", "NHS number", "School or setting"],
        [
            [
                Link(child.name, reverse("people:child", args=[child.reference])),
                in_words(child.born_on),
                child.upn,
                nhs_in_words(child.nhs_number),
                child.setting.name if child.setting else "",
            ]
            for child in children
        ],
        empty="No child that you may see fits all that you typed.",
    )


def found_cases_table(cases: Iterable[Case]) -> Table:
    """Return the open cases of the children found."""
    return Table(
        "Open cases of these children",
        ["Case", "Kind", "Child", "Stage", "Owner"],
        [
            [
                Link(case.reference, address_of(case.reference)),
                case.get_kind_display(),
                case.child.name,
                Tag(stage_in_words(case)),
                case.owner.name,
            ]
            for case in cases
        ],
        empty="None of them has an open case that you may see.",
    )
