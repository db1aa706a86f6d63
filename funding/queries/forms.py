"""Funding forms: which is the newest, and who has still to sign it."""

from accounts.models import Agency, Delegation, User
from casework.rules.money import PAYERS
from funding.models import Award, FundingForm


def newest_form(award: Award) -> FundingForm:
    """Return the funding form of the version recorded last among those that pay and stand."""
    forms = FundingForm.objects.filter(version__award=award, version__superseded_at=None)
    return forms.select_related("version").latest("version__recorded_at", "pk")


def must_sign(form: FundingForm) -> list[Agency]:
    """Return the agencies whose share on the form is above nought, in the order of payers."""
    shares = form.version.shares
    payers = form.version.award.payers.select_related("agency")
    by_payer = {row.payer: row.agency for row in payers}
    return [by_payer[payer] for payer in PAYERS if shares[payer] and payer in by_payer]


def yet_to_sign(form: FundingForm) -> list[Agency]:
    """Return the agencies that have still to sign. Rules: KENT-095, KENT-096."""
    signed = set(form.signatures.values_list("agency_id", flat=True))
    return [agency for agency in must_sign(form) if agency.code not in signed]


def agencies_to_sign_for(award: Award, user: User) -> list[Agency]:
    """Return the agencies that have still to sign and whose money this person may commit."""
    held = set(Delegation.objects.filter(user=user).values_list("agency_id", flat=True))
    return [agency for agency in yet_to_sign(newest_form(award)) if agency.code in held]
