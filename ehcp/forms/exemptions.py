"""The form of an exemption from a time limit."""

from collections.abc import Sequence
from typing import Any

from casework import forms
from casework.rules.facts import Exemption
from ehcp.models import ADVICE_CLOCK

CLOCKS = {
    "decide-whether-to-assess": "Decide whether to assess, 6 weeks",
    "decide-no-plan": "Say so if there will be no plan, 16 weeks",
    "issue-final-plan": "Issue the final plan, 20 weeks",
}
GROUNDS = {
    "school-closed": "The school was closed for at least four weeks",
    "early-years-closed": "The early years setting was closed for at least four weeks",
    "exceptional-circumstances": "Exceptional personal circumstances",
    "absent-from-area": "Away from the area for at least four weeks",
    "missed-appointment": "An appointment with the adviser was missed (advice only)",
}
WHO = {"child": "The child", "parent": "The parent", "young-person": "The young person"}


class ExemptionForm(forms.Form):
    """Which time limit, on what ground, whose, from when to when, why, and what shows it."""

    clock = forms.RadiosField(label="Which time limit?", missing="Select the time limit")
    ground = forms.RadiosField(
        label="On what ground?",
        choices=list(GROUNDS.items()),
        hint="These are the grounds of the regulations. A shortage of staff or a late adviser is "
        "none.",
        missing="Select the ground",
    )
    who = forms.RadiosField(
        label="Whom does it concern?", choices=list(WHO.items()), missing="Select whom it concerns"
    )
    why_impractical = forms.LongTextField(
        label="Why was it impractical to keep the time limit?",
        missing="Say why it was impractical to keep the time limit",
        rows=3,
    )
    evidence = forms.LongTextField(
        label="What shows it?",
        hint="For example a letter, with its date.",
        rows=3,
        missing="Say what shows it",
    )
    family_told_on = forms.DateField(
        label="When was the family told, and why there is a delay?",
        called="The day the family was told",
        missing="Enter the day the family was told",
    )

    def __init__(self, *args: Any, advisers: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        advice = {f"{ADVICE_CLOCK}:{name}": f"Advice from {name}, 6 weeks" for name in advisers}
        self.fields["clock"].choices = list((CLOCKS | advice).items())
        # "from" cannot be the name of an attribute, and the refusals of the law speak of it.
        period = {
            "from": _day("First day", "first day"),
            "to": _day("Last day away, or closed", "last day"),
        }
        self.fields |= period
        self.order_fields(["clock", "ground", "who", "from", "to"])

    def exemption(self) -> Exemption:
        """Return the exemption as the clocks know it."""
        answers = self.cleaned_data
        clock, _, adviser = answers["clock"].partition(":")
        return Exemption(
            clock=clock,
            ground=answers["ground"],
            from_on=answers["from"],
            last_on=answers["to"],
            who=answers["who"],
            adviser=adviser or None,
            why_impractical=answers["why_impractical"],
            evidence=answers["evidence"],
            family_told_on=answers["family_told_on"],
        )


def _day(label: str, called: str) -> forms.DateField:
    return forms.DateField(label=label, called=f"The {called}", missing=f"Enter the {called}")
