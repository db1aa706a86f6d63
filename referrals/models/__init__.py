"""A referral, its sections, and what each agency of the network says of it."""

from referrals.models.agencies import AgencyView, AskedAgency, Assessment, ShareConfirmation
from referrals.models.referral import Referral
from referrals.models.sections import (
    Answer,
    ChildPart,
    Discussion,
    OptionsPart,
    PlacementPart,
    ProviderCheck,
    RequestedShare,
)

__all__ = [
    "AgencyView",
    "Answer",
    "AskedAgency",
    "Assessment",
    "ChildPart",
    "Discussion",
    "OptionsPart",
    "PlacementPart",
    "ProviderCheck",
    "Referral",
    "RequestedShare",
    "ShareConfirmation",
]
