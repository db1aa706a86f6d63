"""Forms of the plan: its sections, its placement, the draft, the family's views, the final."""

from typing import Any

from casework import forms
from ehcp.rules.plan import Placement, Signature
from ehcp.rules.requests import RECIPIENT_WORDS, Recipient, others_told

OTHERS = others_told(attends_setting=True)

SETTING_TYPES = (
    "Mainstream early years setting",
    "Mainstream primary school",
    "Mainstream secondary school",
    "Maintained special school",
    "Non-maintained special school",
    "Independent school",
    "Further education college",
    "Specialist post-16 institution",
    "Education otherwise than at a school",
)


class WriteSectionForm(forms.Form):
    """The words of one section."""

    words = forms.LongTextField(
        label="Words", heading=True, required=False, max_length=50_000, rows=14
    )

    def __init__(self, *args: Any, title: str, hint: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = title
        self.fields["words"].help_text = hint


class NamePlacementForm(forms.Form):
    """Section I. Both left blank clears it."""

    setting = forms.TextField(
        label="School, college or other institution",
        hint="Leave blank if no place has been found yet, and name the type.",
        required=False,
        max_length=200,
    )
    setting_type = forms.SelectField(
        label="Type of institution",
        choices=[(name, name) for name in SETTING_TYPES],
        required=False,
    )

    def placement(self) -> Placement:
        """Return what section I will say."""
        return Placement(self.cleaned_data["setting"], self.cleaned_data["setting_type"])


class AgreeHealthForm(forms.Form):
    """That the health body agreed section G."""

    agreed_by = forms.TextField(
        label="Who agreed the health provision for the health body?",
        max_length=150,
        missing="Enter who agreed",
    )
    agreed_on = forms.DateField(
        label="When?", called="The day it was agreed", missing="Enter the day it was agreed"
    )


class IssueDraftForm(forms.Form):
    """The draft goes out."""

    sent_on = forms.DateField(
        label="When is the draft sent?", called="The day it is sent", missing="Enter the day"
    )
    served_on = forms.DateField(
        label="When did it reach the family?",
        called="The day it reached the family",
        hint="By email or in person this is the same day. The 15 days begin with this day.",
        missing="Enter the day the draft reached the family",
    )
    without_advice_reason = forms.LongTextField(
        label="Why is the draft issued without the advice that has not come back?",
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, outstanding: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not outstanding:
            del self.fields["without_advice_reason"]


class HearFamilyForm(forms.Form):
    """What the family said about the draft."""

    on = forms.DateField(
        label="When did the family say this?", called="The day", missing="Enter the day"
    )
    words = forms.LongTextField(
        label="What did the family say?", missing="Enter what the family said", rows=8
    )
    nothing_to_add = forms.ConfirmField(
        label="The family has said in writing that it has nothing more to add",
        hint="The final plan can then be issued before the 15 days are over.",
        required=False,
    )


class IssueFinalForm(forms.Form):
    """The final plan goes out."""

    signed_by = forms.TextField(
        label="Who signs the plan for the authority?",
        max_length=150,
        missing="Enter who signs the plan",
    )
    signed_role = forms.TextField(label="Their role", max_length=80, missing="Enter their role")
    sent_on = forms.DateField(
        label="When is the final plan sent to the family?",
        called="The day it is sent",
        hint="The family, the setting and the health body are sent it. This day counts.",
        missing="Enter the day the final plan is sent",
    )

    told = forms.CheckboxesField(
        label="Who else is sent it that day?",
        choices=[(r.value, RECIPIENT_WORDS[r]) for r in OTHERS],
        initial=[r.value for r in OTHERS],
        required=False,
    )

    def told_that_day(self) -> list[Recipient]:
        """Return who else is sent the plan."""
        return [Recipient(code) for code in self.cleaned_data["told"]]

    def signature(self) -> Signature:
        """Return who signs."""
        return Signature(self.cleaned_data["signed_by"], self.cleaned_data["signed_role"])
