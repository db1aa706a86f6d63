"""A child's record as answers: details, carers, legal status, consents given and withdrawn."""

from collections.abc import Iterable

from django.urls import reverse

from casework.components import Link, SummaryRow, Table, Tag
from casework.forms.dates import in_words
from people.models import Carer, Child, Consent, LegalStatus
from people.presenters.child import Neighbour, nhs_in_words

WITHHELD = "Withheld"


def details(child: Child, may_edit: bool, only: Iterable[str] | None = None) -> list[SummaryRow]:
    """Return what is recorded of the child: all of it, or ``only`` the details named.

    A withheld address shows to whoever may change it.
    """
    answers = {
        "given_names": ("Given names", child.given_names),
        "family_name": ("Family name", child.family_name),
        "known_as": ("Known as", child.known_as),
        "born_on": ("Date of birth", in_words(child.born_on)),
        "upn": ("UPN", child.upn),
        "nhs_number": ("NHS number", nhs_in_words(child.nhs_number)),
        "address": ("Address", address(child, may_edit)),
        "is_address_hidden": ("Address withheld", "Yes" if child.is_address_hidden else "No"),
        "language": ("First language", child.language),
        "setting_id": ("School or setting", child.setting.name if child.setting else ""),
    }
    return [SummaryRow(*answers[name]) for name in (answers if only is None else only)]


def address(person: Child | Carer, may_edit: bool) -> str | list[object]:
    """Return an address; where it is withheld, only to whoever may change it, with a warning."""
    if not person.is_address_hidden:
        return person.address
    return [Tag(WITHHELD, "red"), person.address] if may_edit else WITHHELD


def carer_cards(
    carers: Iterable[Carer], child: Child, may_edit: bool
) -> list[tuple[str, list[SummaryRow]]]:
    """Return a title and the answers for each parent or carer."""
    return [(carer.name, _carer(carer, child, may_edit)) for carer in carers]


def _carer(carer: Carer, child: Child, may_edit: bool) -> list[SummaryRow]:
    change = reverse("people:edit_carer", args=[child.reference, carer.pk]) if may_edit else ""
    return [
        SummaryRow(
            "Relation",
            carer.relation,
            [Link("Change", change, f"what is recorded of {carer.name}")] if change else (),
        ),
        SummaryRow("Parental responsibility", responsibility(carer)),
        SummaryRow("Email", carer.email),
        SummaryRow("Telephone", carer.phone),
        SummaryRow("Address", address(carer, may_edit)),
    ]


def responsibility(carer: Carer) -> str:
    """Return whether somebody has parental responsibility, and what shows it."""
    if not carer.has_parental_responsibility:
        return "No"
    return f"Yes: {carer.evidence}" if carer.evidence else "Yes; no evidence recorded"


def legal_table(statuses: Iterable[LegalStatus]) -> Table:
    """Return the legal statuses recorded, the newest first."""
    return Table(
        "Legal status",
        ["From", "Status"],
        [[in_words(status.from_on), status.get_status_display()] for status in statuses],
        empty="Nobody has recorded a legal status. Social care can share a cost only for a child "
        "in the authority's care (KENT-036).",
    )


def network_table(network: Iterable[Neighbour], child: Child, may_consent: bool) -> Table:
    """Return the network with the state of consent, and the way to withdraw one."""
    return Table(
        "Network and consent",
        ["Agency", "In the network since", "Sharing", "On whose word", "Change"],
        [
            [
                one.name,
                in_words(one.joined_on),
                one.state,
                one.basis,
                _withdraw(one, child) if may_consent and one.can_withdraw else "",
            ]
            for one in network
        ],
        empty="No agency is in the child's network yet. Add those who work with the child.",
    )


def _withdraw(one: Neighbour, child: Child) -> Link:
    href = reverse("people:withdraw_consent", args=[child.reference, one.code])
    return Link("Withdraw", href, f"consent for {one.name}")


def withdrawn_table(consents: Iterable[Consent]) -> Table:
    """Return the consents that no longer open anything."""
    return Table(
        "Consents withdrawn or replaced",
        ["Agency", "Given", "On whose word", "Ended"],
        [
            [
                one.agency.name,
                in_words(one.given_on),
                f"{one.get_basis_display()}, {one.given_by}",
                in_words(one.withdrawn_on),
            ]
            for one in consents
        ],
        empty="None.",
    )


def consent_rows(consent: Consent) -> list[SummaryRow]:
    """Return one consent as answers."""
    return [
        SummaryRow("Agency", consent.agency.name),
        SummaryRow("What allows it", consent.legal_basis or consent.get_basis_display()),
        SummaryRow("Given by", consent.given_by),
        SummaryRow("Given on", in_words(consent.given_on)),
    ]
