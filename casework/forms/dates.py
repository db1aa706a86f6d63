"""A date, typed as three numbers."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from casework.forms.question import QuestionMixin

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


def in_words(day: date) -> str:
    """Return a date as people write it.

    >>> in_words(date(2027, 2, 3))
    '3 February 2027'
    """
    return f"{day.day} {day:%B %Y}"


class DateParts(forms.Widget):
    """Three inputs called ``name-day``, ``name-month`` and ``name-year``; or one ISO date."""

    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        """Return what was typed as a tuple of three texts."""
        if whole := str(data.get(name) or "").strip():
            return as_parts(whole)
        return tuple(str(data.get(f"{name}-{part}") or "").strip() for part in PARTS)

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{part}" in data for part in PARTS) and name not in data


def as_parts(value: date | str | tuple | None) -> tuple[str, str, str]:
    """Return day, month and year as texts; what is no ISO date is left in the first, to be seen."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, str):
        iso = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)(T.*)?", value)
        return (iso[3], iso[2], iso[1]) if iso else (value, "", "")
    return value or ("", "", "")


def month_number(text: str) -> int | None:
    """Return the month for "2", "02", "Feb" or "February"; None for anything else."""
    if text.isdecimal():
        return int(text)
    name = text.lower()
    known = len(name) >= 3 and name[:3] in MONTHS
    month = MONTHS.index(name[:3]) + 1 if known else None
    return month if month and date(2000, month, 1).strftime("%B").lower().startswith(name) else None


class DateField(QuestionMixin, forms.Field):
    """A date. ``not_before`` and ``not_after`` may be set on the form's own copy of the field."""

    widget = DateParts
    ask = "Enter"

    def __init__(self, *, not_before=None, not_after=None, birthday=False, **options):
        super().__init__(**options)
        self.not_before = not_before
        self.not_after = not_after
        self.look["birthday"] = birthday

    def prepare_value(self, value):
        return as_parts(value)

    def to_python(self, value):
        """Return the date typed; None if nothing was."""
        parts = as_parts(value)
        if not any(parts):
            return None
        self._refuse_missing(parts)
        return self._real_date(parts)

    def validate(self, value):
        super().validate(value)
        if value and self.not_before and value < self.not_before:
            self._refuse(f"must be on or after {in_words(self.not_before)}", PARTS)
        if value and self.not_after and value > self.not_after:
            self._refuse(f"must be on or before {in_words(self.not_after)}", PARTS)

    def has_changed(self, initial, data):
        return not self.disabled and as_parts(initial) != as_parts(data)

    def _refuse_missing(self, parts):
        absent = [name for name, text in zip(PARTS, parts, strict=True) if not text]
        if absent:
            self._refuse(f"must include a {' and '.join(absent)}", absent)

    def _real_date(self, parts):
        day_text, month_text, year_text = parts
        if re.fullmatch(r"\d{2}", year_text):
            self._refuse("must have a year of 4 numbers, like 2027", ["year"])
        month = month_number(month_text)
        wrong = [
            *(["day"] if not re.fullmatch(r"\d{1,2}", day_text) else []),
            *(["month"] if month is None or not 1 <= month <= 12 else []),
            *(["year"] if not re.fullmatch(r"\d{4}", year_text) else []),
        ]
        if wrong:
            self._refuse("must be a real date, like 27 3 2026", wrong)
        return self._on_calendar(int(year_text), month, int(day_text))

    def _on_calendar(self, year, month, day):
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            says = f"must have a year between {EARLIEST_YEAR} and {LATEST_YEAR}"
            self._refuse(says, ["year"])
        try:
            return date(year, month, day)
        except ValueError:
            self._refuse("must be a real date: that month has no such day", ["day"])

    def _refuse(self, says, parts):
        name = self.called_first if self.called else "The date"
        raise ValidationError(f"{name} {says}", code="date", params={"parts": tuple(parts)})
