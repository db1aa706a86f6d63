"""What every change to a referral begins with: the case locked, its stage checked."""

from dataclasses import replace

from casework.act import Act
from casework.rules.errors import Refused
from people.actions.cases import lock_case, set_stage
from people.models import Case
from referrals.models import AskedAgency, Referral
from referrals.rules.workflow import CLOSED, Stage, Verb, next_stage, require_writing


def inner(act: Act) -> Act:
    """Return the act for an action called within another: the outer one holds the key."""
    return replace(act, idempotency_key=None)


def lock_referral(act: Act, reference: str, revision: int | None = None) -> Referral:
    """Return the referral with its case locked. Raises ``stale`` as ``lock_case`` does."""
    case = lock_case(act, reference, revision)
    referral = Referral.objects.get(case=case)
    referral.case = case
    return referral


def move(act: Act, case: Case, verb: Verb) -> Stage:
    """Move a case by the table of moves and return where it now stands."""
    stage = next_stage(Stage(case.stage), verb)
    set_stage(act, case, stage, closes=stage in CLOSED)
    return stage


def lock_for_writing(act: Act, reference: str, revision: int | None = None) -> Referral:
    """Return the referral locked for a change to part 2; the first change begins part 2."""
    referral = lock_referral(act, reference, revision)
    stage = Stage(referral.case.stage)
    require_writing(stage)
    if stage is Stage.VIEWS:
        move(act, referral.case, Verb.BEGIN)
    return referral


def asked_agency(referral: Referral, agency: str) -> AskedAgency:
    """Return an agency's row on a referral.

    Raises:
        Refused: ``agency-not-asked``.
    """
    asked = referral.agencies.select_related("agency").filter(agency=agency).first()
    if asked is None:
        raise Refused("agency-not-asked", "This agency is not in the network of this referral.")
    return asked


def lock_for_consent(act: Act, reference: str, revision: int | None = None) -> Referral:
    """Return the referral locked for an answer about consent, which may come at any open stage.

    Raises:
        Refused: ``case-closed``.
    """
    referral = lock_referral(act, reference, revision)
    if Stage(referral.case.stage) in CLOSED:
        raise Refused("case-closed", "This referral is closed.")
    return referral
