"""Part 1: finding or adding the child, the alert, and consent for each agency."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import Agency
from casework.forms import (
    DateField,
    Form,
    LongTextField,
    MoneyField,
    RadiosField,
    TextField,
    YesNoField,
)
from people.models import Consent

GIVEN, REFUSED, NOT_ASKED = "given", "refused", "not-asked"
ANSWERS = [
    (GIVEN, "Yes, it may be told"),
    (REFUSED, "No, the family refused"),
    (NOT_ASKED, "It takes no part"),
]
CONSENT = "consent_"
MISSING = {
    "basis": "Select on what basis information may be shared",
    "given_by": "Enter who gave consent, or decided",
    "given_on": "Enter when consent was given",
}
DETAILS = (
    "basis",
    "given_by",
    "given_on",
    "legal_basis",
    "capacity_assessed_on",
    "best_interests_on",
)


class FindChildForm(Form):
    """Who the alert is about, looked for among the children that this person sees."""

    text = TextField(
        label="Find the child",
        hint="Name, UPN, NHS number or reference",
        missing="Enter a name, a number or a reference",
    )


class ConsentForm(Form):
    """The family's answer for each agency, on what basis, by whom and when."""

    basis = RadiosField(
        label="On what basis may information be shared?",
        choices=Consent.Basis.choices,
        required=False,
        reveals={
            "law": "legal_basis",
            "best-interests": ["capacity_assessed_on", "best_interests_on"],
        },
    )
    legal_basis = TextField(label="Which law allows it?", required=False, max_length=200)
    capacity_assessed_on = DateField(
        label="When was the mental capacity assessment?", required=False
    )
    best_interests_on = DateField(
        label="When was the best interests decision made?", required=False
    )
    given_by = TextField(label="Who gave consent, or decided?", required=False, max_length=150)
    given_on = DateField(label="When?", required=False)

    def __init__(
        self, *args: Any, agencies: Iterable[Agency], rule: str | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.agencies = list(agencies)
        because = f" ({rule})" if rule else ""
        asked = {f"{CONSENT}{agency.code}": _answer(agency, because) for agency in self.agencies}
        self.fields = asked | self.fields
        self._need_details(because)

    def _need_details(self, because: str) -> None:
        """Ask on what basis, by whom and when, unless nobody is said to be told."""
        answers = {self.data.get(name) for name in self.fields if name.startswith(CONSENT)}
        is_needed = not (self.is_bound and answers <= {REFUSED, NOT_ASKED})
        for name, missing in MISSING.items():
            self.fields[name].required = is_needed
            self.fields[name].error_messages["required"] = missing + because

    def answered(self, answer: str) -> list[str]:
        """Return the codes of the agencies with this answer."""
        return [
            agency.code
            for agency in self.agencies
            if self.cleaned_data.get(f"{CONSENT}{agency.code}") == answer
        ]

    def consent(self) -> dict[str, Any]:
        """Return what was said of the consent itself, without blanks."""
        return {name: self.cleaned_data[name] for name in DETAILS if self.cleaned_data.get(name)}


def _answer(agency: Agency, because: str) -> RadiosField:
    return RadiosField(
        label=f"May {agency.name} be told about this child?",
        choices=ANSWERS,
        missing=f"Select whether {agency.name} may be told: consent must be complete{because}",
    )


class AlertForm(ConsentForm):
    """Part 1, the alert: why, the consent section, and costs if they are known."""

    reason = LongTextField(
        label="Why is a jointly funded placement being considered?",
        hint="What is not working at home or at school, and what has been tried",
        rows=6,
        missing="Say why a jointly funded placement is being considered",
    )
    is_emergency = YesNoField(
        label="Was the placement made as an emergency, or has the chair agreed to fund it for now?",
        missing="Select whether the placement was made as an emergency",
    )
    are_costs_known = YesNoField(
        label="Do you know what the placement costs?",
        hint="If you know, they have to be in the alert",
        missing="Select whether you know what the placement costs",
        inline=False,
        reveals={"yes": ["known_provider", "known_weekly_pence", "known_yearly_pence"]},
    )
    known_provider = TextField(label="Provider", required=False, max_length=160)
    known_weekly_pence = MoneyField(label="Cost a week", per="week", required=False)
    known_yearly_pence = MoneyField(label="Cost a year", per="year", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        first = {"reason": self.fields.pop("reason")}
        self.fields = first | self.fields

    def alert(self) -> dict[str, Any]:
        """Return what part 1 says beyond consent."""
        data: Mapping[str, Any] = self.cleaned_data
        kept = {"reason": data["reason"], "is_emergency": data["is_emergency"]}
        if not data["are_costs_known"]:
            return kept | {"are_costs_known": False}
        costs = ("known_provider", "known_weekly_pence", "known_yearly_pence")
        return kept | {"are_costs_known": True} | {name: data[name] for name in costs}
