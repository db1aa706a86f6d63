"""The funding form: signed by each agency that pays, then issued."""

from typing import TYPE_CHECKING

from accounts.models import Agency, Delegation
from casework.act import Act
from casework.actions import action
from casework.documents import Paper, issue
from casework.events import publish
from casework.rules.errors import Refused
from funding.events import AwardFullySigned, AwardSigned, FundingFormIssued
from funding.models import Award, FundingForm, Signature
from funding.queries import must_sign, newest_form, yet_to_sign
from funding.rules.prices import weekly_of
from funding.rules.signatures import Limit, check_delegation, check_typed_name
from people.actions.cases import lock_case

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FUNDING_FORM = Paper(
    "funding-form", "Placement funding agreement", "documents/funding/funding_form.html"
)


@action
def sign(act: Act, *, award_reference: str, agency: str, typed_name: str) -> str:
    """Commit an agency to its share on the award's newest funding form; return the reference.

    Raises:
        Refused: ``not-a-payer``, ``already-signed``, ``name-differs``; ``no-delegation`` or
            ``above-delegation`` where the signer may not commit the agency to so much a week.

    Rules: KENT-068, KENT-095.
    """
    case = lock_case(act, award_reference)
    made = Award.objects.select_related("placement", "placement__asked_in").get(case=case)
    form = newest_form(made)
    signing = _agency_that_pays(form, agency)
    check_typed_name(typed_name, act.actor.name)
    weekly = weekly_of(_share_of(form, made, agency), made.placement.weeks)
    check_delegation(_limits(act, agency), weekly_pence=weekly, agency=signing.name)
    Signature.objects.create(
        form=form,
        agency=signing,
        signed_by_id=act.actor.pk,
        name=act.actor.name,
        post=act.actor.role_label,
        typed_name=typed_name.strip(),
        signed_at=act.at,
    )
    publish(act, award_reference, AwardSigned(agency=signing.name, name=act.actor.name))
    if not yet_to_sign(form):
        _close_form(act, form, made)
    return award_reference


def _agency_that_pays(form: FundingForm, agency: str) -> Agency:
    paying = {each.code: each for each in must_sign(form)}
    if agency not in paying:
        says = "This agency pays nothing on this funding form, so it has nothing to sign."
        raise Refused("not-a-payer", says, rule="KENT-101", field="agency")
    if agency not in {each.code for each in yet_to_sign(form)}:
        says = f"{paying[agency].name} has signed this funding form already."
        raise Refused("already-signed", says, field="agency")
    return paying[agency]


def _share_of(form: FundingForm, made: Award, agency: str) -> int:
    payers = made.payers.filter(agency=agency).values_list("payer", flat=True)
    return sum(form.version.shares[payer] for payer in payers)


def _limits(act: Act, agency: str) -> list[Limit]:
    held = Delegation.objects.in_force(act.today).filter(user=act.actor.pk, agency=agency)
    return [Limit(pence) for pence in held.values_list("weekly_limit_pence", flat=True)]


def _close_form(act: Act, form: FundingForm, made: Award) -> None:
    form.signed_at = act.at
    form.save(update_fields=["signed_at"])
    fact = AwardFullySigned(asked_in=made.placement.asked_in.reference)
    publish(act, made.case.reference, fact)


@action
def issue_funding_form(act: Act, *, award_reference: str, facts: "DataclassInstance") -> str:
    """Draw and keep the signed form from its frozen facts; return the document's reference.

    Done again it returns the document that is there.

    Raises:
        Refused: ``not-signed`` naming the agencies that have still to sign.

    Rules: KENT-096, KENT-101.
    """
    case = lock_case(act, award_reference)
    form = newest_form(case.award)
    if form.document_id:
        return form.document.reference
    lacking = ", ".join(agency.name for agency in yet_to_sign(form))
    if lacking:
        raise Refused("not-signed", f"Still to sign: {lacking}.", rule="KENT-096")
    form.document = issue(act, FUNDING_FORM, stream=award_reference, facts=facts)
    form.save(update_fields=["document"])
    publish(act, award_reference, FundingFormIssued(document=form.document.reference))
    return form.document.reference
