"""E-mails about referrals. Each says that there is something to look at; none says about whom."""

from casework import mail
from casework.act import Act
from referrals.models import AskedAgency, Referral


def ask_agency(act: Act, *, reference: str, agency: str) -> None:
    """Ask an agency, once, for its assessment and view. The lead agency asked itself already."""
    asked = AskedAgency.objects.select_related("agency", "referral__case").get(
        referral__case__reference=reference, agency=agency
    )
    if asked.agency_id == asked.referral.case.lead_agency_id or not asked.agency.mailbox:
        return
    mail.write(
        act,
        key=f"referrals.ask_agency:{reference}:{agency}",
        to=asked.agency.mailbox,
        template="referrals/asked_for_view",
        stream=reference,
    )


def tell_referrer(act: Act, *, reference: str, event: int) -> None:
    """Tell the referrer, once for each fact, that an agency has answered."""
    referral = Referral.objects.select_related("case__owner").get(case__reference=reference)
    if not referral.case.owner.email:
        return
    mail.write(
        act,
        key=f"referrals.tell_referrer:{reference}:{event}",
        to=referral.case.owner.email,
        template="referrals/agency_answered",
        stream=reference,
    )
