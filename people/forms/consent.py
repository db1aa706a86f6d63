"""Forms of the network around a child, and of the consent that opens the record to it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.models import Agency
from casework.forms import (
    CheckboxesField,
    ConfirmField,
    DateField,
    Form,
    RadiosField,
    SelectField,
    TextField,
)
from people.models import Consent

FROM_16 = "Not from 16: the young person's own consent is needed"


class JoinNetworkForm(Form):
    """Which agency joins."""

    agency = SelectField(label="Agency", missing="Select the agency that joins the network")

    def __init__(self, *args: Any, agencies: Iterable[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].choices = [(one.code, one.name) for one in agencies]


class ConsentForm(Form):
    """With whom the record may be shared, on whose word or by what law."""

    agencies = CheckboxesField(
        label="With which agencies may the record be shared?",
        hint="Select all that the consent or the law covers. Only agencies of the child's network "
        "are listed.",
        missing="Select the agencies with which the record may be shared",
    )
    basis = RadiosField(
        label="What allows it?",
        choices=Consent.Basis.choices,
        missing="Select what allows the sharing",
        reveals={
            "law": "legal_basis",
            "best-interests": ["capacity_assessed_on", "best_interests_on"],
        },
    )
    legal_basis = TextField(
        label="Which law?",
        hint="For example, Children Act 1989 section 47",
        max_length=200,
        required=False,
    )
    capacity_assessed_on = DateField(label="Date of the mental capacity assessment", required=False)
    best_interests_on = DateField(label="Date of the best interests decision", required=False)
    given_by = TextField(
        label="Who gave it?",
        hint="The person's name; for a legal basis, the officer who decided",
        missing="Enter the name of the person who gave it",
        max_length=150,
        width=20,
    )
    given_on = DateField(label="When was it given?", called="date it was given")

    def __init__(
        self,
        *args: Any,
        agencies: Iterable[Agency],
        is_from_16: bool,
        today: date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["agencies"].choices = [(one.code, one.name) for one in agencies]
        self.fields["given_on"].not_after = today
        if is_from_16:
            basis = self.fields["basis"]
            basis.look = basis.look | {"item_hints": {"parent": FROM_16}}


class WithdrawConsentForm(Form):
    """Being sure."""

    is_sure = ConfirmField(
        label="I have read what this closes, and the consent is withdrawn",
        missing="Tick the box to say that the consent is withdrawn",
    )
