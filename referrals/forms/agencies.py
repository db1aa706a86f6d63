"""What one agency says for itself: assessment, view, its own funding agreement."""

from typing import Any

from casework.forms import (
    ConfirmField,
    DateField,
    FileField,
    Form,
    LongTextField,
    MoneyField,
    RadiosField,
    TextField,
    YesNoField,
)
from referrals.models.agencies import POSITIONS


class AssessmentForm(Form):
    """One assessment as a file."""

    upload = FileField(label="The assessment")
    completed_on = DateField(label="When was it completed?")
    is_made_together = YesNoField(
        label="Was it made together with other disciplines?",
        hint="A multi-disciplinary assessment of the needs of child and family",
    )


class GiveViewForm(Form):
    """An agency's structured view of the placement."""

    position = RadiosField(
        label="Does your agency agree in principle?",
        choices=POSITIONS,
        missing="Select whether your agency agrees in principle",
    )
    because = LongTextField(label="Why?", rows=5, missing="Say why")
    offered_pence = MoneyField(
        label="What share does your agency offer?",
        hint="The amount for a year. Leave it blank if nothing can be offered yet",
        per="year",
        required=False,
    )
    conditions = LongTextField(label="On what conditions?", rows=3, required=False)
    time_frame = TextField(
        label="For how long?",
        hint="The time frame that you specify",
        required=False,
        max_length=200,
    )
    staffing = TextField(
        label="What staffing?",
        hint="For example, two to one by day",
        required=False,
        max_length=200,
    )
    resources = LongTextField(label="What additional resources?", rows=3, required=False)
    provider_questions = LongTextField(
        label="Questions of your discipline to the provider, and its answers",
        rows=4,
        required=False,
    )


class ConfirmShareForm(Form):
    """That an agency's own people have agreed what it pays."""

    yearly_pence = MoneyField(label="What your agency will pay", per="year")
    agreed_on = DateField(label="When did your agency agree this?")
    agreed_by = TextField(
        label="Who agreed it?",
        hint="The name and post of the person who may commit your agency’s money",
        max_length=150,
    )
    confirmed = ConfirmField(label="I confirm this for my own agency")

    def terms(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {
            name: self.cleaned_data[name] for name in ("yearly_pence", "agreed_on", "agreed_by")
        }


class WithdrawForm(Form):
    """Why a referral ends before the panel decides."""

    because = LongTextField(label="Why is the referral withdrawn?", rows=4, missing="Say why")
