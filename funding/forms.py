"""The forms of funding pages: the shape and language of answers, nothing more."""

from collections.abc import Iterable

from django import forms

from accounts.models import Agency, User
from casework.forms import (
    ConfirmField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    RadiosField,
    SelectField,
    TextField,
)
from casework.rules.errors import Refused
from casework.rules.money import PAYERS
from casework.rules.references import check_reference
from funding.rules.workflow import Stage


class AwardFilter(Form):
    """What a list of awards or placements is narrowed by. It lives in the address."""

    stage = SelectField(
        label="Stage",
        required=False,
        choices=[("", "Any stage")] + [(stage.value, stage.label) for stage in Stage],
    )
    provider = TextField(label="Provider", required=False, width=20)
    agency = SelectField(label="Agency that pays", required=False)

    def __init__(self, *args, agencies=(), **options):
        super().__init__(*args, **options)
        named = [(agency.code, agency.name) for agency in agencies]
        self.fields["agency"].choices = [("", "Any agency"), *named]


class SignForm(Form):
    """For which agency, the name typed out, and the password once more."""

    agency = RadiosField(label="Which agency do you sign for?")
    typed_name = TextField(
        label="Type your name to sign",
        called="your name",
        hint="As it is known here. This commits the agency to its share.",
        max_length=150,
        width=20,
    )
    password = forms.CharField(
        label="Your password",
        help_text="We ask again so that nobody else can sign in your name.",
        widget=forms.PasswordInput,
        strip=False,
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args, agencies: Iterable[Agency], user: User, **options):
        super().__init__(*args, **options)
        self.user = user
        self.fields["agency"].choices = [(agency.code, agency.name) for agency in agencies]
        if len(self.fields["agency"].choices) == 1:
            self.fields["agency"].initial = self.fields["agency"].choices[0][0]

    def clean_password(self) -> None:
        """Check the password and keep nothing of it."""
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password. Try again.")

    @property
    def signature(self) -> dict[str, str]:
        """The agency and the name typed: what the action is given."""
        return {name: self.cleaned_data[name] for name in ("agency", "typed_name")}


class StartForm(Form):
    started_on = DateField(
        label="When did the child start?",
        called="the day of the start",
        hint="The first day at the placement, for example 1 9 2026",
    )


class DecisionReferenceMixin:
    """Reads the reference of the decision as people type it."""

    def clean_decision_reference(self):
        text = self.cleaned_data["decision_reference"]
        try:
            return check_reference(text)
        except Refused as refused:
            self.add_error("decision_reference", refused.says)
            return text


class ReviseForm(DecisionReferenceMixin, Form):
    from_on = DateField(
        label="From which day do the new shares apply?",
        called="the day from which the shares apply",
        hint="It may be in the past: what is owed is worked out anew from that day",
    )
    education = MoneyField(label="Education", per="year")
    care = MoneyField(label="Care", per="year")
    health = MoneyField(label="Health", per="year")
    decision_reference = TextField(
        label="Which decision is this?",
        called="the reference of the decision",
        hint="The reference of the panel meeting or of the change, such as M-2026-00001-O",
        width=20,
    )
    because = TextField(label="Why do the shares change?", called="the reason", max_length=300)
    confirmed = ConfirmField(label="Yes, let that quarter carry the adjustment", required=False)

    def __init__(self, *args, labels=None, asks=False, **options):
        super().__init__(*args, **options)
        for payer in PAYERS:
            self.fields[payer].label = (labels or {}).get(payer, self.fields[payer].label)
        if not asks:
            del self.fields["confirmed"]

    @property
    def shares(self) -> dict[str, int]:
        """Pence a year by payer."""
        return {payer: self.cleaned_data[payer] for payer in PAYERS}


class EndForm(DecisionReferenceMixin, Form):
    last_day = DateField(
        label="What is the last day?",
        called="the last day",
        hint="The last day for which the agencies pay",
    )
    decision_reference = TextField(
        label="Which decision is this?",
        called="the reference of the decision",
        hint="The reference of the panel meeting or of the change, such as M-2026-00001-O",
        width=20,
    )
    because = TextField(label="Why does it end?", called="the reason", max_length=300)


class ReviewForm(Form):
    held_on = DateField(label="When was it reviewed?", called="the day of the review")
    agency = RadiosField(
        label="Who reviewed it?",
        called="who reviewed it",
        required=False,
        choices=(),
    )
    found = LongTextField(
        label="What did the review find?",
        called="what the review found",
        hint="The views of the child and family, and whether the placement still meets the needs",
        rows=5,
    )

    def __init__(self, *args, agencies=(), **options):
        super().__init__(*args, **options)
        named = [(agency.code, agency.name) for agency in agencies]
        self.fields["agency"].choices = [("", "The panel"), *named]
