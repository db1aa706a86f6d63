"""What waits for somebody: alerts to share, answers that their agency owes, referrals to write."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import User
from accounts.permissions import can
from accounts.rules.roles import Relation
from referrals.models import (
    AgencyView,
    AskedAgency,
    Assessment,
    Referral,
    RequestedShare,
    ShareConfirmation,
)
from referrals.rules.workflow import TAKING_VIEWS, WRITING, Stage


def alerts_to_share(user: User) -> QuerySet[Referral]:
    """The alerts that a panel administrator has still to share, oldest first. Rules: KENT-039."""
    visible = Referral.objects.visible_to(user).select_related("case__child")
    if not can(user, "alert.share"):
        return visible.none()
    return visible.filter(case__stage=Stage.ALERT).order_by("case__opened_on", "case_id")


def referrals_to_write(user: User) -> QuerySet[Referral]:
    """The referrals of which this person has part 2 to write, oldest first."""
    stages = [*WRITING, Stage.MORE_INFORMATION]
    return (
        Referral.objects.select_related("case__child")
        .filter(case__owner=user, case__stage__in=stages)
        .order_by("case__opened_on", "case_id")
    )


def answers_owed(user: User) -> QuerySet[AskedAgency]:
    """What this person's agency was asked and has not all answered, oldest first.

    Each row tells ``has_assessment``, ``has_view``, ``has_confirmed`` and ``asked_pence``.

    Rules: KENT-042, KENT-011.
    """
    own = OuterRef("pk")
    shares = RequestedShare.objects.filter(
        referral=OuterRef("referral"), payer=OuterRef("agency__payer")
    )
    asked = AskedAgency.objects.filter(
        referral__in=Referral.objects.visible_to(user),
        agency=user.agency_id,
        asked_on__isnull=False,
        referral__case__stage__in=TAKING_VIEWS,
    )
    if not can(user, "view.give", Relation.NETWORK, Relation.LEAD):
        return asked.none()
    return (
        asked.annotate(
            has_assessment=Exists(Assessment.objects.filter(asked=own)),
            has_view=Exists(AgencyView.objects.filter(asked=own)),
            has_confirmed=Exists(ShareConfirmation.objects.filter(asked=own)),
            asked_pence=Subquery(shares.values("yearly_pence")[:1]),
        )
        .exclude(has_assessment=True, has_view=True, has_confirmed=True)
        .select_related("referral__case__child")
        .order_by("asked_on", "pk")
    )
