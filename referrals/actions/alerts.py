"""Part 1: an alert raised with its consent, shared with the network, agencies asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accounts.models import Agency, User
from accounts.queries import agencies_of
from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from people.actions import children, network
from people.actions.cases import open_case
from people.models import Case, Child
from referrals.actions.writing import inner, lock_for_consent, lock_referral, move
from referrals.events import AgencyAsked, AgencyRefused, AlertRaised, AlertShared
from referrals.models import AskedAgency, Referral
from referrals.queries import consent_of, policy_in_force, whole_referral
from referrals.rules.facts import AgencyFacts, AlertFacts, ChildFacts, Consent, ReferralFacts
from referrals.rules.gates import require_alert
from referrals.rules.policy import Policy
from referrals.rules.workflow import Stage, Verb

CONSENT = (
    "basis",
    "given_by",
    "given_on",
    "legal_basis",
    "capacity_assessed_on",
    "best_interests_on",
)


@action
def raise_alert(
    act: Act,
    *,
    child_reference: str,
    consented: Sequence[str],
    refused: Sequence[str] = (),
    **details: Any,
) -> str:
    """Raise an alert about a child for the actor's agency and return the referral's reference.

    ``consented`` and ``refused`` are codes of agencies. ``details``: of the consent, basis,
    given_by, given_on, legal_basis, capacity_assessed_on, best_interests_on; of the alert,
    reason, are_costs_known, known_provider, known_weekly_pence, known_yearly_pence,
    is_emergency.

    Raises:
        Refused: ``consent`` (KENT-040), ``known-costs`` (KENT-041), what the people app refuses
            of a consent (KENT-088), ``no-agency``, ``agency-unknown``, ``no-protocol``.

    Rules: KENT-038, KENT-040, KENT-041.
    """
    child = Child.objects.select_for_update(of=("self",)).get(reference=child_reference)
    consent = {name: details.pop(name) for name in CONSENT if details.get(name)}
    agencies = _agencies(act, child, consented, refused)
    policy, protocol = policy_in_force(child.authority_id, act.today)
    require_alert(_alert_facts(act, child, agencies, details), policy)
    _require_consent_section(consent, policy)
    _gather_network(act, child, agencies, consent)
    return _open(act, child, protocol, agencies, details)


@action
def raise_alert_for_new_child(
    act: Act, *, authority: str, child: Mapping[str, Any], **details: Any
) -> str:
    """Open a child's record and raise an alert about them: both, or neither.

    ``child`` is what ``people.actions.children.add_child`` takes; ``details`` as ``raise_alert``.
    """
    reference = children.add_child(inner(act), authority=authority, **child)
    return raise_alert(inner(act), child_reference=reference, **details)


def _agencies(
    act: Act, child: Child, consented: Sequence[str], refused: Sequence[str]
) -> dict[Agency, Consent]:
    """Return the agencies of the alert with the family's answer; the lead holds its own record."""
    lead = act.actor.agency_code
    if not lead:
        raise Refused("no-agency", "Only somebody who belongs to an agency can raise an alert.")
    answers = dict.fromkeys(refused, Consent.REFUSED) | dict.fromkeys(consented, Consent.GIVEN)
    answers |= {lead: Consent.GIVEN}
    known = {agency.code: agency for agency in agencies_of(child.authority_id)}
    for code in answers:
        if code not in known:
            raise Refused("agency-unknown", "That agency does not serve this authority.")
    return {known[code]: answer for code, answer in answers.items()}


def _alert_facts(
    act: Act, child: Child, agencies: Mapping[Agency, Consent], details: Mapping[str, Any]
) -> ReferralFacts:
    return ReferralFacts(
        stage=Stage.ALERT,
        on=act.today,
        child=ChildFacts(born_on=child.born_on),
        agencies=tuple(
            AgencyFacts(
                agency.code,
                agency.name,
                agency.payer,
                is_lead=agency.code == act.actor.agency_code,
                consent=answer,
            )
            for agency, answer in agencies.items()
        ),
        alert=AlertFacts(
            bool(details.get("are_costs_known")),
            details.get("known_weekly_pence"),
            details.get("known_yearly_pence"),
        ),
    )


def _require_consent_section(consent: Mapping[str, Any], policy: Policy) -> None:
    for name in ("basis", "given_by", "given_on"):
        if not consent.get(name):
            raise Refused(
                "consent",
                "The consent section is not completed: say on what basis, by whom and when "
                "consent was given.",
                rule=policy.gate("consent").rule,
                field=name,
            )


