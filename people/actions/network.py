"""The network of agencies around a child, and the consent that lets each of them in."""

from datetime import date
from typing import Any

from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from people.actions.sight import refresh_sight
from people.events import AgencyJoinedNetwork, ConsentGiven, ConsentWithdrawn
from people.models import Child, Consent, NetworkMember
from people.rules.consent import ConsentGivenBy, check_consent


@action
def join_network(act: Act, *, child_reference: str, agency: str) -> str:
    """Add an agency to the child's network from today; one that is there already stays."""
    child = _locked(child_reference)
    _member, is_new = NetworkMember.objects.get_or_create(
        child=child, agency_id=agency, to_on=None, defaults={"from_on": act.today}
    )
    if is_new:
        refresh_sight(child, act.today)
        publish(act, child_reference, AgencyJoinedNetwork(agency=agency))
    return child_reference


@action
def record_consent(
    act: Act,
    *,
    child_reference: str,
    agencies: list[str],
    basis: str,
    given_by: str,
    given_on: date,
    **details: Any,
) -> str:
    """Record that the child's record may be shared with some agencies, and open it to them.

    ``details``: legal_basis, capacity_assessed_on, best_interests_on, as the basis needs.

    Raises:
        Refused: ``consent-not-theirs`` from 16 (KENT-088), ``consent-in-future``,
            ``legal-basis-missing``, ``capacity-missing``.
    """
    child = _locked(child_reference)
    check_consent(
        ConsentGivenBy(basis=basis, given_on=given_on, **details),
        born_on=child.born_on,
        today=act.today,
    )
    for agency in agencies:
        Consent.objects.filter(child=child, agency=agency, withdrawn_on=None).update(
            withdrawn_on=act.today
        )
        Consent.objects.create(
            child=child,
            agency_id=agency,
            basis=basis,
            given_by=given_by,
            given_on=given_on,
            recorded_at=act.at,
            **details,
        )
        label = Consent.Basis(basis).label
        publish(
            act,
            child_reference,
            ConsentGiven(agency=agency, basis=label, given_by=given_by),
            on=given_on,
        )
    refresh_sight(child, act.today)
    return child_reference


@action
def withdraw_consent(act: Act, *, child_reference: str, agency: str) -> str:
    """Close at once what consent had opened to one agency, and nothing else.

    Raises:
        Refused: ``no-consent`` when there is none to withdraw.
    """
    child = _locked(child_reference)
    standing = Consent.objects.filter(child=child, agency=agency, withdrawn_on=None)
    if not standing.update(withdrawn_on=act.today):
        raise Refused("no-consent", "There is no consent to withdraw for this agency.")
    refresh_sight(child, act.today)
    publish(act, child_reference, ConsentWithdrawn(agency=agency))
    return child_reference


def _locked(child_reference: str) -> Child:
    return Child.objects.select_for_update(of=("self",)).get(reference=child_reference)
