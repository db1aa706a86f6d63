"""Money for placements: what is proposed, awarded from which day, signed, and locked by quarter."""

from funding.models.awards import Award, AwardPayer, AwardVersion, Reclaim
from funding.models.forms import FundingForm, Signature
from funding.models.placements import CostLine, Placement
from funding.models.quarters import LockedAmount, QuarterLock
from funding.models.reviews import PlacementReview

__all__ = [
    "Award",
    "AwardPayer",
    "AwardVersion",
    "CostLine",
    "FundingForm",
    "LockedAmount",
    "Placement",
    "PlacementReview",
    "QuarterLock",
    "Reclaim",
    "Signature",
]