def _gather_network(
    act: Act, child: Child, agencies: Mapping[Agency, Consent], consent: Mapping[str, Any]
) -> None:
    """Put the agencies around the child, and open the record to those that may be told."""
    for agency in agencies:
        network.join_network(inner(act), child_reference=child.reference, agency=agency.code)
    told = [
        agency.code
        for agency, answer in agencies.items()
        if answer is Consent.GIVEN and agency.code != act.actor.agency_code
    ]
    if told:
        network.record_consent(
            inner(act), child_reference=child.reference, agencies=told, **consent
        )


def _open(
    act: Act,
    child: Child,
    protocol: str,
    agencies: Mapping[Agency, Consent],
    details: Mapping[str, Any],
) -> str:
    case = open_case(
        act,
        kind=Case.Kind.REFERRAL,
        child=child,
        lead_agency=act.actor.agency_code,
        owner=User.objects.get(pk=act.actor.pk),
        stage=Stage.ALERT,
    )
    referral = Referral.objects.create(
        case=case, protocol=protocol, referrer_id=act.actor.pk, **details
    )
    AskedAgency.objects.bulk_create(
        AskedAgency(
            referral=referral,
            agency=agency,
            refused_on=act.today if answer is Consent.REFUSED else None,
        )
        for agency, answer in agencies.items()
    )
    publish(act, case.reference, AlertRaised(agencies=[agency.code for agency in agencies]))
    _publish_refusals(act, case.reference, agencies)
    return case.reference


def _publish_refusals(act: Act, reference: str, agencies: Mapping[Agency, Consent]) -> None:
    for agency, answer in agencies.items():
        if answer is Consent.REFUSED:
            publish(act, reference, AgencyRefused(agency=agency.name))


@action
def share_alert(act: Act, *, reference: str, revision: int | None = None) -> str:
    """Share the alert with the agencies that may be told, and ask each for assessment and view.

    Rules: KENT-038, KENT-039, KENT-042.
    """
    referral = lock_referral(act, reference, revision)
    move(act, referral.case, Verb.SHARE)
    referral.shared_on = act.today
    referral.save(update_fields=["shared_on"])
    asked = ask_agencies(act, reference)
    publish(act, reference, AlertShared(agencies=[each.agency_id for each in asked]))
    return reference


def ask_agencies(act: Act, reference: str) -> list[AskedAgency]:
    """Ask each agency that may be told and was not asked yet. Part of another action."""
    referral = whole_referral(reference)
    asked = [
        each
        for each in referral.agencies.all()
        if each.asked_on is None and consent_of(referral, each) is Consent.GIVEN
    ]
    for each in asked:
        each.asked_on = act.today
        each.save(update_fields=["asked_on"])
        publish(act, reference, AgencyAsked(agency=each.agency.name, code=each.agency_id))
    return asked


@action
def record_consents(
    act: Act,
    *,
    reference: str,
    revision: int | None = None,
    consented: Sequence[str] = (),
    refused: Sequence[str] = (),
    **consent: Any,
) -> str:
    """Record the family's answer for some agencies: who may be told, and who may not.

    ``consent`` as in ``raise_alert``. An agency newly covered is asked at once when the alert
    has been shared; one refused loses what consent had opened.

    Rules: KENT-040, KENT-088.
    """
    referral = lock_for_consent(act, reference, revision)
    policy, _label = policy_in_force(referral.case.authority_id, act.today)
    given = {name: value for name, value in consent.items() if value}
    _add_agencies(referral, [*consented, *refused])
    if consented:
        _require_consent_section(given, policy)
        _open_to(act, referral, consented, given)
    _close_to(act, referral, refused)
    if referral.shared_on:
        ask_agencies(act, reference)
    return reference


def _add_agencies(referral: Referral, codes: Iterable[str]) -> None:
    known = {agency.code for agency in agencies_of(referral.case.authority_id)}
    for code in codes:
        if code not in known:
            raise Refused("agency-unknown", "That agency does not serve this authority.")
        AskedAgency.objects.get_or_create(referral=referral, agency_id=code)


def _open_to(
    act: Act, referral: Referral, codes: Sequence[str], consent: Mapping[str, Any]
) -> None:
    child = referral.case.child.reference
    for code in codes:
        network.join_network(inner(act), child_reference=child, agency=code)
    network.record_consent(inner(act), child_reference=child, agencies=list(codes), **consent)
    referral.agencies.filter(agency__in=codes).update(refused_on=None)


def _close_to(act: Act, referral: Referral, codes: Sequence[str]) -> None:
    child = referral.case.child
    standing = child.consents.filter(withdrawn_on=None, agency__in=codes)
    for code in list(standing.values_list("agency_id", flat=True)):
        network.withdraw_consent(inner(act), child_reference=child.reference, agency=code)
    for asked in referral.agencies.select_related("agency").filter(
        agency__in=codes, refused_on=None
    ):
        asked.refused_on = act.today
        asked.save(update_fields=["refused_on"])
        publish(act, referral.case.reference, AgencyRefused(agency=asked.agency.name))
