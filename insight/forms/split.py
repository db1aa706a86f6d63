"""The form of the tool that shares a cost."""

from casework.forms import (
    Form,
    MoneyField,
    RadiosField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from casework.rules.money import PAYERS
from funding.rules.policy import KINDS
from funding.rules.prices import Per
from insight.forms.deadlines import POLICIES

ASKED = {
    "education": "Education",
    "care": "Care",
    "health": "Health, as the provider prices it",
    "unbroken": "Not broken down",
    "transport": "Transport",
}

NO_POLICY = "none"
DEFAULTS = {"policy": "london", "per": Per.YEAR.value}


class SplitForm(Form):
    """The costs of a placement, for the tool that shares them. It holds nobody's name."""

    policy = RadiosField(
        label="Which protocol?", choices=[(code or NO_POLICY, name) for code, name in POLICIES]
    )
    weeks = WholeNumberField(label="Weeks a year", called="the weeks", least=1, most=53, width=3)
    per = RadiosField(
        label="What are the prices for?",
        choices=[(Per.YEAR.value, "A year"), (Per.WEEK.value, "A week")],
        inline=True,
    )
    health_contribution = MoneyField(
        label="Health's contribution",
        hint="What health pays towards a cost that is not broken down",
        required=False,
    )
    in_care = YesNoField(label="Is the child in the authority's care?", required=False)
    agreed_education = MoneyField(label="Education", per="year", required=False)
    agreed_care = MoneyField(label="Care", per="year", required=False)
    agreed_health = MoneyField(label="Health", per="year", required=False)
    agreed_because = TextField(label="Why these shares were agreed", required=False)

    def __init__(self, data=None, **options):
        super().__init__(DEFAULTS | data.dict() if data else None, initial=DEFAULTS, **options)
        for kind in KINDS:
            self.fields[kind] = MoneyField(label=ASKED[kind], required=False)

    def clean_policy(self):
        """Return what a command calls the protocol; the empty text for none."""
        name = self.cleaned_data["policy"]
        return "" if name == NO_POLICY else name

    def prices(self):
        """Return the fields of prices, in the order in which they are shared."""
        return [self[kind] for kind in KINDS]

    def agreed(self):
        """Return the fields of shares agreed by hand."""
        return [self[f"agreed_{payer}"] for payer in PAYERS] + [self["agreed_because"]]

    def is_agreed(self) -> bool:
        """Was anything typed about shares agreed by hand?"""
        return any(field.value() for field in self.agreed())
