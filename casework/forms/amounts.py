"""Fields of numbers: money in pence, percentages, whole numbers. None ever holds a float."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from casework.forms.question import QuestionMixin

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
MINUS = re.compile(r"[\u2010-\u2015\u2212]")
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")

PERIODS = {
    "week": r"(pw|p/w|(a|per|/|each)?week(ly)?)",
    "month": r"(pm|p/m|pcm|(a|per|/|each)?(calendar)?month(ly)?)",
    "year": r"(pa|p\.a\.?|p/a|perannum|annually|(a|per|/|each)?year(ly)?)",
}
MOST_PENCE = 999_999_999_99
MOST_LETTERS = 25  # longer is no number that anybody means


def read_number(text: str) -> Decimal | None:
    """Return the number written in ``text``, with or without thousands commas; None if unclear.

    >>> read_number("4,000.50")
    Decimal('4000.50')
    >>> read_number("4.000,50") is None
    True
    """
    bare = SPACES.sub("", MINUS.sub("-", text))[: MOST_LETTERS + 1]
    sign, digits = (-1, bare[1:]) if bare.startswith("-") else (1, bare)
    is_number = GROUPED.fullmatch(digits) or PLAIN.fullmatch(digits)
    if not is_number or len(digits) > MOST_LETTERS:
        return None
    return sign * Decimal(digits.replace(",", ""))


def split_period(text: str) -> tuple[str, str | None]:
    """Return the text without the period at its end, and the period ("week", "month", "year").

    >>> split_period("£4,000.00 pw")
    ('£4,000.00', 'week')
    """
    squeezed = SPACES.sub("", text)
    for period, pattern in PERIODS.items():
        if found := re.search(rf"(?<=[\d.]){pattern}$", squeezed, re.IGNORECASE):
            return squeezed[: found.start()], period
    return squeezed, None


class NumberMixin(QuestionMixin):
    """A number typed as text, between a least and a most."""

    ask = "Enter"

    def __init__(self, *, least=None, most=None, **options):
        super().__init__(**options)
        self.least = least
        self.most = most
        self.look.setdefault("attributes", {"inputmode": "numeric", "spellcheck": "false"})

    def validate(self, value):
        super().validate(value)
        if value is not None and self.least is not None and value < self.least:
            self.refuse(f"must be {self.written(self.least)} or more")
        if value is not None and self.most is not None and value > self.most:
            self.refuse(f"must be {self.written(self.most)} or less")

    def has_changed(self, initial, data):
        try:
            return not self.disabled and initial != self.to_python(data)
        except ValidationError:
            return True

    def refuse(self, says):
        """Raise the error ``says``, which begins with a verb, about this answer."""
        raise ValidationError(f"{self.called_first or 'The number'} {says}", code="number")


class MoneyField(NumberMixin, forms.Field):
    """Pounds typed any usual way, kept as whole pence.

    ``per`` ("week", "month", "year") is what the amount is for: it is printed after the box, and
    an amount pasted with another period is refused, never converted.
    """

    def __init__(self, *, per=None, least=0, most=MOST_PENCE, **options):
        options.setdefault("prefix", "£")
        options.setdefault("width", 10)
        options.setdefault("attributes", {"inputmode": "decimal", "spellcheck": "false"})
        if per:
            options.setdefault("suffix", f"a {per}")
        super().__init__(least=least, most=most, **options)
        self.per = per

    def to_python(self, value):
        """Return whole pence; None if nothing was typed."""
        if isinstance(value, int) or value in self.empty_values or not value.strip():
            return value if isinstance(value, int) else None
        text, period = split_period(value)
        self._refuse_other_period(period)
        pounds = read_number(re.sub(r"^(-?)(£|GBP)|(GBP|pounds?)$", r"\1", text, flags=re.I))
        if pounds is None:
            self.refuse("must be an amount in pounds, like 1,234.56")
        if pounds * 100 % 1:
            self.refuse("must not be finer than a penny, like 1,234.56")
        return int(pounds * 100)

    def prepare_value(self, value):
        return f"{value // 100:,}.{value % 100:02}" if isinstance(value, int) else value

    def written(self, value):
        """Return a limit as it stands in an error."""
        return f"£{value // 100:,}" + (f".{value % 100:02}" if value % 100 else "")

    def _refuse_other_period(self, period):
        if period and self.per and period != self.per:
            self.refuse(f"must be the amount a {self.per}, not a {period}")


class PercentField(NumberMixin, forms.Field):
    """A percentage from 0 to 100 with at most two decimal places, as a ``Decimal``."""

    def __init__(self, *, least=Decimal(0), most=Decimal(100), **options):
        options.setdefault("suffix", "%")
        options.setdefault("width", 5)
        options.setdefault("attributes", {"inputmode": "decimal", "spellcheck": "false"})
        super().__init__(least=least, most=most, **options)

    def to_python(self, value):
        if isinstance(value, Decimal) or value in self.empty_values or not value.strip():
            return value if isinstance(value, Decimal) else None
        percent = read_number(value.strip().removesuffix("%"))
        if percent is None:
            self.refuse("must be a percentage, like 37.5")
        if percent * 100 % 1:
            self.refuse("must have at most 2 decimal places, like 33.33")
        return percent.quantize(Decimal("0.01"))

    def written(self, value):
        return f"{value.normalize():f}%"


class WholeNumberField(NumberMixin, forms.Field):
    """A whole number, 0 or more unless told otherwise."""

    def __init__(self, *, least=0, **options):
        options.setdefault("width", 5)
        super().__init__(least=least, **options)

    def to_python(self, value):
        if isinstance(value, int) or value in self.empty_values or not value.strip():
            return value if isinstance(value, int) else None
        number = read_number(value.lower().removesuffix(self.look.get("suffix", "").lower()))
        if number is None or number % 1 or abs(number) >= 10**12:
            self.refuse("must be a whole number, like 52")
        return int(number)

    def written(self, value):
        return f"{value:,}"
