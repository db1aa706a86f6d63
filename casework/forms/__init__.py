"""Forms that show as GOV.UK components: the base form, and one field for each kind of answer."""

from casework.forms.amounts import MoneyField, PercentField, WholeNumberField
from casework.forms.base import Form
from casework.forms.choices import (
    CheckboxesField,
    ConfirmField,
    RadiosField,
    SelectField,
    YesNoField,
)
from casework.forms.dates import DateField
from casework.forms.files import FileField
from casework.forms.text import EmailField, LongTextField, TextField

__all__ = [
    "CheckboxesField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "LongTextField",
    "MoneyField",
    "PercentField",
    "RadiosField",
    "SelectField",
    "TextField",
    "WholeNumberField",
    "YesNoField",
]
