"""Forms about EHC cases: the shape and words of each answer. They decide nothing."""

from ehcp.forms.advice import AskAdviceForm, GiveAdviceForm, RecordAdviceForm, ReuseAdviceForm
from ehcp.forms.exemptions import ExemptionForm
from ehcp.forms.lists import TrackerFilter
from ehcp.forms.plans import (
    AgreeHealthForm,
    HearFamilyForm,
    IssueDraftForm,
    IssueFinalForm,
    NamePlacementForm,
    WriteSectionForm,
)
from ehcp.forms.requests import (
    DecideAssessmentForm,
    DecidePlanForm,
    RequestForm,
    TellOthersForm,
    WithdrawForm,
)

__all__ = [
    "AgreeHealthForm",
    "AskAdviceForm",
    "DecideAssessmentForm",
    "DecidePlanForm",
    "ExemptionForm",
    "GiveAdviceForm",
    "HearFamilyForm",
    "IssueDraftForm",
    "IssueFinalForm",
    "NamePlacementForm",
    "RecordAdviceForm",
    "RequestForm",
    "ReuseAdviceForm",
    "TellOthersForm",
    "TrackerFilter",
    "WithdrawForm",
    "WriteSectionForm",
]
