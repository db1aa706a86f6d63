"""Forms of a child's record: who they are, carers, legal status."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import Authority
from casework.forms import (
    ConfirmField,
    DateField,
    EmailField,
    Form,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    YesNoField,
)
from casework.rules.errors import Refused
from people.models import Child, LegalStatus, Setting
from people.rules.identity import check_nhs_number, check_upn


def checked(check: Callable[[str], str], number: str) -> str:
    """Return a number as it is kept; what is wrong with it stands beside its field.

    Raises:
        ValidationError: it is no such number.
    """
    try:
        return check(number) if number else ""
    except Refused as refused:
        raise ValidationError(refused.says, code=refused.code) from None


class ChildForm(Form):
    """Who a child is. Every detail but name and date of birth may be added later."""

    given_names = TextField(label="Given names", max_length=120, width=20)
    family_name = TextField(label="Family name", max_length=120, width=20)
    known_as = TextField(label="Known as", max_length=60, width=20, required=False)
    born_on = DateField(label="Date of birth", hint="For example, 27 3 2011")
    upn = TextField(
        label="Unique pupil number (UPN)",
        hint="A letter, eleven digits and a last character, such as A801200001001",
        called="UPN",
        max_length=20,
        width=20,
        required=False,
    )
    nhs_number = TextField(
        label="NHS number",
        hint="Ten digits, such as 943 476 5919",
        max_length=16,
        width=20,
        required=False,
    )
    address = LongTextField(label="Address", max_length=500, rows=4, required=False)
    is_address_hidden = YesNoField(
        label="Must the address be withheld?",
        hint="Yes where knowing it could put the child or a carer at risk. It is then shown only "
        "to those who may change this record.",
        missing="Select yes if the address must be withheld",
    )
    language = TextField(label="First language", max_length=60, width=20, initial="English")
    setting_id = SelectField(
        label="School or setting", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, settings: QuerySet[Setting], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["setting_id"].choices = [("", ""), *settings.values_list("pk", "name")]

    def clean_upn(self) -> str:
        return checked(check_upn, self.cleaned_data["upn"])

    def clean_nhs_number(self) -> str:
        return checked(check_nhs_number, self.cleaned_data["nhs_number"])


def as_typed(child: Child) -> dict[str, Any]:
    """Return what a child's record holds, as the answers of its form."""
    return {name: getattr(child, name) for name in ChildForm.base_fields}


class AddChildForm(ChildForm):
    """A new record. Where one like it is there, it asks whether this is another child."""

    authority = SelectField(label="Local authority")
    confirmed_new = ConfirmField(
        label="This is another child, not one of those listed above", required=False
    )
    field_order = ["authority", *ChildForm.base_fields, "confirmed_new"]

    def __init__(self, *args: Any, authorities: QuerySet[Authority], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = list(authorities.values_list("code", "name"))
        self.fields["authority"].choices = choices
        if len(choices) == 1:
            self.fields["authority"].initial = choices[0][0]
        self.fields["is_address_hidden"].initial = False

    def questions(self) -> list[Any]:
        """The last question is asked once there is a reason to."""
        asked = super().questions()
        return asked if self._is_unsure else [one for one in asked if one.name != "confirmed_new"]

    @property
    def _is_unsure(self) -> bool:
        return "confirmed_new" in self.errors or "confirmed_new" in self.data


class CarerForm(Form):
    """A parent or carer, with or without parental responsibility."""

    name = TextField(label="Full name", max_length=150, width=20)
    relation = TextField(
        label="Relation to the child", hint="For example, mother or foster carer", max_length=60,
        width=20,
    )  # fmt: skip
    has_parental_responsibility = YesNoField(
        label="Do they have parental responsibility?",
        hint="Each person has it or not; a care order shares it with the authority.",
        missing="Select yes if they have parental responsibility",
        inline=False,
        reveals={"yes": "evidence"},
    )
    evidence = TextField(
        label="What shows it?",
        hint="For example, birth certificate or court order, and its date",
        max_length=200,
        required=False,
    )
    email = EmailField(label="Email address", required=False)
    phone = TextField(label="Telephone number", max_length=30, width=20, required=False)
    address = LongTextField(label="Address", max_length=500, rows=4, required=False)
    is_address_hidden = YesNoField(
        label="Must this address be withheld?",
        hint="Yes where the other parent must not learn it.",
        missing="Select yes if the address must be withheld",
    )


class LegalStatusForm(Form):
    """What the law says of the child's care, from a day on."""

    status = RadiosField(
        label="Legal status",
        choices=LegalStatus.Status.choices,
        missing="Select the legal status",
        item_hints={
            "accommodated": "The authority has no parental responsibility",
            "care-order": "The authority shares parental responsibility",
        },
    )
    from_on = DateField(label="From which day?", called="first day of the status")
